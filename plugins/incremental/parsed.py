"""The contract between what parses a file and what keeps its result for the next build."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

Data: TypeAlias = "dict[str, Any]"
Parse: TypeAlias = "Callable[[str], tuple[Data, str, bytes]]"  # and the bytes that they were made of
StillHolds: TypeAlias = "Callable[[str, Data], bool]"
# From the folder, the names of files in it, what parses one, and what asks whether an earlier result
# still holds, to something like Parsed for each name, in their order.
ParseAll: TypeAlias = "Callable[[Path, list[str], Parse, StillHolds], Iterable[Any]]"


@dataclass(frozen=True)
class Parsed:
    """What one file alone says: ``data`` as JSON can hold it, and a text that is read when asked for.

    ``digest`` stands for the bytes of the file.
    """

    name: str
    digest: str
    data: Data
    text: Callable[[], str]


def parse_each(_root: Path, names: list[str], parse: Parse, _still_holds: StillHolds) -> Iterator[Parsed]:
    """Parse all files, one after another, and keep nothing."""
    for name in names:
        data, text, _read = parse(name)
        yield Parsed(name, "", data, text.__str__)
