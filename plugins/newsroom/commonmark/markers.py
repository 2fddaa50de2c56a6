"""List markers: section 5.2 of the specification, and those of word processors and the official style."""

import re
from functools import lru_cache
from typing import NamedTuple

# Pasted from Word and the web; U+F020 to U+F0FF are the signs of Symbol and Wingdings.
BULLETS = "•‣⁃∙◦▪▫■□●○◆◇◾◽➢➤➔►▶✓✔❖★☆·–—\uf020-\uf0ff"
MARKER = rf"(?:[-+*{BULLETS}]|\d{{1,9}}[.)]|(?:[a-zđ]|[ivx]{{2,4}})\))"
_MARKER = re.compile(rf" *(?P<mark>{MARKER})(?P<space> +|$)")
TAB = 4  # columns
# Tabs count where they indent: at the start of a line and after the marks of lists and quotations.
_INDENTED = re.compile(rf"(?:[ \t]|>|{MARKER}(?=[ \t]))*\t")
_WORD_BULLET = re.compile(r"^([ \t]*)[o§](?=\t)")  # Word's second and third levels
THEMATIC_BREAK = re.compile(r" *([-_*])[ \t]*(?:\1[ \t]*){2,}")  # section 4.1; takes precedence
NUMBERED = {".", ")"}
LETTERED = "a)"
_DASHES = {"–", "—"}  # of dialogues
_STANDARD = {"-", "+", "*", *NUMBERED}  # kinds of the specification; others need text
_WIDEST = 4  # spaces after a marker; what is further away is indented text


class Marker(NamedTuple):
    """A list marker: kind, columns before it, number, sign that is shown, column of its text, the text."""

    kind: str
    indent: int
    number: int
    sign: str
    offset: int
    text: str


@lru_cache(64)  # a line is read again in each list around it
def read_marker(line: str) -> Marker | None:
    """Return the marker that *line* begins with."""
    match = _MARKER.match(line)
    if not match or THEMATIC_BREAK.fullmatch(line):
        return None
    start, end = match.span("space")
    if end - start > _WIDEST or end == len(line):
        end = start + 1
    mark = match["mark"]
    is_numbered = mark[:-1].isdecimal()
    kind = mark if len(mark) == 1 else mark[-1] if is_numbered else LETTERED
    text = line[end:] if line[end:].strip() else ""
    if not text and kind not in _STANDARD:
        return None  # a sign alone
    number = int(mark[:-1]) if is_numbered else 0
    sign = mark if kind in {LETTERED, *_DASHES} else ""
    return Marker(kind, match.start("mark"), number, sign, end, text)


def expand_tabs(line: str) -> str:
    """Replace the tabs that indent text by spaces: section 2.2."""
    if "\t" not in line:
        return line
    line = _WORD_BULLET.sub(r"\1•", line)
    match = _INDENTED.match(line)
    start, text = (match[0], line[match.end() :]) if match else ("", line)
    return (start if text else start.rstrip()).expandtabs(TAB) + text
