"""What is wrong in the content, in words for its editor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace


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

    def as_warning(self) -> Problem:
        """The same problem, no longer in the way of publishing."""
        return replace(self, warning=True)


class ContentError(Exception):
    """The content has problems, all of them in ``problems``."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))
