"""Totals of the register of honours, and lists of its rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from newsroom.addresses import ALL_HONOURS, AWARDS, CAMPAIGNS, HONOURS, PROVINCES, YEARS
from newsroom.honours.register import HonourRow
from newsroom.items.items import Campaign
from newsroom.language.vietnamese import capitalize_first, collation_key
from newsroom.listings.grouping import group_by
from newsroom.listings.paging import screen_urls
from newsroom.vocabulary.provinces import Provinces

KIND_FOLDERS = {"award": AWARDS, "year": YEARS, "campaign": CAMPAIGNS, "province": PROVINCES}
ROWS_PER_PAGE = 90  # so many short rows are as large as forty articles


@dataclass(frozen=True)
class Total:
    """The number of rows and recipients in a list, and its address."""

    label: str
    url: str
    rows: int
    collectives: int
    individuals: int


@dataclass(frozen=True, eq=False)
class RowList:
    """A list of register rows, newest first; ``kind`` says by what feature they are listed."""

    kind: str
    url: str
    title: str
    rows: tuple[HonourRow, ...]
    total: Total

    @property
    def addresses(self) -> Iterator[str]:
        """The address of each screen."""
        yield from screen_urls(self.url, len(self.rows), ROWS_PER_PAGE)


@dataclass(frozen=True)
class Totals:
    """Totals of all rows, and by award, year, campaign and province.

    A row counts for each of its campaigns and provinces, so these totals can exceed the whole.
    """

    whole: Total
    awards: tuple[Total, ...]
    years: tuple[Total, ...]
    campaigns: tuple[Total, ...]
    provinces: tuple[Total, ...]


def list_rows(
    rows: tuple[HonourRow, ...],
    awards: Mapping[str, str],
    campaigns: Iterable[Campaign],
    provinces: Provinces,
) -> tuple[RowList, ...]:
    """Make the list of all *rows*, and of each award, year, campaign and province that has rows.

    Args:
        rows: Rows of the register, newest first.
        awards: Names of awards, by id.
        campaigns: All campaigns, for their titles.
        provinces: All provinces, for their names.
    """
    if not rows:
        return ()
    titles = {campaign.slug: campaign.title for campaign in campaigns}
    names = {slug: capitalize_first(name) for slug, name in awards.items()}
    units = provinces.by_slug
    return (
        _make_list("all", ALL_HONOURS, ("Tất cả", "Danh sách khen thưởng"), rows),
        *_make_lists(rows, "award", lambda row: [row.award], lambda award: (names[award], names[award])),
        *_make_lists(
            rows, "year", lambda row: [str(row.year)], lambda year: (year, f"Khen thưởng năm {year}")
        ),
        *_make_lists(
            rows,
            "campaign",
            lambda row: row.campaigns,
            lambda slug: (titles[slug], f"Khen thưởng trong “{titles[slug]}”"),
        ),
        *_make_lists(
            rows,
            "province",
            lambda row: row.units,
            lambda slug: (units[slug].name, f"Khen thưởng ở {units[slug].full_name}"),
        ),
    )


def _make_lists(
    rows: Iterable[HonourRow],
    kind: str,
    keys_of: Callable[[HonourRow], Iterable[str]],
    head_of: Callable[[str], tuple[str, str]],
) -> Iterator[RowList]:
    for key, group in group_by(rows, keys_of).items():
        yield _make_list(kind, f"{HONOURS}{KIND_FOLDERS[kind]}{key}/", head_of(key), group)


def _make_list(kind: str, url: str, head: tuple[str, str], rows: tuple[HonourRow, ...]) -> RowList:
    label, title = head
    collectives = sum(row.collectives for row in rows)
    individuals = sum(row.individuals for row in rows)
    return RowList(kind, url, title, rows, Total(label, url, len(rows), collectives, individuals))


def add_up(lists: Iterable[RowList]) -> Totals:
    """Sort the totals of *lists*: awards and campaigns by recipients, years by date, provinces by name."""
    by_kind: dict[str, list[Total]] = defaultdict(list)
    for row_list in lists:
        by_kind[row_list.kind].append(row_list.total)
    whole = by_kind["all"][0] if by_kind["all"] else Total("", ALL_HONOURS, 0, 0, 0)
    return Totals(
        whole,
        _most_first(by_kind["award"]),
        tuple(sorted(by_kind["year"], key=lambda total: total.label, reverse=True)),
        _most_first(by_kind["campaign"]),
        tuple(sorted(by_kind["province"], key=lambda total: collation_key(total.label))),
    )


def _most_first(totals: Iterable[Total]) -> tuple[Total, ...]:
    return tuple(
        sorted(totals, key=lambda total: (-total.collectives - total.individuals, collation_key(total.label)))
    )
