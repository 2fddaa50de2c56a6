"""Drafts that `invoke import` makes of reports in each shape in which they are saved or pasted."""

import hashlib
import os
import re
import subprocess
import sys
import unicodedata
from datetime import datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from invoke import Collection

from commands import run_task
from newsroom.attachments.attachment_library import Attachments
from newsroom.body.renderer import BodyRenderer
from newsroom.editor.command_line import name_files
from newsroom.files import frontmatter, text_file
from newsroom.importing.import_file import import_file
from newsroom.language.dates import HERE
from newsroom.pictures.picture_library import Pictures
from newsroom.problems import Problems, RefusedError
from newsroom.site.content_loader import load_content
from old_encodings import as_tcvn3
from sites import CONTENT, ROOT, run_python, tasks, write_content

SAVED = Path(__file__).parent / "saved"
SAMPLES = sorted(SAVED.iterdir())
NOW = datetime(2026, 12, 1, 8, 0, tzinfo=HERE)
CAMPAIGNS = {
    f"campaigns/{name}.md": (CONTENT / f"campaigns/{name}.md").read_text("utf-8")
    for name in ("nong-thon-moi", "binh-dan-hoc-vu-so")
}
SENTENCE = "Bà con trong bản cùng nhau sửa lại con đường ra ruộng, mỗi nhà góp một ngày công và ít đá."


@pytest.fixture
def content(tmp_path):
    return write_content(tmp_path / "content", CAMPAIGNS)


class Draft:
    """A draft as its editor sees it."""

    def __init__(self, file, content):
        self.file = file
        self.content = content
        self.text = file.read_text("utf-8")
        problems = Problems(file.name)
        self.parts = text_file.split(self.text, problems)
        self.values = frontmatter.parse(self.parts.front, problems)
        assert problems == []

    @property
    def body(self):
        """The paragraphs, each by its first words, and the pictures as file names and caption."""
        found = []
        for block in self.parts.body.strip().split("\n\n"):
            if block.startswith("<!--"):
                files = re.findall(r"\{static\}/images/\d{4}/(\S+)\)", block)
                *_, last, end = block.split("\n")
                assert end == "-->"
                found.append((*files, "" if last.startswith("![") else last))
            else:
                found.append(" ".join(block.split()[:3]))
        return found

    def fill(self, **fields):
        """Fill in what is asked, and publish."""
        asked = {"date": "2024-03-05", "category": "Phong trào", "summary": "Tóm tắt."}
        text = self.text.replace("status: draft\n", "status: published\n")
        text = text.replace("  rewritten:\n", "  rewritten: 2026-11-30\n")
        for field, value in (asked | fields).items():
            text = text.replace(f"\n{field}:\n", f"\n{field}: {value}\n")
        self.file.write_text(text.replace("  name:\n", "  name: Báo Thử\n"), "utf-8")

    def problems(self):
        return load_content(self.content, NOW, drafts=False).problems

    def faults(self):
        """List the faults; advice on the newspaper's own words is none."""
        return [problem for problem in self.problems() if not problem.warning]


SNAPSHOT = "From: <Saved by Blink>\nContent-Type: multipart/related; boundary=x\n\n--x\n"


@pytest.fixture
def draft(content, tmp_path):
    """Import a saved file, or a text."""

    def draft(saved, name="dan.txt"):
        if isinstance(saved, str | bytes):
            file = tmp_path / name
            file.write_bytes(saved if isinstance(saved, bytes) else saved.encode())
            saved = file
        return Draft(import_file(saved, content, NOW).draft, content)

    return draft


def pasted(*paragraphs, title="Con đường mới của bản"):
    return "\n\n".join((title, *(paragraphs or (SENTENCE, SENTENCE.replace("con đường", "cây cầu")))))


@pytest.mark.parametrize("saved", SAMPLES, ids=lambda saved: saved.name)
def test_check_takes_a_draft_as_it_is_and_for_publication_once_it_is_filled(draft, saved):
    made = draft(saved)
    assert made.problems()
    assert made.faults() == []
    made.fill()
    assert made.faults() == []


