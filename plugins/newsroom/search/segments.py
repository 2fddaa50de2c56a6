"""The search index, cut into files for small downloads and uploads.

Entries, oldest first, are divided into segments, and only the newest segment grows. The words of a
segment are divided by their folded letters into parts; other files hold the result rows of a few entries
each. A segment consists of blocks with indexes of their own, so an edit reindexes one block only.
docs/decisions/0016 explains this; theme/static/assets/tim-kiem.js reads the files.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import dataclass
from functools import cache, cached_property, partial
from hashlib import blake2b
from itertools import chain, groupby
from typing import TypeAlias, TypeVar

from newsroom.addresses import SEARCH
from newsroom.items.items import Campaign, Exemplar, Story
from newsroom.search.entries import Findable, make_entry, make_row
from newsroom.search.postings import FACETS, SECTIONS, Indexer, join_sections

BLOCK = 75  # minimum entries of a block, which holds whole days
SIZES = (1_500, 500, 250)  # minimum entries of a segment; smaller segments take the rest
FINE, COARSE = 1, 13  # sections per part; coarse in the newest segment, where an article changes most parts
FEW, MANY = 8, 16  # entries per file; many in segments of the first size, to have fewer files
R = TypeVar("R", bound=Sized)
File: TypeAlias = "tuple[str, str, Callable[[], bytes]]"  # address, key, and function for the bytes


@dataclass(frozen=True, eq=False)
class Block:
    """The entries of some days; ``lists`` is the digest of the closed lists."""

    name: str
    items: tuple[Findable, ...]
    lists: str
    indexer: Indexer

    def __len__(self) -> int:
        return len(self.items)

    @cached_property
    def key(self) -> str:
        """A digest that changes whenever the output of ``index`` does."""
        return _digest([self.lists, *(item.render_key for item in self.items)])

    def index(self) -> str:
        """Index the entries; return a line for each section."""
        return self.indexer.index(map(make_entry, self.items))


@dataclass(frozen=True, eq=False)
class Segment:
    """Blocks, oldest first, whose entries share one numbering from 0.

    ``step`` is the number of sections per part, ``rows`` the number of entries per file.
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
        """A digest that changes whenever a file of the segment does."""
        return _digest([f"{self.step} {self.rows}", *(block.key for block in self.blocks)])

    def urls(self) -> Iterator[str]:
        """Yield the addresses of the files: parts, filters, rows."""
        within = f"{SEARCH}{self.number}/"
        yield from (f"{within}{part}.txt" for part in range(len(self._part_slices) - 1))
        yield f"{within}loc.txt"
        yield from (f"{within}bai-{part}.json" for part in range(-(-len(self.items) // self.rows)))

    def part_keys(self, read: Callable[[str], str]) -> str:
        """Return a line with the key of each part; *read* returns the index of a block by name."""
        blocks = [read(block.name).split("\n") for block in self.blocks]
        return "\n".join(_digest(chain(*(block[part] for block in blocks))) for part in self._part_slices)

    def files(self, read: Callable[[str], str], part_keys: str) -> Iterator[File]:
        """Yield all files of the segment, in the order of :meth:`urls`."""

        @cache
        def blocks() -> list[list[str]]:
            return [read(block.name).split("\n") for block in self.blocks]

        def make(part: slice) -> bytes:
            return join_sections(block[part] for block in blocks()).encode()

        urls, lists = self.urls(), self.blocks[0].lists
        for part, key, url in zip(self._part_slices, part_keys.split("\n"), urls, strict=False):
            yield url, key, partial(make, part)
        for start, url in zip(range(0, len(self.items), self.rows), urls, strict=True):
            items = self.items[start : start + self.rows]
            key = _digest([lists, *(item.render_key for item in items)])
            yield url, key, partial(_encode_rows, items)

    @property
    def _part_slices(self) -> list[slice]:
        """The sections of each part; the last part has the filters."""
        words = [slice(first, min(first + self.step, SECTIONS)) for first in range(0, SECTIONS, self.step)]
        return [*words, slice(FACETS, FACETS + 1)]


def cut_segments(
    reported: Iterable[Story | Exemplar], campaigns: Iterable[Campaign], lists: str
) -> tuple[Segment, ...]:
    """Cut all entries into segments, by whole days; campaigns, which have no day, begin the newest.

    Args:
        reported: Articles and profiles; those of the same moment keep their order.
        campaigns: All campaigns.
        lists: Digest of the closed lists.
    """
    indexer = Indexer()
    ordered = sorted(reported, key=lambda item: item.date)
    days = [list(day) for _, day in groupby(ordered, lambda item: item.date.date())]
    filled, rest = _fill(days, BLOCK)
    groups = filter(None, (*filled, rest))
    runs = [Block(f"{days[0][0].date:%Y-%m-%d}", tuple(chain(*days)), lists, indexer) for days in groups]
    cut: list[tuple[list[Block], int, int]] = []
    for size in SIZES:
        whole, runs = _fill(runs, size)
        cut += ((blocks, FINE, MANY if size == SIZES[0] else FEW) for blocks in whole)
    cut.append(([Block("campaigns", tuple(campaigns), lists, indexer), *runs], COARSE, FEW))
    return tuple(
        Segment(number, tuple(blocks), step, rows) for number, (blocks, step, rows) in enumerate(cut, 1)
    )


def _fill(runs: Iterable[R], size: int) -> tuple[list[list[R]], list[R]]:
    """Group *runs* to at least *size* entries each; return the groups, and the runs left over."""
    groups: list[list[R]] = []
    left: list[R] = []
    for run in runs:
        if sum(map(len, left)) >= size:
            groups.append(left)
            left = []
        left.append(run)
    return groups, left


def _encode_rows(items: Iterable[Findable]) -> bytes:
    return json.dumps([*map(make_row, items)], ensure_ascii=False, separators=(",", ":")).encode()


def _digest(texts: Iterable[str]) -> str:
    return blake2b("\0".join(texts).encode(), digest_size=8).hexdigest()
