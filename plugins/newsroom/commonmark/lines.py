"""Block parser that reads lines, where Python-Markdown's reads texts between blank lines.

Source: the appendix "A parsing strategy" of the specification. It differs in one point: this site shows no
code, so indented text is text, and a mark is a mark however far it is indented.
"""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.util import ETX, STX

from newsroom.commonmark.footnotes import Footnotes
from newsroom.commonmark.links import Definition
from newsroom.commonmark.markers import MARKER, expand_tabs
from newsroom.language.vietnamese import format_number
from newsroom.problems import Position, Problems, position

# No block but a paragraph begins without one of these.
_SIGN = re.compile(rf" *(?:[_>#`~<\[]|{MARKER})|.*\|")
_LONGEST_QUOTED = 60  # letters
DEEPEST = 20  # levels of blocks within blocks, or of marks within marks
MOST_CELLS = 20_000  # in the tables of a body, with those that are left out


class Line(NamedTuple):
    """A line within its container; ``number`` is that of the file."""

    text: str
    number: int
    is_lazy: bool = False  # without the marks of its container: it can only continue a paragraph

    @property
    def indent(self) -> int:
        """The columns before the text."""
        return len(self.text) - len(self.text.lstrip(" "))

    @property
    def is_blank(self) -> bool:
        """True if there is no text."""
        return not self.text or self.text.isspace()


Lines = deque[Line]


class ExcessError(Exception):
    """More of something than a body may have, with its position and the message for the editor."""

    def __init__(self, position: Position, message: str) -> None:
        super().__init__(message)
        self.position = position
        self.message = message


class InnerLines(deque[Line]):
    """The lines of a container that are taken from those *around* it as its blocks need them.

    So lines that turn out to be outside are read once. Two are always ready, and the line after blank lines.
    """

    def __init__(self, around: Lines, read: Callable[[Lines], Line | None]) -> None:
        """*read* returns the first of the lines around as it is inside; None if it is outside."""
        super().__init__()
        self.taken: list[Line] = []
        self._around = around
        self._read = read
        self._fill()

    def popleft(self) -> Line:
        line = super().popleft()
        self._fill()
        return line

    def reach(self, count: int) -> bool:
        """Take lines until there are *count*, but none after a lazy line."""
        while len(self) < count and not self[-1].is_lazy and self._take():
            pass
        return len(self) >= count

    def _fill(self) -> None:
        while (len(self) < 2 or self[-1].is_blank) and self._take():  # noqa: PLR2004
            pass

    def _take(self) -> bool:
        line = self._read(self._around) if self._around else None
        if not line:
            self._around = deque()
            return False
        self.taken.append(self._around.popleft())
        self.append(line)
        return True


class LineProcessor:
    """A processor of one kind of block."""

    def __init__(self, parser: "LineParser") -> None:
        self.parser = parser

    def match(self, lines: Lines) -> Any:
        """Return a true value that :meth:`run` needs, if the first of *lines* begins a block of this kind."""
        raise NotImplementedError

    def interrupts(self, lines: Lines) -> bool:
        """Check that the first of *lines* begins such a block within a paragraph."""
        return bool(self.match(lines))

    def run(self, parent: Element, lines: Lines, match: Any) -> None:
        """Append the block to *parent* and remove its lines from *lines*."""
        raise NotImplementedError


