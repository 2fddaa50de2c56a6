import unicodedata

import pytest

from newsroom.files.text_file import MAX_BYTES, decode, position, read_bytes, split
from newsroom.problems import Problems


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"\xef\xbb\xbfL\xc3\xa0o", "Lào", id="byte order mark"),
        pytest.param(b"a\r\nb\r\n", "a\nb\n", id="Windows line ends"),
        pytest.param(b"a\rb\r", "a\nb\n", id="old Macintosh line ends"),
        pytest.param(b"a\r\n\rb", "a\n\nb", id="mixed line ends"),
        pytest.param(
            unicodedata.normalize("NFD", "Điện Biên, Huế").encode(), "Điện Biên, Huế", id="decomposed marks"
        ),
        pytest.param("5\u00a0kg\u202f–\u20076".encode(), "5 kg – 6", id="no-break spaces"),
        pytest.param(
            "---\na: b\n---\nc\u2028d\u2029e\vf\fg\x85h".encode(),
            "---\na: b\n---\nc\nd\ne\nf\ng\nh",
            id="unusual line ends in a body",
        ),
        pytest.param(
            "---\na: b\u2028c\vd: e\x85- f\u2028g\n---\n".encode(),
            "---\na: b c\nd: e\n- f g\n---\n",
            id="unusual line ends within values and between fields",
        ),
        pytest.param("5\u2009kg\u2003và\u3000\u20026".encode(), "5 kg và  6", id="spaces of other widths"),
        pytest.param("34\u2011CT/TW, a\u2010b\uff0dc\ufe63d".encode(), "34-CT/TW, a-b-c-d", id="hyphens"),
        pytest.param("−5 ‒ 6 – 7".encode(), "−5 ‒ 6 – 7", id="minus and dashes stay"),
        pytest.param(
            "ðồng, Ðông, ðẹp, ɖi; Guðrún Sigríður".encode(),
            "đồng, Đông, đẹp, đi; Guðrún Sigríður",
            id="a small letter like đ, in Vietnamese words alone",
        ),
        pytest.param(
            "HðND, 666/Qð-TTg, ðẢNG, ð, Davíð".encode(),
            "HĐND, 666/QĐ-TTg, ĐẢNG, ð, Davíð",
            id="among capitals",
        ),
        pytest.param(
            "Nghị ñịnh ñược quy-ñịnh, Ñiều; El Niño, ñandú, Ñuble".encode(),
            "Nghị định được quy-định, Điều; El Niño, ñandú, Ñuble",
            id="ñ of PDF files, in Vietnamese words alone",
        ),
        pytest.param("Thủ tƣớng, Ƣu tiên".encode(), "Thủ tướng, Ưu tiên", id="a letter like ư"),
        pytest.param("5\u2062x, f\u2061(x)".encode(), "5x, f(x)", id="invisible signs of formulas"),
        pytest.param(
            "thi\u200d đua\u200c, n\u200dước, ăn\u200d".encode(), "thi đua, nước, ăn", id="stray joiners"
        ),
        pytest.param("👨‍👩‍👧 👩🏽‍🌾 🏴‍☠️ ❤️‍🔥".encode(), "👨‍👩‍👧 👩🏽‍🌾 🏴‍☠️ ❤️‍🔥", id="joiners of emoji stay"),
        pytest.param("क्‍ष می‌خواهم".encode(), "क्‍ष می‌خواهم", id="joiners of other scripts stay"),
        pytest.param(
            "---\na: b\n---\n\uf0b7\tx\n  \uf0a7 y\n".encode(),
            "---\na: b\n---\n\uf0b7\tx\n  \uf0a7 y\n",
            id="bullets of Word at the start of lines stay for the parser",
        ),
        pytest.param("Hà\u200b Nội\u2060\u00ad\ufeff".encode(), "Hà Nội", id="zero-width characters"),
        pytest.param("Hà\u200e Nội\u200f\u061c".encode(), "Hà Nội", id="marks of direction"),
        pytest.param("\u00d0ắk Lắk, \u0189à Nẵng".encode(), "Đắk Lắk, Đà Nẵng", id="letters like Đ"),
        pytest.param(
            "a\u034fb\u115fc\u3164d\ufe0fe\U000e0061f".encode(), "abcdef", id="ignorable characters"
        ),
        pytest.param(
            "1\ufe0f\u20e3 ☎\ufe0e 葛\U000e0100".encode(), "1\ufe0f\u20e3 ☎\ufe0e 葛\U000e0100", id="variants"
        ),
        pytest.param("e\u0301\u0302 A\u0300\u0306".encode(), "ế Ằ", id="tone before the mark of its vowel"),
        pytest.param("a\u200b\u0301".encode(), "á", id="mark parted from its letter by a zero-width space"),
        pytest.param("“a” – … 👩‍🌾".encode(), "“a” – … 👩‍🌾", id="quotes, dashes and joined emoji stay"),
        pytest.param(b"a\tb", "a\tb", id="tab stays"),
        pytest.param(b"", "", id="empty file"),
    ],
)
def test_text_is_made_plain_however_it_was_saved(data, text):
    problems = Problems("a.md")
    assert (decode(data, problems), problems) == (text, [])


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        pytest.param(b"a\nb\xe9", (2, 2), "Tệp không phải mã UTF-8.", id="Latin-1"),
        pytest.param(
            "Lào ".encode() + b"\xff", (1, 5), "Tệp không phải mã UTF-8.", id="column counts characters"
        ),
        pytest.param(
            "à".encode()[:1], (1, 1), "Tệp không phải mã UTF-8.", id="cut in the middle of a letter"
        ),
        pytest.param(
            b"\xef\xbb\xbfabc\nd\xff", (2, 2), "Tệp không phải mã UTF-8.", id="behind a byte order mark"
        ),
        pytest.param(b"\xed\xa0\x80", (1, 1), "Tệp không phải mã UTF-8.", id="lone surrogate"),
        pytest.param(
            "a\nb".encode("utf-16")[:-1], (1, 1), "Tệp theo mã UTF-16", id="half a letter of UTF-16"
        ),
        pytest.param(b"\xfe\xff\xd8\x00\x00a", (1, 1), "Tệp theo mã UTF-16", id="lone surrogate of UTF-16"),
        pytest.param("a".encode("utf-32"), (1, 1), "Tệp", id="UTF-32"),
        pytest.param(b"a\n\x00", (2, 1), "Có ký tự NUL (rỗng)", id="NUL"),
        pytest.param(
            "a\u202eb".encode(), (1, 2), "Có ký tự ẩn đổi chiều chữ (U+202E)", id="override of direction"
        ),
        pytest.param(
            "\u2066a".encode(), (1, 1), "Có ký tự ẩn đổi chiều chữ (U+2066)", id="isolate of direction"
        ),
        pytest.param(b"ab\x08", (1, 3), "Có ký tự điều khiển ẩn (U+0008)", id="backspace"),
        pytest.param(
            "ab\u0081".encode(), (1, 3), "Có ký tự điều khiển ẩn (U+0081)", id="control of the second row"
        ),
        pytest.param(
            b"a\r\n\x0e", (2, 1), "Có ký tự điều khiển ẩn (U+000E)", id="control, after a Windows line end"
        ),
        pytest.param(
            "x\u2028y\ufffd".encode(), (2, 2), "Một chữ ở đây đã mất khi chuyển mã", id="lost letter"
        ),
        pytest.param("a\ufffc".encode(), (1, 2), "Ở đây từng có hình hay tệp đính kèm", id="lost object"),
        pytest.param("a \uf0e0 b".encode(), (1, 3), "Ký tự U+F0E0 chỉ có trong phông riêng", id="Wingdings"),
        pytest.param("\U000f0001".encode(), (1, 1), "Ký tự U+F0001 chỉ có", id="private use, plane 15"),
        pytest.param("\U00100001".encode(), (1, 1), "Ký tự U+100001 chỉ có", id="private use, plane 16"),
        pytest.param(
            "---\n\uf0b7 a: b\n---\n".encode(), (2, 1), "Ký tự U+F0B7 chỉ có", id="bullet in front matter"
        ),
        pytest.param(
            "---\na: b\n---\n- \uf0b7 a".encode(), (4, 3), "Ký tự U+F0B7 chỉ có", id="bullet behind another"
        ),
        pytest.param(
            "---\na: b\n---\n\uf0b7a".encode(), (4, 1), "Ký tự U+F0B7 chỉ có", id="bullet without a space"
        ),
    ],
)
def test_what_cannot_be_text_is_said_at_its_place(data, place, message):
    problems = Problems("a.md")
    decode(data, problems)
    (problem,) = problems
    assert (problem.line, problem.column) == place
    assert problem.message.startswith(message)


