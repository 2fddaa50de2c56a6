"""Honours in an article, with the number of recipients."""

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsroom.importing.proposals.names import Found
from newsroom.vocabulary.models import Award

_NUMERALS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_NUMBER_WORDS = {word: number for number, word in enumerate(_NUMERALS, start=1)}
_NUMBER = rf"(?P<number>\d{{1,6}}|{'|'.join(_NUMBER_WORDS)})"
_COUNT = re.compile(rf"(?<![\w.,]){_NUMBER}\s+(?P<who>tập thể|cá nhân)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[^;.!?…]+(?:[.](?=\d)[^;.!?…]*)*")
_GIVEN = r"\s+(?:đã\s+)?(?:trao\s+)?tặng(?:\s+thưởng)?\s+"
_PLACES = r"(?:\s+[A-ZĐÂĂÊÔƠƯ]\w+(?:\s+[A-ZĐÂĂÊÔƠƯ]\w+){0,2})?"


@dataclass(frozen=True)
class ProposedHonour:
    """One item of the field ``honours``."""

    award: str
    grade: str = ""
    collectives: int = 0
    individuals: int = 0


@dataclass(frozen=True)
class _Mention:
    award: Award
    grade: str
    start: int
    end: int


def find_honours(texts: Iterable[str], awards: Iterable[Award]) -> Found[ProposedHonour]:
    """Propose awards of the closed list that stand beside numbers of recipients.

    An award without a number is only a remark: reports also name awards that were not given that day.
    """
    found: Found[ProposedHonour] = Found()
    patterns = [(award, _award_pattern(award)) for award in awards if award.kind != "không nêu"]
    mentioned: dict[str, str] = {}
    for clause in itertools.chain.from_iterable(map(_CLAUSE.findall, texts)):
        mentions = _find_awards(clause, patterns)
        words = " ".join(clause.split())
        for honour in _count_recipients(clause, mentions):
            found.proposals.setdefault(honour, words)
        for mention in mentions:
            mentioned.setdefault(mention.award.name, words)
    counted = {honour.award for honour in found.proposals}
    for name, words in mentioned.items():
        if name not in counted:
            found.remarks.append(f"Bài nhắc “{name}”, không kèm số lượng: “{words}”.")
    return found


def _award_pattern(award: Award) -> re.Pattern[str]:
    """Compile a pattern for all names of *award*; for ``X của Y``, also ``Y tặng X``."""
    forms = []
    for name in sorted(
        {award.name, *award.aliases, *(past.name for past in award.names)}, key=len, reverse=True
    ):
        forms.append(_loose_pattern(name))
        thing, of, giver = name.partition(" của ")
        if of:
            forms.append(f"{_loose_pattern(giver)}{_PLACES}{_GIVEN}{_loose_pattern(thing)}(?!\\s+của\\b)")
    grades = "|".join(_loose_pattern(grade) for grade in award.grades)
    tail = rf"(?:\s+(?P<grade>{grades}))?" if grades else "(?P<grade>(?!))?"
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w){tail}")


def _loose_pattern(name: str) -> str:
    """Write a pattern for *name* with either case of its first letter and any space between words."""
    first, rest = name[:1], r"\s+".join(map(re.escape, name.split()))[len(re.escape(name[:1])) :]
    return f"[{first.upper()}{first.lower()}]{rest}"


def _find_awards(clause: str, patterns: list[tuple[Award, re.Pattern[str]]]) -> list[_Mention]:
    """Find the awards in *clause*, in order; a longer name hides those within it."""
    found = []
    for award, pattern in patterns:
        for match in pattern.finditer(clause):
            words = (match["grade"] or "").casefold().split()
            grade = next((grade for grade in award.grades if grade.casefold().split() == words), "")
            found.append(_Mention(award, grade, *match.span()))
    kept: list[_Mention] = []
    reach = 0  # the furthest end of those kept, which all start before
    for mention in sorted(found, key=lambda mention: (mention.start, -mention.end)):
        if mention.end > reach:
            kept.append(mention)
            reach = mention.end
    return kept


def _count_recipients(clause: str, mentions: list[_Mention]) -> Iterator[ProposedHonour]:
    """Pair awards with numbers, which come all before (``3 cá nhân được tặng …``) or all after them."""
    counts = list(_COUNT.finditer(clause))
    if not counts or not mentions:
        return
    starts = [*(mention.start for mention in mentions), len(clause)]
    ends = [mention.end for mention in mentions]
    if counts[0].start() < mentions[0].start:
        ends.insert(0, 0)
    else:
        del starts[0]
    places = [count.start() for count in counts]
    for mention, low, high in zip(mentions, ends, starts, strict=False):
        numbers = {"tập thể": 0, "cá nhân": 0}
        for count in counts[bisect_left(places, low) : bisect_left(places, high)]:
            number = count["number"].casefold()
            numbers[count["who"].casefold()] += _NUMBER_WORDS.get(number) or int(number)
        if any(numbers.values()):
            yield ProposedHonour(mention.award.name, mention.grade, numbers["tập thể"], numbers["cá nhân"])
