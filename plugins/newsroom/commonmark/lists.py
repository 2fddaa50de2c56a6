"""Lists, with the numbers that were typed."""

import re
from collections import deque
from itertools import pairwise, takewhile
from operator import attrgetter
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from newsroom.commonmark import lookalikes
from newsroom.commonmark.leaves import RULE
from newsroom.commonmark.lines import AMOUNT, BULLETS, Line, LineProcessor, Lines, shorten

_MARKER = re.compile(
    rf" *(?:(?P<bullet>[-+*{BULLETS}])|(?P<number>\d{{1,9}})(?P<stop>[.)])"
    r"|(?P<letter>(?:[a-zđ]|[ivx]{2,4})\)))(?P<space> +|$)"
)
_LETTERED = "a)"
_CLASSES = {_LETTERED: "lettered", "–": "dashed", "—": "dashed"}  # which show their marks
_WIDEST = 4  # spaces after a mark; what is further away is indented text
_BIG = 100  # no list of one item begins with it; years do
_AMOUNT = re.compile(AMOUNT)
_ONLY_AMOUNT = re.compile(r"\d[\d.,]*(?: ?%| ?°C)?[.;,]?")
_SIGNS_OF_NUMBERS = "+-–—"
_ESCAPABLE = "+-"
_TYPED = {"-", "+", "*", ".", ")"}  # marks of the specification; others need text
_DIGIT = re.compile(r"\d")


class Marker(NamedTuple):
    """The mark of an item: kind, columns before it, number or letter, column of the text, the text."""

    kind: str
    indent: int
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
        marker = _marker(lines[0])
        firsts = []  # lines of the items
        kind = marker.kind if marker else ""
        is_numbered = kind in {".", ")"}
        element = SubElement(parent, "ol" if is_numbered else "ul")
        if kind in _CLASSES:
            element.set("class", _CLASSES[kind])
        markers = []
        is_loose = False
        while marker and marker.kind == kind:
            for _ in range(_count_blank(lines)):
                is_loose = True
                lines.popleft()
            markers.append(marker)
            firsts.append(lines[0])
            item = SubElement(element, "li")
            is_loose |= self._run_item(item, lines, marker)
            if marker.letter:
                _show_letter(item, marker.letter)
            blank = _count_blank(lines)
            marker = _marker(lines[blank]) if blank < len(lines) else None
        if lines and marker and markers[0].indent < marker.indent < markers[-1].offset:
            message = "Danh sách này thụt chưa đủ nên không nằm trong mục ở trên."
            hint = f"Thụt đầu dòng {markers[-1].offset} dấu cách."
            self.parser.remark_line(lines[blank], message, hint)
        if not is_loose:
            self.parser.tight += [(item, child) for item in element for child in item if child.tag == "p"]
        if is_numbered:
            _number(element, [marker.number for marker in markers])
        self._check(firsts, markers, parent)

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

    def _check(self, firsts: list[Line], markers: list[Marker], parent: Element) -> None:
        """Report a list that may have been meant as text."""
        lookalikes.check_columns(firsts, [marker.text for marker in markers], self.parser)
        kind, number, text = markers[0].kind, markers[0].number, markers[0].text.strip()
        first, is_single = firsts[0], len(markers) == 1
        message = hint = ""
        if kind in {".", ")"} and is_single and (number >= _BIG or _DIGIT.match(text)):
            message = f"“{number}{kind}” đầu dòng thành số thứ tự của một danh sách."
            hint = shorten(f"Nếu là câu văn, viết {number}\\{kind} {text}")
        elif kind in _SIGNS_OF_NUMBERS and (
            all(_ONLY_AMOUNT.fullmatch(marker.text.strip()) for marker in markers)
            or (is_single and _AMOUNT.match(text) and not _is_announced(parent))
        ):
            message = f"Dấu {kind} đầu dòng thành dấu của danh sách, không còn là dấu của số."
            escaped = f"\\{first.text.strip()}" if kind in _ESCAPABLE else f"−{text}"
            hint = f"Nếu là “{'cộng' if kind == '+' else 'trừ'}”, viết {shorten(escaped)}"
        if message:  # about the whole line, so a list within it needs no message
            self.parser.remarks = [one for one in self.parser.remarks if one.place[0] != first.number]
            self.parser.remark_line(first, message, hint)


def _marker(line: Line) -> Marker | None:
    match = None if line.is_lazy else _MARKER.match(line.text)
    if not match or RULE.fullmatch(line.text):
        return None
    start, end = match.span("space")
    if end - start > _WIDEST or end == len(line.text):
        end = start + 1
    kind = match["bullet"] or match["stop"] or _LETTERED
    text = line.text[end:]
    if not text.strip():
        if kind not in _TYPED:
            return None  # a sign alone
        text = ""
    return Marker(kind, line.indent, int(match["number"] or 0), match["letter"], end, text)


def _is_announced(parent: Element) -> bool:
    """Check that the last list in *parent* is the second level of the official style: ``-``, then ``+``."""
    above = parent[-2] if len(parent) > 1 else None
    return above is not None and above.tag in {"ul", "ol"} and "".join(above.itertext()).endswith(":")


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
