"""Lists of conferences: all, by year and by province."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from newsroom.addresses import CALENDAR, CONFERENCES
from newsroom.conferences.conference import Conference
from newsroom.listings.grouping import group_by
from newsroom.listings.paging import Count, screen_urls
from newsroom.vocabulary.provinces import Provinces

MOST_UPCOMING = 10
MOST_IN_CALENDAR = 200  # about 120 kB, which subscribers fetch repeatedly


@dataclass(frozen=True, eq=False)
class Agenda:
    """A list of conferences, newest first, after ``upcoming`` conferences, soonest first.

    ``more`` are the years of further upcoming conferences; ``years`` and ``provinces`` are links to
    partial lists; ``calendar`` are the conferences of the iCalendar file; ``trail`` names the lists
    around this list.
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
        """The address of the calendar; empty if the calendar is."""
        return CALENDAR if self.calendar else ""

    @property
    def addresses(self) -> Iterator[str]:
        """The address of each screen, and of the calendar if there is one."""
        yield from screen_urls(self.url, len(self.conferences))
        if self.calendar:
            yield CALENDAR


def list_agendas(conferences: Sequence[Conference], provinces: Provinces, today: date) -> Iterator[Agenda]:
    """Make every list of *conferences*, which come newest first."""
    years = group_by(conferences, lambda conference: [conference.first_day.year])
    units = group_by(conferences, _unit_slugs)
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
    coming = [conference for conference in reversed(conferences) if conference.state(today)]
    dated = (conference for conference in conferences if conference.is_dated)
    left_out = {conference.first_day.year for conference in coming[MOST_UPCOMING:]}
    yield Agenda(
        CONFERENCES,
        "Hội nghị",
        tuple(conference for conference in conferences if not conference.state(today)),
        upcoming=tuple(coming[:MOST_UPCOMING]),
        more=_make_counts({year: by_year[year] for year in sorted(left_out)}),
        years=_make_counts(by_year),
        provinces=_make_counts(by_unit),
        calendar=tuple(islice(dated, MOST_IN_CALENDAR)),
    )
    yield from by_year.values()
    yield from by_unit.values()


def _unit_slugs(conference: Conference) -> list[str]:
    return [conference.province.unit.slug] if conference.province else []


def _make_counts(agendas: Mapping[int, Agenda] | Mapping[str, Agenda]) -> tuple[Count, ...]:
    return tuple(Count(str(label), agenda.url, len(agenda.conferences)) for label, agenda in agendas.items())