@pytest.mark.parametrize("saved", SAMPLES, ids=lambda saved: saved.name)
def test_nothing_that_stands_around_an_article_gets_into_its_draft(draft, saved):
    made = draft(saved)
    furniture = (
        r"click để|quan tâm|chuyên mục|liên quan|tin mới|tin khác|fb yt|facebook|từ khóa|trang chủ|bến tàu"
    )
    others = r"cà mau|quảng ninh|hà nội|tin thừa|sông lam|đắk lắk|sơn mẫu|nhà nước cho|ghi rõ nguồn"
    assert not re.search(f"{furniture}|{others}", made.text.split("---\n", 2)[2], re.IGNORECASE)
    assert not re.search(others, made.text, re.IGNORECASE)


def test_captions_stand_below_the_names_of_their_pictures(draft):
    made = draft(SAVED / "anh-va-chu-thich.txt")
    assert made.body == [
        "Ngày 9/10, tại",
        "Dự buổi trao",
        ("kh-1.jpg", "Toàn cảnh buổi trao đổi."),
        "Buổi trao đổi",
        ("kh-2.jpg", "Đại biểu tỉnh Tuyên Quang hỏi về cách chia ca. Ảnh: Mẫu Thị Ảnh"),
        "Bà con cho",
    ]
    assert made.values["title"].startswith("Xã Khe Mây trao đổi")
    assert made.values["summary"] is made.values["date"] is None
    assert made.values["campaigns"] == ["Cả nước chung sức xây dựng nông thôn mới"]
    assert made.values["provinces"] == ["Hà Giang"]  # and not the commune of Hòa Bình
    assert made.values["documents"] == ["Quyết định 587/QĐ-TTg"]
    assert "# Chưa có trong content/vocabularies/documents.yaml: “Kế hoạch số 9876" in made.text
    assert made.values["people"] == [
        {"name": "Lò Thử Nghiệm", "role": "Phó Chủ tịch UBND tỉnh Hà Giang"},
        {"name": "Vàng Ví Dụ", "role": "Giám đốc Sở Nội vụ"},
    ]
    assert re.findall(r"^#   (\S+) \(thứ", made.text, re.MULTILINE) == [
        "2023-10-09",
        "2024-10-09",
        "2025-10-09",
    ]


def test_a_caption_printed_twice_is_one_of_a_picture_that_was_lost(draft):
    made = draft(SAVED / "chu-thich-hai-lan.txt")
    assert made.body == [
        "Sáng 7-6, tại",
        ("anh-1.jpg", "Các thành viên hợp tác xã tại buổi gặp mặt. Ảnh: Trần Mẫu"),
        "Đồng chí Đỗ",
        ("anh-2.jpg", "Quang cảnh buổi gặp mặt. Ảnh: Trần Mẫu"),
        "Hợp tác xã",
        "Buổi gặp mặt",
    ]
    assert made.values["title"] == "Nhiều cách làm mới ở hợp tác xã Đồi Gió"
    assert "# Bài gốc ký “Tin, ảnh: TRẦN MẪU”." in made.text
    assert "# authors: [Trần Mẫu]" in made.text
    assert '# photo_credit: "Ảnh: Trần Mẫu"' in made.text
    assert "#   2023-06-07 (thứ Tư; đoạn mở đầu nói “năm 2023”)" in made.text
    assert made.values["date"] is None


def test_pictures_may_share_a_caption_or_have_none(draft):
    made = draft(SAVED / "chung-chu-thich.txt")
    assert made.body == [
        "Đó là ý",
        ("1201.jpg", "Một tiết mục văn nghệ."),
        "Báo cáo cho",
        ("1202.jpg", "Quang cảnh hội nghị."),
        ("1203.jpg", "1204.jpg", "Đại biểu xem ảnh trưng bày."),
        "Dịp này, có",
        ("1205.jpg", ""),
        "Bế mạc hội",
    ]
    assert made.values["date"] == "2024-08-05"  # its year is that of the anniversary
    assert made.values["source"] == {"name": "baothidu.vn"}
    assert made.values["provinces"] == ["Bắc Kạn"]
    assert made.values["documents"] == ["Chỉ thị 34-CT/TW"]
    assert made.values["honours"] == [
        {"award": "Huân chương Lao động", "grade": "hạng Ba", "individuals": "2"},
        {"award": "Cờ thi đua của Chính phủ", "collectives": "5"},
        {"award": "Bằng khen của Thủ tướng Chính phủ", "individuals": "3"},
        {"award": "Bằng khen của Chủ tịch UBND tỉnh", "collectives": "4", "individuals": "6"},
    ]
    assert {"name": "Nguyễn Văn Thí Dụ", "role": "Chủ tịch UBND tỉnh Bắc Kạn"} in made.values["people"]
    assert made.file.parent.name == "2024"


