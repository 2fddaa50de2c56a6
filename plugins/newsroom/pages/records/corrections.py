"""Write the list of all corrections, and a feed beside it.

Reads:   site (set by newsroom.pages.plugin)
Writes:  /dinh-chinh/ and its older screens, template corrections; atom.xml beside it where there are any
"""

from __future__ import annotations

from datetime import datetime, time

from pelican.writers import Writer

from newsroom.addresses import CORRECTIONS, CORRECTIONS_FEED
from newsroom.language.dates import HERE
from newsroom.listings.corrections import Notice
from newsroom.listings.paging import screens
from newsroom.pages.base import PageGenerator
from newsroom.pages.feeds import FeedEntry, write_feed

TITLE = "Đính chính"


class CorrectionPages(PageGenerator):
    def generate_output(self, writer: Writer) -> None:
        notices = self.context["site"].corrections
        feed = CORRECTIONS_FEED if notices else ""
        for screen in screens(CORRECTIONS, notices):
            self.write_page(writer, screen.url, "corrections", screen=screen, feed_url=feed)
        if feed:
            write_feed(self, writer, feed, TITLE, map(_entry, notices))


def _entry(notice: Notice) -> FeedEntry:
    moment = datetime.combine(notice.date, time(), HERE)
    return FeedEntry(
        title=notice.title,
        url=notice.url,
        summary=" ".join(notice.texts),
        date=moment,
        modified=moment,
        category=TITLE,
        author="",
        render_key=repr(notice),
    )
