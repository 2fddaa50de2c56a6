"""The names in one manuscript, looked up in closed lists."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from newsroom.content.manuscript import Manuscript
from newsroom.items.items import Item
from newsroom.language.name_matching import shorten
from newsroom.problems import Where
from newsroom.vocabulary.closed_lists import VOCABULARIES_FOLDER

T = TypeVar("T")

LISTS_OF_FIELDS = {  # by field, where it is not the list's own name
    "province": "provinces",
    "place": "provinces",
    "award": "awards",
    "cluster": "clusters",
    "decision": "documents",
    "campaign": "campaigns",
}


class Lookup:
    """Finds what *manuscript* names, and reports the names that nothing bears.

    Names of the lists that are *unreadable* are not reported.
    """

    def __init__(self, manuscript: Manuscript, unreadable: Collection[str]) -> None:
        self.manuscript = manuscript
        self.problems = manuscript.problems
        self._unreadable = unreadable

    def one(self, where: Where, name: str, find: Callable[[str], T]) -> T | None:
        """What *find* has for the *name* at a field; None when that is empty."""
        if not name:
            return None
        try:
            found = find(name)
        except ValueError as error:
            if _list_of(where) not in self._unreadable:
                self.problems.fault(where, str(error), where_to_look(where))
            return None
        if isinstance(found, Item) and found.is_unpublished_for(self.manuscript):
            message = f"“{name}” còn là bản nháp hoặc chưa tới ngày đăng."
            self.problems.fault(where, message, f"Xem content/{found.path}.")
        return found

    def each(self, field: str, names: tuple[str, ...], find: Callable[[str], T]) -> tuple[T, ...]:
        """What *find* has for each of the *names* at a field, once."""
        for index, name in enumerate(names):
            if name in names[:index]:
                self.problems.fault((field, index), f"“{shorten(name)}” có hai lần trong danh sách.")
        found = (self.one((field, index), name, find) for index, name in enumerate(names))
        return tuple(dict.fromkeys(one for one in found if one is not None))


def where_to_look(where: Where) -> str:
    """A hint that names the list to which a field belongs."""
    name = _list_of(where)
    file = f"{name}/" if name in {"campaigns", "exemplars"} else f"{VOCABULARIES_FOLDER}/{name}.yaml"
    return f"Xem content/{file}."


def _list_of(where: Where) -> str:
    field = next(str(part) for part in reversed(where) if isinstance(part, str))
    return LISTS_OF_FIELDS.get(field, field)