def test_a_page_saved_from_the_browser_says_more(draft):
    made = draft(SAVED / "Trang đã lưu.html")
    assert made.body == [
        "Tối 19/11, tại",
        "Lớp mở ba",
        "Người đến sớm",
        ("lop-toi-1.jpg", "Lớp học buổi tối. Ảnh: Hoàng Ví Dụ"),
        "Bà Giàng Thị",
        ("a.jpg", "b.jpg", "Học viên nhận giấy chứng nhận."),
        "Khép lại khóa",
        ("c.jpg", ""),
        "Mùa xuân tới,",
    ]
    assert made.values["title"] == "Lớp học tối của bản Nậm Mẫu"
    assert made.values["date"] == "2024-11-20 08:15"
    assert made.values["campaigns"] == ["Bình dân học vụ số"]
    assert made.values["provinces"] == ["Lai Châu"]
    assert made.values["source"] == {
        "name": "Báo Thí Dụ",
        "url": "https://baothidu.example.vn/tin/lop-hoc-toi.html",
    }
    assert "# authors: [Hoàng Ví Dụ]" in made.text


def test_a_page_with_broken_markup_and_pictures_in_tables(draft):
    made = draft(SAVED / "bang-anh.html")
    assert made.body == [
        "Sáng 12/9, tại",
        ("cho-sach.jpg", "Quầy sách của các em."),
        "Mỗi em mang",
        "Quầy đông nhất",
        ("doc-to.jpg", ""),
        "Phiên chợ sẽ",
    ]
    assert made.values["source"] == {"name": "Báo Mẫu"}


@pytest.mark.parametrize(
    "card",
    [
        "<div><a href=/{n}><img src=t.jpg><h3>Tin thừa thứ {n} trong ngày</h3></a><p>{teaser}</p></div>",
        "<div><a href=/{n}>Tin thừa thứ {n} trong ngày</a><p>{teaser}</p></div>",
        "<p><a href=/{n}>Tin thừa thứ {n} trong ngày</a></p>",
    ],
    ids=["cards", "teasers", "links"],
)
def test_a_list_of_other_news_is_known_by_its_shape(draft, card):
    teaser = "Sáng 1/2/2020, trời Cà Mau mưa to suốt buổi và bà con hoãn buổi họp thôn tới hôm sau."
    cards = "".join(card.format(n=n, teaser=teaser) for n in range(2, 7))
    other = SENTENCE.replace("con đường", "cây cầu")
    made = draft(
        f"<html><h1>Con đường mới</h1><div><p>{SENTENCE}</p><p>{other}</p></div><div>{cards}</div></html>",
        "trang.html",
    )
    assert made.parts.body == f"{SENTENCE}\n\n{other}\n"


def test_a_page_of_headlines_holds_no_article(draft):
    card = "<li><a href=/{n}><img src=t.jpg><b>Tin thứ {n} trong ngày</b></a><p>{teaser}</p></li>"
    cards = "".join(card.format(n=n, teaser=f"{n}. {SENTENCE}") for n in range(2, 9))
    with pytest.raises(RefusedError, match="Không tìm thấy bài báo"):
        draft(f"<html><body><h1>Tin trong ngày</h1><ul>{cards}</ul></body></html>", "trang.html")


def test_a_draft_says_where_it_came_from_and_whose_words_it_holds(draft):
    made = draft(pasted())
    digest = hashlib.sha256(pasted().encode()).hexdigest()
    assert made.values["imported"] == {"file": "dan.txt", "sha256": digest, "rewritten": None}
    assert "Lời và ảnh trong bài thuộc về báo đã đăng" in made.text
    assert made.values["status"] == "draft"


