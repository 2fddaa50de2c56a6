"""Where words stand: the postings of a block of entries, and of several blocks joined to one file.

Lines of an index are a word and where it stands. Numbers are written in characters, low digits
first, the last from another range; each says how far it is from the entry before. A capital letter
begins what is told of a block of entries, by its place among those of the file; C, in it, begins the
entries that have the word in what stands above the text: after each, 4 times the word's first
position there, and the place. theme/static/assets/tim-kiem.js reads it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import sub

from newsroom.core.findable import Entry
from newsroom.core.folding import Words, fold

# Where sections of words, by their folded letters, begin so that they weigh about the same: taken from
# 10,000 articles of newspapers and from those of the bench. To move them is to send the whole index again.
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
SECTIONS = len(BOUNDS) + 1
FACETS = SECTIONS  # the last: not of words, but of what entries can be chosen by
_FIRST_POSITION = 2  # of a word in an entry's head: in a body words have none, which is 0
_DIGITS, _LAST, _EARLIER = 32, 93, 35  # of a number: how many there are; the characters for 0
_HEAD, _FIRST_BLOCK = "C", ord("F")
MOST_BLOCKS = ord("[") - _FIRST_BLOCK + 1  # in one file


class Indexer:
    """Indexes entries, and remembers words for the next ones."""

    def __init__(self) -> None:
        self._words = Words()
        self._sections = _Sections()
        self._digits = _Digits()

    def index(self, entries: Iterable[Entry]) -> str:
        """The sections of a block of *entries*, each a line of words and where they stand."""
        bodies: dict[str, list[int]] = defaultdict(list)
        heads: dict[str, list[int]] = defaultdict(list)
        facets: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(entries):
            found = self._head(entry)
            for word, place in found.items():
                heads[word] += (number, place)
            words = self._words.of_html(entry.body())
            words -= found.keys()
            for word in words:
                bodies[word].append(number)
            for facet in entry.facets:
                facets[facet].append(number)
        sections: list[list[str]] = [[] for _ in range(SECTIONS + 1)]
        for word in sorted({*bodies, *heads}):
            postings = self._digits.of_numbers(bodies.get(word, ()))
            if word in heads:
                postings += _HEAD + self._digits.of_pairs(heads[word])
            sections[self._sections[word]] += (word, postings)
        for facet in sorted(facets):
            sections[FACETS] += (facet, self._digits.of_numbers(facets[facet]))
        return "\n".join(map(" ".join, sections))

    def _head(self, entry: Entry) -> dict[str, int]:
        """Each word of what stands above the text, with its first position and the best place."""
        texts = []
        position = _FIRST_POSITION
        for place, text in entry.heads:
            words = self._words.of_text(text)
            texts.append((words, position * 4 + place))
            position += len(words) + 1  # what ends one text is not beside what begins the next
        found: dict[str, int] = {}
        for words, first in reversed(texts):
            found.update(zip(reversed(words), range(first + 4 * len(words) - 4, first - 4, -4), strict=True))
        return found


def join_sections(blocks: Iterable[Sequence[str]]) -> str:
    """The text of a file: the lines of a few sections, one after another, of each of *blocks*."""
    joined: dict[str, str] = {}
    for number, sections in enumerate(blocks):
        mark = chr(_FIRST_BLOCK + number)
        for section in sections:
            told = section.split()
            for word, postings in zip(told[::2], told[1::2], strict=True):
                joined[word] = f"{joined.get(word, '')}{mark}{postings}"
    return "".join(f"{word} {joined[word]}\n" for word in sorted(joined))


class _Sections(dict[str, int]):
    """Remembers which section a word, spelt, stands in."""

    def __missing__(self, word: str) -> int:
        section = self[word] = bisect_right(BOUNDS, fold(word))
        return section


class _Digits(dict[int, str]):
    """Remembers how numbers are written."""

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
        steps = map(self.__getitem__, map(sub, numbers, (-1, *numbers)))
        return "".join(map(str.__add__, steps, map(self.__getitem__, pairs[1::2])))
