"""Tables of GitHub's dialect: section 4.10 of its specification."""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from newsroom.commonmark.lines import Line, LineProcessor, Lines

DASHES = "-\u2013\u2014\u2015\u2212\u2500"  # word processors change -- as it is typed
_CELL = rf"[ \t]*:?[{DASHES}]+:?[ \t]*"
DELIMITERS = re.compile(rf"[ \t]*(?=.*[|:])\|?{_CELL}(?:\|{_CELL})*\|?[ \t]*")
_BETWEEN = re.compile(r"(?<!\\)\|")
# A bar within a link or code ends the cell all the same.
_CUT = re.compile(
    r"\[[^\[\]|]*(?<!\\)\|[^\[\]]*\][(\[]|\]\([^()\s|]*(?<!\\)\|[^()\s]*\)|`[^`|]*(?<!\\)\|[^`]*`"
)


class Table(LineProcessor):
    """A table; a row with more cells than columns is a fault."""

    def begins(self, lines: Lines) -> bool:
        if len(lines) < 2 or "|" not in lines[0].text or lines[1].is_lazy:  # noqa: PLR2004 (a head and its rule)
            return False
        columns = read_alignments(lines[1].text)
        return bool(columns) and len(columns) == len(split_cells(lines[0].text))

    def run(self, parent: Element, lines: Lines) -> None:
        alignments = read_alignments(lines[1].text)
        table = SubElement(parent, "table")
        self._add_row(SubElement(table, "thead"), "th", lines.popleft(), alignments)
        lines.popleft()
        rows = []
        while lines and not (lines[0].is_blank or lines[0].is_lazy or self.parser.begins_block(lines)):
            rows.append(lines.popleft())
        if lines and "|" in lines[0].text and not lines[0].is_blank:
            message = "Hàng này bắt đầu bằng một dấu khác nên không còn thuộc bảng ở trên."
            self.parser.remark_line(lines[0], message, "Thêm dấu | ở đầu và cuối mỗi hàng.", is_fault=True)
        body = SubElement(table, "tbody") if rows else table
        for row in rows:
            self._add_row(body, "td", row, alignments)

    def _add_row(self, part: Element, tag: str, line: Line, alignments: list[str]) -> None:
        cells = split_cells(line.text)
        self._check(line, tag, len(cells), len(alignments))
        row = SubElement(part, "tr")
        for alignment, text in zip(alignments, cells + [""] * len(alignments), strict=False):
            cell = SubElement(row, tag, {"align": alignment} if alignment else {})
            self.parser.add_text(cell, text, line.number)

    def _check(self, line: Line, tag: str, cells: int, columns: int) -> None:
        message = hint = ""
        is_fault = True
        if _CUT.search(line.text):
            message = "Dấu | trong liên kết hoặc trong `…` cắt đôi ô của bảng."
            hint = "Viết \\| thay cho | ở đó."
        elif cells > columns:
            message = f"Hàng này có {cells} ô mà bảng chỉ có {columns} cột: ô thừa sẽ mất."
            hint = "Thêm cột ở hàng đầu, bớt ô, hoặc viết \\| nếu dấu | là chữ."
        elif tag == "td" and DELIMITERS.fullmatch(line.text):
            message = "Hàng gạch thứ hai trong một bảng thành một hàng thường."
            hint = "Hãy xóa hàng này; hai bảng thì cách nhau một dòng trống."
        elif "\t" in line.text.strip():
            message = "Hàng này có dấu tab như chép từ Excel: bảng ngăn ô bằng dấu |."
            hint = f"Viết {write_row(line.text.split(chr(9)))}"
        elif cells == 1 < columns and "|" not in line.text:
            message = "Dòng ngay dưới bảng thành một hàng của bảng."
            hint = "Thêm một dòng trống ở trên nó, hoặc viết tiếp nó vào ô ở hàng trên."
        elif cells < columns:
            message = f"Hàng này có {cells} ô mà bảng có {columns} cột: các ô có thể lệch cột."
            hint = "Ô trống cũng cần dấu |."
            is_fault = False
        if message:
            self.parser.remark_line(line, message, hint, is_fault=is_fault)


def split_cells(text: str) -> list[str]:
    """Split a row into its cells."""
    cells = _BETWEEN.split(text.strip())
    if not cells[0].strip():
        del cells[0]
    if cells and not cells[-1].strip():
        del cells[-1]
    return [cell.strip().replace("\\|", "|") for cell in cells]


def write_row(cells: Iterable[str]) -> str:
    """Write a row of a table."""
    return f"| {' | '.join(cell.strip().replace('|', chr(92) + '|') for cell in cells)} |"


def read_alignments(text: str) -> list[str]:
    """Return the alignment of each column by the row under the head, "" for none; [] for other text."""
    if not DELIMITERS.fullmatch(text):
        return []
    cells = split_cells(text)
    return [_ALIGNMENTS[cell.startswith(":"), cell.endswith(":")] for cell in cells]


_ALIGNMENTS = {(False, False): "", (True, False): "left", (False, True): "right", (True, True): "center"}
