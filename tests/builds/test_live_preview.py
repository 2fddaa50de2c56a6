import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest

from ordinary_user import become_ordinary
from sites import PROJECT, article, page, write_content


@pytest.fixture
def server(tmp_path):
    files = {
        "articles/2024/a.md": article("Ban đầu", status="draft"),
        "pages/404.md": page("Không tìm thấy trang", body="Hết đường."),
    }
    content = write_content(tmp_path / "content", files)
    with serving(content, tmp_path / "output") as url:
        yield content, url


@contextmanager
def serving(content, output, first=None):
    """Serve *content*, after calling *first* in the process of the server; yield its address."""
    command = [sys.executable, "-u", "-m", "invoke", "serve", "--content", str(content), "--port", "0"]
    command += ["--output", str(output)]
    with subprocess.Popen(
        command,
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        preexec_fn=first,  # noqa: PLW1509 (no other thread runs here)
    ) as process:
        for line in process.stdout:
            found = re.search(r"http://[\d.:]+/", line)
            if found:
                break
        yield found[0]
        process.terminate()


def fetch(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as error:
        return f"{error.code} {error.read().decode()}"
    except urllib.error.URLError:
        return ""  # between two builds


def until(condition, seconds=30):
    """Wait until *condition* holds; the assertion after it says whether it did."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.1)
    return condition()


def test_serve_reports_a_closed_folder_and_goes_on(tmp_path):
    content = write_content(tmp_path / "content", {"articles/2024/a.md": article("Ban đầu")})
    (content / "images").mkdir(mode=0)
    with serving(content, tmp_path / "output", become_ordinary) as url:
        assert until(lambda: "không có quyền" in "".join(problems(url)))
        (content / "images").chmod(0o755)
        assert until(lambda: "Ban đầu" in fetch(f"{url}tin/2024/a.html"))


def test_serve_shows_drafts_follows_changes_and_survives_mistakes(server):
    content, url = server
    page = f"{url}tin/2024/a.html"
    assert until(lambda: "Ban đầu" in fetch(page))
    lost = fetch(f"{url}khong-co.html")
    assert lost.startswith("404")
    assert "Hết đường." in lost
    file = content / "articles/2024/a.md"
    file.write_text(article("Sửa rồi", status="draft"), "utf-8")
    assert until(lambda: "Sửa rồi" in fetch(page))
    file.write_text("hỏng", "utf-8")
    time.sleep(2)  # long enough for the build that must not replace the page
    assert "Sửa rồi" in fetch(page)
    file.write_text(article("Lành lại", status="draft"), "utf-8")
    assert until(lambda: "Lành lại" in fetch(page))


@pytest.mark.parametrize(
    "path",
    ["/tin-tuc/bai-123.aspx", "/2020/03/bai-cu", "/2020/03/bai-cu/", "/tin/%C4%91i%E1%BB%83n-h%C3%ACnh.html"],
)
def test_serve_leads_from_old_addresses(server, path):
    content, url = server
    old = "[/tin-tuc/bai-123.aspx, /2020/03/bai-cu, /tin/điển-hình.html]"
    (content / "articles/2024/a.md").write_text(article("Bài", redirects=old), "utf-8")
    assert until(lambda: "0; url=/tin/2024/a.html" in fetch(f"{url.removesuffix('/')}{path}"))
    with urllib.request.urlopen(f"{url.removesuffix('/')}{path}", timeout=10) as answer:
        assert answer.headers.get_content_type() == "text/html"


def problems(url):
    """Return the problems that an open page shows."""
    with urllib.request.urlopen(f"{url}.live/events", timeout=10) as events:
        return json.loads(next(line for line in events if line.startswith(b"data: "))[6:])["problems"]


@pytest.mark.parametrize(
    ("faulty", "message"),
    [
        pytest.param({"body": "[a]({filename}nope.md)"}, "Không có tệp “articles/2024/nope.md”", id="file"),
        pytest.param({"body": "[a](#nope)"}, "không có chỗ nào mang tên “#nope”", id="place"),
        pytest.param({"body": "[a]({filename}b.md#nope)"}, "không có chỗ nào mang tên “#nope”", id="there"),
        pytest.param({"body": "[a](/nope/)"}, "không có địa chỉ “/nope/”", id="address"),
        pytest.param({"corrections": "[{date: 2024-04-01, text: Sửa.}]"}, "“modified”", id="correction"),
        pytest.param({"tags": "[ma, má]"}, "trùng địa chỉ", id="tags at one address"),
        pytest.param({"redirects": "/tin/"}, "Trùng địa chỉ", id="old address of a list"),
    ],
)
def test_a_page_with_a_fault_never_replaces_the_last_good_page(server, faulty, message):
    content, url = server
    page, file = f"{url}tin/2024/a.html", content / "articles/2024/a.md"
    built = content.parent / "output/tin/2024/a.html"
    (content / "articles/2024/b.md").write_text(article("Bài kia"), "utf-8")
    file.write_text(article("Lành một", status="draft"), "utf-8")
    assert until(lambda: "Bài kia" in fetch(f"{url}tin/2024/b.html"))
    assert until(lambda: built.is_file() and "Lành một" in built.read_text("utf-8"))
    file.write_text(article("Có lỗi", status="draft", **faulty), "utf-8")
    assert until(lambda: message in "\n".join(problems(url)))
    assert "Lành một" in fetch(page)
    file.write_text(article("Lành hai", status="draft"), "utf-8")
    assert until(lambda: "Lành hai" in fetch(page) and not problems(url))


def test_a_page_that_breaks_another_file_never_replaces_the_last_good_page(server):
    content, url = server
    page, file = f"{url}tin/2024/a.html", content / "articles/2024/a.md"
    built = content.parent / "output/tin/2024/a.html"
    file.write_text(article("Lành một", body="## Mục {#muc}\n\nLời."), "utf-8")
    (content / "articles/2024/b.md").write_text(article("Bài kia", body="[a]({filename}a.md#muc)"), "utf-8")
    assert until(lambda: "Bài kia" in fetch(f"{url}tin/2024/b.html"))
    assert until(lambda: built.is_file() and "Lành một" in built.read_text("utf-8"))
    for title in ("Mất chỗ", "Vẫn mất chỗ"):
        file.write_text(article(title, body="## Mục\n\nLời."), "utf-8")
        assert until(lambda: "“#muc”" in "\n".join(problems(url)))
        time.sleep(1)  # for the build after the second time
        assert "Lành một" in fetch(page)
    (content / "articles/2024/c.md").write_text(article("Bài mới"), "utf-8")
    (content / "articles/2024/b.md").write_text(article("Bài kia"), "utf-8")
    assert until(lambda: "Vẫn mất chỗ" in fetch(page) and not problems(url))
