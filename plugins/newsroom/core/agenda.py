"""Lists of conferences: all of them, with those to come first, and by year and province."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from newsroom.core.addresses import CALENDAR, CONFERENCES
from newsroom.core.conferences import Conference
from newsroom.core.grouping import group_by
from newsroom.core.paging import Count, screen_urls
from newsroom.core.provinces import Provinces

MOST_UPCOMING = 10
MOST_IN_CALENDAR = 200  # about 120 kB: subscribers fetch it again and again


@dataclass(frozen=True, eq=False)
class Agenda:
    """Conferences at one address, newest first; ``upcoming`` are put before them, soonest first.

    ``more`` lists years in which those are that ``upcoming`` has no room for; ``years`` and
    ``provinces`` are what all divide into; ``calendar`` are those for programs; ``trail`` names the
    lists around this one.
    """

    url: str
    title: str
    conferences: tuple[Conference, ...]
    upcoming: tuple[Conference, ...] = ()
    more: tuple[Count, ...] = ()
    years: tuple[Count, ...] = ()
    provinces: tuple[Count, ...] = ()
    calendar: tuple[Conference, ...] = ()
    trail: tuple[tuple[str, str], ...] = ()

    @property
    def calendar_url(self) -> str:
        """Where the calendar lies; empty when there is nothing to put in it."""
        return CALENDAR if self.calendar else ""

    @property
    def addresses(self) -> Iterator[str]:
        """Every address that it has."""
        yield from screen_urls(self.url, len(self.conferences))
        if self.calendar:
            yield CALENDAR


def list_agendas(conferences: Sequence[Conference], provinces: Provinces, today: date) -> Iterator[Agenda]:
    """Every list of *conferences*, which are in the order newest first."""
    years = group_by(conferences, lambda one: [one.first_day.year])
    units = group_by(conferences, lambda one: [one.province.unit.slug] if one.province else [])
    trail = (("Hội nghị", CONFERENCES),)
    by_year = {
        year: Agenda(f"{CONFERENCES}{year}/", f"Hội nghị năm {year}", group, trail=trail)
        for year, group in years.items()
    }
    by_unit = {
        unit.name: Agenda(unit.conferences_url, f"Hội nghị tại {unit.full_name}", group, trail=trail)
        for unit in provinces.units
        if (group := units.get(unit.slug))
    }
    coming = [one for one in reversed(conferences) if one.state(today)]
    left_out = {one.first_day.year for one in coming[MOST_UPCOMING:]}
    yield Agenda(
        CONFERENCES,
        "Hội nghị",
        tuple(one for one in conferences if not one.state(today)),
        upcoming=tuple(coming[:MOST_UPCOMING]),
        more=_counts({year: by_year[year] for year in sorted(left_out)}),
        years=_counts(by_year),
        provinces=_counts(by_unit),
        calendar=tuple(islice((one for one in conferences if one.is_dated), MOST_IN_CALENDAR)),
    )
    yield from by_year.values()
    yield from by_unit.values()


def _counts(agendas: Mapping[int, Agenda] | Mapping[str, Agenda]) -> tuple[Count, ...]:
    return tuple(Count(str(label), one.url, len(one.conferences)) for label, one in agendas.items())
