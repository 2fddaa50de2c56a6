"""Lists, with the numbers that were typed."""

import re
from collections import deque
from itertools import pairwise, takewhile
from operator import attrgetter
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from newsroom.commonmark.leaves import RULE
from newsroom.commonmark.lines import BULLETS, Line, LineProcessor, Lines

_MARKER = re.compile(
    rf" *(?:(?P<bullet>[-+*{BULLETS}])|(?P<number>\d{{1,9}})(?P<stop>[.)])"
    r"|(?P<letter>(?:[a-zđ]|[ivx]{2,4})\)))(?P<space> +|$)"
)
LETTERED = "a)"
_WIDEST = 4  # spaces after a mark; what is further away is indented text
_BIG = 100  # no list of one item begins with it; years do
_AMOUNT = re.compile(
    r"\d[\d.,]*(?: ?%| ?°C| (?:nghìn|triệu|tỷ|đồng|điểm|người|ha|km)(?: (?:đồng|tỷ))?)?[.;,]?"
)
_SIGNS_OF_NUMBERS = "+-–—"
_DIGIT = re.compile(r"\d")


class Marker(NamedTuple):
    """The mark of an item: its kind, its number or letter, the column of the text after it, this text."""

    kind: str
    number: int
    letter: str | None
    offset: int
    text: str


class List(LineProcessor):
    """A list: sections 5.2, list items, and 5.3, lists.

    It differs in three points: a typed number stays, bullets of word processors are bullets, and ``a)`` is
    the mark of an item that shows it, for HTML cannot count in the Vietnamese alphabet.
    """

    def begins(self, lines: Lines) -> bool:
        return _marker(lines[0]) is not None

    def interrupts(self, lines: Lines) -> bool:
        marker = _marker(lines[0])
        if not marker or not marker.text:
            return False
        return marker.number == 1 if marker.kind in {".", ")"} else marker.letter in {None, "a)"}

    def run(self, parent: Element, lines: Lines) -> None:
        first, marker = lines[0], _marker(lines[0])
        kind = marker.kind if marker else ""
        is_numbered = kind in {".", ")"}
        element = SubElement(parent, "ol" if is_numbered else "ul")
        if kind == LETTERED:
            element.set("class", "lettered")
        markers = []
        is_loose = False
        while marker and marker.kind == kind:
            for _ in range(_count_blank(lines)):
                is_loose = True
                lines.popleft()
            markers.append(marker)
            item = SubElement(element, "li")
            is_loose |= self._run_item(item, lines, marker)
            if marker.letter:
                _show_letter(item, marker.letter)
            blank = _count_blank(lines)
            marker = _marker(lines[blank]) if blank < len(lines) else None
        if not is_loose:
            self.parser.tight += [(item, child) for item in element for child in item if child.tag == "p"]
        if is_numbered:
            _number(element, [marker.number for marker in markers])
        self._check(first, kind, markers)

    def _run_item(self, item: Element, lines: Lines, marker: Marker) -> bool:
        """Append the blocks of one item to *item*; return True if blank lines separate any."""
        taken = [lines.popleft()]
        inner: Lines = deque([taken[0]._replace(text=marker.text)])
        while lines:
            line = lines[0]
            belongs = not line.is_lazy and line.indent >= marker.offset
            if line.is_blank:
                blank = _count_blank(lines)
                belongs = blank < len(lines) and lines[blank].indent >= marker.offset
                if not belongs or lines[blank].is_lazy or not (len(inner) > 1 or marker.text):
                    break
            elif not belongs and (
                inner[-1].is_blank or (not line.is_lazy and self.parser.begins_block(lines))
            ):
                break
            text = line.text[marker.offset :] if belongs else line.text
            inner.append(Line(text, line.number, is_lazy=not belongs))
            taken.append(lines.popleft())
        return self.parser.parse_inner(item, inner, taken, lines)

    def _check(self, first: Line, kind: str, markers: list[Marker]) -> None:
        """Report a list that may have been meant as text."""
        number, text, is_single = markers[0].number, markers[0].text.strip(), len(markers) == 1
        if kind in {".", ")"} and is_single and (number >= _BIG or _DIGIT.match(text)):
            shown = f"{number}\\{kind} {text}"
            self.parser.remark_line(
                first,
                f"“{number}{kind}” đầu dòng thành số thứ tự của một danh sách.",
                f"Nếu là câu văn, viết {shown[:60]}",
            )
        elif (
            kind in _SIGNS_OF_NUMBERS
            and _DIGIT.match(text)
            and (is_single or all(_AMOUNT.fullmatch(marker.text.strip()) for marker in markers))
        ):
            self.parser.remark_line(
                first,
                f"Dấu {kind} đầu dòng thành dấu của danh sách, không còn là dấu của số.",
                f"Nếu là “{'cộng' if kind == '+' else 'trừ'}”, viết \\{first.text.strip()[:60]}",
            )


def _marker(line: Line) -> Marker | None:
    match = None if line.is_lazy else _MARKER.match(line.text)
    if not match or RULE.fullmatch(line.text):
        return None
    start, end = match.span("space")
    if end - start > _WIDEST or end == len(line.text):
        end = start + 1
    kind = match["bullet"] or match["stop"] or LETTERED
    return Marker(
        kind, int(match["number"] or 0), match["letter"], end, line.text[end:].strip() and line.text[end:]
    )


def _count_blank(lines: Lines) -> int:
    """Return the number of blank lines at the start of *lines*."""
    return sum(1 for _ in takewhile(attrgetter("is_blank"), lines))


def _show_letter(item: Element, letter: str) -> None:
    shows = item[0] if len(item) and item[0].tag == "p" else item
    shows.text = f"{letter} {shows.text or ''}"


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