class LineParser(BlockParser):
    """A parser of blocks.

    For the reader of inlines: ``texts``, the elements that contain text, each with the number of its first
    line; ``tight``, the items of tight lists with their paragraphs. For the caller: ``positions`` of
    elements, and ``raw_html`` with its positions. ``comment_ends`` are the numbers of lines with ``-->``.
    """

    def __init__(
        self, markdown: Markdown, processors: Sequence[type[LineProcessor]], footnotes: Footnotes
    ) -> None:
        super().__init__(markdown)
        self.footnotes = footnotes
        self._processors = [processor(self) for processor in processors]

    def begin(self, problems: Problems, first_line: int = 1) -> None:
        """Prepare for a body that begins in *first_line* of its file; report to *problems*."""
        self.problems = problems
        self._first_line = first_line
        self.texts: list[tuple[Element, int]] = []
        self.tight: list[tuple[Element, Element]] = []
        self.positions: dict[Element, Position] = {}
        self.raw_html: list[tuple[str, Position]] = []
        self.definitions: dict[str, Definition] = {}  # by normalized labels
        self.footnote_lines: dict[str, Line] = {}  # the first of each, by labels
        self.cells = 0  # of tables
        self._depth = 0

    def parseDocument(self, lines: Iterable[str]) -> "ElementTree[Any]":  # noqa: N802 (Python-Markdown's)
        """Parse the *lines* of a body."""
        texts = (line.replace(STX, "").replace(ETX, "") for line in lines)
        self.source = dict(enumerate(texts, self._first_line))
        self.comment_ends = [number for number, text in self.source.items() if "-->" in text]
        self.root = Element(self.md.doc_tag)
        self.parse(self.root, deque(Line(expand_tabs(text), number) for number, text in self.source.items()))
        return ElementTree(self.root)

    def parseChunk(self, parent: Element, text: Any) -> None:  # noqa: N802 (Python-Markdown's)
        """Append to *parent* the blocks in the element *text*, the words of a footnote."""
        parent.extend(list(text))
        if not len(parent):  # Python-Markdown needs a place for the link back
            SubElement(parent, "p").text = ""

    def parse(self, parent: Element, lines: Lines) -> bool:
        """Append the blocks of *lines* to *parent*; return True if blank lines separate any.

        Stops before a lazy line that continues no paragraph: *lines* then begins with it.
        """
        is_loose = is_apart = False
        while lines and not lines[0].is_lazy:
            if lines[0].is_blank:
                lines.popleft()
                is_apart = len(parent) > 0
                continue
            is_loose |= is_apart
            is_apart = False
            has_sign = _SIGN.match(lines[0].text) is not None
            for processor in self._processors if has_sign else self._processors[-1:]:
                if match := processor.match(lines):
                    processor.run(parent, lines, match)
                    break
        return is_loose

    def parse_inner(self, parent: Element, inner: Lines, taken: list[Line], lines: Lines) -> bool:
        """Parse the *inner* lines of a container; return to *lines* those of *taken* that are left over."""
        self._depth += 1
        if self._depth > DEEPEST:
            message = f"Nội dung lồng nhau quá {DEEPEST} tầng: hãy viết lại cho bớt tầng."
            raise ExcessError(self.position(taken[0]), message)
        is_loose = self.parse(parent, inner)
        self._depth -= 1
        if inner:
            lines.extendleft(reversed(taken[-len(inner) :]))
        return is_loose

    def count_cells(self, line: Line, cells: int) -> None:
        """Count the *cells* of a row of a table in *line*."""
        self.cells += cells
        if self.cells > MOST_CELLS:
            message = f"Các bảng trong tệp có quá {format_number(MOST_CELLS)} ô: hãy tách bớt bảng."
            raise ExcessError(self.position(line), message)

    def begins_block(self, lines: Lines) -> bool:
        """Check that the first of *lines* begins a block within a table, or after a lazy paragraph.

        Only a paragraph can be followed by a table without a blank line.
        """
        has_sign = _SIGN.match(lines[0].text) is not None
        return has_sign and any(one.match(lines) for one in self._processors[:-2])

    def interrupts_paragraph(self, lines: Lines) -> bool:
        """Check that the first of *lines* ends the paragraph above it."""
        has_sign = _SIGN.match(lines[0].text) is not None
        return has_sign and any(one.interrupts(lines) for one in self._processors[:-1])

    def add_text(self, element: Element, content: str, number: int) -> None:
        """Set the text of *element* to *content*, which begins in line *number* and may contain marks."""
        element.text = content
        self.texts.append((element, number))
        self.positions[element] = (number, 1)

    def position(self, line: Line) -> Position:
        """Return the position of the first character of *line*."""
        return Text(line.text.lstrip(), line.number, self).locate(0)

    def fault(self, line: Line, message: str, hint: str = "", *, warning: bool = False) -> None:
        """Report a mistake in *line*."""
        self.problems.fault(self.position(line), message, hint, warning=warning)

    def warn(self, line: Line, message: str, hint: str = "") -> None:
        """Report something in *line* that the editor should look at."""
        self.fault(line, message, hint, warning=True)


class Text:
    """Text of one or several lines that may contain marks; ``number`` is that of the first."""

    def __init__(self, content: str, number: int, parser: LineParser) -> None:
        self.content = content
        self.number = number
        self.parser = parser
        self._places: dict[int, tuple[str, int, list[int]]] = {}  # by lines of the text

    def locate(self, offset: int) -> Position:
        """Return the position in the file of the character at *offset*.

        The start of a line belongs to its containers; the end of a footnote is Python-Markdown's.
        """
        row, column = position(self.content, offset)
        line = self.number + row - 1
        if row not in self._places:
            self._places[row] = self._place(self.parser.source.get(line, "").rstrip(), offset - column + 1)
        typed, shift, bars = self._places[row]
        if shift >= 0:
            column += shift
            return line, min(column + bisect_left(bars, column), len(typed) + 1)
        rest = self._rest(offset)
        return line, (len(typed) - len(rest) if typed.endswith(rest) else max(typed.rfind(rest), 0)) + 1

    def _place(self, typed: str, start: int) -> tuple[str, int, list[int]]:
        """Return the *typed* line, the columns before its text at *start*, and where that lacks a backslash.

        The columns are -1 if unknown. A cell of a table has no backslash before a bar.
        """
        text = self._rest(start)
        shift = typed.rfind(text)
        if shift >= 0 or "\\|" not in typed:
            return typed, shift, []
        bars = [bar.end() - 1 - count for count, bar in enumerate(re.finditer(r"\\\|", typed))]
        return typed, typed.replace("\\|", "|").rfind(text), bars

    def _rest(self, offset: int) -> str:
        """Return the rest of the line at *offset*."""
        end = self.content.find("\n", offset)
        return self.content[offset : end if end >= 0 else None].partition(STX)[0].rstrip()

    def fault(self, offset: int, message: str, hint: str = "", *, warning: bool = False) -> None:
        """Report a mistake at *offset*."""
        self.parser.problems.fault(self.locate(offset), message, hint, warning=warning)

    def warn(self, offset: int, message: str, hint: str = "") -> None:
        """Report something at *offset* that the editor should look at."""
        self.fault(offset, message, hint, warning=True)


def shorten(text: str) -> str:
    """Cut a long *text* that a message quotes."""
    return text if len(text) <= _LONGEST_QUOTED else f"{text[:_LONGEST_QUOTED].rstrip()}…"
