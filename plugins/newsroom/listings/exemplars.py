"""Lists of exemplars: all, and by kind, province, campaign and field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsroom.addresses import CAMPAIGNS, EXEMPLARS, PROVINCES
from newsroom.items.items import Exemplar, newest_first
from newsroom.language.vietnamese import capitalize_first, collation_key
from newsroom.listings.grouping import group_by
from newsroom.listings.paging import Count, screen_urls

MOST_FIELDS = 40  # on the index, with the most exemplars; profiles link to the others


@dataclass(frozen=True, eq=False)
class ExemplarCard:
    """An exemplar in a list; ``facts`` distinguish namesakes."""

    title: str
    url: str
    date: datetime
    kind: str
    facts: tuple[str, ...]
    summary: str
    status: str
    render_key: str


@dataclass(frozen=True, eq=False)
class ExemplarList:
    """A list of exemplars, newest first; ``label`` names their common feature in filters."""

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
        """The address of each screen."""
        yield from screen_urls(self.url, len(self.exemplars))


def card(exemplar: Exemplar) -> ExemplarCard:
    """Make the card of *exemplar*."""
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
        render_key=exemplar.record_key,
    )


def list_exemplars(exemplars: Iterable[Exemplar]) -> tuple[ExemplarList, ...]:
    """Make the list of all *exemplars*, then each other list that is not empty."""
    newest = newest_first(exemplars)
    return (
        ExemplarList("all", EXEMPLARS, "Điển hình tiên tiến", "Tất cả", newest),
        *_make_lists(newest, "kind", lambda exemplar: [_kind_head(exemplar)]),
        *_make_lists(newest, "province", _province_heads),
        *_make_lists(newest, "campaign", _campaign_heads),
        *_make_lists(newest, "field", _field_heads),
    )


def _make_lists(
    exemplars: Sequence[Exemplar], kind: str, heads_of: Callable[[Exemplar], Iterable[tuple[str, str, str]]]
) -> Iterator[ExemplarList]:
    """Make the lists of one *kind*. A head is address, title and label; the oldest profile decides it."""
    heads = {url: (title, label) for exemplar in exemplars for url, title, label in heads_of(exemplar)}
    for url, group in group_by(exemplars, lambda exemplar: [head[0] for head in heads_of(exemplar)]).items():
        yield ExemplarList(kind, url, *heads[url], group)


def _kind_head(exemplar: Exemplar) -> tuple[str, str, str]:
    label = capitalize_first(exemplar.front.kind)
    return exemplar.kind_url, f"{label} điển hình", label


def _province_heads(exemplar: Exemplar) -> Iterator[tuple[str, str, str]]:
    for unit in exemplar.units:
        yield f"{EXEMPLARS}{PROVINCES}{unit.slug}/", f"Điển hình ở {unit.full_name}", unit.name


def _campaign_heads(exemplar: Exemplar) -> Iterator[tuple[str, str, str]]:
    for campaign in exemplar.campaigns:
        if campaign.status != "hidden":
            url = f"{EXEMPLARS}{CAMPAIGNS}{campaign.slug}/"
            yield url, f"Điển hình của “{campaign.title}”", campaign.title


def _field_heads(exemplar: Exemplar) -> Iterator[tuple[str, str, str]]:
    name = exemplar.front.field
    if name:
        yield exemplar.field_url, f"Điển hình trong lĩnh vực {name}", capitalize_first(name)


def filters(lists: Iterable[ExemplarList]) -> tuple[tuple[str, tuple[Count, ...]], ...]:
    """Group the links of the index by kind, field, province and campaign, with counts."""
    counts: dict[str, list[Count]] = defaultdict(list)
    for exemplar_list in lists:
        counts[exemplar_list.kind].append(exemplar_list.count)
    most_first = sorted(counts["field"], key=lambda count: (-count.count, collation_key(count.label)))
    groups = (
        ("Loại", _by_name(counts["kind"])),
        ("Lĩnh vực", _by_name(most_first[:MOST_FIELDS])),
        ("Địa phương", _by_name(counts["province"])),
        ("Phong trào", _by_name(counts["campaign"])),
    )
    return tuple((label, group) for label, group in groups if group)


def _by_name(counts: Iterable[Count]) -> tuple[Count, ...]:
    return tuple(sorted(counts, key=lambda count: collation_key(count.label)))
