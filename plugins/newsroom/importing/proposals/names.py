"""Campaigns and provinces that an article names, with the words around them."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from newsroom.language.name_matching import name_key
from newsroom.vocabulary.provinces import Provinces

T = TypeVar("T")
AROUND = 40  # letters quoted on either side
LOOK_AROUND = 80  # letters on either side that tell a province from a person or a smaller place
_WORD = re.compile(r"\w+")
CAPITAL = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_NAME = re.compile(rf"[{CAPITAL}][^\W\d_]*(?:(?:\s+|\s*[-–]\s*)[{CAPITAL}][^\W\d_]*)*")
# Words before the name of a smaller place that shares the name of a province.
_SMALLER = re.compile(
    r"(?:xã|phường|thị trấn|huyện|quận|thôn|bản|làng|đường|phố|cầu|sông|trường|hồ|chợ|khách sạn|báo)\s+$",
    re.IGNORECASE,
)
_CITY = re.compile(r"(?:thành phố|tp\.?|thủ đô)\s*$", re.IGNORECASE)
_KIND = re.compile(r"(?:tỉnh|thành phố|tp\.?|thủ đô)\s+$", re.IGNORECASE)
_PERSON = name_key("Hồ Chí Minh")


@dataclass
class Found(Generic[T]):
    """Proposed values for one field, each with the words that suggest it, and remarks for the editor."""

    proposals: dict[T, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)


def quote_around(text: str, start: int, end: int) -> str:
    """Quote *text* from *start* to *end* on one line, with some of the words around it."""
    before = text[max(0, start - AROUND) : start]
    after = text[end : end + AROUND]
    if start > AROUND:
        before = f"…{before.partition(' ')[2]}"
    if end + AROUND < len(text):
        after = f"{after.rpartition(' ')[0]}…"
    return " ".join(f"{before}{text[start:end]}{after}".split())


def find_campaigns(texts: list[str], campaigns: Iterable[tuple[str, ...]]) -> Found[str]:
    """Propose campaigns that the texts name in full, by title or alias."""
    found: Found[str] = Found()
    for title, *others in campaigns:
        names = sorted((title, *others), key=len, reverse=True)
        words = next((words for text in texts for name in names if (words := _quote_name(name, text))), None)
        if words:
            found.proposals[title] = words
    return found


def _quote_name(name: str, text: str) -> str:
    """Quote *name* from *text*, in any spelling; empty if the text does not name it."""
    wanted = name_key(name)
    if f" {wanted} " not in f" {name_key(text)} ":
        return ""
    words = list(_WORD.finditer(text))
    for place, first in enumerate(words):
        if not wanted.startswith(name_key(first[0])):
            continue
        for last in words[place : place + len(_WORD.findall(name))]:
            if name_key(text[first.start() : last.end()]) == wanted:
                return quote_around(text, first.start(), last.end())
    return quote_around(text, 0, min(len(text), AROUND))


def find_provinces(texts: Iterable[str], provinces: Provinces, day: date | None) -> Found[str]:
    """Propose the provinces that the texts name, by their names at *day*.

    Names of people and smaller places are ignored.
    """
    found: Found[str] = Found()
    known = {name_key(name): name for name in provinces.names()}
    longest = max((len(_WORD.findall(name)) for name in known), default=0)
    seen: set[str] = set()
    for text in texts:
        for start, end in _known_names(text, known, longest):
            name = known[name_key(text[start:end])]
            if name in seen or not _stands_alone(text, start, end):
                continue
            seen.add(name)
            words = quote_around(text, start, end)
            try:
                mention = provinces.resolve(name, day)
            except ValueError as error:
                found.remarks.append(f"Bài nhắc “{name}” nhưng không đề xuất: {error}")
                continue
            found.proposals.setdefault(mention.name, words)
    return found


def _known_names(text: str, known: Container[str], longest: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of *known* names in *text*, with capitals; the longest at each place."""
    words = list(_WORD.finditer(text))
    place = 0
    while place < len(words):
        ahead = words[place : place + longest]
        for skipped, last in reversed(list(enumerate(ahead))):
            start, end = words[place].start(), last.end()
            name = text[start:end]
            if _NAME.fullmatch(name) and name_key(name) in known:
                yield start, end
                place += skipped
                break
        place += 1


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether the name means a province, not a person or a smaller place."""
    before, after = text[max(0, start - LOOK_AROUND) : start], text[end : end + LOOK_AROUND]
    if name_key(text[start:end]) == _PERSON:
        return bool(_CITY.search(before))
    if _KIND.search(before):
        return True
    left = re.search(r"([^\W\d_])[^\W\d_]*\s+$", before)
    right = re.match(r"\s+([^\W\d_])", after)
    goes_on = right and right[1].isupper()
    earlier = before[: left.start()].rstrip() if left else ""
    opens_sentence = not earlier or earlier[-1] in '.:;!?…“"'
    belongs = left and left[1].isupper() and not opens_sentence
    return not (_SMALLER.search(before) or goes_on or belongs)