@pytest.mark.parametrize("name", ["Bài: 'mới' #1 & \u202ecũ.txt", "null.txt", "- a.txt", "[x] {y}.txt"])
def test_a_file_may_have_any_name(draft, name):
    made = draft(pasted(), name)
    made.fill()
    assert made.faults() == []
    assert made.values["imported"]["file"] == name.replace("\u202e", "")


@pytest.mark.parametrize(
    ("left", "told"),
    [("rewritten", "Bài nhập từ báo phải viết lại"), ("source", "Bài nhập từ báo phải ghi nguồn")],
)
def test_an_imported_text_is_held_back_while_something_is_owed_to_its_publisher(draft, left, told):
    made = draft(pasted())
    made.fill()
    text = made.file.read_text("utf-8")
    filled = {"rewritten": "rewritten: 2026-11-30", "source": "name: Báo Thử"}[left]
    made.file.write_text(text.replace(filled, f"{filled.partition(' ')[0]}"), "utf-8")
    (problem,) = made.faults()
    assert problem.message.startswith(told)


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.encode("utf-32"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: unicodedata.normalize("NFD", text).encode(),
        lambda text: text.replace(" ", "\u00a0", 5).encode(),
    ],
    ids=["BOM", "UTF-16", "UTF-16-BE", "UTF-32", "Windows lines", "decomposed", "hard spaces"],
)
def test_however_a_text_is_encoded_its_draft_is_the_same(draft, encode):
    made = draft(encode(pasted()))
    assert made.parts.body == f"{SENTENCE}\n\n{SENTENCE.replace('con đường', 'cây cầu')}\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("thu.eml", "MIME-Version: 1.0\nSubject: Thư của xã\nContent-Type: text/plain; charset=utf-8\n\n"),
        ("trang.mhtml", f"{SNAPSHOT}Content-Type: text/html; charset=utf-8\n\n<h1>Thư của xã</h1><p>"),
    ],
)
def test_a_letter_and_a_page_that_an_editor_saved_in_another_encoding_are_read(draft, name, head, encoding):
    made = draft(f"{head}{SENTENCE}\n\n{SENTENCE.replace('con đường', 'cây cầu')}".encode(encoding), name)
    assert "title: Thư của xã" in made.text
    assert SENTENCE in made.parts.body
    assert "Content-Type" not in made.parts.body


