"""The contract between a parser of files and the store that keeps its results."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

Data: TypeAlias = "dict[str, Any]"  # as JSON can hold it
Parse: TypeAlias = "Callable[[str], tuple[Data, str, bytes]]"  # from a name: data, text, and the bytes read
StillHolds: TypeAlias = "Callable[[str, Data], bool]"  # True if other files behind kept data are unchanged
ParseAll: TypeAlias = "Callable[[Path, list[str], Parse, StillHolds], Iterable[Parsed]]"


@dataclass(frozen=True)
class Parsed:
    """The result of parsing a file: plain data, and a text that is read on demand.

    ``digest`` is that of the bytes of the file.
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
