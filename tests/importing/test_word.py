"""Drafts of Word documents, made by LibreOffice and by python-docx."""

import difflib
import re
from datetime import datetime

import pytest
from bs4 import BeautifulSoup

import office_files
from newsroom.attachments.attachment_library import Attachments
from newsroom.body.renderer import BodyRenderer
from newsroom.files import frontmatter, text_file
from newsroom.importing.import_file import import_file
from newsroom.language.dates import HERE
from newsroom.pictures.picture_library import Pictures
from newsroom.problems import Problems
from newsroom.site.content_loader import load_content
from office_files import BODY, CLOSING, LEAD, TITLE, change, picture, report, word
from old_encodings import as_tcvn3
from sites import write_content

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=HERE)


@pytest.fixture
def content(tmp_path):
    return write_content(tmp_path / "content", {})


@pytest.fixture
def take(tmp_path, content):
    """Import a Word document of the newsroom."""

    def take(data, name="bai.docx", *, is_own=True):
        file = tmp_path / name
        file.write_bytes(data)
        return import_file(file, content, NOW, is_own=is_own)

    return take


def body(made):
    return text_file.split(made.draft.read_text("utf-8"), Problems("")).body.strip("\n")


def values(made):
    return frontmatter.parse(text_file.split(made.draft.read_text("utf-8"), Problems("")).front, Problems(""))


def faults(content):
    problems = load_content(content, NOW, drafts=False).problems
    return [problem for problem in problems if not problem.warning]


@pytest.mark.slow
def test_fewer_than_ten_lines_make_an_article_of_a_report_in_word(take, content):
    made = take(office_files.convert(report(), "docx"))
    draft = made.draft.read_text("utf-8")
    filled = draft.replace("status: draft", "status: published").replace("category:", "category: Khen thưởng")
    filled = filled.replace("![]", "![Bà con trong xã bên đoạn đường mới]")
    changes = [line for line in difflib.ndiff(draft.split("\n"), filled.split("\n")) if line.startswith("+ ")]
    assert len(changes) < 10
    made.draft.write_text(filled, "utf-8")
    assert faults(content) == []


@pytest.mark.slow
def test_a_draft_has_all_that_a_report_in_word_has(take, content):
    made = take(office_files.convert(report(), "docx"))
    assert (values(made)["title"], values(made)["summary"]) == (TITLE, LEAD)
    parts = text_file.split(made.draft.read_text("utf-8"), Problems(""))
    html = BodyRenderer(Pictures(content), Attachments(content)).render(parts, Problems("")).html
    shown = BeautifulSoup(html.replace("\u00a0", " "), "html.parser")
    assert [[cell.get_text() for cell in row(["td", "th"])] for row in shown("tr")] == [
        list(row) for row in office_files.ROWS
    ]
    assert "number" in str(shown.tr("th")[2]) or "right" in str(shown.tr("th")[2])
    assert {link["href"] for link in shown("a", href=re.compile("^http"))} == {
        office_files.PLAN,
        office_files.REPORT,
    }
    assert office_files.NOTE in shown.select_one(".footnote").get_text()
    captions = [caption.get_text() for caption in shown("figcaption")]
    assert captions == list(office_files.CAPTIONS)
    assert len(list((content / "images" / made.draft.stem).iterdir())) == 3
    assert """1. Về tập thể
   a) Các thôn vùng cao
      - thôn Một
      - thôn Hai
   b) Các thôn ven suối
2. Về cá nhân
""" in body(made)
    assert shown.h2.get_text() == "Kết quả"
    assert "<strong>Về tập thể:</strong> bảy thôn" in html.replace("\u00a0", " ")


def test_a_file_of_the_newsroom_needs_no_source_and_one_from_elsewhere_does(take, content):
    data = word(("Title", TITLE), (None, f"{BODY} {LEAD}"))
    assert "imported" not in values(take(data, is_own=True))
    other = take(data + b"\0", "khac.docx", is_own=False)
    assert values(other)["imported"]["file"] == "khac.docx"
    assert "Lời và ảnh thuộc về báo đã đăng" in other.report


def test_pictures_are_stored_even_for_a_file_from_elsewhere_and_never_replace_a_file(take, content):
    (content / "images/con-duong-moi").mkdir(parents=True)
    (content / "images/con-duong-moi/anh-1.png").write_bytes(b"cu")

    def add(document):
        document.add_picture(office_files.io.BytesIO(picture(kind="PNG")))
        document.add_paragraph("Đường mới. Ảnh: Lò Mẫu", style="Caption")

    made = take(word(("Title", "Con đường mới"), (None, f"{BODY} {LEAD}"), build=add), is_own=False)
    assert "![]({static}/images/con-duong-moi-2/anh-1.png)\nĐường mới. Ảnh: Lò Mẫu" in body(made)
    assert (content / "images/con-duong-moi/anh-1.png").read_bytes() == b"cu"
    assert (content / "images/con-duong-moi-2/anh-1.png").read_bytes() == picture(kind="PNG")
    assert "Đã chép 1 ảnh vào images/con-duong-moi-2/:" in made.report


def test_tracked_changes_and_comments_are_told(take):
    def build(document):
        paragraph = document.add_paragraph(f"{BODY} {CLOSING}")
        document.add_comment(paragraph.runs, text="Xem lại số ngày công", author="Mẫu")
        change(paragraph, " Chữ thêm vào.", " Chữ bỏ đi.")

    made = take(word(("Title", TITLE), (None, LEAD), build=build))
    assert "Chữ thêm vào." in body(made)
    assert "Chữ bỏ đi" not in body(made)
    assert "Tệp còn 2 chỗ đang sửa (Track Changes)" in made.report
    assert "Tệp có 1 lời bình (comment), không đưa vào bài: “Xem lại số ngày công”." in made.report


