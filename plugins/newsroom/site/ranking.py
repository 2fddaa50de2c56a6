"""Ranking of related entries by their common features; rare features count more.

The module knows no articles: an entry is a day and features of several kinds. A common feature relates
an entry only to the nearest in time. The method follows Hugo's related/, an inverted index with
weights, and K. Spärck Jones, A statistical interpretation of term specificity, 1972.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import log2
from typing import NamedTuple, TypeAlias

from newsroom.listings.grouping import group_by

NEAREST = 8  # entries considered for a feature, newer and older in equal numbers where possible
ENOUGH = 6  # candidates of an entry; weaker features add no more
FADE = 730  # days between two entries that reduce their score to three quarters; the limit is a half
TELLING = 4  # minimum of weight times halvings for a feature to count

Feature: TypeAlias = "tuple[str, str]"  # kind and identifier
Match: TypeAlias = "tuple[int, Feature]"  # place of the other entry, and the strongest common feature


class Candidate(NamedTuple):
    """An entry to rank: its day as a number, its features, and the places of entries to leave out."""

    day: int
    features: Collection[Feature]
    apart: Collection[int] = ()


def rank(entries: Sequence[Candidate], weights: Mapping[str, int], *, count: int) -> Iterator[list[Match]]:
    """Yield the best matches of each entry, in the order of *entries*, the best first.

    Equal matches keep the order of *entries*. A new entry changes few results: only its nearest
    neighbours consider it, and the strength of a frequent feature changes little.

    Args:
        entries: Sorted by day, in either direction.
        weights: Weight of each kind of feature; features of low weight must be rare to count.
        count: Maximum number of matches of an entry.
    """
    bearers = group_by(range(len(entries)), lambda place: entries[place].features)
    weighed = sorted(
        (-_strength(weights[feature[0]], len(places), len(entries)), feature)
        for feature, places in bearers.items()
    )
    strengths = [-negative for negative, _ in weighed if negative]
    borne: list[set[int]] = [set() for _ in entries]  # numbers of features, the strongest first
    found: list[set[int]] = [set() for _ in entries]
    enough = [ENOUGH + 1 + len(entry.apart) for entry in entries]  # an entry also finds itself
    for number, (_, feature) in enumerate(weighed[: len(strengths)]):
        places = bearers[feature]
        last = max(0, len(places) - NEAREST)
        for turn, place in enumerate(places):
            borne[place].add(number)
            if len(found[place]) < enough[place]:
                start = min(max(0, turn - NEAREST // 2), last)
                found[place].update(places[start : start + NEAREST])
    days = [entry.day for entry in entries]
    strength_of = strengths.__getitem__
    for place, own in enumerate(borne):
        day, others = days[place], found[place]
        others.difference_update(entries[place].apart, (place,))
        scored = [
            (-sum(map(strength_of, own & borne[other])) * (1 + FADE / (FADE + abs(day - days[other]))), other)
            for other in others
        ]
        scored.sort()
        yield [(other, weighed[min(own & borne[other])][1]) for _, other in scored[:count]]


def _strength(weight: int, bearers: int, entries: int) -> int:
    """Compute the strength of a feature; 0 if only one entry has it, or too many.

    Sums of integers are the same in any order and on any machine. The limit for "too many" changes
    only when the number of bearers, or of all entries, doubles.
    """
    halvings = 1 + entries.bit_length() - (bearers - 1).bit_length()
    return round(1000 * weight / log2(1 + bearers)) if bearers > 1 and weight * halvings >= TELLING else 0