def test_every_hidden_character_is_said_not_only_the_first():
    problems = Problems("a.md")
    decode(b"\x00a\n\x08", problems)
    assert [(one.line, one.column) for one in problems] == [(1, 1), (2, 1)]


@pytest.mark.parametrize(("size", "fits"), [(MAX_BYTES, True), (MAX_BYTES + 1, False)])
def test_a_file_may_be_one_megabyte_long(tmp_path, size, fits):
    file = tmp_path / "a.md"
    file.write_bytes(b"a" * size)
    problems = Problems("a.md")
    assert (len(read_bytes(file, problems)) == size) == fits
    assert [one.message.partition(":")[0] for one in problems] == [
        "Tệp nặng 1.001 KB, quá 1.000 KB nên không được đọc"
    ] * (not fits)


def test_a_file_that_cannot_be_opened_is_a_problem_and_no_crash(tmp_path):
    missing, folder = Problems("khong-co.md"), Problems("thu-muc")
    assert read_bytes(tmp_path / "khong-co.md", missing) == read_bytes(tmp_path, folder) == b""
    assert [str(one) for one in (*missing, *folder)] == [
        "khong-co.md:1:1: Không có tệp này.\n  Lỡ xóa hay đổi tên thì lấy lại từ git.",
        "thu-muc:1:1: Đây không phải tệp thường nên không được đọc.",
    ]


