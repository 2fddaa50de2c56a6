"""Draw the cards that are shown where pages are shared, and tell templates of them.

Reads:   site (set by newsroom.content), SITENAME, SITESUBTITLE, NAVIGATION, RECORDS;
         theme/fonts; .cache/cards
Writes:  /anh/the/<hash>.png; in every template ``cards``, which gives the picture for a page or an item
"""

from __future__ import annotations

import hashlib
import os
from functools import partial
from pathlib import Path
from typing import get_args

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

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
    """The *card* as it was drawn by an earlier build, of whatever output, or anew; sealed by its digest."""
    seal, _, data = cached.read_bytes().partition(b"\n") if cached.is_file() else (b"", b"", b"")
    if seal != _seal(cached, data):
        data = artist.draw(card)
        cached.parent.mkdir(parents=True, exist_ok=True)
        unfinished = cached.with_suffix(f".{os.getpid()}.part")  # another build may draw the same
        unfinished.write_bytes(_seal(cached, data) + b"\n" + data)
        unfinished.replace(cached)
    return data


def _seal(cached: Path, data: bytes) -> bytes:
    """Of the bytes and of the name, which stands for what should be on the card."""
    return hashlib.sha256(cached.name.encode() + data).hexdigest().encode()


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
