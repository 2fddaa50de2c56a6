"""Lists of exemplars: all, and by kind, province, campaign and field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from newsroom.addresses import CAMPAIGNS, EXEMPLARS, PROVINCES
from newsroom.items.items import Exemplar, newest_first
from newsroom.language.vietnamese import capitalize_first, collation_key
from newsroom.listings.grouping import group_by
from newsroom.listings.paging import Count, Listing, most_first

MOST_FIELDS = 40  # on the index, with the most exemplars; profiles link to the others
ExemplarListing: TypeAlias = "Listing[Exemplar]"


def list_exemplars(exemplars: Iterable[Exemplar]) -> tuple[ExemplarListing, ...]:
    """Make the list of all *exemplars*, then each other list that is not empty."""
    newest = newest_first(exemplars)
    return (
        Listing("all", EXEMPLARS, "Điển hình tiên tiến", newest),
        *_make_lists(newest, "kind", _kind_heads),
        *_make_lists(newest, "province", _province_heads),
        *_make_lists(newest, "campaign", _campaign_heads),
        *_make_lists(newest, "field", _field_heads),
    )


def _make_lists(
    exemplars: Sequence[Exemplar], kind: str, heads_of: Callable[[Exemplar], Iterable[tuple[str, str, str]]]
) -> Iterator[ExemplarListing]:
    """Make the lists of one *kind*. A head is address, title and label; the oldest profile decides it."""
    heads = {url: (title, label) for exemplar in exemplars for url, title, label in heads_of(exemplar)}
    for url, group in group_by(exemplars, lambda exemplar: [head[0] for head in heads_of(exemplar)]).items():
        title, label = heads[url]
        yield Listing(kind, url, title, group, label=label)


def _kind_heads(exemplar: Exemplar) -> Iterator[tuple[str, str, str]]:
    label = capitalize_first(exemplar.front.kind)
    yield exemplar.kind_url, f"{label} điển hình", label


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


def filters(lists: Iterable[ExemplarListing]) -> tuple[tuple[str, tuple[Count, ...]], ...]:
    """Group the links of the index by kind, field, province and campaign, with counts."""
    counts = {
        kind: _by_name(listing.count for listing in group)
        for kind, group in group_by(lists, lambda listing: [listing.kind]).items()
    }
    counts["field"] = _by_name(most_first(counts.get("field", ()))[:MOST_FIELDS])
    labels = {"kind": "Loại", "field": "Lĩnh vực", "province": "Địa phương", "campaign": "Phong trào"}
    return tuple((label, counts[kind]) for kind, label in labels.items() if counts.get(kind))


def _by_name(counts: Iterable[Count]) -> tuple[Count, ...]:
    return tuple(sorted(counts, key=lambda count: collation_key(count.label)))
