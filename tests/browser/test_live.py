"""`invoke serve`: a page in a browser follows the files that an editor saves."""

import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from sites import PROJECT, article, make_project, write_content


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The folder and the address of a served copy of the project with a small site."""
    folder = make_project(tmp_path_factory.mktemp("served"), copied=["plugins", "theme"])
    files = {
        "articles/2024/a.md": article("Bài đầu", body="Chữ cũ.", status="draft"),
        "articles/2024/b.md": article("Bài sau", date="2031-01-01"),
        "articles/2024/c.md": article("Bài ba", body="Chữ khác."),
    }
    write_content(folder / "content", files)
    command = [sys.executable, "-u", "-m", "invoke", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as process:
        for line in process.stdout:
            found = re.search(r"http://[\d.:]+/", line)
            if found:
                address = found[0]
            if "Đã dựng" in line:
                break
        yield folder, address
        process.terminate()


@pytest.fixture
def window(page):
    """A page that waits for builds, with the errors of its console."""
    page.set_default_timeout(20_000)
    page.complaints = []
    page.on(
        "console", lambda message: page.complaints.append(message.text) if message.type == "error" else None
    )
    return page


def shows(page, text):
    page.get_by_text(text, exact=False).first.wait_for()


def test_an_editor_writes_and_sees(served, window):
    folder, address = served
    file = folder / "content/articles/2024/a.md"
    window.goto(f"{address}tin/2024/a.html")
    shows(window, "Chữ cũ.")
    shows(window, "Bản nháp")
    window.evaluate("window.sameDocument = true")

    file.write_text(article("Bài đầu", body="Chữ mới.", status="draft"), "utf-8")
    shows(window, "Chữ mới.")

    file.write_text(article("Bài đầu", body="Hỏng.", status="drafft", category="Hop"), "utf-8")
    panel = window.get_by_role("alert")
    for message in (
        "content/articles/2024/a.md:6:9",
        "content/articles/2024/a.md:4:11",
        "Có phải là “draft”?",
    ):
        expect(panel).to_contain_text(message)
    shows(window, "Chữ mới.")

    draft = folder / "content/articles/2024/a.md.tmp~"  # as editors do that write beside and rename
    draft.write_text(article("Bài đầu", body="Lành rồi.", status="draft"), "utf-8")
    draft.replace(file)
    shows(window, "Lành rồi.")
    panel.wait_for(state="detached")
    assert window.evaluate("window.sameDocument"), "refreshed in place, not loaded anew"
    assert window.complaints == []


def test_lists_styles_deletions_and_many_saves_at_once_are_followed(served, window):
    folder, address = served
    window.goto(f"{address}tin/")
    shows(window, "Bài sau")
    for number in range(5):
        text = article(f"Bài số {number}", date="2024-05-01")
        (folder / f"content/articles/2024/n{number}.md").write_text(text, "utf-8")
    for number in range(5):
        shows(window, f"Bài số {number}")
    (folder / "content/articles/2024/n1.md").rename(folder / "content/articles/2024/ten-moi.md")
    window.locator('a[href="/tin/2024/ten-moi.html"]').first.wait_for()
    (folder / "content/articles/2024/n2.md").unlink()
    window.get_by_text("Bài số 2").first.wait_for(state="detached")
    with (folder / "theme/static/css/utilities.css").open("a", encoding="utf-8") as file:
        file.write("@layer utilities { h1 { display: none } }\n")
    window.locator("h1").wait_for(state="hidden")


def test_code_that_changes_begins_the_process_anew(served, window):
    folder, address = served
    window.goto(f"{address}tin/2024/c.html")
    shows(window, "Chữ khác.")
    conf = folder / "pelicanconf.py"
    conf.write_text(conf.read_text("utf-8") + 'RECORDS = [("Mục khác", "tin/")]\n', "utf-8")
    window.get_by_role("link", name="Mục khác").first.wait_for()


def test_a_site_that_cannot_be_built_at_first_says_why(page, tmp_path):
    content = write_content(tmp_path / "content", {"articles/2024/a.md": "hỏng"})
    command = [sys.executable, "-u", "-m", "invoke", "serve", "--port", "0", "--content", str(content)]
    with subprocess.Popen(
        [*command, "--output", str(tmp_path / "output")],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        address = re.search(r"http://[\d.:]+/", process.stdout.readline())[0]
        for line in process.stdout:
            if "lỗi" in line:
                break
        page.goto(f"{address}tin/2024/a.html")
        page.get_by_role("alert").get_by_text("content/articles/2024/a.md:1:1").wait_for()
        (content / "articles/2024/a.md").write_text(article("Bài lành"), "utf-8")
        page.get_by_role("heading", name="Bài lành").wait_for()
        process.terminate()
