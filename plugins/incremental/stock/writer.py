"""Pelican's writer, with pages and feeds that are kept."""

from __future__ import annotations

import io
import os
from functools import partial
from typing import Any

from jinja2 import Template
from pelican.utils import sanitised_join
from pelican.writers import Writer

from incremental.stock.feed_items import FeedItems
from incremental.stock.page_reads import Reads
from incremental.stock.pages import StockPages
from pelican import signals


class StockWriter(Writer):
    """A writer of a class that ``writer_of`` makes, for one build."""

    pages: StockPages
    _is_kept = False  # the file that Pelican is about to open
    _items: FeedItems | None = None  # of the feed that Pelican writes

    def write_file(self, name: str, template: Any, *arguments: Any, **shown: Any) -> None:
        super().write_file(name, _KeptTemplate(template, self), *arguments, **shown)

    def write_feed(  # noqa: PLR0917 (as in Pelican)
        self,
        elements: list[Any],
        context: dict[str, Any],
        path: str | None = None,
        url: str | None = None,
        feed_type: str = "atom",
        override_output: bool = False,  # noqa: FBT001, FBT002
        feed_title: str | None = None,
    ) -> None:
        more = (path, url, feed_type, override_output, feed_title)
        if not path or signals.feed_generated.receivers or signals.feed_written.receivers:
            super().write_feed(elements, context, *more)
            return
        write_feed = super().write_feed

        def write(reads: Reads) -> None:
            self._items = FeedItems(self.pages.views, reads)
            try:
                write_feed(elements, context, *more)
            finally:
                self._items = None

        file = sanitised_join(self.output_path, path)
        first = elements[: self.settings["FEED_MAX_ITEMS"]]
        shown = [path, url, feed_type, feed_title]
        self._is_kept = not self.pages.make_feed(file, first, context, shown, write)
        if self._is_kept:
            self._open_w(file, "utf-8", override_output)

    def _add_item_to_the_feed(self, feed: Any, item: Any) -> None:
        make = partial(super()._add_item_to_the_feed, feed, item)
        is_own = type(self)._add_item_to_the_feed is StockWriter._add_item_to_the_feed  # noqa: SLF001
        if self._items and is_own:  # no method of another plugin
            self._items.add(feed, item, self.site_url, make)
        else:
            make()

    def render(self, template: Template, context: dict[str, Any]) -> str:
        """Return the text of a page; an empty text if its file is kept."""
        text = self.pages.render(template, context, sanitised_join(self.output_path, context["output_file"]))
        self._is_kept = text is None
        return text or ""

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> Any:  # noqa: FBT001, FBT002
        if self._is_kept:
            self._is_kept = False
            self._written_files.add(filename)
            if override:
                self._overridden_files.add(filename)
            return io.StringIO()
        stream = super()._open_w(filename, encoding, override)
        if stream.name == os.devnull:
            return stream
        return self.pages.output.note(filename, stream)


class _KeptTemplate:
    """A template for Pelican's writer, which asks *writer* for texts."""

    def __init__(self, template: Template, writer: StockWriter) -> None:
        self._template, self._writer = template, writer

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)

    def render(self, context: dict[str, Any]) -> str:
        return self._writer.render(self._template, context)


def writer_of(pages: StockPages, others: list[type[Writer]]) -> type[StockWriter]:
    """Return the class of a writer of *pages* that also does what the *others* do."""
    return type("StockWriter", (*others, StockWriter), {"pages": pages})
