"""Yearly members of clusters and blocks, by the names of the time."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from newsroom.identity.models import ClusterKind
from newsroom.language.name_matching import name_key
from newsroom.language.vietnamese import collation_key
from newsroom.vocabulary.models import Cluster
from newsroom.vocabulary.provinces import Provinces


@dataclass(frozen=True)
class Member:
    """A unit by its name in a year, with the address of the page if it is a province."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class ClusterYear:
    """The members of a cluster in one year; ``head`` is None if unknown."""

    year: int
    head: Member | None
    members: tuple[Member, ...]


@dataclass(frozen=True)
class ClusterHistory:
    """A cluster of the closed list, with its years, newest first."""

    id: str
    name: str
    kind: str
    head_title: str
    url: str
    years: tuple[ClusterYear, ...]

    @property
    def render_key(self) -> str:
        return self.id


def trace_clusters(
    clusters: Iterable[Cluster], kinds: Iterable[ClusterKind], provinces: Provinces
) -> tuple[ClusterHistory, ...]:
    """Make the history of each cluster, by the order of the *kinds*, then in Vietnamese order."""
    by_kind: dict[str, list[Cluster]] = {}
    for cluster in sorted(clusters, key=lambda cluster: collation_key(cluster.name)):
        by_kind.setdefault(name_key(cluster.kind), []).append(cluster)
    return tuple(
        ClusterHistory(
            cluster.id,
            cluster.name,
            kind.name,
            kind.head,
            cluster.url,
            tuple(_trace_years(cluster, provinces)),
        )
        for kind in kinds
        for cluster in by_kind.get(name_key(kind.name), ())
    )


def _trace_years(cluster: Cluster, provinces: Provinces) -> Iterable[ClusterYear]:
    for entry in sorted(cluster.years, key=lambda entry: entry.year, reverse=True):
        members = tuple(_make_member(name, entry.year, provinces) for name in entry.members)
        head = _make_member(entry.head, entry.year, provinces) if entry.head else None
        yield ClusterYear(entry.year, head, members)


def _make_member(name: str, year: int, provinces: Provinces) -> Member:
    """Make a member of the name of a province in *year*, or of any other text."""
    if provinces.has_name(name):
        for day in (date(year, 1, 1), date(year, 12, 31)):
            with suppress(ValueError):
                mention = provinces.resolve(name, day)
                former = mention.former
                unit = former if former and former.vanished else mention.unit
                return Member(mention.label, unit.url)
    return Member(name)
