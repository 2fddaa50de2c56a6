"""Lists of exemplars: all, by kind, province, campaign and field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsroom.core.addresses import CAMPAIGNS, EXEMPLARS, PROVINCES
from newsroom.core.grouping import group_by
from newsroom.core.paging import Count, screen_urls
from newsroom.core.stories import Exemplar, newest_first
from newsroom.core.vietnamese import capitalize_first, collation_key

MOST_FIELDS = 40  # named on the index, those with the most exemplars; the others are found from profiles


@dataclass(frozen=True, eq=False)
class ExemplarCard:
    """All that a list shows of an exemplar; ``facts`` tell it from its namesakes, ``shows`` is its key."""

    title: str
    url: str
    date: datetime
    kind: str
    facts: tuple[str, ...]
    summary: str
    status: str
    shows: str


@dataclass(frozen=True, eq=False)
class ExemplarList:
    """Exemplars, newest first, at one address; ``label`` is what they have in common, as filters say it."""

    kind: str
    url: str
    title: str
    label: str
    exemplars: tuple[Exemplar, ...]

    @property
    def count(self) -> Count:
        return Count(self.label, self.url, len(self.exemplars))

    @property
    def addresses(self) -> Iterator[str]:
        """Every address that it has."""
        yield from screen_urls(self.url, len(self.exemplars))


def card(exemplar: Exemplar) -> ExemplarCard:
    """The card of *exemplar*."""
    front = exemplar.front
    where = front.place or ", ".join(mention.name for mention in exemplar.provinces)
    return ExemplarCard(
        title=exemplar.title,
        url=exemplar.url,
        date=exemplar.date,
        kind=front.kind,
        facts=tuple(filter(None, (front.field, front.role, where))),
        summary=exemplar.summary,
        status=exemplar.status,
        shows=exemplar.states,
    )


def list_exemplars(exemplars: Iterable[Exemplar]) -> tuple[ExemplarList, ...]:
    """Every list of exemplars that has any, and that of all, which is first."""
    newest = newest_first(exemplars)
    return (
        ExemplarList("all", EXEMPLARS, "Điển hình tiên tiến", "Tất cả", newest),
        *_group(newest, "kind", lambda one: [_kind(one)]),
        *_group(newest, "province", _provinces),
        *_group(newest, "campaign", _campaigns),
        *_group(newest, "field", _field),
    )


def _group(
    exemplars: Sequence[Exemplar], kind: str, heads_of: Callable[[Exemplar], Iterable[tuple[str, str, str]]]
) -> Iterator[ExemplarList]:
    """The lists of one *kind*; a head is an address, a title and a label, the oldest profile's."""
    heads = {url: (title, label) for one in exemplars for url, title, label in heads_of(one)}
    for url, group in group_by(exemplars, lambda one: [head[0] for head in heads_of(one)]).items():
        yield ExemplarList(kind, url, *heads[url], group)


def _kind(exemplar: Exemplar) -> tuple[str, str, str]:
    label = capitalize_first(exemplar.front.kind)
    return exemplar.kind_url, f"{label} điển hình", label


def _provinces(exemplar: Exemplar) -> Iterator[tuple[str, str, str]]:
    for unit in exemplar.units:
        yield f"{EXEMPLARS}{PROVINCES}{unit.slug}/", f"Điển hình ở {unit.full_name}", unit.name


def _campaigns(exemplar: Exemplar) -> Iterator[tuple[str, str, str]]:
    for one in exemplar.campaigns:
        if one.status != "hidden":
            yield f"{EXEMPLARS}{CAMPAIGNS}{one.slug}/", f"Điển hình của “{one.title}”", one.title


def _field(exemplar: Exemplar) -> Iterator[tuple[str, str, str]]:
    name = exemplar.front.field
    if name:
        yield exemplar.field_url, f"Điển hình trong lĩnh vực {name}", capitalize_first(name)


def filters(lists: Iterable[ExemplarList]) -> tuple[tuple[str, tuple[Count, ...]], ...]:
    """What the index leads to: by kind, field, province and campaign, with how many each has."""
    counts: dict[str, list[Count]] = defaultdict(list)
    for one in lists:
        counts[one.kind].append(one.count)
    fields = sorted(counts["field"], key=lambda one: (-one.count, collation_key(one.label)))[:MOST_FIELDS]
    groups = (
        ("Loại", _by_name(counts["kind"])),
        ("Lĩnh vực", _by_name(fields)),
        ("Địa phương", _by_name(counts["province"])),
        ("Phong trào", _by_name(counts["campaign"])),
    )
    return tuple((label, group) for label, group in groups if group)


def _by_name(counts: Iterable[Count]) -> tuple[Count, ...]:
    return tuple(sorted(counts, key=lambda one: collation_key(one.label)))
