"""Conflicts that git left in a text, between lines like ``<<<<<<< HEAD`` and ``>>>>>>> theirs``."""

import re
from dataclasses import dataclass
from itertools import islice

from newsroom.language.vietnamese import format_number
from newsroom.problems import Problems

SIGNS = ("<<<<<<<", ">>>>>>>", "=======", "|||||||")  # a text without any has no conflict
MOST_NUMBERS = 10  # of lines in a message
MOST_CONFLICTS = 1_000  # in a text that is read
SIZE = 7  # characters of a marker; git makes those of inner conflicts longer
# Editors may indent or quote the lines.
_MARKER = re.compile(r"(?:[ \t\xa0\\]|> )*(?:(?P<mark>([<|>])\2{6,})(?:\s.*)?|(?P<line>={7,})\s*)")
_BASE = re.compile(r"\|{7} ([0-9a-f]{7,40}|merged common ancestors)\s*")
_MESSAGE = "Dấu xung đột của git: hai bản sửa khác nhau của cùng một chỗ chưa được gộp{}."
_TOO_MANY = f"Tệp có quá {format_number(MOST_CONFLICTS)} dấu xung đột của git nên không được đọc."
_HINT = "Giữ bản đúng hoặc gộp hai bản, rồi xóa mọi dòng mở đầu bằng <<<<<<<, |||||||, =======, >>>>>>>."


@dataclass
class _Conflict:
    markers: list[int]  # indexes of lines
    size: int = SIZE
    is_opened: bool = False
    is_closed: bool = False


def settle_conflicts(text: str, problems: Problems, hint: str = _HINT) -> str:
    """Report each conflict at its first line; leave only its first version, on the same lines.

    Return "" where the first version cannot be known, or may be a whole file.
    """
    if not any(sign in text for sign in SIGNS):
        return text
    lines = text.split("\n")
    conflicts = _find_conflicts(lines)
    if not conflicts:
        return text
    if len(conflicts) > MOST_CONFLICTS:
        problems.fault((conflicts[0].markers[0] + 1, 1), _TOO_MANY, hint)
        return ""
    for conflict in conflicts:
        first, *others = conflict.markers
        numbers = ", ".join(str(index + 1) for index in others[:MOST_NUMBERS])
        numbers += "…" if len(others) > MOST_NUMBERS else ""
        problems.fault((first + 1, 1), _MESSAGE.format(f" (xem cả dòng {numbers})" if others else ""), hint)
        second = others[0] if conflict.is_opened and others else first  # the end of the first version
        for index in (first, *range(second, conflict.markers[-1] + 1)):
            lines[index] = ""
    is_unclear = any(len(conflict.markers) > 1 and not conflict.is_closed for conflict in conflicts)
    return "" if is_unclear or conflicts[0].markers[0] == 0 else "\n".join(lines)


def _find_conflicts(lines: list[str]) -> list[_Conflict]:
    """Find the markers of each conflict; a line ``=======`` below a text underlines a heading."""
    conflicts: list[_Conflict] = []
    current: _Conflict | None = None
    divisions: list[int] = []  # outside conflicts
    matches = ((index, match) for index, line in enumerate(lines) if (match := _MARKER.fullmatch(line)))
    for index, match in matches:
        if len(conflicts) > MOST_CONFLICTS:
            return conflicts
        marker = match["mark"] or match["line"]
        if current and len(marker) > current.size:
            continue  # of a conflict within this
        if marker[0] == "<":
            current = _Conflict([index], len(marker), is_opened=True)
            conflicts.append(current)
        elif current and len(marker) == current.size:
            current.markers.append(index)
            if marker[0] == ">":
                current.is_closed = True
                current = None
        elif marker == "=" * SIZE:
            divisions.append(index)
        elif marker == ">" * SIZE:
            conflicts.append(_Conflict([*divisions[-1:], index], is_closed=True))
            divisions.clear()
        elif _BASE.fullmatch(lines[index]):
            conflicts.append(_Conflict([index]))
    alone = (index for index in divisions if not "".join(lines[max(0, index - 1) : index]).strip())
    conflicts += (_Conflict([index]) for index in islice(alone, MOST_CONFLICTS + 1))
    # Longer signs are an ornament unless a division is between them.
    return [found for found in conflicts if found.size == SIZE or (found.is_closed and found.markers[2:])]
