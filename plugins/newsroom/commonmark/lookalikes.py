"""Text that looks like a mark and is none, for editors see no difference."""

import re
from collections.abc import Sequence

from newsroom.commonmark.emphasis import Run
from newsroom.commonmark.lines import BULLETS, Line, LineParser
from newsroom.commonmark.tables import DASHES, DELIMITERS, read_alignments, split_cells

_UNDERLINE = re.compile(r"={2,}")
_HEADING = re.compile(r"(#{2,6})([^\s#].*)")
# A mark of a list without a space after it, or one that Markdown does not know.
_ITEM = re.compile(
    rf"[-+{BULLETS}](?![-–—\d\s])\S|\*(?![*\s])(?!.*\*)\S|\d{{1,2}}[.)](?=[^\W\d])|[a-zđ]\)(?=\w)"
    r"|(?:\d{1,3}[.)/-]|\((?:\d{1,2}|[a-zđ])\)|[a-zđ][./]|[IVX]{1,4}[.)/-])\s"
)
_ROW = re.compile(r"\|.*\|")
_TABLE = "Bảng: một dòng trống, hàng tiêu đề, rồi hàng gạch như |---|---| có cùng số ô."


def check(taken: Sequence[Line], parser: LineParser) -> None:
    """Report lines of one paragraph that look like other blocks."""
    texts = [line.text.strip() for line in taken]
    items = []
    for line, text in zip(taken, texts, strict=True):
        if text[:1] == "=" and line is not taken[0] and _UNDERLINE.fullmatch(text):
            message = "Dòng === không làm đề mục."
            parser.remark_line(line, message, "Đề mục viết với ## ở đầu dòng.", is_fault=True)
        elif text[:1] == "#" and (heading := _HEADING.fullmatch(text)):
            hint = f"Viết {heading[1]} {heading[2][:60]}"
            parser.remark_line(line, "Đề mục thiếu dấu cách sau dấu #.", hint, is_fault=True)
        elif _ITEM.match(text):
            items.append(line)
    if len(items) > 1:
        message = "Các dòng này giống một danh sách mà thành một đoạn liền."
        parser.remark_line(items[0], message, "Mỗi mục bắt đầu bằng - hoặc 1. và một dấu cách.")
    tabbed = [line for line, text in zip(taken, texts, strict=True) if "\t" in text]
    if len(tabbed) > 1 or any(line.text.strip().count("\t") > 1 for line in tabbed):
        cells = tabbed[0].text.strip().split("\t")
        message = "Các dòng này có dấu tab như chép từ Excel, không thành bảng."
        hint = f"Viết | {' | '.join(cells)} | rồi một hàng |{'---|' * len(cells)}"
        parser.remark_line(tabbed[0], message, hint, is_fault=True)
    if any("|" in text for text in texts):
        _check_rows(taken, texts, parser)


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
        elif _ROW.fullmatch(text) and not DELIMITERS.fullmatch(below):
            message = "Dòng này giống hàng của bảng mà không thành bảng."
        if message:
            parser.remark_line(line, message, _TABLE, is_fault=True)
            return
        above = text


def check_text(text: str, number: int, left: Sequence[Run], parser: LineParser) -> None:
    """Report runs *left* without partner in a *text* that begins in line *number*."""
    loud = [run for run in left if run.char == "*" and run.count == 2]  # noqa: PLR2004 (strong)
    if len(loud) > 1 and "\n" not in text[loud[0].place : loud[1].place]:
        place = parser.locate(text, number, loud[0].place)
        parser.remark(
            place, "Dấu ** ở đây không thành chữ đậm.", "Viết **chữ**, không có dấu cách bên trong."
        )
