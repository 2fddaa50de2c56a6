"""Items of feeds, made once for all feeds that show them.

An article stands in the feeds of the site, of its category, its authors and its tags: the same item in each.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from typing import Any

from pelican.contents import Content
from pelican.writers import Atom1Feed, Rss201rev2Feed

from incremental.stock.content_views import ContentViews
from incremental.stock.page_reads import Reads

_STOCK = (Atom1Feed, Rss201rev2Feed)


class FeedItem:
    """An item of a kind of feed: its values, the reads of the content, and its text once it is written."""

    def __init__(self, values: dict[str, Any], reads: set[Any]) -> None:
        self.values, self.reads = values, reads
        self._text = ""

    def text(self, feed: Any, handler: Any) -> str:
        """Return the text that *feed* would write by a *handler* like this."""
        if not self._text:
            stream, items = io.StringIO(), feed.items
            feed.items = [self.values]
            type(feed).write_items(feed, type(handler)(stream, "utf-8", short_empty_elements=True))
            feed.items, self._text = items, stream.getvalue()
        return self._text


class FeedItems:
    """The items of one feed, whose *reads* they add to."""

    def __init__(self, views: ContentViews, reads: Reads) -> None:
        self._views, self._reads = views, reads
        self._items: list[FeedItem] = []

    def add(self, feed: Any, content: Content, site_url: str, make: Callable[[], None]) -> None:
        """Add the item of *content*, with links that begin with *site_url*; *make* adds a new one."""
        if type(feed) not in _STOCK:
            make()
            return
        place = (type(feed), site_url, self._views.context.get("localsiteurl"))
        item = self._views.known_of(content).get(place)
        if item:
            feed.items.append(item.values)
            self._reads.contents[content] |= item.reads
        else:
            make()
            item = FeedItem(feed.items[-1], {*self._reads.contents[content]})
            self._views.known_of(content)[place] = item  # looked up again: the views may have been cleared
        self._items.append(item)
        feed.write_items = partial(self._write, feed)

    def _write(self, feed: Any, handler: Any) -> None:
        handler.ignorableWhitespace("".join(item.text(feed, handler) for item in self._items))  # as it is
