"""Prose of a content file, with the position of each character."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from newsroom.files.frontmatter import FrontMatter, Value
from newsroom.files.text_file import TextFile
from newsroom.language.code_spans import CodeSpans
from newsroom.problems import Position, Where

PROSE_FIELDS: tuple[Where, ...] = (
    ("title",),
    ("summary",),
    ("image", "alt"),
    ("image", "caption"),
    ("event", "name"),
)
# Two patterns: the second is fast, for each of its alternatives begins with a different character.
# Code spans are found by their runs of backticks.
_DEFINITIONS = re.compile(r"^ {0,3}\[(?!\^)[^\]\n]+\]:[^\n]*$", re.MULTILINE)  # of links, at the end
_NOT_PROSE = re.compile(
    r"`+"  # of code
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
    text = parts.body
    if "]:" in text:
        text = _DEFINITIONS.sub(lambda match: _blank(match[0]), text)
    text = _blank_parts(text) if "`" in text else _NOT_PROSE.sub(lambda match: _blank(match[0]), text)
    return Prose(text, parts.body_position)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", "\0", text)


def _blank_parts(text: str) -> str:
    """Blank what is no prose in a *text* with backticks."""
    spans, parts, end = CodeSpans(text), [], 0
    while match := _NOT_PROSE.search(text, end):
        parts.append(text[end : match.start()])
        start, end = match.span()
        if text[start] == "`":
            closing = spans.close(end, end - start)
            if closing < 0:
                parts.append(match[0])
                continue
            end = closing + end - start
        parts.append(_blank(text[start:end]))
    return "".join([*parts, text[end:]])
