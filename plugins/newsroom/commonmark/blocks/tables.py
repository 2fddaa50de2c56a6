"""Tables: section 4.10 of GitHub's specification."""

import re
from collections.abc import Iterable, Sequence
from functools import partial
from xml.etree.ElementTree import Element, SubElement

from newsroom.commonmark.lines import Line, LineParser, LineProcessor, Lines
from newsroom.language.code_spans import find_code

_DASHES = "-\u2013\u2014\u2015\u2212\u2500"  # word processors change -- as it is typed
_CELL = rf"[ \t]*+:?[{_DASHES}]++:?[ \t]*+"
_DELIMITER_ROW = re.compile(rf"[ \t]*+(?=.*[|:])\|?{_CELL}(?:\|{_CELL})*+\|?[ \t]*+")
_ROW = re.compile(r"\|.*\|")
_BAR = re.compile(r"(?<!\\)\|")
# A bar within a link or code ends the cell all the same.
_LINK_CUT = re.compile(r"\[[^\[\]|]*(?<!\\)\|[^\[\]]*\][(\[]|\]\([^()\s|]*(?<!\\)\|[^()\s]*\)")
# By the colons at the start and at the end.
_ALIGNMENTS = {(False, False): "", (True, False): "left", (False, True): "right", (True, True): "center"}
_COLUMNS = re.compile(r"\S(?:[^\S\t]*\t\s*| {3,})\S")  # as copied from a spreadsheet
LineText = tuple[Line, str]  # a line and its text, without spaces around it and the marker of an item


class Table(LineProcessor):
    """A table; a row with more cells than columns is a fault, for they would vanish."""

    def match(self, lines: Lines) -> list[str]:
        """Return the alignments of the columns, or [] if no table begins."""
        if "|" not in lines[0].text or len(lines) == 1 or lines[1].is_lazy:
            return []
        alignments = _read_alignments(lines[1].text)
        return alignments if len(alignments) == len(_split_cells(lines[0].text)) else []

    def run(self, parent: Element, lines: Lines, alignments: list[str]) -> None:
        table = SubElement(parent, "table")
        self._add_row(SubElement(table, "thead"), "th", lines.popleft(), alignments)
        lines.popleft()
        rows = []
        while lines and not (lines[0].is_blank or lines[0].is_lazy or self.parser.begins_block(lines)):
            rows.append(lines.popleft())
        if lines and "|" in lines[0].text and not lines[0].is_blank:
            message = "Hàng này bắt đầu bằng một dấu khác nên không còn thuộc bảng ở trên."
            self.parser.fault(lines[0], message, "Thêm dấu | ở đầu và cuối mỗi hàng.")
        body = SubElement(table, "tbody") if rows else table
        for row in rows:
            self._add_row(body, "td", row, alignments)

    def _add_row(self, part: Element, tag: str, line: Line, alignments: list[str]) -> None:
        cells = _split_cells(line.text)
        self._check(line, tag, len(cells), len(alignments))
        self.parser.count_cells(line, len(alignments))
        row = SubElement(part, "tr")
        for alignment, text in zip(alignments, cells + [""] * len(alignments), strict=False):
            cell = SubElement(row, tag, {"align": alignment} if alignment else {})
            self.parser.add_text(cell, text, line.number)

    def _check(self, line: Line, tag: str, cells: int, columns: int) -> None:
        """Report a row that is none, or that loses cells."""
        fault = partial(self.parser.fault, line)
        if _LINK_CUT.search(line.text) or any(map(_BAR.search, find_code(line.text))):
            fault("Dấu | trong liên kết hoặc trong `…` cắt đôi ô của bảng.", "Viết \\| thay cho | ở đó.")
        elif cells > columns:
            hint = "Thêm cột ở hàng đầu, bớt ô, hoặc viết \\| nếu dấu | là chữ."
            fault(f"Hàng này có {cells} ô mà bảng chỉ có {columns} cột: ô thừa sẽ mất.", hint)
        elif tag == "td" and _DELIMITER_ROW.fullmatch(line.text):
            hint = "Hãy xóa hàng này; hai bảng thì cách nhau một dòng trống."
            fault("Hàng gạch thứ hai trong một bảng thành một hàng thường.", hint)
        elif "\t" in line.text.strip():
            hint = f"Viết {_write_row(line.text.split(chr(9)))}"
            fault("Hàng này có dấu tab như chép từ Excel: bảng ngăn ô bằng dấu |.", hint)
        elif cells == 1 < columns and "|" not in line.text:
            hint = "Thêm một dòng trống ở trên nó, hoặc viết tiếp nó vào ô ở hàng trên."
            fault("Dòng ngay dưới bảng thành một hàng của bảng.", hint)
        elif cells < columns:
            message = f"Hàng này có {cells} ô mà bảng có {columns} cột: các ô có thể lệch cột."
            self.parser.warn(line, message, "Ô trống cũng cần dấu |.")


def check_columns(rows: Sequence[LineText], parser: LineParser) -> None:
    """Report *rows*, lines with their texts, that hold columns without bars; spaces may be an accident."""
    found = [line for line, text in rows if ("\t" in text or "   " in text) and _COLUMNS.search(text)]
    if len(found) > 1 or any(text.strip().count("\t") > 1 for _, text in rows):
        cells = re.split(r"\t| {3,}", parser.source[found[0].number])
        message = "Các dòng này có cột như chép từ Excel, không thành bảng."
        hint = f"Viết {_write_row(cells)} rồi một hàng |{'---|' * len(cells)}"
        parser.fault(found[0], message, hint, warning="\t" not in parser.source[found[0].number])


def check_rows(rows: Sequence[LineText], parser: LineParser) -> None:
    """Report the first of *rows*, lines of a paragraph with their texts, that looks like a row of a table."""
    texts = ["", *(text for _, text in rows), ""]
    for (line, text), above, below in zip(rows, texts, texts[2:], strict=False):
        if message := _describe_row(above, text, below):
            hint = "Bảng: một dòng trống, hàng tiêu đề, rồi hàng gạch như |---|---| có cùng số ô."
            parser.fault(line, message, hint)
            return


def _describe_row(above: str, text: str, below: str) -> str:
    """Return the message about a *text*, between lines, that looks like a row; or ""."""
    if "|" in text and (columns := len(_read_alignments(text))):
        cells = len(_split_cells(above))
        if not above:
            return "Hàng gạch này không có hàng tiêu đề ở trên: không thành bảng."
        if columns == cells:
            return "Bảng này dính vào đoạn ở trên: không thành bảng."
        return f"Hàng gạch này có {columns} cột mà hàng trên có {cells} ô: không thành bảng."
    looks_alike = _ROW.fullmatch(text) or 0 < text.count(" | ") == below.count(" | ")
    if looks_alike and not _DELIMITER_ROW.fullmatch(below):
        return "Dòng này giống hàng của bảng mà không thành bảng."
    return ""


def _split_cells(text: str) -> list[str]:
    cells = _BAR.split(text.strip())
    if not cells[0].strip():
        del cells[0]
    if cells and not cells[-1].strip():
        del cells[-1]
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _write_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.strip().replace('|', chr(92) + '|') for cell in cells)} |"


def _read_alignments(text: str) -> list[str]:
    """Return the alignment of each column by the delimiter row, "" for none; [] for other text."""
    if not _DELIMITER_ROW.fullmatch(text):
        return []
    cells = _split_cells(text)
    return [_ALIGNMENTS[cell.startswith(":"), cell.endswith(":")] for cell in cells]
