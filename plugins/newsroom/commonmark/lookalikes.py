"""Text that looks like a mark and is none, for editors see no difference."""

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from newsroom.commonmark.emphasis import Run
from newsroom.commonmark.lines import BULLETS, Line, LineParser, shorten
from newsroom.commonmark.tables import DASHES, DELIMITERS, read_alignments, split_cells, write_row

JOINED = "Dòng này nối liền với dòng trên"
LISTLIKE = "Các dòng này giống một danh sách"
_UNDERLINE = re.compile(r"=+|--?")  # of a heading, in other dialects
_HEADING = re.compile(r"(#{2,6})([^\s#].*)|(#)([^\W\d][^#]* [^#]*)")
_ROMAN = r"[IVX]{1,4}[.)/-]"
_PART = r"(?:Điều|Khoản|Mục|Chương|Phần|Bước|Câu|Bài) [\dIVX]+[.:)]"
# Lines that look like items of a list, with the advice for them.
_ITEMS = (
    (
        rf"(?:[-+{BULLETS}](?![-–—\d\s])|\*(?![*\s])(?!.*\*)|\d{{1,2}}[.)](?=[^\W\d])|[a-zđ]\)(?=\w))\S",
        "Để một dấu cách sau dấu ở đầu mỗi dòng.",
    ),
    (r"(?:\d{1,9}[.)]|[a-zđ]\))\s", "Để một dòng trống ở trên mục đầu."),
    (r"(?:[a-zđ][./]|\([a-zđ]\))\s", "Viết a), b) ở đầu dòng, hoặc để một dòng trống giữa các dòng."),
    (
        rf"(?:\d{{1,4}} ?[.)/:–-]|\d{{1,2}}h\d{{0,2}} ?[:–-]|\(\d{{1,2}}\)|{_ROMAN}|{_PART})\s",
        "Để một dòng trống giữa các dòng.",
    ),
    (
        r"(?:[\u2190-\u21ff\u2600-\u27bf\U0001f000-\U0001faff]|\d\ufe0f?\u20e3)",
        "Viết - thay dấu ở đầu mỗi dòng.",
    ),
)
_ITEM = re.compile("|".join(f"({pattern})" for pattern, _ in _ITEMS))
_SURE = re.compile(r"(?:\((?:\d{1,2}|[a-zđ])\)|[IVX]{2,4}[.)/-]|[b-zđ][.)])\s")  # below a line, alone too
_SMALL = re.compile(r"[\W_]*(?![a-zđ]{1,3}[.)]\s)[^\W\d_]")  # the first letter of a line that goes on
_NARROW = 50  # letters; nobody breaks lines so short by hand
_WIDE = 110  # nor leaves them so long, or twice as long within a sentence
_ENDS = tuple(".?!:;…”")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?")
_ATTRIBUTES = re.compile(r"[^\s*_`)\]>}]\s*\{[#:.][^{}]*\}")
_ROW = re.compile(r"\|.*\|")
_COLUMNS = re.compile(r"\S(?: *\t[ \t]*| {3,})\S")
_BLANKS = 4  # signs of one run, as in a form to be filled in
_MARKS = {("*", 1), ("*", 2), ("_", 1), ("_", 2)}
_TABLE = "Bảng: một dòng trống, hàng tiêu đề, rồi hàng gạch như |---|---| có cùng số ô."


def check(taken: Sequence[Line], parser: LineParser) -> None:
    """Report lines of one paragraph that look like other blocks."""
    texts = [line.text.strip() for line in taken]
    before = len(parser.remarks)
    items: list[tuple[Line, str]] = []
    is_sure = False
    for line, text in zip(taken, texts, strict=True):
        if line is not taken[0] and _UNDERLINE.fullmatch(text):
            message = f"Dòng {text} không làm đề mục."
            parser.remark_line(line, message, "Đề mục viết với ## ở đầu dòng.", is_fault=True)
        elif text[:1] == "#" and (heading := _HEADING.fullmatch(text)):
            hint = f"Viết {heading[1] or '##'} {shorten(heading[2] or heading[4])}"
            message = "Đề mục thiếu dấu cách sau dấu #."
            parser.remark_line(line, message, hint, is_fault=heading[1] is not None)
        elif "{" in text and _ATTRIBUTES.search(text) and text.endswith("}"):
            hint = "Của đề mục thì viết ở cuối đề mục; của đoạn thì viết ở dòng riêng ngay dưới đoạn."
            parser.remark_line(line, "Phần {…} ở cuối dòng này hiện ra thành chữ.", hint)
        elif (item := _ITEM.match(text)) and item.lastindex:
            items.append((line, _ITEMS[item.lastindex - 1][1]))
            is_sure |= line is not taken[0] and _SURE.match(text) is not None
    if len(texts) > 1 and (len(items) > 1 or is_sure):
        message = f"{LISTLIKE} mà thành một đoạn liền."
        parser.remark_line(items[0][0], message, items[0][1])
    check_columns(taken, texts, parser)
    if any("|" in text for text in texts):
        _check_rows(taken, texts, parser)
    if len(texts) > 1 and len(parser.remarks) == before:
        _check_breaks(taken, texts, parser)


