"""Parts of pages and texts beside paragraphs: tables, lists, links, players, old character sets, lines."""

import textwrap
import unicodedata
from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newsroom.attachments.attachment_library import Attachments
from newsroom.body.renderer import BodyRenderer
from newsroom.files import text_file
from newsroom.importing.formats.charsets import decode
from newsroom.importing.import_file import import_file
from newsroom.importing.page.blocks import read_text
from newsroom.language.dates import HERE
from newsroom.pictures.picture_library import Pictures
from newsroom.problems import Problems
from office_files import picture
from sites import write_content

NOW = datetime(2026, 12, 1, 8, 0, tzinfo=HERE)
SENTENCES = (
    "Bà con trong bản cùng nhau sửa lại con đường ra ruộng, mỗi nhà góp một ngày công và ít đá.",
    "Cuối tuần, cả bản họp lại và ghi tên những nhà đã góp nhiều công nhất lên tấm bảng ở đầu đường.",
    "Các thôn ký giao ước làm tiếp ba cây số đường trong năm sau, xong trước mùa mưa.",
)
ADDRESS = "https://baothidu.example.vn/tin/bai.html"


@pytest.fixture
def content(tmp_path):
    return write_content(tmp_path / "content", {})


@pytest.fixture
def take(tmp_path, content):
    """Import a page with a markup amid its article; return the body without the paragraphs around it."""

    def take(markup, head=f'<link rel="canonical" href="{ADDRESS}">'):
        first, second, last = (f"<p>{sentence} {sentence}</p>" for sentence in SENTENCES)
        page = f"<html><head>{head}</head><body><h1>Con đường</h1><div>{first}{second}{markup}{last}</div>"
        file = tmp_path / "trang.html"
        file.write_text(page, "utf-8")
        text = import_file(file, content, NOW).draft.read_text("utf-8")
        parts = text.split("---\n", 2)[2].strip().split("\n\n")
        return "\n\n".join(parts[2:-1])

    return take


TABLE = "<table><tr><th>Thôn<th>Công</tr><tr><td>Một<td>12</tr><tr><td>Hai | ba<td>1.300</tr></table>"


@pytest.mark.parametrize(
    ("markup", "written"),
    [
        (TABLE, "| Thôn | Công |\n| --- | --: |\n| Một | 12 |\n| Hai \\| ba | 1.300 |"),
        (
            "<table><tr><td colspan=2>Tổng<td>3<tr><td rowspan=2>Một<td>a<td>1<tr><td>b<td>2</table>",
            "| Tổng |  | 3 |\n| --- | --- | --: |\n| Một | a | 1 |\n|  | b | 2 |",
        ),
        ("<table><tr><td>Một<br>Hai<td><a href=/a.html>Ba</a></tr><tr><td>c<td>d</tr></table>",
         "| Một<br>Hai | [Ba](https://baothidu.example.vn/a.html) |\n| --- | --- |\n| c | d |"),
        ("<ol start=4><li>Thôn Bốn góp đất<li>Thôn Năm góp công<li value=9>Thôn Chín</ol>",
         "4. Thôn Bốn góp đất\n5. Thôn Năm góp công\n\n<!-- -->\n\n9. Thôn Chín"),
        ("<ol><li>Thôn Một<ul><li>xóm trên<li>xóm dưới</ul><li>Thôn Hai</ol>",
         "1. Thôn Một\n   - xóm trên\n   - xóm dưới\n2. Thôn Hai"),
        ("<ol type=a><li>Thôn Một<li>Thôn Hai</ol>", "a) Thôn Một\nb) Thôn Hai"),
        ("<ul><li><p>Thôn Một</p><p>góp đất</p><li>Thôn Hai</ul>", "- Thôn Một\n\n  góp đất\n- Thôn Hai"),
        ("<p>Xem <a href='ke-hoach.html'>kế hoạch</a> và <a href='javascript:x()'>nút</a>.</p>",
         "Xem [kế hoạch](https://baothidu.example.vn/tin/ke-hoach.html) và nút."),
        ("<p>Xem <a href='/a_(b).html'>bài [1]</a></p>",
         "Xem [bài \\[1\\]](<https://baothidu.example.vn/a_(b).html>)"),
        ("<p><a href='/tep/bao-cao.PDF'>Báo cáo đầy đủ</a></p>",
         "[Báo cáo đầy đủ](https://baothidu.example.vn/tep/bao-cao.PDF)"),
        ("<p><a href='/tin/khac.html'>Tin khác trong ngày</a></p>", ""),
        ("<video><source src='/phim/le.mp4'></video>", "https://baothidu.example.vn/phim/le.mp4"),
        ("<audio src='https://baothidu.example.vn/a.mp3'></audio>", "https://baothidu.example.vn/a.mp3"),
        ("<iframe src='//www.youtube.com/embed/abcdefghijk?rel=0'></iframe>",
         "https://www.youtube.com/watch?v=abcdefghijk"),
        ("<iframe src='https://quangcao.example.vn/'></iframe>", ""),
        ("<table><tr><td>" + SENTENCES[0] * 4 + "<td>bên</tr><tr><td>c<td>d</tr></table>",
         SENTENCES[0] * 4 + "\n\nbên\n\nc\n\nd"),
    ],
)  # fmt: skip
def test_markup_amid_an_article_becomes_markdown(take, markup, written):
    assert take(markup) == written


