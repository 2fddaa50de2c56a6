"""Honours that an article says were given, with how many received them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsroom.core.vocabulary_models import Award
from newsroom.importing.proposals import Found, Proposal, each_once

_NUMERALS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_WORDS = {word: number for number, word in enumerate(_NUMERALS, start=1)}
_NUMBER = rf"(?P<number>\d{{1,6}}|{'|'.join(_WORDS)})"
_COUNT = re.compile(rf"(?<![\w.,]){_NUMBER}\s+(?P<who>tập thể|cá nhân)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[^;.!?…]+(?:[.](?=\d)[^;.!?…]*)*")
_GIVEN = r"\s+(?:đã\s+)?(?:trao\s+)?tặng(?:\s+thưởng)?\s+"
_PLACES = r"(?:\s+[A-ZĐÂĂÊÔƠƯ]\w+(?:\s+[A-ZĐÂĂÊÔƠƯ]\w+){0,2})?"


@dataclass(frozen=True)
class Given:
    """One line of the field ``honours``."""

    award: str
    grade: str = ""
    collectives: int = 0
    individuals: int = 0


@dataclass(frozen=True)
class _Named:
    award: Award
    grade: str
    start: int
    end: int


def find_honours(texts: Iterable[str], awards: Iterable[Award]) -> Found[Given]:
    """Awards of the closed list beside the numbers of those who received them.

    An award without a number is only a remark: a report names many that were not given that day.
    """
    found: Found[Given] = Found()
    patterns = [(award, _pattern(award)) for award in awards if award.kind != "không nêu"]
    mentioned: dict[str, str] = {}
    for text in texts:
        for clause in _CLAUSE.finditer(text):
            named = _named(clause[0], patterns)
            given = _counted(clause[0], named) if named else []
            words = " ".join(clause[0].split())
            for one in given:
                if one not in [proposal.value for proposal in found.proposals]:
                    found.proposals.append(Proposal(one, words))
            for mention in named:
                mentioned.setdefault(mention.award.name, words)
    counted = {proposal.value.award for proposal in found.proposals}
    for name, words in mentioned.items():
        if name not in counted:
            found.remarks.append(f"Bài nhắc “{name}”, không kèm số lượng: “{words}”.")
    return found


def _pattern(award: Award) -> re.Pattern[str]:
    """Its names; and where one says of whom it is, also that they gave it: ``Y tặng X`` for ``X của Y``."""
    forms = []
    for name in sorted(
        {award.name, *award.aliases, *(past.name for past in award.names)}, key=len, reverse=True
    ):
        forms.append(_loose(name))
        thing, of, giver = name.partition(" của ")
        if of:
            forms.append(f"{_loose(giver)}{_PLACES}{_GIVEN}{_loose(thing)}(?!\\s+của\\b)")
    grades = "|".join(_loose(grade) for grade in award.grades)
    tail = rf"(?:\s+(?P<grade>{grades}))?" if grades else "(?P<grade>(?!))?"
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w){tail}")


def _loose(name: str) -> str:
    """*name* with its first letter in either case, and any space between its words."""
    first, rest = name[:1], r"\s+".join(map(re.escape, name.split()))[len(re.escape(name[:1])) :]
    return f"[{first.upper()}{first.lower()}]{rest}"


def _named(clause: str, patterns: list[tuple[Award, re.Pattern[str]]]) -> list[_Named]:
    """The awards of *clause* in their order; a longer name hides those within it."""
    found = []
    for award, pattern in patterns:
        for match in pattern.finditer(clause):
            grade = next((one for one in award.grades if match["grade"] and _same(one, match["grade"])), "")
            found.append(_Named(award, grade, *match.span()))
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[_Named] = []
    for one in found:
        if not any(other.start <= one.start and one.end <= other.end for other in kept):
            kept.append(one)
    return kept


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def _counted(clause: str, named: list[_Named]) -> list[Given]:
    """Numbers beside awards: all before theirs (``3 cá nhân được tặng …``) or all after."""
    counts = list(_COUNT.finditer(clause))
    if not counts:
        return []
    before = counts[0].start() < named[0].start
    return each_once((one for one in _pairs(clause, named, counts, before=before)), key=lambda one: one)


def _pairs(clause: str, named: list[_Named], counts: list[re.Match[str]], *, before: bool) -> Iterator[Given]:
    for place, one in enumerate(named):
        if before:
            low, high = (named[place - 1].end if place else 0), one.start
        else:
            low, high = one.end, (named[place + 1].start if place + 1 < len(named) else len(clause))
        numbers = {"tập thể": 0, "cá nhân": 0}
        for count in counts:
            if low <= count.start() < high:
                said = count["number"].casefold()
                numbers[count["who"].casefold()] += _WORDS.get(said) or int(said)
        if any(numbers.values()):
            yield Given(one.award.name, one.grade, numbers["tập thể"], numbers["cá nhân"])
