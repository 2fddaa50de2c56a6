"""A stock site: its sources and its pages are kept from build to build."""

from __future__ import annotations

import io
import logging
import os
from pathlib import Path
from typing import Any

from pelican.contents import Content
from pelican.generators import CachingGenerator, Generator
from pelican.utils import sanitised_join

from incremental.code_state import code_state
from incremental.keys import digest, digest_file
from incremental.reading import SourceReading
from incremental.run import SETTING, IncrementalRun
from incremental.shelf import Shelf
from incremental.stock_pages import KeptTemplate, StockPages
from incremental.values import Values
from incremental.writer import KeyedWriter, finish
from pelican import Pelican, signals

_CODE = "code"
_logger = logging.getLogger(__name__)


class StockBuild:
    """One build of a stock site."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings = settings
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
        self.pages.views.unfollow()
        self.reading.save()
        self._shelf.put(_CODE, "", "", code_state(self._settings, self._code), b"")
        self._shelf.save()
        for name, part in (("sources", self.reading), ("pages and feeds", self.pages)):
            _logger.info("%s: %s kept, %s made", name, part.kept, part.made)


def _has_changed(before: dict[str, str], now: dict[str, str]) -> bool:
    """Return whether any code has changed, also code that is not loaded yet."""
    return any(
        state != before.get(file) if file in now else state != digest_file(file)
        for file, state in (before | now).items()
    )


def begin(pelican: Pelican) -> None:
    run = IncrementalRun.of(pelican.settings)
    run.stock = None  # a build that failed holds the file until now
    run.stock = StockBuild(pelican.settings)


def attach(generator: Generator) -> None:
    stock = IncrementalRun.of(generator.settings).stock
    if stock:
        stock.pages.attach(generator)
        if isinstance(generator, CachingGenerator):
            stock.reading.attach(generator)


def note(content: Content) -> None:
    run = content.settings.get(SETTING)
    if run and run.stock:
        run.stock.values.add(content)


def save(pelican: Pelican) -> None:
    run = IncrementalRun.of(pelican.settings)
    if run.stock:
        run.stock.save()
        run.made = (run.stock.reading.made, run.stock.pages.made)
        run.stock = None


class StockWriter(KeyedWriter):
    """A writer that keeps the pages and feeds of stock generators, too."""

    plain_at_once = True
    _copies: list[Copy] | None = None  # of the feed that is being written

    def write_file(
        self, name: str, template: Any, *arguments: Any, keyed: bool = False, **shown: Any
    ) -> None:
        if not keyed and self._incremental.stock:
            template = KeptTemplate(template, self._incremental.stock.pages)
        super().write_file(name, template, *arguments, keyed=keyed, **shown)

    def write_plain_feed(self, elements: list[Any], context: dict[str, Any], *more: Any) -> None:
        path, *shown, override, title = more
        stock = self._incremental.stock
        if not stock or not path or signals.feed_generated.receivers or signals.feed_written.receivers:
            super().write_plain_feed(elements, context, *more)
            return
        write_feed = super().write_plain_feed
        copies = self._copies = []

        def write() -> str:
            write_feed(elements, context, *more)
            return copies[0].text

        first = elements[: self.settings["FEED_MAX_ITEMS"]]
        text = stock.pages.make_feed(path, first, context, [path, *shown, title], write)
        if not copies:  # it is kept
            file = sanitised_join(self.output_path, path)
            os.makedirs(os.path.dirname(file), exist_ok=True)
            with self._open_w(file, "utf-8", override) as stream:
                stream.write(text)
        self._copies = None

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> Any:  # noqa: FBT001, FBT002
        stream = super()._open_w(filename, encoding, override)
        if self._copies is None:
            return stream
        self._copies.append(Copy(stream))
        return self._copies[-1]


class Copy(io.StringIO):
    """A text for *stream* that stays known when it is written."""

    def __init__(self, stream: Any) -> None:
        super().__init__()
        self._stream = stream
        self.text = ""

    def close(self) -> None:
        if not self.closed:
            self.text = self.getvalue()
            with self._stream as stream:
                stream.write(self.text)
        super().close()


def use_writer(pelican: Pelican) -> type[StockWriter]:
    """Return a writer that also does what the writers of other plugins do."""
    stock = IncrementalRun.of(pelican.settings).stock
    if stock:
        stock.pages.views.follow()
    others = IncrementalRun.of(pelican.settings).other_writers
    bases = [base for make in others if isinstance(base := make(pelican), type)]
    return type("StockWriter", (*bases, StockWriter), {}) if bases else StockWriter


def take_over_writers(pelican: Pelican) -> None:
    """Disconnect the other writers: Pelican would use the first, and ignore the rest."""
    others = [make for make in signals.get_writer.receivers_for(pelican) if make is not use_writer]
    for make in others:
        signals.get_writer.disconnect(make)
    IncrementalRun.of(pelican.settings).other_writers = others


def register() -> None:
    signals.initialized.connect(take_over_writers)
    signals.get_generators.connect(begin)
    signals.generator_init.connect(attach)
    signals.content_object_init.connect(note)
    signals.get_writer.connect(use_writer)
    signals.finalized.connect(finish)
    signals.finalized.connect(save)