@pytest.mark.parametrize(
    ("text", "front", "body", "body_line"),
    [
        pytest.param("---\na: 1\n---\nx\n", "a: 1\n", "x\n", 4, id="usual"),
        pytest.param("---\n---\nx", "", "x", 3, id="empty front matter"),
        pytest.param("---\na: 1\n---", "a: 1\n", "", 4, id="ends with the fence"),
        pytest.param("--- \na: 1\n---\t\nx", "a: 1\n", "x", 4, id="spaces after the fences"),
        pytest.param("---\na: 1\n---\nx\n\n---\n\ny", "a: 1\n", "x\n\n---\n\ny", 4, id="a rule in the body"),
        pytest.param("---\na: ---\n---\nx", "a: ---\n", "x", 4, id="dashes in a value"),
    ],
)
def test_front_matter_is_parted_from_the_body(text, front, body, body_line):
    problems = Problems("a.md")
    source = split(text, problems)
    assert problems == []
    assert (source.front, source.body, source.body_line) == (front, body, body_line)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "Tệp phải mở đầu bằng phần khai báo", id="empty file"),
        pytest.param("Bài\n---\na: 1\n---\n", "Tệp phải mở đầu bằng phần khai báo", id="text before it"),
        pytest.param("\n---\na: 1\n---\n", "Tệp phải mở đầu bằng phần khai báo", id="blank line before it"),
        pytest.param("----\na: 1\n---\n", "Tệp phải mở đầu bằng phần khai báo", id="four dashes"),
        pytest.param("---", "Phần khai báo mở bằng --- nhưng không có dòng --- đóng lại.", id="only a fence"),
        pytest.param(
            "---\na: 1\n", "Phần khai báo mở bằng --- nhưng không có dòng --- đóng lại.", id="never closed"
        ),
        pytest.param(
            "---\na: 1\n ---\n", "Phần khai báo mở bằng --- nhưng không có", id="closing fence indented"
        ),
    ],
)
def test_a_file_without_whole_front_matter_is_told_so(text, message):
    problems = Problems("a.md")
    assert split(text, problems) is None
    assert [str(one)[: len(message) + 10] for one in problems] == [f"a.md:1:1: {message}"]


@pytest.mark.parametrize(
    ("offset", "place"), [(0, (1, 1)), (1, (1, 2)), (3, (2, 1)), (4, (3, 1)), (5, (3, 2))]
)
def test_places_are_counted_from_one(offset, place):
    assert position("ab\n\ncd", offset) == place


def test_a_heap_of_marks_is_a_lost_letter_and_the_run_of_a_character_one_fault():
    problems = Problems("a.md")
    marks = "\u0323\u0301" * 50_000
    assert decode(f"xa{marks}y\0\0\0z".encode(), problems) == "xa y   z"
    assert [(one.column, one.message[:18]) for one in problems] == [
        (3, "Một chữ ở đây đã m"),
        (5, "Có ký tự NUL (rỗng"),
    ]
    assert (
        decode("a\u0323\u0301 ─────────────────────────────────────────".encode(), Problems("a.md"))[:2]
        == "ạ\u0301"
    )
