"""Grouping of things by their keys."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


def group_by(things: Iterable[T], keys_of: Callable[[T], Iterable[K]]) -> dict[K, tuple[T, ...]]:
    """Group *things* under each of their keys, once per key; keep the order of things and of first keys."""
    groups: dict[K, list[T]] = defaultdict(list)
    for thing in things:
        for key in dict.fromkeys(keys_of(thing)):
            groups[key].append(thing)
    return {key: tuple(group) for key, group in groups.items()}
