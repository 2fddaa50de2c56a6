"""Write the index of exemplars, and their lists by kind, field, province and campaign.

Reads:   site (set by newsroom.content)
Writes:  /guong/ and the lists below it with their screens, template exemplars
"""

from __future__ import annotations

from dataclasses import dataclass

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.core.addresses import save_as
from newsroom.core.exemplar_lists import card, filters
from newsroom.core.listings import Count
from newsroom.core.paging import screens


@dataclass(frozen=True)
class ExemplarPage:
    """What a screen shows beside its cards; ``count`` and ``filters`` on the first."""

    url: str
    title: str
    count: int | None
    filters: tuple[tuple[str, tuple[Count, ...]], ...]


class ExemplarPages(Generator):
    def generate_output(self, writer: Writer) -> None:
        lists = self.context["site"].exemplar_lists
        template = self.get_template("exemplars")
        cards = {one: card(one) for one in lists[0].exemplars}
        for listing in lists:
            for screen in screens(listing.url, [cards[one] for one in listing.exemplars]):
                page = ExemplarPage(
                    listing.url,
                    listing.title,
                    count=None if screen.number else len(listing.exemplars),
                    filters=filters(lists) if listing.kind == "all" and not screen.number else (),
                )
                writer.write_file(
                    save_as(screen.url),
                    template,
                    self.context,
                    listing=page,
                    screen=screen,
                    url=screen.url,
                    keyed=True,
                )


def get_generators(_pelican: Pelican) -> type[Generator]:
    return ExemplarPages


def register() -> None:
    signals.get_generators.connect(get_generators)
