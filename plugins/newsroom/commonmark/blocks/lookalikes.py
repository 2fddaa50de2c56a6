"""Lines of a paragraph that look like other blocks, or like lines of their own: editors see no difference."""

import re
from collections.abc import Sequence
from itertools import pairwise

from newsroom.commonmark.blocks.tables import LineText, check_columns, check_rows
from newsroom.commonmark.lines import Line, LineParser
from newsroom.commonmark.markers import BULLETS

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
_FIRST_LETTER = re.compile(r"[\W_]*(?![a-zđ]{1,3}[.)]\s)[^\W\d_]")  # small in a line that goes on
_NARROW = 50  # letters; nobody breaks lines so short by hand
_WIDE = 110  # nor leaves them so long, or twice as long within a sentence
_ENDS = tuple(".?!:;…”")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?")
_ADDRESS = re.compile(r"<?https?://\S+|\{static\}\S+")  # of a film, with its caption below
_ATTRIBUTES = re.compile(r"[^\s*_`)\]>}]\s*\{[#:.][^{}]*\}")


def check_paragraph(lines: Sequence[Line], parser: LineParser) -> None:
    """Report *lines* of one paragraph that were probably meant otherwise."""
    rows = [(line, line.text.strip()) for line in lines]
    before = parser.problems.total
    for line, text in rows:
        if text[0] == "#" and (heading := _HEADING.fullmatch(text)):
            hint = f"Viết {heading[1] or '##'} {heading[2] or heading[4]}"
            hint += "" if heading[1] else "; là thẻ thì viết \\#"
            parser.fault(line, "Đề mục thiếu dấu cách sau dấu #.", hint, warning=not heading[1])
        elif text[-1] == "}" and _ATTRIBUTES.search(text):
            hint = "Của đề mục thì viết ở cuối đề mục; của đoạn thì viết ở dòng riêng ngay dưới đoạn."
            parser.warn(line, "Phần {…} ở cuối dòng này hiện ra thành chữ.", hint)
        elif (line is not lines[0] or text[0] == "=") and _UNDERLINE.fullmatch(text):
            parser.fault(line, f"Dòng {text} không làm đề mục.", "Đề mục viết với ## ở đầu dòng.")
    if rows[-1][1].endswith("\\") and not rows[-1][1].endswith("\\\\"):
        parser.warn(rows[-1][0], "Dấu \\ ở cuối đoạn hiện ra trên trang.", "Bỏ dấu \\ ở dòng cuối.")
    check_columns(rows, parser)
    if any("|" in text for _, text in rows):
        check_rows(rows, parser)
    if len(rows) > 1:
        _check_items(rows, parser)
        if parser.problems.total == before:
            _check_breaks(rows, parser)


def _check_items(rows: Sequence[LineText], parser: LineParser) -> None:
    """Report the first of several lines that look like items, or of one that does for sure."""
    items = [(line, item) for line, text in rows if (item := _ITEM.match(text))]
    if len(items) > 1 or any(_SURE.match(text) for _, text in rows[1:]):
        line, item = items[0]
        parser.warn(line, f"{LISTLIKE} mà thành một đoạn liền.", _ITEMS[(item.lastindex or 1) - 1][1])


def _check_breaks(rows: Sequence[LineText], parser: LineParser) -> None:
    """Report the first line that somebody broke on purpose, as in a poem; the page goes on in the same line.

    Text that an editor or a program breaks at some width is left alone: its next word would not have fitted.
    """
    widest = max(len(text) for _, text in rows)
    broken = []
    for (above, text), (line, after) in pairwise(rows):
        if _PICTURE.fullmatch(after) and not _PICTURE.match(text):
            hint = "Để một dòng trống ở trên ảnh."
            parser.warn(line, "Ảnh ngay dưới dòng chữ nằm lẫn trong đoạn, không có chú thích.", hint)
            return
        if not above.text.endswith(("  ", "\\")) and _is_broken(text, after, widest):
            broken.append(line)
    if broken:
        message = JOINED if len(broken) == 1 else f"{JOINED}, các dòng dưới cũng vậy"
        hint = "Để một dòng trống giữa hai đoạn; thơ thì thêm \\ ở cuối mỗi dòng, trừ dòng cuối."
        parser.warn(broken[0], f"{message}.", hint)


def _is_broken(text: str, after: str, widest: int) -> bool:
    """Check that a line was broken after *text* although *after* fitted in the *widest* line."""
    first_letter = _FIRST_LETTER.match(after)
    if (
        _PICTURE.match(text)
        or _ADDRESS.fullmatch(text)
        or after[0] == "{"
        or (first_letter and first_letter[0][-1].islower())
    ):
        return False
    fits = len(text) + 1 + len(after.split(maxsplit=1)[0]) <= widest
    return fits or widest < _NARROW or len(text) > (_WIDE if text.endswith(_ENDS) else 2 * _WIDE)
