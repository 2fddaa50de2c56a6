"""Values of front matter, written so that YAML reads them as they were typed.

Hints of messages contain them, made of the editor's own words.
"""

import re
from collections.abc import Iterable, Sequence

from newsroom.problems import Position

_TYPED = re.compile(r"( *[\w-]+:[ \t]+| *(?:- +)+(?:[a-z_]+:[ \t]+)?)(\S.*)")
_BEFORE_VALUE = re.compile(r"( *(?:- +)*)([\w-]+:[ \t]+)?")
DIVIDERS = ";；，、|\n"  # of names, with the comma, which may also be part of a number or a name
_BETWEEN_NAMES = re.compile(rf"\s*(?:[{DIVIDERS}]|\s/\s|(?<!\d),|,(?!\d))\s*")
# With straight quotes YAML would read it, but for a backslash; others are Word's.
_IN_QUOTES = re.compile('"[^"]*"|[“”„][^“”„]*[“”]|[‘’][^‘’]*’|«[^«»]*»')
SAFE_ITEM = re.compile(r"[^\W_](?:[^\[\]{},:#\"'\\]|:(?=\w))*")


def quote(text: str) -> str:
    """Write *text* as a quoted value of YAML on one line."""
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


def write_list(field: str, items: Iterable[str]) -> str:
    """Write *items* as the list of *field* on one line."""
    written = (item if SAFE_ITEM.fullmatch(item) else quote(item) for item in items)
    return f"{field}: [{', '.join(written)}]"


def split_names(text: str) -> list[str]:
    """Split a *text* that was typed instead of a list; return [text] if it is a single name."""
    return [name for name in _BETWEEN_NAMES.split(text) if name] or [text]


def value_column(line: str) -> int:
    """Find the column, from 1, of the value on a *line* of front matter; 0 if there is none."""
    match = _TYPED.fullmatch(line)
    return match.start(2) + 1 if match else 0


def propose_text(lines: Sequence[str], place: Position) -> str:
    """Propose to write the value at *place* as a text; return "" unless it is alone on its line."""
    proposal = quote_value(lines, place)
    return f"Viết {proposal.strip()}" if proposal else ""


def quote_value(lines: Sequence[str], place: Position) -> str:
    """Write the line at *place*, where its value begins, with the value as a text.

    Returns:
        The line, or "" if there is no such value or it does not end on the line.
    """
    number, column = place
    if not (column and 0 < number <= len(lines)):
        return ""
    line = lines[number - 1]
    before, value = line[: column - 1], line[column - 1 :].rstrip()
    match = _BEFORE_VALUE.fullmatch(before)
    if not (match and value):
        return ""
    # Deeper lines below belong to the value.
    depth = len(before) - 1
    if match[2]:
        depth = len(match[1])
    elif "-" in before:
        depth = before.rindex("-")
    following = lines[number] if number < len(lines) else ""
    if following.strip() and len(following) - len(following.lstrip(" ")) > depth:
        return ""
    return before + quote(value[1:-1] if _IN_QUOTES.fullmatch(value) else value)
