"""Problems of content files, in words for their editors."""

import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any, TypeAlias

Position: TypeAlias = "tuple[int, int]"  # line and column, from 1, in characters
Where: TypeAlias = "tuple[str | int, ...]"  # path of a field in the front matter: ("honours", 1, "award")

MOST_ALIKE = 50  # problems of one kind in one file that are listed
MOST_KINDS = 100  # later ones count as one
LONGEST_MESSAGE = 1_000  # characters; it may quote a whole paragraph
LONGEST_HINT = 20_000  # characters; it may write out a list of hundreds of names
# Parts of a message in which problems of one kind differ.
_VARIABLE = re.compile(r"“.*”|<.*>|\[.*\]|U\+\w+|[^\w\s.,:“<\[]+|[\d_]+|[“<\[]", re.DOTALL)


def position(text: str, offset: int) -> Position:
    """Return the line and column of the character at *offset* in *text*."""
    starts = line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


@lru_cache(4)  # one text has many problems
def line_starts(text: str) -> list[int]:
    """Return the offsets of the starts of the lines of *text*."""
    return [0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])]


@lru_cache(1000)
def _remove_variable(message: str) -> str:
    return _VARIABLE.sub("", message)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


@dataclass(frozen=True, order=True)
class Problem:
    """A mistake that an editor must correct or, as a warning, should look at before publishing.

    ``hint`` says how to correct it; ``more`` is the number of problems of its kind that are not listed.
    """

    path: str
    line: int
    column: int
    message: str
    hint: str = ""
    warning: bool = field(default=False, compare=False)
    more: int = field(default=0, compare=False)

    def __str__(self) -> str:
        label = "cảnh báo: " if self.warning else ""
        place = f"{self.path}:{self.line}:{self.column}: {label}{self.message}"
        return "\n  ".join([place, *self.advice])

    @property
    def advice(self) -> list[str]:
        """The sentences below the message."""
        kind = "cảnh báo" if self.warning else "lỗi"
        count = f"{self.more:,}".replace(",", ".")
        more = f"… và {count} {kind} cùng loại nữa trong tệp này." if self.more else ""
        return [text for text in (self.hint, more) if text]


class Problems(list[Problem]):
    """The problems of one file, each reported at a position or at a field of the front matter.

    Of each kind the first MOST_ALIKE are listed, and the last of these counts the others. Problems are of
    the same kind if their messages differ only in numbers, signs and what they quote.
    """

    is_draft = False  # missing fields of a draft are only warnings

    def __init__(
        self, path: str, rows: Iterable[Any] = (), kept_positions: Callable[[], str] = "[]".__str__
    ) -> None:
        """Continue from the *rows* and the positions that an earlier collector kept, if any."""
        super().__init__(Problem(path, *row) for row in rows)
        self.path = path
        self.total = len(self)  # with those that are not listed
        self._places: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)  # by kinds, if counted
        self.key_positions: dict[Where, Position] = {}  # of field names; known only while parsing
        self.lines: list[str] = []  # of the file, as far as its front matter goes; known only while parsing
        self._kept_positions = kept_positions

    @property
    def has_faults(self) -> bool:
        """True if a problem is more than a warning."""
        return not all(item.warning for item in self)

    def rows(self) -> list[list[Any]]:
        """Return the problems as plain data."""
        return [[item.line, item.column, item.message, item.hint, item.warning, item.more] for item in self]

    def append(self, problem: Problem) -> None:
        """List *problem*, or count it if enough of its kind are listed."""
        if len(problem.message) > LONGEST_MESSAGE or len(problem.hint) > LONGEST_HINT:
            message, hint = _cut(problem.message, LONGEST_MESSAGE), _cut(problem.hint, LONGEST_HINT)
            problem = replace(problem, message=message, hint=hint)
        self.total += 1
        if len(self) < MOST_ALIKE and not self._places:
            super().append(problem)
            return
        if not self._places:
            for index, earlier in enumerate(self):
                self._places[self._kind(earlier)].append(index)
        places = self._places[self._kind(problem)]
        if len(places) < MOST_ALIKE:
            places.append(len(self))
            super().append(problem)
        else:
            last = self[places[-1]]
            self[places[-1]] = replace(last, more=last.more + 1 + problem.more)

    def count_alike(self, count: int) -> None:
        """Count *count* more problems of the kind of the last, which are not listed."""
        if count:
            self.total += count
            self[-1] = replace(self[-1], more=self[-1].more + count)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Append each of the *problems*."""
        for problem in problems:
            self.append(problem)

    def retract(self, line: int) -> None:
        """Remove the problems of *line* that were reported after all those above it."""
        start = len(self)
        while start and self[start - 1].line >= line:
            start -= 1
        later = self[start:]
        del self[start:]
        for problem in reversed(later) if self._places else ():
            self._places[self._kind(problem)].pop()
        self.extend(problem for problem in later if problem.line != line or problem.more)

    def _kind(self, problem: Problem) -> tuple[str, bool]:
        kind = _remove_variable(problem.message), problem.warning
        return kind if kind in self._places or len(self._places) < MOST_KINDS else ("", problem.warning)

    def keep_positions(self) -> str:
        """Return the positions as JSON, which is decoded only to report at a field."""
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
        """Report a mistake; with *key*, at the name of the field."""
        self.append(Problem(self.path, *self.position(where, key=key), message, hint, warning))

    def warn(self, where: Where, message: str, hint: str = "") -> None:
        """Report something that the editor should look at."""
        self.fault(where, message, hint, warning=True)

    def lack(self, where: Where, message: str, hint: str = "", *, key: bool = False) -> None:
        """Report something that must be added before publishing: in a draft, as a warning."""
        self.fault(where, message, hint, key=key, warning=self.is_draft)

    def position(self, where: Where, *, key: bool = False) -> Position:
        """Find the position of *where*, or of the nearest enclosing field that exists."""
        match where:
            case int(line), int(column):
                return line, column
        known: Where = ()
        for part in where:
            if (*known, part) in self.positions:
                known = (*known, part)
            elif isinstance(part, str):  # an index may be missing: a single value was typed instead of a list
                break
        typed_name = self.key_positions.get(known) if key else None
        return typed_name or self.positions.get(known, (1, 1))

    def is_reported(self, where: Where) -> bool:
        """Check for a problem at the position of the field *where*."""
        position = self.positions.get(where)
        return any((item.line, item.column) == position for item in self)


class FileProblems(dict[str, Problems]):
    """The problems of all files, by path."""

    def __missing__(self, path: str) -> Problems:
        return self.setdefault(path, Problems(path))


class UserError(Exception):
    """An error whose message is for the person at the terminal; ``code`` is the exit code of the task."""

    code = 1


class ContentError(Exception):
    """An error that holds all problems of the content."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


class RefusedError(UserError):
    """A refused command of an editor, which wrote nothing; the message is Vietnamese."""
