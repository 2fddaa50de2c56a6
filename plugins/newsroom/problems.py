"""Problems of content files, in words for their editors."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

Position: TypeAlias = "tuple[int, int]"  # line and column, from 1, in characters
Where: TypeAlias = "tuple[str | int, ...]"  # a field of the front matter, as ("honours", 1, "award")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing an editor must mend (or, as a warning, should look at) before publishing.

    ``line`` and ``column`` count from 1, in characters. ``hint`` says where to look.
    """

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    warning: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        label = "cảnh báo: " if self.warning else ""
        hint = f"\n  {self.hint}" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {label}{self.message}{hint}"


class Problems(list[Problem]):
    """The problems of one file, and the positions of the fields in its front matter.

    Each is reported at a position, as (7, 13), or at a field, as ("honours", 1, "award").
    """

    is_draft = False  # what a draft lacks is only a warning

    def __init__(
        self, path: str, rows: Iterable[Any] = (), kept_positions: Callable[[], str] = "[]".__str__
    ) -> None:
        """Begin, or go on with the *rows* and the positions that an earlier collector kept."""
        super().__init__(Problem(path, *row) for row in rows)
        self.path = path
        self.key_positions: dict[Where, Position] = {}  # of the names of fields, known only while parsing
        self._kept_positions = kept_positions

    def rows(self) -> list[list[Any]]:
        """Return the problems as plain data."""
        return [[one.line, one.column, one.message, one.hint, one.warning] for one in self]

    def keep_positions(self) -> str:
        """Return the positions as one text, which is read again only to report at a field."""
        places = [[*where, *position] for where, position in self.positions.items()]
        return json.dumps(places, ensure_ascii=False, separators=(",", ":"))

    @cached_property
    def positions(self) -> dict[Where, Position]:
        """The positions of the values in the front matter."""
        places = json.loads(self._kept_positions())
        return {tuple(where): (line, column) for *where, line, column in places}

    def fault(
        self, where: Where, message: str, hint: str = "", *, key: bool = False, warning: bool = False
    ) -> None:
        """Report what must be mended; with *key*, at the name of the field."""
        self.append(Problem(self.path, *self.position(where, key=key), message, hint, warning))

    def warn(self, where: Where, message: str, hint: str = "") -> None:
        """Report what should be looked at."""
        self.fault(where, message, hint, warning=True)

    def lack(self, where: Where, message: str, hint: str = "", *, key: bool = False) -> None:
        """Report what must be added before publishing: in a draft, a warning."""
        self.fault(where, message, hint, key=key, warning=self.is_draft)

    def position(self, where: Where, *, key: bool = False) -> Position:
        """Find the position of *where*; of a field that is not there, that of the nearest around it."""
        match where:
            case int(line), int(column):
                return line, column
        known: Where = ()
        for part in where:
            if (*known, part) in self.positions:
                known = (*known, part)
            elif isinstance(part, str):  # a number may be missing: one value where a list can stand
                break
        places = self.key_positions if key and known in self.key_positions else self.positions
        return places.get(known, (1, 1))

    def is_reported(self, where: Where) -> bool:
        """Tell whether the field *where* is there and has a problem."""
        position = self.positions.get(where)
        return any((one.line, one.column) == position for one in self)


class FileProblems(dict[str, Problems]):
    """The problems of all files, by path."""

    def __missing__(self, path: str) -> Problems:
        return self.setdefault(path, Problems(path))


class UserError(Exception):
    """An error whose message is for the person at the terminal."""


class ContentError(Exception):
    """The content has problems, all of them in ``problems``."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))
