"""Conflicts that git left in a text, between lines like ``<<<<<<< HEAD`` and ``>>>>>>> theirs``."""

import re
from dataclasses import dataclass

from newsroom.problems import Problems

SIGNS = ("<<<<<<<", ">>>>>>>")  # a text without any has no conflict
_MARKER = re.compile(r"(<{7}|\|{7}|>{7})(?: .*)?|={7}")
_MESSAGE = "Dấu xung đột của git: hai bản sửa khác nhau của cùng một chỗ chưa được gộp{}."
HINT = "Giữ bản đúng hoặc gộp hai bản, rồi xóa mọi dòng mở đầu bằng <<<<<<<, |||||||, =======, >>>>>>>."


@dataclass
class _Conflict:
    markers: list[int]  # indexes of lines
    is_closed: bool = False


def settle_conflicts(text: str, problems: Problems, hint: str = HINT) -> str:
    """Report each conflict at its first line; leave only its first version, on the same lines.

    Return "" where the first version cannot be known, or may be a whole file.
    """
    if not any(sign in text for sign in SIGNS):
        return text
    lines = text.split("\n")
    conflicts = _find_conflicts(lines)
    if not conflicts:
        return text
    for conflict in conflicts:
        first, *others = conflict.markers
        numbers = ", ".join(str(index + 1) for index in others)
        problems.fault((first + 1, 1), _MESSAGE.format(f" (xem cả dòng {numbers})" if others else ""), hint)
        opens = lines[first].startswith("<")
        second = others[0] if opens and others else first  # the end of the first version
        for index in (first, *range(second, conflict.markers[-1] + 1)):
            lines[index] = ""
    is_unclear = any(len(conflict.markers) > 1 and not conflict.is_closed for conflict in conflicts)
    return "" if is_unclear or conflicts[0].markers[0] == 0 else "\n".join(lines)


def _find_conflicts(lines: list[str]) -> list[_Conflict]:
    """Find the markers of each conflict; a line ``=======`` alone underlines a heading."""
    conflicts: list[_Conflict] = []
    current: _Conflict | None = None
    divisions: list[int] = []  # the last, if it is outside a conflict
    for index, line in enumerate(lines):
        sign = line[:7] if _MARKER.fullmatch(line) else ""
        if sign == "<<<<<<<":
            current = _Conflict([index])
            conflicts.append(current)
        elif sign == ">>>>>>>" and current:
            current.markers.append(index)
            current.is_closed = True
            current, divisions = None, []
        elif sign == ">>>>>>>":
            conflicts.append(_Conflict([*divisions, index], is_closed=True))
            divisions = []
        elif sign and current:
            current.markers.append(index)
        elif sign == "=======":
            divisions = [index]
    return conflicts
