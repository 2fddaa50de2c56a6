"""Write the lists of conferences, and their calendar.

Reads:   site (set by newsroom.pages.plugin)
Writes:  every Agenda of the site, template conferences; /hoi-nghi/lich.ics, template lich.ics
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pelican.writers import Writer

from newsroom.addresses import CALENDAR
from newsroom.conferences.agendas import Agenda
from newsroom.conferences.calendar import write_calendar
from newsroom.conferences.conference import Conference, with_states
from newsroom.listings.paging import Count, screens
from newsroom.pages.base import PageGenerator


@dataclass(frozen=True)
class AgendaPage:
    """What a screen of an agenda shows beside its conferences; most of it only on the first.

    ``upcoming`` has pairs of a conference and its state, as the screen does.
    """

    title: str
    trail: tuple[tuple[str, str], ...]
    upcoming: tuple[tuple[Conference, str], ...]
    more: tuple[Count, ...]
    years: tuple[Count, ...]
    provinces: tuple[Count, ...]
    calendar_url: str


class ConferencePages(PageGenerator):
    def generate_output(self, writer: Writer) -> None:
        site = self.context["site"]
        today = site.now.date()
        for agenda in site.agendas.values():
            for screen in screens(agenda.url, with_states(agenda.entries, today)):
                page = _page(agenda, today, is_first=not screen.number)
                self.write_page(writer, screen.url, "conferences", agenda=page, screen=screen)
            if agenda.calendar:
                writer.write_file(
                    CALENDAR,
                    self.env.get_template("lich.ics"),
                    self.context,
                    conferences=agenda.calendar,
                    write_calendar=write_calendar,
                    url=CALENDAR,
                    keyed=True,
                )


def _page(agenda: Agenda, today: date, *, is_first: bool) -> AgendaPage:
    return AgendaPage(
        agenda.title,
        agenda.trail,
        upcoming=with_states(agenda.upcoming, today) if is_first else (),
        more=agenda.more if is_first else (),
        years=agenda.years if is_first else (),
        provinces=agenda.provinces if is_first else (),
        calendar_url=agenda.calendar_url,
    )
