"""Which entries belong together: what two have in common counts more, the rarer it is.

Knows nothing of articles: an entry is a key, a day, and features of several kinds. What it bears
with many others ties it only to those nearest in time. Learnt from Hugo's related/, an inverted
index with weights, and from K. Spärck Jones, A statistical interpretation of term specificity, 1972.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from math import log2
from typing import NamedTuple, TypeAlias

NEAREST = 16  # bearers of a feature that are looked at: as many newer as older ones, where there are
FADE = 730  # days; so far apart, what two have in common counts three quarters, and never below a half
TELLING = 4  # weight times halvings below which a feature says nothing


class Feature(NamedTuple):
    """Something that entries can have in common."""

    kind: str
    key: str


class Match(NamedTuple):
    """An entry that belongs to another, by its key, and the strongest feature that both bear."""

    key: str
    feature: Feature


@dataclass(frozen=True)
class Entry:
    """Something to be ranked; of equally strong ``features`` the first is named."""

    key: str
    date: date
    features: tuple[Feature, ...]


Tie: TypeAlias = "tuple[int, list[int], int]"  # a strength, who bears the feature, where to begin looking


def rank(entries: Iterable[Entry], weights: Mapping[str, int], *, count: int) -> dict[str, list[Match]]:
    """For each entry, by its key, the others that it has most in common with, best first.

    Equal matches stand by date, the later first, then by key. A new entry changes few lists: only
    the nearest look at it, and the strength of what it bears shifts less, the more bear it.

    Args:
        entries: Each with a key of its own.
        weights: What a feature of each kind counts; a lighter one must also be rarer to count at all.
        count: The most matches of one entry. It may have none.
    """
    ordered = sorted(sorted(entries, key=lambda one: one.key), key=lambda one: one.date, reverse=True)
    bearers: dict[Feature, list[int]] = defaultdict(list)
    for place, entry in enumerate(ordered):
        for feature in entry.features:
            bearers[feature].append(place)
    strengths: dict[Feature, int] = {}
    ties: list[list[Tie]] = [[] for _ in ordered]
    for feature, places in bearers.items():
        weight = weights[feature.kind]
        if len(places) == 1 or weight * _halvings(len(places), len(ordered)) < TELLING:
            continue
        # in whole numbers, whose sums are the same in any order and on any machine
        strengths[feature] = strength = round(1000 * weight / log2(1 + len(places)))
        last = max(0, len(places) - NEAREST)
        for number, place in enumerate(places):
            ties[place].append((strength, places, min(max(0, number - NEAREST // 2), last)))
    telling = [[one for one in entry.features if one in strengths] for entry in ordered]
    days = [entry.date.toordinal() for entry in ordered]
    ranked = {}
    for place, entry in enumerate(ordered):
        strongest = sorted(telling[place], key=strengths.__getitem__, reverse=True)
        ranked[entry.key] = [
            Match(ordered[other].key, next(one for one in strongest if one in telling[other]))
            for other in _best(place, ties[place], days, count)
        ]
    return ranked


def _halvings(bearers: int, entries: int) -> int:
    """How often *entries* are halved to come down to the *bearers*, counted from 1.

    In such steps what is too common changes only when the bearers, or all entries, have doubled.
    """
    return 1 + entries.bit_length() - (bearers - 1).bit_length()


def _best(place: int, ties: list[Tie], days: list[int], count: int) -> list[int]:
    scores: dict[int, int] = {}
    score_of = scores.get
    for strength, places, start in sorted(ties, reverse=True):
        near = places[start : start + NEAREST]
        if len(scores) > NEAREST:  # stronger features tie enough others: to these, weaker ones only add
            near = [other for other in near if other in scores]
        for other in near:
            scores[other] = score_of(other, 0) + strength
    scores.pop(place, None)
    least = min(nlargest(count, scores.values()), default=0) / 2  # what fades most cannot pass it
    day = days[place]
    faded = [
        (score * (1 + FADE / (FADE + abs(day - days[other]))), -other)
        for other, score in scores.items()
        if score >= least
    ]
    return [-other for _, other in sorted(faded, reverse=True)[:count]]
