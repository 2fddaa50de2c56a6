"""Write the register of honours: what it adds up to, and its rows.

Reads:   site (set by newsroom.pages.plugin)
Writes:  /khen-thuong/, template honours; the lists below it with their screens, template honour_list
"""

from __future__ import annotations

from dataclasses import dataclass

from pelican.writers import Writer

from newsroom.addresses import HONOURS
from newsroom.honours.totals import ROWS_PER_PAGE, Total
from newsroom.listings.paging import screens
from newsroom.pages.base import PageGenerator

NEWEST_COUNT = 10


@dataclass(frozen=True)
class RowPage:
    """What a screen shows beside its rows; ``total`` on the first."""

    title: str
    total: Total | None


class HonourPages(PageGenerator):
    def generate_output(self, writer: Writer) -> None:
        site = self.context["site"]
        newest = site.honours[:NEWEST_COUNT]
        self.write_page(writer, HONOURS, "honours", totals=site.honour_totals, newest=newest)
        for one in site.row_lists:
            for screen in screens(one.url, one.rows, ROWS_PER_PAGE):
                page = RowPage(one.title, None if screen.number else one.total)
                self.write_page(writer, screen.url, "honour_list", listing=page, screen=screen)
