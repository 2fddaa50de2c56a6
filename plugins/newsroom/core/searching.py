"""The index of the search page, cut so that a reader fetches little and a publisher sends little.

Entries, oldest first, are cut into segments, of which only the newest grows. The words of a segment
are cut, by their folded letters, into parts; its entries, a few to a file, are what results are shown
from. A segment is made of blocks, which are indexed by themselves: of an edit's segment the others are
kept. docs/decisions/0016 says why; theme/static/assets/tim-kiem.js reads it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import dataclass
from functools import cache, cached_property, partial
from hashlib import blake2b
from itertools import chain, groupby
from typing import TypeVar

from newsroom.core.addresses import SEARCH
from newsroom.core.findable import Findable, make_entry, make_row
from newsroom.core.postings import FACETS, SECTIONS, Indexer, join_sections
from newsroom.core.stories import Campaign, Exemplar, Story

BLOCK = 75  # entries; whole days are joined to blocks of at least so many,
SIZES = (1_500, 500, 250)  # and blocks to segments of the first size, what is left to those of the next …
FINE, COARSE = 1, 13  # sections to a part; coarse in the newest segment: a new article changes nearly each
FEW, MANY = 8, 16  # entries to a file; many in segments of the first size, to have fewer files
R = TypeVar("R", bound=Sized)


@dataclass(frozen=True)
class File:
    """One file of the index; ``key`` stands for what ``make`` gives."""

    url: str
    key: str
    make: Callable[[], bytes]


@dataclass(frozen=True, eq=False)
class Block:
    """Some days of what can be found; ``lists`` stands for the closed lists that they speak by."""

    name: str
    items: tuple[Findable, ...]
    lists: str
    indexer: Indexer

    def __len__(self) -> int:
        return len(self.items)

    @cached_property
    def key(self) -> str:
        """Stands for what ``index`` gives."""
        return _digest([self.lists, *(item.shows for item in self.items)])

    def index(self) -> str:
        """Its sections, a line each."""
        return self.indexer.index(map(make_entry, self.items))


@dataclass(frozen=True, eq=False)
class Segment:
    """Some blocks, oldest first, whose entries are numbered together from 0.

    ``step`` is how many sections a part spans, ``rows`` how many entries lie in a file.
    """

    number: int
    blocks: tuple[Block, ...]
    step: int
    rows: int

    @cached_property
    def items(self) -> tuple[Findable, ...]:
        return tuple(chain(*(block.items for block in self.blocks)))

    @cached_property
    def key(self) -> str:
        """Stands for all that its files say."""
        return _digest([f"{self.step} {self.rows}", *(block.key for block in self.blocks)])

    def urls(self) -> Iterator[str]:
        """The addresses of its files: of its parts, of what entries can be chosen by, of entries."""
        within = f"{SEARCH}{self.number}/"
        yield from (f"{within}{part}.txt" for part in range(len(self._parts) - 1))
        yield f"{within}loc.txt"
        yield from (f"{within}bai-{part}.json" for part in range(-(-len(self.items) // self.rows)))

    def part_keys(self, read: Callable[[str], str]) -> str:
        """What stands for each part, a line each; *read* gives the index of a block by its name."""
        blocks = [read(block.name).split("\n") for block in self.blocks]
        return "\n".join(_digest(chain(*(block[part] for block in blocks))) for part in self._parts)

    def files(self, read: Callable[[str], str], part_keys: str) -> Iterator[File]:
        """All that is written of it, in the order of their addresses."""

        @cache
        def blocks() -> list[list[str]]:
            return [read(block.name).split("\n") for block in self.blocks]

        def make(part: slice) -> bytes:
            return join_sections(block[part] for block in blocks()).encode()

        urls, lists = self.urls(), self.blocks[0].lists
        for part, key, url in zip(self._parts, part_keys.split("\n"), urls, strict=False):
            yield File(url, key, partial(make, part))
        for start, url in zip(range(0, len(self.items), self.rows), urls, strict=True):
            items = self.items[start : start + self.rows]
            yield File(url, _digest([lists, *(item.shows for item in items)]), partial(_rows, items))

    @property
    def _parts(self) -> list[slice]:
        """The sections of each part; the last has the facets."""
        words = [slice(first, min(first + self.step, SECTIONS)) for first in range(0, SECTIONS, self.step)]
        return [*words, slice(FACETS, FACETS + 1)]


def cut_segments(
    reported: Iterable[Story | Exemplar], campaigns: Iterable[Campaign], lists: str
) -> tuple[Segment, ...]:
    """Cut all that is listed, by whole days; campaigns, which have no day, begin the newest segment.

    Args:
        reported: Of those of one moment the order stays.
        lists: Stands for the closed lists.
    """
    indexer = Indexer()
    ordered = sorted(reported, key=lambda item: item.date)
    days = [list(day) for _, day in groupby(ordered, lambda item: item.date.date())]
    filled, rest = _fill(days, BLOCK)
    runs = [
        Block(f"{group[0][0].date:%Y-%m-%d}", tuple(chain(*group)), lists, indexer)
        for group in (*filled, rest)
        if group
    ]
    cut: list[tuple[list[Block], int, int]] = []
    for size in SIZES:
        whole, runs = _fill(runs, size)
        cut += ((blocks, FINE, MANY if size == SIZES[0] else FEW) for blocks in whole)
    cut.append(([Block("campaigns", tuple(campaigns), lists, indexer), *runs], COARSE, FEW))
    return tuple(
        Segment(number, tuple(blocks), step, rows) for number, (blocks, step, rows) in enumerate(cut, 1)
    )


def _fill(runs: Iterable[R], size: int) -> tuple[list[list[R]], list[R]]:
    """Groups of *runs* of at least *size* together; and what is left: the last, and what is short."""
    groups: list[list[R]] = []
    left: list[R] = []
    for run in runs:
        if sum(map(len, left)) >= size:
            groups.append(left)
            left = []
        left.append(run)
    return groups, left


def _rows(items: Iterable[Findable]) -> bytes:
    return json.dumps([*map(make_row, items)], ensure_ascii=False, separators=(",", ":")).encode()


def _digest(told: Iterable[str]) -> str:
    return blake2b("\0".join(told).encode(), digest_size=8).hexdigest()
