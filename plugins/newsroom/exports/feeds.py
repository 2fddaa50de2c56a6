"""Entries of feeds, and the JSON Feed beside each Atom feed.

Sources: https://www.rfc-editor.org/rfc/rfc4287, https://www.jsonfeed.org/version/1.1/
"""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from html import escape
from typing import Any, NamedTuple

from incremental.keyed.below import move_links
from incremental.keyed.keys import describe
from newsroom.addresses import author_url
from newsroom.items.items import Reported, Story

PROFILES = "Điển hình tiên tiến"  # the category of profiles in feeds


class Enclosure(NamedTuple):
    """A file that belongs to an entry of a feed, with the names that feedgenerator asks for."""

    url: str
    mime_type: str
    length: str = "0"  # unknown: pictures are made after the entries


@dataclass(frozen=True)
class FeedEntry:
    """An entry of a feed, with the properties that Pelican's writer asks for.

    ``name`` and ``abstract`` are plain texts; ``picture`` is the address of a JPEG. ``item`` is present in
    a feed with full texts.
    """

    name: str
    url: str
    abstract: str
    date: datetime
    modified: datetime
    category: str
    site: str  # its name
    authors: tuple[str, ...] = ()  # nobody for the site itself
    picture: str = ""
    item: Reported | None = None

    @cached_property
    def render_key(self) -> str:
        texts = (self.name, self.url, self.abstract, self.category, self.site, self.picture)
        return describe((texts, self.date, self.modified, self.authors, self.item))

    @property
    def title(self) -> str:
        return escape(self.name)

    @property
    def summary(self) -> str:
        return escape(self.abstract)

    @property
    def author(self) -> str:
        return ", ".join(self.authors) or self.site

    def get_content(self, address: str) -> str | None:
        """Return the full text, with absolute links on the site at *address*; None without full texts."""
        if not self.item:
            return None
        html = move_links(self.item.text.encode(), "/", f"{address}/")
        return move_links(html, "#", f"{address}/{self.url}#").decode()

    def get_enclosures(self, address: str) -> list[Enclosure]:
        return [Enclosure(f"{address}/{self.picture}", "image/jpeg")] if self.picture else []


def make_entry(item: Reported, site: str, *, is_full: bool) -> FeedEntry:
    """Make the entry of an article or a profile of *site*, with its text if *is_full*."""
    return FeedEntry(
        name=item.title,
        url=item.url,
        abstract=item.summary,
        date=item.date,
        modified=item.changed_at,
        category=item.category.name if isinstance(item, Story) else PROFILES,
        site=site,
        authors=item.front.authors if isinstance(item, Story) else (),
        picture=next((picture.url for picture in item.pictures), ""),
        item=item if is_full else None,
    )


@dataclass(frozen=True)
class JsonFeed:
    """A JSON Feed of *entries*, the newest first; ``site`` and ``address`` are those of the whole site."""

    url: str
    title: str
    entries: tuple[FeedEntry, ...]
    site: str
    description: str
    address: str

    def write(self) -> str:
        """Write the feed as JSON."""
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "home_page_url": f"{self.address}/",
            "feed_url": f"{self.address}/{self.url}",
            "description": self.description,
            "language": "vi",
            "authors": [{"name": self.site, "url": f"{self.address}/"}],
            "items": [self._describe(entry) for entry in self.entries],
        }
        return json.dumps(feed, ensure_ascii=False, separators=(",", ":"))

    def _describe(self, entry: FeedEntry) -> dict[str, Any]:
        url, text = f"{self.address}/{entry.url}", entry.get_content(self.address)
        item: dict[str, Any] = {
            "id": url,
            "url": url,
            "title": entry.name,
            "summary": entry.abstract,
            "content_text": entry.abstract,
            "date_published": entry.date.isoformat(),
            "date_modified": entry.modified.isoformat(),
            "tags": [entry.category],
        }
        if text is not None:
            item["content_html"] = text
            del item["content_text"]
        if entry.picture:
            item["image"] = f"{self.address}/{entry.picture}"
        if entry.authors:
            item["authors"] = [
                {"name": name, "url": f"{self.address}/{author_url(name)}"} for name in entry.authors
            ]
        return item
