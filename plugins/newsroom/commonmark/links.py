"""Grammar of links: section 6.3 of the specification, and of their definitions, section 4.7."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from newsroom.commonmark.escapes import ESCAPABLE, unescape
from newsroom.problems import Position

_LABEL = r"\[(?P<label>(?=\s*[^\s\]])(?:\\.|[^\[\]\\])*+)\]"
# A destination may contain parentheses in pairs: three levels are enough for addresses.
_WORD = rf"(?:\\[{ESCAPABLE}]|[^\s()\x00-\x1f])"
_NESTED = rf"\((?:{_WORD}|\((?:{_WORD}|\({_WORD}*+\))*+\))*+\)"
_DESTINATION = rf"(?P<to><(?:\\.|[^<>\\\n])*+>|(?!<)(?:{_WORD}|{_NESTED})*+)"
_TITLE = r"(?P<title>\"(?:\\.|[^\"\\])*+\"|'(?:\\.|[^'\\])*+'|\((?:\\.|[^()\\])*+\))"
INLINE_LINK = re.compile(rf"\(\s*+{_DESTINATION}(?:\s++{_TITLE})?\s*+\)", re.DOTALL)
REFERENCE = re.compile(_LABEL, re.DOTALL)
DEFINITION = re.compile(
    rf"{_LABEL}:[ \t]*+\n?[ \t]*+{_DESTINATION}(?:(?:[ \t]++\n?|\n)[ \t]*+{_TITLE})?[ \t]*+(?:\n|$)"
)
_IGNORED = dict.fromkeys(map(ord, "\t\n\r"))  # by browsers, in addresses


@dataclass
class Target:
    """The target of a link: an address, its position, and a title or ""."""

    address: str
    position: Position
    title: str


@dataclass
class Definition:
    """A definition of a link: its label as typed, its position, and the target."""

    label: str
    position: Position
    target: Target
    is_used: bool = False


def normalize_label(text: str) -> str:
    """Return the key of a label: labels match in any case and with any spaces."""
    return " ".join(text.split()).casefold()


def read_target(match: re.Match[str], locate: Callable[[int], Position]) -> Target:
    """Read the destination and the title of an inline link or of a definition."""
    position = locate(match.start("to") + match["to"].startswith("<"))
    return Target(_clean_destination(match["to"]), position, unescape((match["title"] or "")[1:-1]))


def _clean_destination(text: str) -> str:
    return unescape(text[1:-1] if text.startswith("<") else text).translate(_IGNORED)
