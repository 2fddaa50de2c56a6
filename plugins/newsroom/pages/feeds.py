"""Feeds: the newest of a list, as Pelican's writer wants them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from itertools import islice

from pelican.generators import Generator
from pelican.writers import Writer


@dataclass(frozen=True)
class FeedEntry:
    """One entry of a feed; ``render_key`` stands for all of it. What it leads to keeps its text to itself."""

    title: str
    url: str
    summary: str
    date: datetime
    modified: datetime
    category: str
    author: str  # the site, where it is empty
    render_key: str

    @staticmethod
    def get_content(_siteurl: str) -> None:
        return None


def write_feed(
    generator: Generator, writer: Writer, url: str, title: str | None, entries: Iterable[FeedEntry]
) -> None:
    """Write the first of *entries*, whose words are plain: a feed's are HTML."""
    newest = [
        replace(
            one,
            title=escape(one.title),
            summary=escape(one.summary),
            author=one.author or generator.settings["SITENAME"],
        )
        for one in islice(entries, generator.settings["FEED_MAX_ITEMS"])
    ]
    writer.write_feed(newest, generator.context, url, url, feed_title=title and escape(title))
