"""Prose of a content file, with the position of each character."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from newsroom.files.frontmatter import FrontMatter, Value
from newsroom.files.text_file import TextFile
from newsroom.problems import Position, Where

PROSE_FIELDS: tuple[Where, ...] = (
    ("title",),
    ("summary",),
    ("image", "alt"),
    ("image", "caption"),
    ("event", "name"),
)
# Two patterns: the second is fast, for each of its alternatives begins with a different character.
_DEFINITIONS = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[^\n]*$", re.MULTILINE)  # of links, at the end
_NOT_PROSE = re.compile(
    r"`(`*)(?!`).+?(?<!`)`\1(?!`)"  # code
    r"|<[^<>\n]*>"  # tags and bare addresses
    r"|\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"  # the targets of links
    r"|\{[^{}\n]*\}"  # attributes
    r"|https?://\S+",
    re.DOTALL,
)


@dataclass(frozen=True)
class Prose:
    """A text in which NUL replaces each character that is not prose, and the place of each in the file."""

    text: str
    place: Callable[[int], Position]


def read_prose(front: FrontMatter, parts: TextFile, positions: Mapping[Where, Position]) -> list[Prose]:
    """Return the texts of one file, its body first."""
    lines = parts.front.split("\n")
    texts = [(positions.get(where, (1, 1)), field_text(front, where)) for where in PROSE_FIELDS]
    return [_body(parts), *(Prose(text, _finder(start, lines, text)) for start, text in texts if text)]


def field_text(front: FrontMatter, where: Where) -> str:
    """Return the text of the field *where*; "" where there is none."""
    value: Value = dict(front)
    for part in where:
        value = value.get(str(part)) if isinstance(value, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _finder(start: Position, lines: list[str], text: str) -> Callable[[int], Position]:
    """Return a function from offsets in *text*, a value that begins at *start*, to positions."""
    line, column = start
    written = lines[line - 2] if line - 2 < len(lines) else ""
    offset = written.find(text, column - 1)  # not found when it has escapes or is folded
    return lambda within: (line, offset + within + 1) if offset >= 0 else start


def _body(parts: TextFile) -> Prose:
    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", "\0", match[0])

    text = parts.body
    if "]:" in text:
        text = _DEFINITIONS.sub(blank, text)
    return Prose(_NOT_PROSE.sub(blank, text), parts.body_position)
