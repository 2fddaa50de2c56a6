"""The index of the search page, cut so that a reader fetches little and a publisher sends little.

Entries, oldest first, are cut into segments, of which only the newest grows. The words of a segment
are cut, by their folded letters, into parts: JSON objects from a word to where it stands. Its
entries, a few to a file, are what results are shown from. docs/decisions/0016 says why;
theme/static/assets/tim-kiem.js reads it.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import blake2b
from itertools import chain, groupby
from operator import sub
from typing import Any

from newsroom.core.addresses import SEARCH
from newsroom.core.findable import BODY, NAME, Entry, Findable, make_entry
from newsroom.core.folding import Words, fold
from newsroom.core.stories import Campaign, Exemplar, Story

SIZES = (1_500, 500)  # entries; whole months are joined to segments of at least the first, what is left to
# segments of the second, and what is left then is the newest segment
ROWS = 8  # entries to a file
COARSE = 8  # so many parts are one in the newest segment, where a new article changes nearly each
# Where parts begin, so that they weigh about the same: taken from 10,000 articles of newspapers and
# from those of the bench. To move them is to send the whole index again.
BOUNDS = (  # noqa: SIM905 (two hundred quotation marks say no more)
    "2 3 6 a am anh at bach ban bang bat benh bieng bit bo boc buc ca cac cai can canh cap cay chang chem"
    " chia chinh cho chom chuc chuoc co coc cong cu cua cung cuon da dai dan dang dao dau day de den di"
    " dien dinh do doa doi dom dong dot dua duan dung duoc duong em ga ghe giac giao gio giup gop ha han"
    " hat hiem hit hoa hoan hoc hoi hong hue huynh ke keu khang khiem khoang khop kieng kon la lai lam"
    " lang lay len lim loi lop lui ma manh mat me minh moc mom mu muoi nam nang nay neo ngang nghe nghich"
    " ngom nguong nhac nhang nhe nhieu nhoc nhung ninh nom nuoc o ong pha phang phi phoc phuc qua quan"
    " quet ra rau rom sai sang sau se sieu so soan su suc tac tam tanh tay teo thang thanh thap the theo"
    " thi thia thoat thong thu thua thuong tien tieu tinh to toc tom tram trap trien troi trong trot"
    " truong tu tua tuoi tuyen up vac van vang ve vi viec vinh voi vot vui xa xat xich xuat yem"
).split()
_FIRST_POSITION = 2  # of a word in an entry's head: in a body words have none, which is 0
_DIGITS, _LAST, _EARLIER = 32, 93, 35  # of a number: how many there are; the characters for 0


@dataclass(frozen=True)
class File:
    """One file of the index; ``shows`` stands for what ``text`` gives, after ``prepare``."""

    url: str
    shows: str
    text: Callable[[], str]
    prepare: Callable[[], None] | None = None


@dataclass(frozen=True, eq=False)
class Segment:
    """Some of what can be found, numbered in its order from 0."""

    number: int
    items: Sequence[Findable]
    is_newest: bool
    words: Words

    @property
    def step(self) -> int:
        """How many of BOUNDS a part spans."""
        return COARSE if self.is_newest else 1

    @cached_property
    def digest(self) -> str:
        """Stands for all that its files say, beside the closed lists."""
        return f"{self.step}{_digest(self.items)}"

    def urls(self) -> Iterator[str]:
        """The addresses of its files: of its parts, of what entries can be chosen by, of entries."""
        within = f"{SEARCH}{self.number}/"
        yield from (f"{within}{part}.json" for part in range(self._part_count))
        yield f"{within}loc.json"
        yield from (f"{within}bai-{start // ROWS}.json" for start in range(0, len(self.items), ROWS))

    def files(self) -> Iterator[File]:
        """All that is written of it, in the same order."""
        urls = self.urls()
        for part in range(self._part_count):
            yield File(next(urls), self.digest, partial(self._part, part), self.prepare)
        yield File(next(urls), self.digest, self._facets, self.prepare)
        for start, url in zip(range(0, len(self.items), ROWS), urls, strict=True):
            items = self.items[start : start + ROWS]
            yield File(url, _digest(items), partial(_rows, items))

    def prepare(self) -> None:
        """Read every text, once for all parts."""
        _ = self._index

    @property
    def _part_count(self) -> int:
        return len(BOUNDS) // self.step + 1

    def _part(self, part: int) -> str:
        return self._index[0][part]

    def _facets(self) -> str:
        return self._index[1]

    @cached_property
    def _index(self) -> tuple[list[str], str]:
        """The parts, and what results can be chosen by, as JSON."""
        words, facets = index_entries(map(make_entry, self.items), self.words)
        parts: list[dict[str, str]] = [{} for _ in range(self._part_count)]
        for word in sorted(words):
            parts[bisect_right(BOUNDS, fold(word)) // self.step][word] = words[word]
        return [_to_json(part) for part in parts], _to_json(dict(sorted(facets.items())))


def cut_segments(reported: Iterable[Story | Exemplar], campaigns: Iterable[Campaign]) -> tuple[Segment, ...]:
    """Cut all that is listed, by whole months; campaigns, which have no day, begin the newest segment."""
    words = Words()
    ordered = sorted(reported, key=lambda item: (item.date, item.url))
    months = groupby(ordered, lambda item: (item.date.year, item.date.month))
    rest: list[list[Findable]] = [list(month) for _, month in months]
    groups = []
    for size in SIZES:
        filled, rest = _fill(rest, size)
        groups += filled
    newest = [*sorted(campaigns, key=lambda item: item.url), *chain(*rest)]
    groups.append(newest)
    return tuple(Segment(number, items, items is newest, words) for number, items in enumerate(groups, 1))


def _fill(months: Iterable[list[Findable]], size: int) -> tuple[list[list[Findable]], list[list[Findable]]]:
    """Join *months* to groups of at least *size*; and those that are left: the last, and what is short."""
    groups: list[list[Findable]] = []
    left: list[list[Findable]] = []
    for month in months:
        if sum(map(len, left)) >= size:
            groups.append([*chain(*left)])
            left = []
        left.append(month)
    return groups, left


def index_entries(entries: Iterable[Entry], words: Words) -> tuple[dict[str, str], dict[str, str]]:
    """Where each word of *entries*, and each facet, stands, by their numbers from 0.

    A word's value has a list for each place, BODY to NAME, with "!" between them; in each the
    differences between the numbers of entries; but for BODY, after each the word's first position.
    An entry is in the list of the best place only.
    """
    bodies: dict[str, list[int]] = defaultdict(list)
    heads: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    facets: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        found: dict[str, tuple[int, int]] = {}
        position = _FIRST_POSITION
        for place, text in entry.heads:
            for word in words.of_text(text):
                found.setdefault(word, (place, position))
                position += 1
            position += 1  # what ends one text is not beside what begins the next
        for word, (place, position) in found.items():
            heads[word][place] += (number, position)
        for word in words.of_html(entry.body()).difference(found):
            bodies[word].append(number)
        for facet in entry.facets:
            facets[facet].append(number)
    digits = _Digits()
    told = {}
    for word in {*bodies, *heads}:
        lists = [digits.of_numbers(bodies.get(word, ()))]
        if word in heads:
            lists += [digits.of_pairs(heads[word].get(place, ())) for place in range(BODY + 1, NAME + 1)]
        told[word] = "!".join(lists).rstrip("!")
    return told, {facet: digits.of_numbers(numbers) for facet, numbers in facets.items()}


class _Digits(dict[int, str]):
    """Remembers how numbers are written: low digits first, the last from another range of characters."""

    def __missing__(self, number: int) -> str:
        text, rest = "", number
        while rest >= _DIGITS:
            text += chr(_EARLIER + rest % _DIGITS)
            rest //= _DIGITS
        written = self[number] = text + chr(_LAST + rest)
        return written

    def of_numbers(self, numbers: Sequence[int]) -> str:
        return "".join(map(self.__getitem__, map(sub, numbers, (-1, *numbers))))

    def of_pairs(self, pairs: Sequence[int]) -> str:
        numbers = pairs[::2]
        steps = map(sub, numbers, (-1, *numbers))
        return "".join(self[step] + self[position] for step, position in zip(steps, pairs[1::2], strict=True))


def _rows(items: Iterable[Findable]) -> str:
    entries = map(make_entry, items)
    return _to_json([[entry.url, entry.title, entry.note, entry.summary] for entry in entries])


def _digest(items: Iterable[Findable]) -> str:
    told = "".join(f"{item.url} {item.shows} " for item in items)
    return blake2b(told.encode(), digest_size=6).hexdigest()


def _to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
