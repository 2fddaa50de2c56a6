"""Draw the cards that are shown where pages are shared.

Reads:   site and cards (set by newsroom.pages.plugin); theme/fonts; .cache/cards
Writes:  /anh/the/<hash>.png
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, get_args

from pelican.generators import Generator
from pelican.writers import Writer

from incremental import sealed_files
from newsroom.addresses import category_url
from newsroom.content.models import Category
from newsroom.sharing.card_drawing import Artist
from newsroom.sharing.cards import ShareImages, SharingCard


class CardFiles(Generator):
    def generate_output(self, writer: Writer) -> None:
        artist = self.settings["NEWSROOM"].artist
        for url, card in self.context["cards"].drawn(self.context["site"].shown).items():
            cached = Path(self.settings["CACHE_PATH"], "cards", Path(url).stem)
            writer.write_bytes(url, url, partial(_draw, artist, card, cached))


def _draw(artist: Artist, card: SharingCard, cached: Path) -> bytes:
    """The *card* as it was drawn by an earlier build, of whatever output, or anew."""
    data = sealed_files.read(cached)
    if data is None:
        data = artist.draw(card)
        sealed_files.write(cached, data)
    return data


def make_cards(settings: Mapping[str, Any], artist: Artist) -> ShareImages:
    """Make what names the card of each page: one for each section of the site, one for each item."""
    categories = [(name, category_url(name)) for name in get_args(Category)]
    sections = [*categories, *settings["NAVIGATION"], *settings["RECORDS"]]
    return ShareImages(settings["SITENAME"], settings["SITESUBTITLE"], sections, artist.design)
