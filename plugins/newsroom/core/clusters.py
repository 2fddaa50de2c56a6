"""Clusters and blocks through the years, their members by the names of the time."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from newsroom.core.addresses import CLUSTERS
from newsroom.core.provinces import Provinces
from newsroom.core.vietnamese import collation_key
from newsroom.core.vocabulary_models import Cluster


@dataclass(frozen=True)
class Member:
    """A unit as it was called in a year, and the address of its page where it is a province."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class ClusterYear:
    """What is known of one year; ``head`` is None where the list does not say."""

    year: int
    head: Member | None
    members: tuple[Member, ...]


@dataclass(frozen=True)
class ClusterHistory:
    """A cluster of the closed list, its years newest first."""

    id: str
    name: str
    kind: str
    years: tuple[ClusterYear, ...]

    @property
    def shows(self) -> str:
        """Stands for all of it, beside the digest of the closed lists."""
        return self.id

    @property
    def url(self) -> str:
        return f"{CLUSTERS}{self.id}/"

    @property
    def head_title(self) -> str:
        """What the unit at its head is called."""
        return "Cụm trưởng" if self.kind == "cụm" else "Trưởng khối"


def trace_clusters(clusters: Iterable[Cluster], provinces: Provinces) -> tuple[ClusterHistory, ...]:
    """The history of each cluster, in Vietnamese order, those of provinces (cụm) first."""
    histories = [
        ClusterHistory(one.id, one.name, one.kind, tuple(_years(one, provinces))) for one in clusters
    ]
    return tuple(sorted(histories, key=lambda one: (collation_key(one.kind), collation_key(one.name))))


def _years(cluster: Cluster, provinces: Provinces) -> Iterable[ClusterYear]:
    for entry in sorted(cluster.years, key=lambda one: one.year, reverse=True):
        members = tuple(_member(name, entry.year, provinces) for name in entry.members)
        yield ClusterYear(
            entry.year, _member(entry.head, entry.year, provinces) if entry.head else None, members
        )


def _member(name: str, year: int, provinces: Provinces) -> Member:
    """A province under the name that was right in some part of *year*; else just the words."""
    if provinces.has_name(name):
        for day in (date(year, 1, 1), date(year, 12, 31)):
            with suppress(ValueError):
                mention = provinces.resolve(name, day)
                gone = mention.former if mention.former and mention.former.vanished else None
                return Member(mention.label, (gone or mention.unit).url)
    return Member(name)
