"""Write the list of all corrections, and a feed beside it.

Reads:   site (set by newsroom.content)
Writes:  /dinh-chinh/ and its older screens, template corrections; atom.xml beside it where there are any
"""

from __future__ import annotations

from datetime import datetime, time
from html import escape

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.core.addresses import CORRECTIONS, save_as
from newsroom.core.corrections import FEED, Notice
from newsroom.core.dates import HERE
from newsroom.core.paging import screens
from newsroom.lists import FeedEntry

TITLE = "Đính chính"


class CorrectionPages(Generator):
    def generate_output(self, writer: Writer) -> None:
        notices = self.context["site"].corrections
        feed = FEED if notices else ""
        template = self.get_template("corrections")
        for screen in screens(CORRECTIONS, notices):
            writer.write_file(
                save_as(screen.url),
                template,
                self.context,
                keyed=True,
                url=screen.url,
                screen=screen,
                feed_url=feed,
            )
        if feed:
            latest = notices[: self.settings["FEED_MAX_ITEMS"]]
            newest = [_entry(notice, self.settings["SITENAME"]) for notice in latest]
            writer.write_feed(newest, self.context, feed, feed, feed_title=TITLE)


def _entry(notice: Notice, site: str) -> FeedEntry:
    moment = datetime.combine(notice.date, time(), HERE)
    return FeedEntry(
        title=escape(notice.title),  # a feed's texts are HTML
        url=notice.url,
        summary=escape(" ".join(notice.texts)),
        date=moment,
        modified=moment,
        category=TITLE,
        author=site,
        shows=repr(notice),
    )


def get_generators(_pelican: Pelican) -> type[Generator]:
    return CorrectionPages


def register() -> None:
    signals.get_generators.connect(get_generators)
