"""Draw the cards that are shown where pages are shared, and tell templates of them.

Reads:   site (set by newsroom.content), SITENAME, SITESUBTITLE, NAVIGATION, RECORDS;
         theme/fonts; .cache/cards
Writes:  /anh/the/<hash>.png; in every template ``cards``, which gives the picture for a page or an item
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import get_args

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from newsroom import sealed
from newsroom.core.addresses import category_url
from newsroom.core.cards import Cards, SharingCard
from newsroom.core.drawing import Artist
from newsroom.core.models import Category


class CardFiles(Generator):
    def generate_output(self, writer: Writer) -> None:
        artist = self.settings["NEWSROOM_ARTIST"]
        for url, card in self.context["cards"].drawn(self.context["site"].shown).items():
            cached = Path(self.settings["CACHE_PATH"], "cards", Path(url).stem)
            writer.write_bytes(url, url, partial(_draw, artist, card, cached))


def _draw(artist: Artist, card: SharingCard, cached: Path) -> bytes:
    """The *card* as it was drawn by an earlier build, of whatever output, or anew."""
    data = sealed.read(cached)
    if data is None:
        data = artist.draw(card)
        sealed.write(cached, data)
    return data


def share(generator: Generator) -> None:
    """Let templates name the cards."""
    settings = generator.settings
    if "NEWSROOM_ARTIST" not in settings:
        settings["NEWSROOM_ARTIST"] = Artist(Path(settings["THEME"], "fonts"))
    categories = [(name, category_url(name)) for name in get_args(Category)]
    sections = [*categories, *settings["NAVIGATION"], *settings["RECORDS"]]
    design = settings["NEWSROOM_ARTIST"].design
    generator.context["cards"] = Cards(settings["SITENAME"], settings["SITESUBTITLE"], sections, design)


def get_generators(_pelican: Pelican) -> type[Generator]:
    return CardFiles


def register() -> None:
    signals.generator_init.connect(share)
    signals.get_generators.connect(get_generators)
