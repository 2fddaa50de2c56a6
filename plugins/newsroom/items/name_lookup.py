"""Look-up of the names in one manuscript in closed lists."""

from collections.abc import Callable, Collection
from typing import TypeVar

from newsroom.content.manuscript import Manuscript
from newsroom.items.items import Item
from newsroom.language.name_matching import shorten
from newsroom.problems import Where
from newsroom.vocabulary.closed_lists import VOCABULARIES_FOLDER

T = TypeVar("T")

LISTS_OF_FIELDS = {  # for fields that do not have the name of their list
    "province": "provinces",
    "place": "provinces",
    "award": "awards",
    "cluster": "clusters",
    "decision": "documents",
    "campaign": "campaigns",
}


class Lookup:
    """A look-up for *manuscript*, which reports unknown names, but not those of *unreadable* lists."""

    def __init__(self, manuscript: Manuscript, unreadable: Collection[str]) -> None:
        self.manuscript = manuscript
        self.problems = manuscript.problems
        self._unreadable = unreadable

    def find(self, where: Where, name: str, find: Callable[[str], T]) -> T | None:
        """Look up the *name* at a field with *find*; None if it is empty or unknown."""
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

    def find_all(self, field: str, names: tuple[str, ...], find: Callable[[str], T]) -> tuple[T, ...]:
        """Look up each of the *names* at a field with *find*; return each result once."""
        for index, name in enumerate(names):
            if name in names[:index]:
                self.problems.fault((field, index), f"“{shorten(name)}” có hai lần trong danh sách.")
        found = (self.find((field, index), name, find) for index, name in enumerate(names))
        return tuple(dict.fromkeys(result for result in found if result is not None))


def where_to_look(where: Where) -> str:
    """Return a hint that names the list of a field."""
    name = _list_of(where)
    file = f"{name}/" if name in {"campaigns", "exemplars"} else f"{VOCABULARIES_FOLDER}/{name}.yaml"
    return f"Xem content/{file}."


def _list_of(where: Where) -> str:
    field = next(str(part) for part in reversed(where) if isinstance(part, str))
    return LISTS_OF_FIELDS.get(field, field)
