"""Write the index of exemplars, and their lists by kind, field, province and campaign.

Reads:   site (set by newsroom.pages.plugin)
Writes:  /guong/ and the lists below it with their screens, template exemplars
"""

from __future__ import annotations

from dataclasses import dataclass

from pelican.writers import Writer

from newsroom.listings.exemplars import filters
from newsroom.listings.paging import Count, screens
from newsroom.pages.base import PageGenerator


@dataclass(frozen=True)
class ExemplarPage:
    """What a screen shows beside its cards; ``count`` and ``filters`` on the first."""

    title: str
    count: int | None
    filters: tuple[tuple[str, tuple[Count, ...]], ...]


class ExemplarPages(PageGenerator):
    def generate_output(self, writer: Writer) -> None:
        lists = self.context["site"].exemplar_lists
        for listing in lists:
            for screen in screens(listing.url, [exemplar.card for exemplar in listing.entries]):
                page = ExemplarPage(
                    listing.title,
                    count=None if screen.number else len(listing.entries),
                    filters=filters(lists) if listing.kind == "all" and not screen.number else (),
                )
                self.write_page(writer, screen.url, "exemplars", listing=page, screen=screen)
