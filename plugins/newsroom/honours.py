"""Write the register of honours: what it adds up to, and its rows.

Reads:   site (set by newsroom.content)
Writes:  /khen-thuong/, template honours; the lists below it with their screens, template honour_list
"""

from __future__ import annotations

from dataclasses import dataclass

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.core.addresses import HONOURS, save_as
from newsroom.core.honour_lists import ROWS_PER_PAGE, Total
from newsroom.core.paging import screens

NEWEST_COUNT = 10


@dataclass(frozen=True)
class RowPage:
    """What a screen shows beside its rows; ``total`` on the first."""

    title: str
    total: Total | None


class HonourPages(Generator):
    def generate_output(self, writer: Writer) -> None:
        site = self.context["site"]
        writer.write_file(
            save_as(HONOURS),
            self.get_template("honours"),
            self.context,
            totals=site.honour_totals,
            newest=site.honours[:NEWEST_COUNT],
            url=HONOURS,
            keyed=True,
        )
        template = self.get_template("honour_list")
        for one in site.row_lists:
            for screen in screens(one.url, one.rows, ROWS_PER_PAGE):
                writer.write_file(
                    save_as(screen.url),
                    template,
                    self.context,
                    listing=RowPage(one.title, None if screen.number else one.total),
                    screen=screen,
                    url=screen.url,
                    keyed=True,
                )


def get_generators(_pelican: Pelican) -> type[Generator]:
    return HonourPages


def register() -> None:
    signals.get_generators.connect(get_generators)
