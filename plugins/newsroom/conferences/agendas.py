"""Lists of conferences: all, by year and by province."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from newsroom.addresses import CALENDAR, CONFERENCES
from newsroom.conferences.conference import Conference
from newsroom.listings.grouping import group_by
from newsroom.listings.paging import Count, Listing
from newsroom.vocabulary.provinces import Provinces

MOST_UPCOMING = 10
MOST_IN_CALENDAR = 200  # about 120 kB, which subscribers fetch repeatedly


@dataclass(frozen=True, eq=False)
class Agenda(Listing[Conference]):
    """A list of conferences, newest first, after ``upcoming`` conferences, soonest first.

    ``more`` are the years of further upcoming conferences; ``years`` and ``provinces`` are links to
    partial lists; ``calendar`` are the conferences of the iCalendar file.
    """

    upcoming: tuple[Conference, ...] = ()
    more: tuple[Count, ...] = ()
    years: tuple[Count, ...] = ()
    provinces: tuple[Count, ...] = ()
    calendar: tuple[Conference, ...] = ()

    @property
    def calendar_url(self) -> str:
        """The address of the calendar; empty if the calendar is."""
        return CALENDAR if self.calendar else ""

    @property
    def addresses(self) -> Iterator[str]:
        """The address of each screen, and of the calendar, if any."""
        yield from super().addresses
        if self.calendar:
            yield CALENDAR


def list_agendas(conferences: Sequence[Conference], provinces: Provinces, today: date) -> Iterator[Agenda]:
    """Make every list of *conferences*, which come newest first."""
    years = group_by(conferences, lambda conference: [conference.first_day.year])
    units = group_by(conferences, lambda event: [event.province and event.province.unit.slug])
    trail = (("Hội nghị", CONFERENCES),)
    by_year = {
        year: Agenda(
            "year", f"{CONFERENCES}{year}/", f"Hội nghị năm {year}", group, label=str(year), trail=trail
        )
        for year, group in years.items()
    }
    of_units = [
        Agenda(
            "province",
            unit.conferences_url,
            f"Hội nghị tại {unit.full_name}",
            group,
            label=unit.name,
            trail=trail,
        )
        for unit in provinces.units
        if (group := units.get(unit.slug))
    ]
    coming = [conference for conference in reversed(conferences) if conference.state(today)]
    dated = (conference for conference in conferences if conference.is_dated)
    left_out = {conference.first_day.year for conference in coming[MOST_UPCOMING:]}
    yield Agenda(
        "all",
        CONFERENCES,
        "Hội nghị",
        tuple(conference for conference in conferences if not conference.state(today)),
        upcoming=tuple(coming[:MOST_UPCOMING]),
        more=tuple(by_year[year].count for year in sorted(left_out)),
        years=tuple(agenda.count for agenda in by_year.values()),
        provinces=tuple(agenda.count for agenda in of_units),
        calendar=tuple(islice(dated, MOST_IN_CALENDAR)),
    )
    yield from by_year.values()
    yield from of_units