@pytest.mark.parametrize("in_bytes", [False, True], ids=["pasted", "saved as bytes"])
def test_text_in_an_old_encoding_is_repaired_and_the_report_says_so(tmp_path, content, in_bytes):
    sentence = "Sáng nay, bà con xã Tân Lập cùng nhau góp đất, góp công làm con đường dài hai cây số."
    text = as_tcvn3(f"Bà con góp đất làm đường\n\n{sentence}\n\n{sentence.replace('con đường', 'cây cầu')}\n")
    file = tmp_path / "cu.txt"
    file.write_bytes(text.encode("latin-1" if in_bytes else "utf-8"))
    made = import_file(file, content, NOW)
    assert sentence in made.draft.read_text("utf-8")
    assert "Chữ theo mã TCVN3 (phông .VnTime), đã đọc lại: “Bµ con gãp" in made.report
    assert ("Còn 2 đoạn theo mã cũ như vậy." in made.report) != in_bytes


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("trong.txt", b"", "rỗng"),
        ("trong.eml", b"\xff\xfe", "rỗng"),
        ("cut.eml", "MIME-Version: 1.0\n\nBài".encode("utf-16")[:-1], "không phải văn bản"),
        ("lon.eml", b"MIME-Version: 1.0\n\n" + b"a" * 40_000_000, "lớn hơn 40 MB: hãy lưu riêng ảnh và tệp"),
        ("dau-cach.html", b"\xef\xbb\xbf \r\n\t ", "rỗng"),
        ("anh.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff", "không phải văn bản"),
        ("so.txt", b"PK\x03\x04\x00\x00", "không phải văn bản"),
        ("cu.txt", "Bản tin cũ".encode("cp1258", "replace") + b"\xff", "không phải mã UTF-8"),
        ("cu.txt", as_tcvn3("Bà con góp đất, ngày ").encode("latin-1") + b"No\xebl", "Chữ theo mã TCVN3"),
        ("bang.ppt", b"PK\x03\x04", "Chỉ nhập tệp .html, .htm, .mhtml"),
        (
            "bang.xlsx",
            b"PK\x03\x04",
            "“bang.xlsx” không phải bài. Muốn bạn đọc tải về thì chép vào content/files/",
        ),
        ("IMG_1.HEIC", b"\0", "“IMG_1.HEIC” là ảnh, không phải bài: hãy chép vào content/images/"),
        ("qd.pdf", b"%PDF-1.7", "Muốn bạn đọc tải về thì chép vào content/files/."),
        ("muc.txt", "Mục lục\n\nTrang 1\n\nTrang 2\n".encode(), "Không tìm thấy bài báo"),
        ("dai.txt", b"a" * 1_000_001, "lớn hơn 1 MB"),
        ("menu.html", b"<html><body><ul><li><a href=/>Tin</a></ul></body></html>", "Không tìm thấy bài báo"),
        ("sau.html", b"<html><body>" + b"<div>" * 5000 + b"x", "lồng nhau quá 200 tầng"),
        ("xoay.html", b"<html>" + b"<div>" * 3000 + SENTENCE.encode() * 3, "lồng nhau quá 200 tầng"),
        ("rac.html", b"<html><!-- <p>" + b"<<<>>" * 50, "Không tìm thấy bài báo"),
    ],
)
def test_a_file_without_an_article_is_refused_in_one_sentence(tmp_path, content, name, data, told):
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(RefusedError, match=re.escape(told)):
        import_file(file, content, NOW)
    assert not list(content.rglob("articles/**/*"))


def test_a_huge_file_is_not_read(tmp_path, content):
    file = tmp_path / "lon.html"
    with file.open("wb") as opened:
        opened.truncate(50_000_001)
    with pytest.raises(RefusedError, match="lớn hơn 50 MB"):
        import_file(file, content, NOW)


@pytest.mark.parametrize(
    "odd",
    [
        "# Không phải đề mục: 5 * 6 * 7, [tên](nơi), ![ảnh](nơi), `mã`, _nhấn_, **đậm** và a_b; {: .lop }.",
        "Thẻ <b>đậm</b>, <script>x</script>, <!-- ghi chú -->, dấu &lt; và &amp; đều là chữ của bài viết.",
        "1. Câu mở đầu bằng số, rồi [^1] và một gạch chéo \\* ở giữa, vẫn là một đoạn văn như mọi đoạn khác.",
        "- Câu mở đầu bằng gạch ngang như lời thoại, dài vừa đủ để thành một đoạn văn của bài báo này thôi.",
        "[^1]: Câu trông như lời chú cuối trang nhưng là một đoạn văn của bài, dài vừa đủ tám mươi chữ cái.",
        "> Câu mở đầu bằng dấu lớn hơn, là một đoạn văn của bài như mọi đoạn, và cũng dài vừa đủ như vậy.",
    ],
)
def test_signs_of_markdown_stay_what_they_are(draft, odd):
    made = draft(pasted(SENTENCE, odd))
    problems = Problems("a.md")
    body = BodyRenderer(Pictures(made.content), Attachments(made.content)).render(made.parts, problems)
    assert problems == []
    shown = [paragraph.get_text() for paragraph in BeautifulSoup(body.html, "html.parser")("p")]
    assert [text.replace("\u00a0", " ") for text in shown] == [SENTENCE, odd]


@pytest.mark.parametrize(
    ("lead", "date", "candidates"),
    [
        ("Ngày 5/3/2024, tại xã Mẫu, ", "2024-03-05", []),
        ("Sáng 5 tháng 3 năm 2024, tại xã Mẫu, ", "2024-03-05", []),
        ("Chiều thứ Ba, 5/3, tại xã Mẫu, trong năm 2024 ", None, ["2024-03-05"]),
        ("Chiều thứ Hai, 5/3, tại xã Mẫu, trong năm 2024 ", None, []),
        ("Ngày 5/3/2027, tại xã Mẫu, ", None, []),
        ("Sáng 31/2, tại xã Mẫu, ", None, []),
        ("", None, []),
        ("Theo Quyết định số 12 ngày 1/2/2023 của tỉnh, ", None, []),
    ],
)
def test_a_date_is_what_the_text_gives(draft, lead, date, candidates):
    made = draft(pasted(lead + SENTENCE, SENTENCE.replace("con đường", "cây cầu")))
    assert made.values["date"] == date
    assert re.findall(r"^#   (\S+) \(", made.text, re.MULTILINE) == candidates


