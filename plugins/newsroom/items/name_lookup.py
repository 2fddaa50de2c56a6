"""Look-up of the names in one manuscript in closed lists."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import TypeVar

from newsroom.content.manuscript import Manuscript
from newsroom.files.yaml_writing import split_names, write_list
from newsroom.items.items import Item
from newsroom.language.name_matching import shorten
from newsroom.problems import Where
from newsroom.vocabulary.closed_lists import VOCABULARIES_FOLDER

T = TypeVar("T")

MOST_PARTS = 8  # of a name, between its commas
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
        self._proposals: dict[str, str] = {}  # by field, for all its unknown names together

    def find(
        self, where: Where, name: str, find: Callable[[str], T], hint: Callable[[], str] = str
    ) -> T | None:
        """Look up the *name* at a field with *find*; None if it is empty or unknown.

        The *hint* of an unknown name is by default the list of the field.
        """
        if not name:
            return None
        try:
            found = find(name)
        except ValueError as error:
            if _list_of(where) not in self._unreadable:
                self.problems.fault(where, str(error), hint() or where_to_look(where))
            return None
        if isinstance(found, Item) and found.is_unpublished_for(self.manuscript):
            message = f"“{name}” còn là bản nháp hoặc chưa tới ngày đăng."
            self.problems.fault(where, message, f"Xem content/{found.path}.")
        return found

    def find_all(self, field: str, names: tuple[str, ...], find: Callable[[str], T]) -> tuple[T, ...]:
        """Look up each of the *names* at a field with *find*; return each result once."""
        seen: set[str] = set()
        for index, name in enumerate(names):
            if name in seen:
                self.problems.fault((field, index), f"“{shorten(name)}” có hai lần trong danh sách.")
            seen.add(name)
        propose = partial(self._propose, field, names, find)
        found = (self.find((field, index), name, find, propose) for index, name in enumerate(names))
        return tuple(dict.fromkeys(result for result in found if result is not None))

    def _propose(self, field: str, names: Sequence[str], find: Callable[[str], object]) -> str:
        if field not in self._proposals:
            self._proposals[field] = _propose_list(field, names, find)
        return self._proposals[field]


def _propose_list(field: str, names: Sequence[str], find: Callable[[str], object]) -> str:
    """Propose a list of *names*, some of which are several known names; return "" if none is.

    A comma is never part of the name of a province, so these are divided even if none is known.
    """
    split = split_names if field == "provinces" else partial(_split_known, find=find)
    items = [item for name in names for item in split(name)]
    return f"Viết {write_list(field, items)}" if len(items) > len(names) else ""


def _split_known(name: str, find: Callable[[str], object]) -> list[str]:
    """Split *name* into names that *find* knows, longest first, for commas may be part of them."""
    parts, items = split_names(name), list[str]()
    knows_any = False
    while parts:
        longest = min(len(parts), MOST_PARTS)
        ends = (end for end in range(longest, 0, -1) if _is_known(", ".join(parts[:end]), find))
        end = next(ends, 0)
        knows_any |= end > 0
        items.append(", ".join(parts[: end or 1]))
        parts = parts[end or 1 :]
    return items if knows_any else [name]


def _is_known(name: str, find: Callable[[str], object]) -> bool:
    try:
        find(name)
    except ValueError:
        return False
    return True


def where_to_look(where: Where) -> str:
    """Return a hint that names the list of a field."""
    name = _list_of(where)
    file = f"{name}/" if name in {"campaigns", "exemplars"} else f"{VOCABULARIES_FOLDER}/{name}.yaml"
    return f"Xem content/{file}."


def _list_of(where: Where) -> str:
    field = next(str(part) for part in reversed(where) if isinstance(part, str))
    return LISTS_OF_FIELDS.get(field, field)
