"""Lists of the register of honours, and their totals."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from newsroom.addresses import ALL_HONOURS, AWARDS, CAMPAIGNS, HONOURS, PROVINCES, YEARS
from newsroom.honours.records import HonourRecord
from newsroom.items.items import Campaign
from newsroom.language.vietnamese import capitalize_first, collation_key
from newsroom.listings.grouping import group_by
from newsroom.listings.paging import Listing
from newsroom.vocabulary.provinces import Provinces

RECORDS_PER_PAGE = 90  # so many short rows are as large as forty articles
HonourListing: TypeAlias = "Listing[HonourRecord]"


@dataclass(frozen=True)
class Total:
    """The number of records and recipients in a list, and its address."""

    label: str
    url: str
    records: int
    collectives: int
    individuals: int


def list_honours(
    records: tuple[HonourRecord, ...],
    awards: Mapping[str, str],
    campaigns: Iterable[Campaign],
    provinces: Provinces,
) -> Iterator[HonourListing]:
    """Make the list of all *records*, and of each award, year, campaign and province that has records.

    Args:
        records: Records of the register, newest first.
        awards: Names of awards, by id.
        campaigns: All campaigns, for their titles.
        provinces: All provinces, for their names.
    """
    titles = {campaign.slug: campaign.title for campaign in campaigns}
    names = {slug: capitalize_first(name) for slug, name in awards.items()}
    units = provinces.by_slug
    if records:
        yield _make_list("all", ALL_HONOURS, "Danh sách khen thưởng", "Tất cả", records)
    for award, group in group_by(records, lambda record: [record.given.award.id]).items():
        yield _make_list("award", f"{HONOURS}{AWARDS}{award}/", names[award], names[award], group)
    for year, group in group_by(records, lambda record: [str(record.year)]).items():
        yield _make_list("year", f"{HONOURS}{YEARS}{year}/", f"Khen thưởng năm {year}", year, group)
    for slug, group in group_by(records, lambda record: record.campaigns).items():
        title = f"Khen thưởng trong “{titles[slug]}”"
        yield _make_list("campaign", f"{HONOURS}{CAMPAIGNS}{slug}/", title, titles[slug], group)
    for slug, group in group_by(records, lambda record: record.units).items():
        title = f"Khen thưởng ở {units[slug].full_name}"
        yield _make_list("province", f"{HONOURS}{PROVINCES}{slug}/", title, units[slug].name, group)


def _make_list(
    kind: str, url: str, title: str, label: str, records: tuple[HonourRecord, ...]
) -> HonourListing:
    return Listing(kind, url, title, records, label=label, per_page=RECORDS_PER_PAGE)


def add_up(listing: HonourListing) -> Total:
    """Count the records of *listing*, and their recipients."""
    records = listing.entries
    collectives = sum(record.collectives for record in records)
    individuals = sum(record.individuals for record in records)
    return Total(listing.label, listing.url, len(records), collectives, individuals)


def add_up_all(lists: Iterable[HonourListing]) -> dict[str, list[Total]]:
    """Sort the totals by kind: awards and campaigns by recipients, years by date, provinces by name.

    A record counts for each of its campaigns and provinces, so these totals can exceed the whole.
    """
    by_kind: dict[str, list[Total]] = {kind: [] for kind in ("all", "award", "year", "campaign", "province")}
    for listing in lists:
        by_kind[listing.kind].append(add_up(listing))
    for totals in by_kind.values():
        totals.sort(key=lambda total: collation_key(total.label))
    by_kind["year"].reverse()
    for kind in ("award", "campaign"):
        by_kind[kind].sort(key=lambda total: -total.collectives - total.individuals)
    return by_kind
