"""Conflicts that git left in a text, between lines like ``<<<<<<< HEAD`` and ``>>>>>>> theirs``."""

import re

from newsroom.problems import Problems

SIGNS = ("<<<<<<<", ">>>>>>>")  # a text without any has no conflict
_MARKER = re.compile(r"(<{7}|\|{7}|>{7})(?: .*)?|={7}")
_MESSAGE = "Dấu xung đột của git: hai bản sửa khác nhau của cùng một chỗ chưa được gộp{}."
HINT = "Giữ bản đúng hoặc gộp hai bản, rồi xóa mọi dòng mở đầu bằng <<<<<<<, |||||||, =======, >>>>>>>."


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
    for first, *others in conflicts:
        numbers = ", ".join(str(index + 1) for index in others)
        problems.fault((first + 1, 1), _MESSAGE.format(f" (xem cả dòng {numbers})" if others else ""), hint)
    is_clear = all(len(conflict) == 1 or lines[conflict[-1]].startswith(">") for conflict in conflicts)
    if not is_clear or conflicts[0][0] == 0:
        return ""
    for markers in conflicts:
        first, last = markers[0], markers[-1]
        division = markers[1] if len(markers) > 1 and lines[first].startswith("<") else first
        for index in (first, *range(division, last + 1)):
            lines[index] = ""
    return "\n".join(lines)


def _find_conflicts(lines: list[str]) -> list[list[int]]:
    """Find the indexes of the markers of each conflict; a line ``=======`` alone underlines a heading."""
    conflicts: list[list[int]] = []
    is_open = False
    division: list[int] = []  # the last line ======= outside a conflict, whose first marker may be deleted
    for index, line in enumerate(lines):
        sign = line[:7] if _MARKER.fullmatch(line) else ""
        if sign == "<<<<<<<":
            conflicts.append([index])
            is_open, division = True, []
        elif sign and is_open:
            conflicts[-1].append(index)
            is_open = sign != ">>>>>>>"
        elif sign == ">>>>>>>":
            conflicts.append([*division, index])
            division = []
        elif sign == "=======":
            division = [index]
    return conflicts
