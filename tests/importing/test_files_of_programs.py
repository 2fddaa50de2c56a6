"""Files that real programs save, from `import` to the built page in a browser."""

import re
import shutil
from datetime import datetime
from email.message import EmailMessage

import pytest

import office_files
from attached_files import pdf
from commands import build_site, run_task
from newsroom.importing.import_file import import_file
from newsroom.language.dates import HERE
from newsroom.problems import RefusedError
from office_files import BODY, CLOSING, LEAD, picture, report, word
from served import serve
from single_file import save_page
from sites import article, write_content

pytestmark = pytest.mark.slow
NOW = datetime(2026, 12, 1, 8, 0, tzinfo=HERE)
PAGE = f"""<!doctype html><html lang=vi><meta charset=utf-8><title>{{title}} - Báo Thí Dụ</title>
<header><img src=icon.png width=40></header><h1>{{title}}</h1><article><p>{LEAD} {BODY}</p>
<figure><img src=le.jpg alt="Bà con bên đường"><figcaption>Đường mới. Ảnh: Lò Mẫu</figcaption></figure>
<p>{BODY} {CLOSING} Xem <a href=ke-hoach.html>kế hoạch</a>.</p>
<table><tr><th>Thôn<th>Công</tr><tr><td>Một<td>12</table><p>{CLOSING} {BODY}</p></article></body></html>"""


def letter():
    """A letter with a picture amid its text, and two files."""
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = "Fwd: Thư của xã Khe Mây", "a@a.example", "b@b.example"
    made.set_content(f"{LEAD}\n")
    made.add_alternative(
        f"<p>{LEAD}</p><p>{BODY} {CLOSING}</p><img src='cid:le'><p><i>Đường mới. Ảnh: Lò Mẫu</i></p>",
        subtype="html",
        charset="utf-8",
    )
    made.get_payload()[1].add_related(picture(), "image", "jpeg", cid="<le>")
    made.add_attachment(PLAN, "application", "pdf", filename="Kế hoạch số 1.pdf")
    made.add_attachment(b"MZ", "application", "octet-stream", filename="chay.exe")
    return made.as_bytes()


@pytest.fixture(scope="module")
def saved(browser, tmp_path_factory):
    """A folder of files, each saved by a program."""
    folder = tmp_path_factory.mktemp("saved")
    web = tmp_path_factory.mktemp("web")
    (web / "le.jpg").write_bytes(picture(200, (900, 600)))
    (web / "icon.png").write_bytes(picture(10, (40, 40), "PNG"))
    for title in ("Trang của Chromium", "Trang của SingleFile"):
        (web / f"{len(title)}.html").write_text(PAGE.format(title=title), "utf-8")
    for form in ("docx", "doc", "pdf"):
        (folder / f"libreoffice.{form}").write_bytes(office_files.convert(report(), form))
    (folder / "libreoffice.odt").write_bytes(office_files.convert(report("Bài odt"), "odt"))
    plain = re.sub(r"<draw:frame.*?</draw:frame>", "", report("Bài rtf"))  # RTF writes pictures unpacked
    (folder / "python-docx.docx").write_bytes(
        word(("Title", "Bài của python-docx"), (None, f"{LEAD} {CLOSING}"))
    )
    (folder / "libreoffice.rtf").write_bytes(office_files.convert(plain, "rtf"))
    (folder / "thu.eml").write_bytes(letter())
    with serve(web) as address:
        page = browser.new_page()
        page.goto(f"{address}/18.html")
        snapshot = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})
        (folder / "chromium.mhtml").write_bytes(snapshot["data"].encode())
        page.pdf(path=folder / "chromium.pdf")
        page.goto(f"{address}/20.html")
        save_page(page, folder / "single-file.html")
        page.close()
    return folder


PLAN = pdf(3)
READ = {
    "libreoffice.docx": office_files.TITLE,
    "python-docx.docx": "Bài của python-docx",
    "libreoffice.odt": "Bài odt",
    "libreoffice.rtf": "Bài rtf",
    "chromium.mhtml": "Trang của Chromium",
    "single-file.html": "Trang của SingleFile",
    "thu.eml": "Thư của xã Khe Mây",
}


ATTACHED = {
    "libreoffice.pdf": ("application/pdf", r"PDF, \d trang, "),
    "chromium.pdf": ("application/pdf", r"PDF, 1 trang, "),
    "python-docx.docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word, "),
}


@pytest.fixture(scope="module")
def site(saved, tmp_path_factory):
    """The site with an article of each of the files, imported as the newsroom's own."""
    folder = tmp_path_factory.mktemp("site")
    content = write_content(folder / "content", {})
    run = run_task("import", "--own", *(saved / name for name in READ), "--content", content)
    assert run.returncode == 0, run.stderr
    for draft in content.glob("articles/*/*.md"):
        text = draft.read_text("utf-8").replace("status: draft", "status: published")
        text = text.replace("category:\n", "category: Khen thưởng\n").replace(
            "summary:\n", "summary: Tóm tắt.\n"
        )
        text = re.sub(r"^date:$", "date: 2024-03-05", text, flags=re.MULTILINE)
        draft.write_text(text.replace("![]", "![Lời tả]"), "utf-8")
    (content / "files").mkdir(exist_ok=True)
    listed = ""
    for name in ATTACHED:
        shutil.copy(saved / name, content / "files")
        listed += f"\n  - {{file: files/{name}, title: Tệp của {name}}}"
    (content / "articles/dinh-kem.md").write_text(article("Tệp đính kèm", attachments=listed), "utf-8")
    checked = run_task("check", "--content", content)
    assert checked.returncode == 0, checked.stdout
    return build_site(content, folder / "output")