@pytest.mark.parametrize(
    ("paragraphs", "written"),
    [
        ([("List Number", "a"), ("List Number 2", "b"), ("List Number", "c")], "1. a\n   1. b\n2. c"),
        ([("List Bullet", "a"), ("List Bullet 2", "b"), ("List Bullet", "c")], "- a\n  - b\n- c"),
        ([(None, "1. a"), (None, "a) b"), (None, "- c"), (None, "+ d"), (None, "2. e")],
         "1. a\n   a) b\n      - c\n\n        + d\n2. e"),
        ([(None, "1. a"), (None, "2. b"), (None, "1. c")], "1. a\n2. b\n\n<!-- -->\n\n1. c"),
        ([("List Bullet", "Có"), ("List Bullet", "Có")], "- Có\n- Có"),
        ([(None, "- một mình")], "\\- một mình"),
        ([(None, "– Thưa bà."), (None, "– Thưa ông.")], "– Thưa bà.\n\n– Thưa ông."),
        ([("Heading 1", "A"), ("Heading 2", "B"), ("Heading 1", "C")], "## A\n\n### B\n\n## C"),
        ([("Heading 3", "A")], "## A"),
        ([("Quote", "Lời nói.")], "> Lời nói."),
        ([(None, "# *a* [b](c) 1 < 2")], "\\# \\*a\\* \\[b\\](c) 1 &lt; 2"),
    ],
)  # fmt: skip
def test_styles_and_typed_lists_become_markdown(take, paragraphs, written):
    made = take(word(("Title", TITLE), (None, f"{BODY} {LEAD}"), *paragraphs, (None, f"{CLOSING} {BODY}")))
    assert body(made).split("\n\n", 1)[1].rsplit("\n\n", 1)[0] == written


def test_emphasis_keeps_its_words_and_stays_emphasis(take, content):
    def build(document):
        paragraph = document.add_paragraph()
        for text, bold, italic in (
            ("Về tập thể: ", True, False),
            (BODY, False, False),
            (" 2", False, True),
            ("a*b", True, True),
            ("c ", False, False),
            ("“đ”", True, False),
            ("e.", False, False),
        ):
            run = paragraph.add_run(text)
            run.bold, run.italic = bold, italic

    made = take(word(("Title", TITLE), (None, f"{LEAD} {CLOSING}"), build=build))
    parts = text_file.split(made.draft.read_text("utf-8"), Problems(""))
    html = (
        BodyRenderer(Pictures(content), Attachments(content))
        .render(parts, Problems(""))
        .html.replace("\u00a0", " ")
    )
    last = BeautifulSoup(html, "html.parser")("p")[-1]
    assert last.get_text() == f"Về tập thể: {BODY} 2a*bc “đ”e."
    assert [strong.get_text() for strong in last("strong")] == ["Về tập thể:", "“đ"]


def test_text_in_an_old_font_is_repaired_and_the_report_says_so(take):
    sentence = f"{BODY} {CLOSING}"
    made = take(
        word(("Title", as_tcvn3("Bà con góp đất")), (None, as_tcvn3(sentence)), (None, as_tcvn3(LEAD)))
    )
    assert sentence in body(made)
    assert values(made)["title"] == "Bà con góp đất"
    assert "Chữ theo mã TCVN3" in made.report


STATE = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"


@pytest.mark.parametrize("rows", [1, 2])
def test_the_head_of_an_official_paper_is_no_text_of_the_article(take, rows):
    def build(document):
        cells = [("UBND XÃ KHE MÂY", STATE), ("Số: 12/BC-UBND", "Khe Mây, ngày 5 tháng 3 năm 2024")]
        table = document.add_table(rows, 2)
        for place, row in enumerate(cells[:rows]):
            for cell, text in zip(table.rows[place].cells, row, strict=True):
                cell.text = text
        document.add_paragraph("BÁO CÁO LÀM ĐƯỜNG")
        document.add_paragraph(f"{BODY} Nước Cộng hòa xã hội chủ nghĩa Việt Nam. {CLOSING}")

    made = take(word(build=build))
    assert values(made)["title"] == "BÁO CÁO LÀM ĐƯỜNG"
    assert body(made) == f"{BODY} Nước Cộng hòa xã hội chủ nghĩa Việt Nam. {CLOSING}"
    assert "Đã bỏ phần đầu theo thể thức văn bản: “UBND XÃ KHE MÂY CỘNG HOÀ" in made.report
    assert ("Số: 12/BC-UBND" in made.report) == (rows > 1)


def test_a_head_typed_in_lines_is_no_text_either(take):
    lines = [(None, line) for line in STATE.split("\n")]
    made = take(word(*lines, ("Title", TITLE), (None, f"{BODY} {LEAD}")))
    assert body(made) == f"{BODY} {LEAD}"


def test_a_sentence_that_names_the_state_in_capitals_is_text(take):
    sentence = f"Băng-rôn “{STATE.splitlines()[0]}” do bà con tự may treo trước hội trường."
    made = take(word(("Title", TITLE), (None, f"{BODY} {LEAD}"), (None, sentence)))
    assert sentence in body(made)


def test_after_a_failure_nothing_is_left(take, content, monkeypatch):
    (content / "articles").write_text("không phải thư mục")

    def add(document):
        document.add_picture(office_files.io.BytesIO(picture()))

    with pytest.raises(Exception, match="Không ghi được bản nháp"):
        take(word(("Title", TITLE), (None, f"{BODY} {LEAD}"), build=add))
    assert not (content / "images").exists() or not list((content / "images").iterdir())