def _check_breaks(taken: Sequence[Line], texts: list[str], parser: LineParser) -> None:
    """Report the first line that somebody broke on purpose, as in a poem; the page goes on in the same line.

    Text that an editor or a program breaks at some width is left alone: its next word would not have fitted.
    """
    widest = max(map(len, texts))
    broken = []
    for (line, text), (below, after) in pairwise(zip(taken, texts, strict=True)):
        if _PICTURE.fullmatch(after) and not _PICTURE.match(text):
            hint = "Để một dòng trống ở trên ảnh."
            parser.remark_line(below, "Ảnh ngay dưới dòng chữ nằm lẫn trong đoạn, không có chú thích.", hint)
            return
        fits = len(text) + 1 + len(after.split(maxsplit=1)[0]) <= widest
        ends = len(text) > (_WIDE if text.endswith(_ENDS) else 2 * _WIDE)
        small = _SMALL.match(after)
        if (
            (fits or widest < _NARROW or ends)
            and not (small and small[0][-1].islower())
            and not line.text.endswith(("  ", "\\"))
            and not _PICTURE.match(text)
            and not after.startswith("{")
        ):
            broken.append(below)
    if broken:
        message = JOINED if len(broken) == 1 else f"{JOINED}, các dòng dưới cũng vậy"
        hint = "Để một dòng trống giữa hai đoạn; muốn xuống dòng như trong thơ thì thêm \\ ở cuối mỗi dòng."
        parser.remark_line(broken[0], f"{message}.", hint)


def check_columns(taken: Sequence[Line], texts: Sequence[str], parser: LineParser) -> None:
    """Report lines whose *texts* hold columns without bars, as copied from a spreadsheet."""
    rows = [line for line, text in zip(taken, texts, strict=True) if _COLUMNS.search(text)]
    if len(rows) > 1 or any(text.strip().count("\t") > 1 for text in texts):
        cells = re.split(r"\t| {3,}", parser.source[rows[0].number])
        message = "Các dòng này có cột như chép từ Excel, không thành bảng."
        hint = f"Viết {write_row(cells)} rồi một hàng |{'---|' * len(cells)}"
        parser.remark_line(rows[0], message, hint, is_fault=True)


def _check_rows(taken: Sequence[Line], texts: list[str], parser: LineParser) -> None:
    """Report the first line of a paragraph that looks like a row of a table."""
    above = ""
    for line, text, below in zip(taken, texts, [*texts[1:], ""], strict=True):
        message = ""
        if "|" in text and DELIMITERS.fullmatch(text) and any(dash in text for dash in DASHES):
            columns, cells = len(read_alignments(text)), len(split_cells(above))
            message = f"Hàng gạch này có {columns} cột mà hàng trên có {cells} ô: không thành bảng."
            if not above:
                message = "Hàng gạch này không có hàng tiêu đề ở trên: không thành bảng."
            elif columns == cells:
                message = "Bảng này dính vào đoạn ở trên: không thành bảng."
        elif DELIMITERS.fullmatch(below):
            pass
        elif _ROW.fullmatch(text) or 0 < text.count(" | ") == below.count(" | "):
            message = "Dòng này giống hàng của bảng mà không thành bảng."
        if message:
            parser.remark_line(line, message, _TABLE, is_fault=True)
            return
        above = text


def check_runs(text: str, number: int, runs: Sequence[Run], parser: LineParser) -> None:
    """Report *runs* of a *text* that begins in line *number*: signs taken for marks, and the reverse."""
    used = [run for run in runs if run.count < run.length and (run.is_sign or run.length >= _BLANKS)]
    left = [run for run in runs if run.count == run.length and (run.char, run.length) in _MARKS]
    if used:
        sign = used[0].char * used[0].length
        message = f"Dấu {sign} ở đây thành dấu của chữ nghiêng, đậm hoặc gạch."
        hint = f"Muốn hiện dấu thì viết \\{used[0].char}; nhân thì viết ×, khoảng giá trị thì viết –."
        parser.remark(parser.locate(text, number, used[0].place), message, hint)
    for run, after in zip_longest(left, left[1:]):
        is_opening = run.opens and not run.closes
        has_partner = after is not None and after.char == run.char and after.length == run.length
        in_line = has_partner and after is not None and "\n" not in text[run.place : after.place]
        if (run.length > 1 and (is_opening or in_line)) or (is_opening and in_line):
            message = f"Dấu {run.char * run.length} ở đây hiện ra, không thành chữ nghiêng hay đậm."
            hint = "Bên trong không có dấu cách ở đầu, ở cuối: a **chữ** b; muốn hiện dấu thì viết \\*."
            parser.remark(parser.locate(text, number, run.place), message, hint)
            return
