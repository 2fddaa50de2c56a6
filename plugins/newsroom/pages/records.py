"""Write the lists of documents, units, conferences, exemplars, honours and corrections.

The page of a document is a list of the items that cite it: see newsroom.pages.listings.

Reads:   site (set by newsroom.pages.plugin)
Writes:  /van-ban/, /hoi-nghi/, /guong/, /khen-thuong/, /dinh-chinh/ with their screens and the lists below
         them; /hoi-nghi/lich.ics, template lich.ics; atom.xml and feed.json beside the corrections where
         there are any; /don-vi/ with its screens if there are units
"""

from datetime import datetime, time, tzinfo
from itertools import groupby
from operator import itemgetter

from incremental.keyed.writer import KeyedWriter
from newsroom.addresses import CALENDAR, CORRECTIONS, CORRECTIONS_FEED, DOCUMENTS, HONOURS, UNITS
from newsroom.conferences.calendar import write_calendar
from newsroom.conferences.conference import with_states
from newsroom.exports.feeds import FeedEntry
from newsroom.honours.totals import add_up
from newsroom.listings.corrections import Notice
from newsroom.listings.exemplars import filters
from newsroom.listings.paging import screens
from newsroom.listings.stories import CONFERENCE_CATEGORY
from newsroom.pages.base import PageGenerator
from newsroom.site.site import UNITS_PER_PAGE

NEWEST_HONOURS = 10
CORRECTIONS_TITLE = "Đính chính"


class RecordPages(PageGenerator):
    def generate_output(self, writer: KeyedWriter) -> None:
        for screen in screens(DOCUMENTS, self.context["site"].documents):
            self.write_page(writer, screen.url, "documents.html", screen=screen)
        self._write_units(writer)
        self._write_conferences(writer)
        self._write_exemplars(writer)
        self._write_honours(writer)
        self._write_corrections(writer)

    def _write_units(self, writer: KeyedWriter) -> None:
        units = self.context["site"].units
        for screen in screens(UNITS, units, UNITS_PER_PAGE) if units else ():
            groups = groupby(screen.entries, itemgetter(0))
            kinds = [(kind, [count for _, count in group]) for kind, group in groups]
            self.write_page(writer, screen.url, "units.html", kinds=kinds, screen=screen)

    def _write_conferences(self, writer: KeyedWriter) -> None:
        site = self.context["site"]
        today = site.now.date()
        categories = {category.name: category.url for category in site.identity.categories}
        reports_url = categories.get(CONFERENCE_CATEGORY, "")
        for agenda in site.agendas.values():
            for screen in screens(agenda.url, with_states(agenda.entries, today)):
                is_first = not screen.number
                page = {
                    "title": agenda.title,
                    "trail": agenda.trail,
                    "upcoming": with_states(agenda.upcoming, today) if is_first else (),
                    "more": agenda.more if is_first else (),
                    "years": agenda.years if is_first else (),
                    "provinces": agenda.provinces if is_first else (),
                    "calendar_url": agenda.calendar_url,
                    "reports_url": reports_url,
                }
                self.write_page(writer, screen.url, "conferences.html", agenda=page, screen=screen)
            if agenda.calendar:
                shown = {"conferences": agenda.calendar, "write_calendar": write_calendar}
                self.write_page(writer, CALENDAR, "lich.ics", **shown)

    def _write_exemplars(self, writer: KeyedWriter) -> None:
        lists = self.context["site"].exemplar_lists
        for listing in lists:
            for screen in screens(listing.url, [exemplar.card for exemplar in listing.entries]):
                is_first = not screen.number
                page = {
                    "title": listing.title,
                    "count": len(listing.entries) if is_first else None,
                    "filters": filters(lists) if listing.kind == "all" and is_first else (),
                }
                self.write_page(writer, screen.url, "exemplars.html", listing=page, screen=screen)

    def _write_honours(self, writer: KeyedWriter) -> None:
        site = self.context["site"]
        newest = site.honours[:NEWEST_HONOURS]
        self.write_page(writer, HONOURS, "honours.html", totals=site.honour_totals, newest=newest)
        for listing in site.honour_lists:
            for screen in screens(listing.url, listing.entries, listing.per_page):
                page = {"title": listing.title, "total": None if screen.number else add_up(listing)}
                self.write_page(writer, screen.url, "honour_list.html", listing=page, screen=screen)

    def _write_corrections(self, writer: KeyedWriter) -> None:
        notices = self.context["site"].corrections
        feed = CORRECTIONS_FEED if notices else ""
        for screen in screens(CORRECTIONS, notices):
            self.write_page(writer, screen.url, "corrections.html", screen=screen, feed_url=feed)
        if feed:
            self.write_feed(
                writer,
                feed,
                CORRECTIONS_TITLE,
                [
                    _make_entry(notice, self.settings["SITENAME"], self.context["site"].now.tzinfo)
                    for notice in notices
                ],
            )


def _make_entry(notice: Notice, site: str, zone: tzinfo | None) -> FeedEntry:
    moment = datetime.combine(notice.date, time(), zone)
    summary = " ".join(notice.texts)
    return FeedEntry(notice.title, notice.url, summary, moment, moment, CORRECTIONS_TITLE, site)