def test_the_line_that_says_when_a_report_was_posted_is_its_date(draft):
    made = draft(f"Xã hội\n\nThứ Sáu, 5/4/2024 - 09:30\n\n{pasted()}")
    assert made.values["date"] == "2024-04-05 09:30"
    assert made.values["title"] == "Con đường mới của bản"
    assert len(made.body) == 2


def test_a_box_of_related_news_amid_an_article_does_not_end_it(draft):
    more = "Cuối tuần, cả bản họp lại và ghi tên những nhà đã góp nhiều công nhất lên tấm bảng ở đầu đường."
    made = draft(
        pasted(SENTENCE, "Xem thêm", "Chợ phiên mở lại", more, SENTENCE.replace("con đường", "cây cầu"))
    )
    assert made.body == ["Bà con trong", "Cuối tuần, cả", "Bà con trong"]


def test_signed_news_below_the_signature_of_a_report_does_not_get_into_it(draft):
    headline = "Chợ phiên mở lại ở bản bên"
    below = [headline, headline, SENTENCE.replace("con đường", "cái chợ"), "Tin: LÊ KHÁC", SENTENCE]
    made = draft(pasted(SENTENCE, SENTENCE.replace("con đường", "cây cầu"), "Tin, ảnh: TRẦN MẪU", *below))
    assert made.body == ["Bà con trong", "Bà con trong"]
    assert "Trần Mẫu" in made.text
    assert "Lê Khác" not in made.text


def test_provinces_bear_the_names_of_the_day(draft):
    made = draft(pasted(f"Ngày 5/3/2026, tại tỉnh Hà Giang, {SENTENCE}", f"Ở tỉnh Lào Cai, {SENTENCE}"))
    assert made.values["provinces"] == ["Lào Cai"]
    assert "# Bài nhắc “Hà Giang” nhưng không đề xuất: Ngày 5/3/2026 không còn tỉnh Hà Giang" in made.text


def test_a_number_of_another_authority_is_never_proposed(draft, content):
    known = "documents:\n  - {kind: Quyết định, number: 77/QĐ-TTg, date: 2023-01-02}\n"
    (content / "vocabularies/documents.yaml").write_text(known, "utf-8")
    local = draft(pasted(f"Theo Quyết định 77/QĐ-UBND ngày 2/1/2023, {SENTENCE}", SENTENCE))
    assert not local.values.get("documents")
    assert "Chưa có trong content/vocabularies/documents.yaml: “Quyết định 77/QĐ-UBND" in local.text
    bare = draft(pasted(f"Theo Quyết định số 77 ngày 2/1/2023, {SENTENCE}", SENTENCE[:-1] + " nữa."))
    assert bare.values["documents"] == ["Quyết định 77/QĐ-TTg"]


def test_a_number_that_several_documents_bear_is_left_to_the_editor(draft, content):
    years = "\n".join(
        f"  - {{kind: Quyết định, number: 77/QĐ-TTg, date: {year}-01-02}}" for year in (2021, 2023)
    )
    (content / "vocabularies/documents.yaml").write_text(f"documents:\n{years}\n", "utf-8")
    one, other = (
        f"Theo Quyết định 77/QĐ-TTg, {SENTENCE}",
        f"Theo Quyết định 77/QĐ-TTg ngày 2/1/2023, {SENTENCE}",
    )
    assert draft(pasted(one, other)).values["documents"] == ["Quyết định 77/QĐ-TTg năm 2023"]
    unclear = draft(pasted(one, SENTENCE, title="Con đường thứ hai"))
    assert "documents" not in unclear.values or not unclear.values["documents"]
    assert "Danh mục có nhiều văn bản mang số này" in unclear.text


