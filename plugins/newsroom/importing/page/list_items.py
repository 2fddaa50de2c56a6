"""Markers and levels of list items in a page."""

from string import ascii_lowercase

from bs4 import Tag

MOST_LEVELS = 9
_MOST = 999_999_999


class ListItems:
    """The items that were read, so that each list counts on."""

    def __init__(self) -> None:
        self._next: dict[int, int] = {}  # by the id of a list
        self._last: Tag | None = None

    def read(self, item: Tag) -> tuple[str, int]:
        """Return the marker of *item*, "" when it was read already, and its level."""
        lists = [parent for parent in item.parents if parent.name in {"ol", "ul"}]
        level = min(max(len(lists) - 1, 0), MOST_LEVELS)
        if item is self._last:
            return "", level
        self._last = item
        if not lists or lists[0].name == "ul":
            return "-", level
        return self._count(item, lists[0]), level

    def _count(self, item: Tag, parent: Tag) -> str:
        start = _read_number(item.get("value")) or self._next.get(id(parent))
        number = start if start is not None else _read_number(parent.get("start"))
        number = 1 if number is None else number
        self._next[id(parent)] = min(number + 1, _MOST)
        if parent.get("type") in {"a", "A"} and 0 < number <= len(ascii_lowercase):
            return f"{ascii_lowercase[number - 1]})"
        return f"{number}."


def _read_number(value: object) -> int | None:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(_MOST)) else None