def test_a_link_of_a_page_without_an_address_is_only_its_words(take):
    assert take("<p>Xem <a href='ke-hoach.html'>kế hoạch</a>.</p>", head="") == "Xem kế hoạch."


def test_markdown_of_all_this_is_read_as_it_is_meant(take, content):
    markup = f"{TABLE}<ol start=3><li>Ba<ul><li>con</ul><li>Bốn</ol><p><a href='/x.html'>x*y</a></p>"
    text = f"---\ntitle: x\n---\n{take(markup.replace('x*y</a>', 'x*y</a> z'))}\n"
    problems = Problems("a.md")
    body = BodyRenderer(Pictures(content), Attachments(content)).render(
        text_file.split(text, problems), problems
    )
    assert problems == []
    shown = BeautifulSoup(body.html, "html.parser")
    assert [cell.get_text() for cell in shown.table(["th", "td"])][4] == "Hai | ba"
    assert "3" in {shown.ol.get("start"), shown.ol.li.get("value")}
    assert shown.ol.ul.get_text(strip=True) == "con"
    assert shown.find("a", href="https://baothidu.example.vn/x.html").get_text() == "x*y"


def page_in(charset, text, declared):
    return f"<html><head><meta charset={declared}></head><p>{text}</p></html>".encode(charset)


def as_1258(text):
    """Encode *text* as Windows-1258, whose tones are letters of their own."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in tones)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones))
        letters.append(base + tone)
    return "".join(letters).encode("cp1258")


def test_a_page_is_read_in_the_character_set_that_it_declares():
    text = SENTENCES[0]
    page = b"<html><meta http-equiv=Content-Type content='text/html; charset=windows-1258'><p>" + as_1258(
        text
    )
    assert text in decode("a.html", page)[0]
    assert "Môn café" in decode("a.html", page_in("cp1252", "Môn café", "windows-1252"))[0]


def test_viscii_is_read_letter_by_letter():
    page = b"<html><meta charset=VISCII><p>B\xe0 con g\xf3p \xf0\xa4t, M\xb5t \x02 \xfe</p>"
    assert "Bà con góp đất, Một Ẳ ợ" in decode("a.html", page)[0]


@given(st.lists(st.sampled_from(SENTENCES), min_size=4, max_size=12), st.integers(60, 110), st.booleans())
@settings(max_examples=30, deadline=None)
def test_lines_that_a_pdf_broke_are_joined(sentences, width, spaced):
    pairs = zip(sentences[::2], sentences[1::2], strict=False)
    paragraphs = [f"{first} {second} {first}" for first, second in pairs]
    wrapped = [textwrap.wrap(paragraph, width, break_on_hyphens=False) for paragraph in paragraphs]
    assume(not any(all(line.endswith(".") for line in lines) for lines in wrapped))  # else nobody could tell
    text = ("\n\n" if spaced else "\n").join("\n".join(lines) for lines in wrapped)
    read = [block.text for block in read_text(text)]
    if spaced:
        assert read == paragraphs
    else:
        assert " ".join(read) == " ".join(paragraphs)
        assert len(read) <= 2 * len(paragraphs)


def test_whole_paragraphs_on_a_line_each_are_not_joined():
    text = "\n".join([*SENTENCES, *SENTENCES[::-1]])
    assert [block.text for block in read_text(text)] == text.split("\n")


@pytest.mark.parametrize("is_own", [True, False])
def test_pictures_in_the_folder_of_a_saved_page_are_copied_for_the_newsroom_itself(tmp_path, content, is_own):
    folder = tmp_path / "Con đường_files"
    folder.mkdir()
    for file in (folder / "lễ 1.jpg", tmp_path / "ngoai.jpg", tmp_path / "khac.jpg"):
        file.write_bytes(picture())
    (folder / "lien-ket.jpg").symlink_to(tmp_path / "ngoai.jpg")
    addresses = ("Con đường_files/l%E1%BB%85%201.jpg?w=9", "Con%20%C4%91%C6%B0%E1%BB%9Dng_files/../ngoai.jpg")
    addresses += ("Con đường_files/lien-ket.jpg", "khac.jpg", "Con đường_files/mat.jpg", "//[")
    figures = "".join(f"<figure><img src='./{address}'></figure>" for address in addresses)
    sentences = "".join(f"<p>{sentence} {sentence}</p>" for sentence in SENTENCES)
    page = tmp_path / "Con đường.html"
    page.write_text(f"<html><body><h1>Con đường</h1><div>{sentences}{figures}{sentences}</div>", "utf-8")
    made = import_file(page, content, NOW, is_own=is_own)
    copied = [file.read_bytes() for file in (content / "images").glob("*/*")]
    assert copied == ([picture()] if is_own else [])
    assert ("![]({static}/images/con-duong/anh-1.jpg)" in made.draft.read_text("utf-8")) == is_own