def test_drafts_of_one_title_stand_side_by_side_and_no_file_is_imported_twice(draft, tmp_path, content):
    first, second = draft(pasted()), draft(pasted() + "\n", "lai.txt")
    assert (first.file.name, second.file.name) == ("con-duong-moi-cua-ban.md", "con-duong-moi-cua-ban-2.md")
    with pytest.raises(RefusedError, match=r"đã được nhập vào .*con-duong-moi-cua-ban\.md"):
        draft(pasted())


def test_the_task_writes_a_draft_that_check_accepts(tmp_path, content):
    run = run_task("import", SAVED / "Trang đã lưu.html", "--content", content)
    assert run.returncode == 0, run.stderr
    assert "lop-hoc-toi-cua-ban-nam-mau.md: 6 đoạn, 3 chỗ ảnh." in run.stdout
    assert run_task("check", "--content", content).returncode == 0


@pytest.mark.parametrize("name", ["khong-co.txt", "."])
def test_the_task_says_what_is_wrong_in_one_sentence(tmp_path, content, name):
    run = run_task("import", tmp_path / name, "--content", content)
    assert run.returncode == 1
    assert "Không có gì được ghi." in run.stderr
    assert "Traceback" not in run.stdout + run.stderr


def test_each_of_several_files_is_imported_or_refused_alone(tmp_path, content):
    (tmp_path / "rong.txt").write_text("")
    (tmp_path / "dan.txt").write_text(pasted(), "utf-8")
    run = run_task(
        "import", SAVED / "bang-anh.html", tmp_path / "rong.txt", "--content", content, tmp_path / "dan.txt"
    )
    assert run.returncode == 1
    assert re.findall(r"/([^/]+\.md): ", run.stdout) == [
        "phien-cho-sach-o-cam-thu.md",
        "con-duong-moi-cua-ban.md",
    ]
    assert run.stderr.splitlines() == [
        "Tệp “rong.txt” rỗng: không có gì để nhập.",
        "Nhập được 2 tệp, 1 tệp thì không.",
    ]


def test_the_same_file_twice_in_a_command_is_one_draft(tmp_path, content):
    run = run_task("import", SAVED / "bang-anh.html", SAVED / "bang-anh.html", "--content", content)
    assert "đã được nhập vào" in run.stderr
    assert len(list(content.rglob("articles/*/*.md"))) == 1


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("import a b", "import --file a --file b"),
        ("import -c x a --own b", "import -c x --file a --own --file b"),
        ("import --file a --content=x b", "import --file a --content=x --file b"),
        ("-e import a", "-e import --file a"),
        ("import", "import"),
        ("new --title import", "new --title import"),
    ],
)
def test_files_need_no_flag(words, named):
    collection = Collection.from_module(tasks)
    assert name_files(words.split(), collection) == named.split()


def test_a_pasted_text_does_not_wait_for_what_reads_pages():
    code = (
        "import sys, newsroom.importing.import_file; print({'trafilatura', 'lxml', 'bs4'} & set(sys.modules))"
    )
    assert run_python("-c", code, cwd=ROOT / "plugins").stdout == "set()\n"


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no such terminals")
def test_a_bar_shows_the_progress_only_at_a_terminal_when_it_takes_long():
    code = (
        "import sys, time; sys.path.insert(0, 'plugins')\n"
        "from newsroom.importing import several_files\n"
        "results = (time.sleep(1.1) or several_files.Result(str(n), True) for n in range(4))\n"
        "for result in several_files.show_progress(results, 4): print(result.message)\n"
    )
    shown = {}
    for kind in ("pipe", "terminal"):
        leader, follower = os.openpty()
        error = follower if kind == "terminal" else subprocess.PIPE
        run = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=error, check=True
        )
        os.close(follower)
        shown[kind] = (
            os.read(leader, 100_000).decode(errors="replace") if kind == "terminal" else run.stderr.decode()
        )
        assert run.stdout.split() == [b"0", b"1", b"2", b"3"]
        os.close(leader)
    assert "Đang nhập" in shown["terminal"]
    assert shown["pipe"] == ""