@pytest.mark.parametrize("name", READ)
def test_what_a_program_saved_becomes_a_page(site, browser, name):
    with serve(site.output) as address:
        page = browser.new_page()
        page.goto(f"{address}/tin/2024/{_slug(site, READ[name])}.html")
        main = page.locator("article").first
        shown = main.inner_text().replace("\u00a0", " ")
        assert READ[name] in page.title()
        assert CLOSING in shown
        pictures = (
            0 if name.endswith(".rtf") or name.startswith("python") else 3 if name.startswith("libre") else 1
        )
        assert main.locator("figure img").count() == pictures
        loaded = "image => { image.loading = 'eager'; return image.decode().then(() => image.naturalWidth) }"
        for image in main.locator("figure img").all():
            assert image.evaluate(loaded) > 0
        if name.startswith("python"):
            assert LEAD in main.inner_text().replace("\u00a0", " ")
        elif name.endswith(".eml"):
            link = main.get_by_role("link", name="Kế hoạch số 1.pdf (PDF, 3 trang")
            assert page.request.get(f"{address}{link.get_attribute('href')}").body() == PLAN
        else:
            assert main.locator("table").count() == 1
            assert main.get_by_role("link", name="kế hoạch").get_attribute("href").startswith("http")
        if name.startswith("libre"):
            assert main.locator("ol > li").filter(has_text="Về cá nhân").count() == 1
            assert office_files.NOTE in shown
        page.close()


def test_documents_of_programs_are_offered_with_their_facts_as_they_are(site, saved, browser):
    with serve(site.output) as address:
        page = browser.new_page()
        page.goto(f"{address}/tin/2024/dinh-kem.html")
        for name, (kind, facts) in ATTACHED.items():
            link = page.locator("article").first.get_by_role("link", name=f"Tệp của {name}")
            got = page.request.get(f"{address}{link.get_attribute('href')}")
            assert got.headers["content-type"] == kind
            assert got.body() == (saved / name).read_bytes()
            assert re.search(facts, link.locator("xpath=..").inner_text().replace("\u00a0", " "))
        page.close()


def _slug(site, title):
    texts = {file.stem: file.read_text("utf-8") for file in site.content.glob("articles/*/*.md")}
    return next(stem for stem, text in texts.items() if f"title: {title}\n" in text)


def test_pictures_of_other_newspapers_stay_comments(saved, tmp_path):
    content = write_content(tmp_path / "content", {})
    for name in ("chromium.mhtml", "single-file.html"):
        text = import_file(saved / name, content, NOW).draft.read_text("utf-8")
        assert "<!-- Ảnh của báo (“" in text
        assert "Đường mới. Ảnh: Lò Mẫu\n-->" in text
        assert re.search(r'url: "http://127.0.0.1:\d+/\d+\.html"', text)
    assert not (content / "images").exists()


def test_files_of_a_letter_stand_beside_its_draft(saved, tmp_path):
    content = write_content(tmp_path / "content", {})
    made = import_file(saved / "thu.eml", content, NOW, is_own=True)
    assert "[Kế hoạch số 1.pdf]({static}/files/thu-cua-xa-khe-may/ke-hoach-so-1.pdf)" in made.draft.read_text(
        "utf-8"
    )
    assert (content / "files/thu-cua-xa-khe-may/ke-hoach-so-1.pdf").read_bytes() == PLAN
    assert "Thư còn 1 tệp khác, không chép: “chay.exe”." in made.report
    assert "Đã chép 1 tệp đính kèm" in made.report


def test_a_letter_that_only_brings_a_word_document_says_which(tmp_path):
    made = EmailMessage()
    made.set_content("Gửi tòa soạn.\n")
    made.add_attachment(b"PK", "application", "octet-stream", filename="Bài mới.docx")
    (tmp_path / "thu.eml").write_bytes(made.as_bytes())
    with pytest.raises(RefusedError, match=r"Thư có tệp Word “Bài mới\.docx” đính kèm"):
        import_file(tmp_path / "thu.eml", write_content(tmp_path / "content", {}), NOW)


@pytest.mark.parametrize("name", ["libreoffice.doc", "libreoffice.pdf", "chromium.pdf"])
def test_old_word_files_and_pdfs_are_told_how_to_become_docx(saved, tmp_path, name):
    content = write_content(tmp_path / "content", {})
    with pytest.raises(RefusedError, match=rf"“{name}” là .*\.docx"):
        import_file(saved / name, content, NOW)


def test_without_libreoffice_its_files_are_told_how_to_become_docx(saved, tmp_path):
    content = write_content(tmp_path / "content", {})
    run = run_task("import", saved / "libreoffice.odt", "--content", content, PATH=str(tmp_path))
    assert "máy phải có LibreOffice" in run.stderr
    assert not (content / "articles").exists()
