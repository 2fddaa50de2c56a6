"""Repair of texts in old or wrong encodings, before anything is cleaned away.

The soft hyphen of a web page is ư in TCVN3, and a no-break space may be half of à.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import takewhile

from newsroom.language.characters import FOREIGN
from newsroom.language.misread_text import describe_misreading, find_misread, repair_misread
from newsroom.language.old_fonts import find_old_font
from newsroom.problems import Problems

LONGEST_SAMPLE = 40  # characters
_USUAL = "\xa0°²³«»"  # in other texts
_SIGNS = re.compile(f"[{re.escape(''.join(sorted(set(FOREIGN) - set(_USUAL))))}]")
_CONTROLS = re.compile("[\x80-\x9f]")
_WINDOWS_1252 = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
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
    for start, end in list(_blocks(lines)):
        block = "\n".join(lines[start:end])
        if _is_suspect(block):
            lines[start:end] = _Block(block, start + 1, problems).repair().split("\n")
    return unicodedata.normalize("NFC", "\n".join(lines))


def decode_old_bytes(data: bytes, problems: Problems) -> str | None:
    """Decode a file whose bytes are those of an old encoding, and report it; None if they are not.

    The text is "" if its reading is uncertain.
    """
    text = data.decode("latin-1").translate(_WINDOWS_1252).replace("\r\n", "\n").replace("\r", "\n")
    passage = None if find_misread(text) is not None else find_old_font(text)
    if not passage:  # another language, or partly UTF-8
        return None
    block = _Block(text, 1, problems)
    if passage.repaired is None:
        block.report_fault(passage.encoding, passage.start, passage.sample, _CONVERT)
        return ""
    block.report_repair(passage.encoding, text, passage.repaired, _CONVERT)
    return passage.repaired


def _is_suspect(text: str) -> bool:
    """Check quickly for characters that texts in old or wrong encodings have, and few others."""
    return bool(_SIGNS.search(text)) or any(
        sign in text for sign in ("Ã", "Ă", "Â", "Ì", "á»", "√", "ƒ", "∆", "‚Ä")
    )


def _blocks(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of lines that are one paragraph or one field."""
    start = 0
    for index, line in enumerate([*lines, ""]):
        if not line.strip() or _OPENING.match(line):
            if start < index:
                yield start, index
            start = index


class _Block:
    """A paragraph or a field, which begins at *first_line* of its file."""

    def __init__(self, text: str, first_line: int, problems: Problems) -> None:
        self.text = text
        self.first_line = first_line
        self.problems = problems

    def repair(self) -> str:
        """Return the text in Unicode, as far as its reading is certain."""
        misread = self._repair_misread(self.text)
        passage = find_old_font(misread)
        if not passage:
            return misread
        if passage.repaired is not None:
            self.report_repair(passage.encoding, misread, passage.repaired)
            return passage.repaired
        lines = misread.split("\n")
        if len(lines) > 1:  # perhaps only some of its lines have been pasted
            for index, line in enumerate(lines):
                lines[index] = _Block(line, self.first_line + index, self.problems).repair()
            return "\n".join(lines)
        self.report_fault(passage.encoding, passage.start, passage.sample)
        return misread

    def _repair_misread(self, text: str) -> str:
        """Return *text* with lines of UTF-8 read correctly, and others without controls, its lost bytes."""
        lines = text.split("\n")
        repaired = lines.copy()
        offset = 0
        for index, line in enumerate(lines):
            place = find_misread(line)
            reading = line if place is None else repair_misread(line)
            if reading is None and place is not None:
                self.report_fault(describe_misreading(line), offset + place, line[place:])
                lines[index] = reading = _CONTROLS.sub(" ", line)
            repaired[index] = reading or ""
            offset += len(line) + 1
        before, after = "\n".join(lines), "\n".join(repaired)
        if after != before:
            self.report_repair(describe_misreading(before), before, after)
        return after

    def report_repair(self, encoding: str, before: str, after: str, hint: str = _CHECK) -> None:
        """Warn of a repair at its first word, of which the message shows both readings."""
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
        start = max(before.rfind(sign, 0, same) for sign in " \n\t") + 1
        message = _REPAIRED.format(encoding, _sample(before[start:]), _sample(after[start:]))
        self.problems.warn(self._place(start), message, hint)

    def report_fault(self, encoding: str, offset: int, sample: str, hint: str = _RETYPE) -> None:
        self.problems.fault(self._place(offset), _UNCERTAIN.format(encoding, _sample(sample)), hint)

    def _place(self, offset: int) -> tuple[int, int]:
        line_start = self.text.rfind("\n", 0, offset) + 1
        return self.first_line + self.text.count("\n", 0, offset), offset - line_start + 1


def _sample(text: str) -> str:
    """Shorten *text* to a part of one line."""
    line = "".join(char if char.isprintable() else "·" for char in text.partition("\n")[0])
    return line if len(line) <= LONGEST_SAMPLE else f"{line[:LONGEST_SAMPLE].rstrip()}…"
