"""Which entries belong together: what two have in common counts more, the rarer it is.

Knows nothing of articles: an entry has a day, and features of several kinds. What it bears with
many others ties it only to those nearest in time. Learnt from Hugo's related/, an inverted index
with weights, and from K. Spärck Jones, A statistical interpretation of term specificity, 1972.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import log2
from typing import NamedTuple, TypeAlias

from newsroom.core.grouping import group_by

NEAREST = 8  # bearers of a feature that are looked at: as many newer as older ones, where there are
ENOUGH = 6  # others to choose from; once so many have been found, weaker features find no more
FADE = 730  # days; so far apart, what two have in common counts three quarters, and never below a half
TELLING = 4  # weight times halvings below which a feature says nothing

Feature: TypeAlias = "tuple[str, str]"  # its kind, and which it is
Match: TypeAlias = "tuple[int, Feature]"  # the place of another entry, and the strongest that both bear


class Entry(NamedTuple):
    """Something to be ranked: its day, as a number, what it bears, and the places of what is no match."""

    day: int
    features: Collection[Feature]
    apart: Collection[int] = ()


def rank(entries: Sequence[Entry], weights: Mapping[str, int], *, count: int) -> Iterator[list[Match]]:
    """For each entry, in their order, the few others that it has most in common with, best first.

    Equal ones stand as in *entries*. A new entry changes few lists: only the nearest look at it,
    and the strength of what it bears shifts less, the more bear it.

    Args:
        entries: By their days, either way.
        weights: What a feature of each kind counts; a lighter one must also be rarer to count at all.
        count: The most matches of one entry. It may have none.
    """
    bearers = group_by(range(len(entries)), lambda place: entries[place].features)
    weighed = sorted(
        (-_strength(weights[feature[0]], len(places), len(entries)), feature)
        for feature, places in bearers.items()
    )
    strengths = [-negative for negative, _ in weighed if negative]
    borne: list[set[int]] = [set() for _ in entries]  # the numbers of features, the strongest first
    found: list[set[int]] = [set() for _ in entries]
    enough = [ENOUGH + 1 + len(entry.apart) for entry in entries]  # itself is among those found
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
    """What a feature counts; 0 when it says nothing, because one entry alone bears it, or too many.

    In whole numbers, whose sums are the same in any order and on any machine. What is too common
    changes only when the bearers, or all entries, have doubled.
    """
    halvings = 1 + entries.bit_length() - (bearers - 1).bit_length()
    return round(1000 * weight / log2(1 + bearers)) if bearers > 1 and weight * halvings >= TELLING else 0
