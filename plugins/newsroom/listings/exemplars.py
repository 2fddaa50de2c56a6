"""Lists of exemplars: all, and by kind, province, campaign and field."""

from collections.abc import Iterable, Iterator
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
    heads = {head[1]: head for exemplar in newest for head in _heads_of(exemplar)}  # of the oldest profile
    groups = group_by(newest, lambda exemplar: [url for _, url, _, _ in _heads_of(exemplar)])
    lists = (Listing(*heads[url][:3], group, label=heads[url][3]) for url, group in groups.items())
    return (Listing("all", EXEMPLARS, "Điển hình tiên tiến", newest), *lists)


def _heads_of(exemplar: Exemplar) -> Iterator[tuple[str, str, str, str]]:
    """Yield the kind, address, title and label of each list of *exemplar*."""
    label = capitalize_first(exemplar.front.kind)
    yield "kind", exemplar.kind_url, f"{label} điển hình", label
    for unit in exemplar.units:
        url = f"{EXEMPLARS}{PROVINCES}{unit.slug}/"
        yield "province", url, f"Điển hình ở {unit.full_name}", unit.name
    for campaign in exemplar.campaigns:
        if campaign.status != "hidden":
            url = f"{EXEMPLARS}{CAMPAIGNS}{campaign.slug}/"
            yield "campaign", url, f"Điển hình của “{campaign.title}”", campaign.title
    if name := exemplar.front.field:
        yield "field", exemplar.field_url, f"Điển hình trong lĩnh vực {name}", capitalize_first(name)


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
