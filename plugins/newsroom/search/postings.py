"""Posting lists, which give for every word the entries that contain it.

Each line of an index file is a word and its postings. Postings are distances between entry numbers,
each written in characters, low digits first, the last digit from another range. A capital letter
begins the postings of a block of entries; its place in the alphabet is the block's place in the file.
Within a block, C begins the entries with the word in a head, a text above the body: after each entry
number comes four times the word's first position in the heads, plus the place of that head.
theme/static/assets/tim-kiem.js reads these files.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import add, sub

from newsroom.search.entries import SearchEntry
from newsroom.search.spelling import Words, fold

# The first word, folded, of each section but the first. Measured on 10,000 newspaper articles and those
# of the bench, the sections have about the same size. A change makes every reader fetch the index again.
BOUNDS = (  # noqa: SIM905 (two hundred quotation marks add nothing)
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
FACETS = SECTIONS  # the last section: of filters, not of words
_FIRST_POSITION = 2  # of a word in a head; words of a body have position 0
_DIGITS, _LAST, _EARLIER = 32, 93, 35  # the base of numbers; the characters for 0
_HEAD_MARK, _FIRST_BLOCK = "C", ord("F")  # the last possible block of a file is [


class Indexer:
    """An indexer of entries, which caches words between blocks."""

    def __init__(self) -> None:
        self._words = Words()
        self._find_section = cache(_find_section)
        self._encode_number = cache(_encode_number)

    def index(self, entries: Iterable[SearchEntry]) -> str:
        """Index a block of *entries*; return a line of words and postings for each section."""
        bodies: dict[str, list[int]] = defaultdict(list)
        heads: dict[str, list[int]] = defaultdict(list)
        facets: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(entries):
            found = self._index_heads(entry)
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
            postings = "".join(self._encode_steps(bodies.get(word, ())))
            if word in heads:
                numbers, places = heads[word][::2], map(self._encode_number, heads[word][1::2])
                postings += _HEAD_MARK + "".join(map(add, self._encode_steps(numbers), places))
            sections[self._find_section(word)] += (word, postings)
        for facet in sorted(facets):
            sections[FACETS] += (facet, "".join(self._encode_steps(facets[facet])))
        return "\n".join(map(" ".join, sections))

    def _encode_steps(self, numbers: Sequence[int]) -> Iterator[str]:
        """Encode the distances between *numbers*, which begin at 0."""
        return map(self._encode_number, map(sub, numbers, (-1, *numbers)))

    def _index_heads(self, entry: SearchEntry) -> dict[str, int]:
        """Return each word of the heads, with four times its first position plus the best place."""
        texts = []
        position = _FIRST_POSITION
        for place, text in entry.heads:
            words = self._words.of_text(text)
            texts.append((words, position * 4 + place))
            position += len(words) + 1  # the gap keeps texts apart: their words are no neighbours
        found: dict[str, int] = {}
        for words, first in reversed(texts):
            found.update(zip(reversed(words), range(first + 4 * len(words) - 4, first - 4, -4), strict=True))
        return found


def join_sections(blocks: Iterable[Sequence[str]]) -> str:
    """Join the lines of some sections of each of *blocks* to the text of one file."""
    joined: dict[str, str] = {}
    for number, sections in enumerate(blocks):
        mark = chr(_FIRST_BLOCK + number)
        for section in sections:
            fields = section.split()
            for word, postings in zip(fields[::2], fields[1::2], strict=True):
                joined[word] = f"{joined.get(word, '')}{mark}{postings}"
    return "".join(f"{word} {joined[word]}\n" for word in sorted(joined))


def _find_section(word: str) -> int:
    return bisect_right(BOUNDS, fold(word))


def _encode_number(number: int) -> str:
    text = ""
    while number >= _DIGITS:
        text += chr(_EARLIER + number % _DIGITS)
        number //= _DIGITS
    return text + chr(_LAST + number)
