"""Repair of texts in old or wrong encodings, before anything is cleaned away.

The soft hyphen of a web page is ư in TCVN3, and a no-break space may be half of à.
"""

import re
from collections.abc import Iterator
from functools import partial

from newsroom.language.characters import normalize
from newsroom.language.misread_text import WINDOWS_1252, find_misread
from newsroom.language.old_font_text import CERTAIN, LIKELY, find_old_font
from newsroom.language.old_fonts import FOREIGN
from newsroom.language.passages import Passage
from newsroom.problems import Problems, position

LONGEST_SAMPLE = 40  # characters
_USUAL = "\xa0°²³«»"  # in other texts
_SIGNS = re.compile(f"[{re.escape(''.join(sorted(set(FOREIGN) - set(_USUAL))))}]")
_OTHER_SIGNS = ("Ã", "Ă", "Â", "Ì", "á»", "√", "ƒ", "∆", "‚Ä")
# A line that begins a field, a list item, a heading or a quotation, which may come from another text.
_OPENING = re.compile(r"\s*(?:[-*+>#|]|\d+[.)]\s|[\w-]+:(?:\s|$))")
_REPAIRED = "Chữ theo mã {}, đã đọc lại: “{}” thành “{}”."
_CHECK = "Xem lại chữ hoa và tên riêng, rồi sửa trong tệp thành chữ đúng."
_UNCERTAIN = "Chữ theo mã {}, không đọc lại chắc được: “{}”."
_CONVERT = (
    "Cả tệp lưu theo mã ấy: chuyển sang Unicode UTF-8 (UniKey: Ctrl + Shift + F6), rồi xem lại chữ hoa."
)
_RETYPE = "Chuyển sang Unicode trong chương trình đã gõ (UniKey: Ctrl + Shift + F6) rồi dán lại, hoặc gõ lại."


def repair_encodings(text: str, problems: Problems) -> str:
    """Return *text* with passages in old or wrong encodings in Unicode; report each passage."""
    if not _is_suspect(text):
        return text
    lines = text.split("\n")
    reported: set[int] = set()  # first lines of blocks
    for least in (CERTAIN, LIKELY):
        for start, end in list(_blocks(lines)):
            block = "\n".join(lines[start:end])
            earlier = problems.total
            if start not in reported and _is_suspect(block):
                lines[start:end] = _repair(block, start + 1, least, problems).split("\n")
            if problems.total > earlier:
                reported.add(start)
        if not reported:  # beside such text, less shows an old encoding
            break
    return normalize("\n".join(lines))


def decode_old_bytes(data: bytes, problems: Problems) -> str | None:
    """Decode a file whose bytes are those of an old encoding, and report it; return None if they are not.

    The text is "" if its reading is uncertain.
    """
    text = data.decode("latin-1").translate(WINDOWS_1252).replace("\r\n", "\n").replace("\r", "\n")
    passage = None if find_misread(text) else find_old_font(text)
    if not passage:  # another language, or partly UTF-8
        return None
    _report(passage, text, 1, problems, _CONVERT)
    return passage.text if passage.is_certain else ""


def _is_suspect(text: str) -> bool:
    """Check quickly for characters that texts in old or wrong encodings have, and few others."""
    return bool(_SIGNS.search(text)) or any(sign in text for sign in _OTHER_SIGNS)


def _blocks(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of lines that are one paragraph or one field."""
    start = 0
    for index, line in enumerate([*lines, ""]):
        if not line.strip() or _OPENING.match(line):
            if start < index:
                yield start, index
            start = index


def _repair(text: str, first_line: int, least: float, problems: Problems) -> str:
    """Return *text*, a paragraph or a field, in Unicode as far as its reading is certain."""
    for find in (find_misread, partial(find_old_font, least=least)):
        passage = find(text)
        if not passage:
            continue
        if not passage.is_certain and "\n" in text:  # perhaps only some of its lines have been pasted
            lines = enumerate(text.split("\n"), first_line)
            return "\n".join(_repair(line, number, least, problems) for number, line in lines)
        _report(passage, text, first_line, problems)
        text = passage.text
    return text


def _report(passage: Passage, text: str, first_line: int, problems: Problems, hint: str = "") -> None:
    """Report a *passage* of *text*; warn of a repair at its first word, with both readings."""
    start = passage.start
    message = _UNCERTAIN.format(passage.encoding, _sample(text[start : passage.end]))
    if passage.is_certain:
        pairs = enumerate(zip(text, passage.text, strict=False))
        changed = next(index for index, (before, after) in pairs if before != after)
        start = max(text.rfind(sign, 0, changed) for sign in " \n\t") + 1
        message = _REPAIRED.format(passage.encoding, _sample(text[start:]), _sample(passage.text[start:]))
    line, column = position(text, start)
    hint = hint or (_CHECK if passage.is_certain else _RETYPE)
    problems.fault((first_line + line - 1, column), message, hint, warning=passage.is_certain)


def _sample(text: str) -> str:
    """Shorten *text* to a part of one line."""
    line = "".join(char if char.isprintable() else "·" for char in text.partition("\n")[0])
    return line if len(line) <= LONGEST_SAMPLE else f"{line[:LONGEST_SAMPLE].rstrip()}…"
