"""A build of a stock site, in which sources and pages are kept from the last."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.contents import Content
from pelican.generators import CachingGenerator, Generator

from incremental.digests import digest, digest_file
from incremental.memory import delay_collection
from incremental.stock.code_state import code_state
from incremental.stock.pages import StockPages
from incremental.stock.reading import SETTING, SourceReading
from incremental.stock.shelf import Shelf
from incremental.stock.values import Values
from incremental.stock.writer import StockWriter, writer_of
from pelican import Pelican, signals

_CODE = "code"
_logger = logging.getLogger(__name__)


class StockBuild:
    """One build of a stock site."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        self._collect_again = delay_collection()
        name = f"stock-{digest(os.path.abspath(settings['OUTPUT_PATH']))[:16]}.sqlite"
        self._shelf = Shelf(Path(settings["CACHE_PATH"], name))
        self._code = code_state(settings)
        before = self._shelf.get(_CODE, "")
        if not before or _has_changed(before.origin, self._code):
            self._shelf.clear()
        self.values = Values()
        self.reading = SourceReading(settings, self._shelf, self.values)
        self.pages = StockPages(settings, self._shelf, self.values)

    def save(self) -> None:
        """Save all that is kept."""
        self.pages.save()
        self.reading.save()
        self._shelf.put(_CODE, "", "", code_state(self._settings, self._code))
        self._shelf.save()
        self._collect_again()
        for name, part in (("sources", self.reading), ("pages and feeds", self.pages)):
            _logger.info("%s: %s kept, %s made", name, part.kept, part.made)


def _has_changed(before: dict[str, str], now: dict[str, str]) -> bool:
    """Return whether any code has changed, also code that is not loaded yet."""
    return any(
        state != before.get(file) if file in now else state != digest_file(file)
        for file, state in (before | now).items()
    )


@dataclass
class StockSite:
    """A site that Pelican may build again and again, in its setting INCREMENTAL.

    Attributes:
        other_writers: Functions of other plugins that return a writer.
        build: The build that goes on.
        made: The numbers of sources read, and of pages and feeds made, in the last build.
    """

    other_writers: list[Callable[[Pelican], Any]]
    build: StockBuild | None = None
    made: tuple[int, int] | None = None


def prepare(pelican: Pelican) -> None:
    """Disconnect the other writers: Pelican would use the first, and ignore the rest."""
    others = [make for make in signals.get_writer.receivers_for(pelican) if make is not use_writer]
    for make in others:
        signals.get_writer.disconnect(make)
    pelican.settings[SETTING] = StockSite(others)


def begin(pelican: Pelican) -> None:
    site = pelican.settings[SETTING]
    site.build = None  # a build that failed holds the file until now
    site.build = StockBuild(pelican.settings)
    output = os.path.realpath(pelican.output_path)
    holds_sources = Path(os.path.realpath(pelican.path)).is_relative_to(output)
    if pelican.settings["DELETE_OUTPUT_DIRECTORY"] and not holds_sources and os.path.isdir(output):
        pelican.delete_outputdir = False
        site.build.pages.output.clean(pelican.output_retention)


def attach(generator: Generator) -> None:
    build = _build_of(generator.settings)
    if build:
        build.pages.attach(generator)
        if isinstance(generator, CachingGenerator):
            build.reading.attach(generator)


def note(content: Content) -> None:
    build = _build_of(content.settings)
    if build:
        build.values.add(content)


def _build_of(settings: dict[str, Any]) -> StockBuild | None:
    """Return the build that goes on, if the site is built by a Pelican of these *settings*."""
    site: StockSite | None = settings.get(SETTING)
    return site.build if site else None


def use_writer(pelican: Pelican) -> type[StockWriter]:
    site = pelican.settings[SETTING]
    site.build.pages.views.follow()
    others = [base for make in site.other_writers if isinstance(base := make(pelican), type)]
    return writer_of(site.build.pages, others)


def save(pelican: Pelican) -> None:
    site = pelican.settings[SETTING]
    site.build.save()
    site.made = (site.build.reading.made, site.build.pages.made)
    site.build = None


def register() -> None:
    signals.initialized.connect(prepare)
    signals.get_generators.connect(begin)
    signals.generator_init.connect(attach)
    signals.content_object_init.connect(note)
    signals.get_writer.connect(use_writer)
    signals.finalized.connect(save)
