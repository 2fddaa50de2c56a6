"""Write the register of honours: what it adds up to, and its lists.

Reads:   site (set by newsroom.pages.plugin)
Writes:  /khen-thuong/, template honours; the lists below it with their screens, template honour_list
"""

from __future__ import annotations

from dataclasses import dataclass

from pelican.writers import Writer

from newsroom.addresses import HONOURS
from newsroom.honours.totals import Total, add_up
from newsroom.listings.paging import screens
from newsroom.pages.base import PageGenerator

NEWEST_COUNT = 10


@dataclass(frozen=True)
class HonourListPage:
    """The variables of a screen besides its records; ``total`` is on the first only."""

    title: str
    total: Total | None


class HonourPages(PageGenerator):
    def generate_output(self, writer: Writer) -> None:
        site = self.context["site"]
        newest = site.honours[:NEWEST_COUNT]
        self.write_page(writer, HONOURS, "honours", totals=site.honour_totals, newest=newest)
        for listing in site.honour_lists:
            for screen in screens(listing.url, listing.entries, listing.per_page):
                page = HonourListPage(listing.title, None if screen.number else add_up(listing))
                self.write_page(writer, screen.url, "honour_list", listing=page, screen=screen)
