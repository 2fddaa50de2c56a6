"""Lists, with the numbers that were typed."""

import re
from collections import deque
from itertools import pairwise, takewhile
from operator import attrgetter
from xml.etree.ElementTree import Element, SubElement

from newsroom.commonmark.blocks.amounts import AMOUNT, AMOUNT_ALONE
from newsroom.commonmark.blocks.tables import check_columns
from newsroom.commonmark.lines import Line, LineProcessor, Lines
from newsroom.commonmark.markers import LETTERED, NUMBERED, Marker, read_marker

_BIG = 100  # no list of one item begins with it; years do
_DATE = re.compile(r"\d|tháng\b", re.IGNORECASE)  # goes on after the day; or a number after its point
_SIGNS_OF_NUMBERS = "+-–—"
_ESCAPABLE = "+-"


class List(LineProcessor):
    """A list: sections 5.2, list items, and 5.3, lists.

    It differs in three points: a typed number stays, bullets of word processors are bullets, and items show
    the dash of a dialogue and ``a)``, for HTML cannot count in the Vietnamese alphabet.
    """

    def match(self, lines: Lines) -> Marker | None:
        return _marker(lines[0])

    def interrupts(self, lines: Lines) -> bool:
        marker = _marker(lines[0])
        if not marker or not marker.text:
            return False
        if marker.kind in NUMBERED:
            return marker.number == 1
        return marker.kind != LETTERED or marker.sign == LETTERED

    def run(self, parent: Element, lines: Lines, match: Marker) -> None:
        items: list[tuple[Line, Marker]] = []
        element = Element("ul")
        blank, is_loose = 0, False
        marker: Marker | None = match
        while marker and marker.kind == match.kind:
            is_loose |= blank > 0
            for _ in range(blank):
                lines.popleft()
            items.append((lines[0], marker))
            is_loose |= self._add_item(element, lines, marker)
            blank = _count(lines, "is_blank")
            marker = _marker(lines[blank]) if blank < len(lines) else None
        self._check_below(lines, blank, match.indent, items[-1][1].offset)
        if not is_loose:
            self.parser.tight += [(item, child) for item in element for child in item if child.tag == "p"]
        if match.sign:
            element.set("class", "typed")
        if match.kind in NUMBERED:
            element.tag = "ol"
            _number(element, [marker.number for _, marker in items])
        self._check(items, parent)
        parent.append(element)

    def _add_item(self, element: Element, lines: Lines, marker: Marker) -> bool:
        """Append an item to *element*; return True if blank lines separate any of its blocks."""
        taken = [lines.popleft()]
        inner: Lines = deque([taken[0]._replace(text=marker.text)])
        while lines:
            line, count = lines[0], 1
            belongs = not line.is_lazy and line.indent >= marker.offset
            if line.is_blank:
                count = _count(lines, "is_blank")
                belongs = count < len(lines) and lines[count].indent >= marker.offset
                if not belongs or lines[count].is_lazy or not (len(inner) > 1 or marker.text):
                    break
            elif line.is_lazy and not inner[-1].is_blank:
                count = _count(lines, "is_lazy")
            elif not belongs and (inner[-1].is_blank or self.parser.begins_block(lines)):
                break
            moved = [lines.popleft() for _ in range(count)]
            taken += moved
            # No copy of a line without change: each of many levels would make its own.
            if belongs:
                inner += (
                    line._replace(text=line.text[marker.offset :]) if line.text else line for line in moved
                )
            else:
                inner += (line if line.is_lazy else line._replace(is_lazy=True) for line in moved)
        item = SubElement(element, "li")
        is_loose = self.parser.parse_inner(item, inner, taken, lines)
        if marker.sign:
            shows = item[0] if len(item) and item[0].tag == "p" else item
            shows.text = f"{marker.sign} {shows.text or ''}"
        return is_loose

    def _check_below(self, lines: Lines, blank: int, indent: int, offset: int) -> None:
        """Report a block after *blank* lines that is indented, but not as far as the last item's text."""
        line = lines[blank] if blank < len(lines) else None
        if line and not line.is_lazy and indent < line.indent < offset:
            message = "Dòng này thụt chưa đủ nên không nằm trong mục ở trên."
            self.parser.warn(line, message, f"Thụt đầu dòng {offset} dấu cách, hoặc đừng thụt.")

    def _check(self, items: list[tuple[Line, Marker]], parent: Element) -> None:
        """Report a list below *parent* that may have been meant as text."""
        check_columns([(line, marker.text) for line, marker in items], self.parser)
        line, marker = items[0]
        kind, text = marker.kind, marker.text.strip()
        is_single = len(items) == 1
        if kind in NUMBERED and is_single and (marker.number >= _BIG or _DATE.match(text)):
            message = f"“{marker.number}{kind}” đầu dòng thành số thứ tự của một danh sách."
            hint = f"Nếu là câu văn, viết {marker.number}\\{kind} {text}"
        elif kind in _SIGNS_OF_NUMBERS and (
            all(AMOUNT_ALONE.fullmatch(marker.text) for _, marker in items)
            or (is_single and AMOUNT.match(text) and not _announces(parent))
        ):
            message = f"Dấu {kind} đầu dòng thành dấu của danh sách, không còn là dấu của số."
            escaped = f"\\{line.text.strip()}" if kind in _ESCAPABLE else f"−{text}"
            hint = f"Nếu là “{'cộng' if kind == '+' else 'trừ'}”, viết {escaped}"
        else:
            return
        # It speaks of the whole line, so a list within it needs no message.
        self.parser.problems.retract(line.number)
        self.parser.warn(line, message, hint)


def unwrap(item: Element, paragraph: Element) -> None:
    """Put the content of *paragraph* in its place in *item*, an item of a tight list."""
    index = list(item).index(paragraph)
    if index:
        item[index - 1].tail = paragraph.text
    else:
        item.text = paragraph.text
    item[index : index + 1] = list(paragraph)


def _marker(line: Line) -> Marker | None:
    return None if line.is_lazy else read_marker(line.text)


def _announces(parent: Element) -> bool:
    """Check that *parent* ends with the first level of the official style: ``-``, then ``+``."""
    above = parent[-1] if len(parent) else None
    return above is not None and above.tag in {"ul", "ol"} and "".join(above.itertext()).endswith(":")


def _count(lines: Lines, quality: str) -> int:
    """Return the number of lines at the start of *lines* whose attribute *quality* is true."""
    return sum(1 for _ in takewhile(attrgetter(quality), lines))


def _number(element: Element, numbers: list[int]) -> None:
    """Give the items of *element* their *numbers*; ``1. 1. 1.`` is an old way to let Markdown count."""
    if max(numbers) >= _BIG:
        element.set("class", "wide")  # its numbers need room
    if numbers[0] != 1:
        element.set("start", str(numbers[0]))
    if len(set(numbers)) == 1 and numbers[0] <= 1:
        return
    for item, (before, number) in zip(element[1:], pairwise(numbers), strict=True):
        if number != before + 1:
            item.set("value", str(number))
