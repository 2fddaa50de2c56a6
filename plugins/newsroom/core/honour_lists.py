"""What the register of honours adds up to, and the lists that its rows stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from newsroom.core.addresses import ALL_HONOURS, AWARDS, CAMPAIGNS, HONOURS, PROVINCES, YEARS
from newsroom.core.grouping import group_by
from newsroom.core.honours import HonourRow
from newsroom.core.paging import screen_urls
from newsroom.core.provinces import Provinces
from newsroom.core.stories import Campaign
from newsroom.core.vietnamese import capitalize_first, collation_key

KIND_FOLDERS = {"award": AWARDS, "year": YEARS, "campaign": CAMPAIGNS, "province": PROVINCES}
ROWS_PER_PAGE = 90  # short rows: so many weigh as much as forty articles


@dataclass(frozen=True)
class Total:
    """How many were honoured, in so many rows, and the address where these are listed."""

    label: str
    url: str
    rows: int
    collectives: int
    individuals: int


@dataclass(frozen=True, eq=False)
class RowList:
    """Rows of the register, newest first, at one address; ``kind`` is what they have in common."""

    kind: str
    url: str
    title: str
    rows: tuple[HonourRow, ...]
    total: Total

    @property
    def addresses(self) -> Iterator[str]:
        """Every address that it has."""
        yield from screen_urls(self.url, len(self.rows), ROWS_PER_PAGE)


@dataclass(frozen=True)
class Totals:
    """Sums by what rows have in common, and of all of them.

    A row counts in each campaign and province that it names: those may add up to more than the whole.
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
    """The list of all *rows*, and one for each award, year, campaign and province that has any.

    Args:
        awards: The names of awards, by id.
    """
    if not rows:
        return ()
    titles = {one.slug: one.title for one in campaigns}
    names = {slug: capitalize_first(name) for slug, name in awards.items()}
    units = provinces.by_slug
    return (
        _row_list("all", ALL_HONOURS, ("Tất cả", "Danh sách khen thưởng"), rows),
        *_group(rows, "award", lambda row: [row.award], lambda award: (names[award], names[award])),
        *_group(rows, "year", lambda row: [str(row.year)], lambda year: (year, f"Khen thưởng năm {year}")),
        *_group(
            rows,
            "campaign",
            lambda row: row.campaigns,
            lambda slug: (titles[slug], f"Khen thưởng trong “{titles[slug]}”"),
        ),
        *_group(
            rows,
            "province",
            lambda row: row.units,
            lambda slug: (units[slug].name, f"Khen thưởng ở {units[slug].full_name}"),
        ),
    )


def _group(
    rows: Iterable[HonourRow],
    kind: str,
    keys_of: Callable[[HonourRow], Iterable[str]],
    head_of: Callable[[str], tuple[str, str]],
) -> Iterator[RowList]:
    for key, group in group_by(rows, keys_of).items():
        yield _row_list(kind, f"{HONOURS}{KIND_FOLDERS[kind]}{key}/", head_of(key), group)


def _row_list(kind: str, url: str, head: tuple[str, str], rows: tuple[HonourRow, ...]) -> RowList:
    label, title = head
    collectives = sum(row.collectives for row in rows)
    individuals = sum(row.individuals for row in rows)
    return RowList(kind, url, title, rows, Total(label, url, len(rows), collectives, individuals))


def add_up(lists: Iterable[RowList]) -> Totals:
    """The totals of *lists*: awards and campaigns the most first, years the newest, provinces by name."""
    by_kind: dict[str, list[Total]] = defaultdict(list)
    for one in lists:
        by_kind[one.kind].append(one.total)
    whole = by_kind["all"][0] if by_kind["all"] else Total("", ALL_HONOURS, 0, 0, 0)
    return Totals(
        whole,
        _most_first(by_kind["award"]),
        tuple(sorted(by_kind["year"], key=lambda one: one.label, reverse=True)),
        _most_first(by_kind["campaign"]),
        tuple(sorted(by_kind["province"], key=lambda one: collation_key(one.label))),
    )


def _most_first(totals: Iterable[Total]) -> tuple[Total, ...]:
    return tuple(
        sorted(totals, key=lambda one: (-one.collectives - one.individuals, collation_key(one.label)))
    )
