"""The reader that hands Pelican what the core has already read.

It is set as READERS["md"], not as a plugin.
"""

from __future__ import annotations

import os
from typing import Any

from markupsafe import escape
from pelican.contents import Author, Category, Tag
from pelican.readers import MarkdownReader

from newsroom.core.stories import Item, Story


class NewsReader(MarkdownReader):
    """Looks a file up among the items of the site."""

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The body as HTML, and metadata under Pelican's names; ``story`` or ``item`` is all of it."""
        path = os.path.relpath(source_path, self.settings["PATH"]).replace(os.sep, "/")
        item: Item = self.settings["NEWSROOM"].site.items[path]
        metadata: dict[str, Any] = {
            "title": item.title,
            "summary": escape(item.summary),  # Pelican's summaries are HTML
            "slug": item.slug,
            "status": item.status,
            "item": item,
        }
        if item.front.modified:
            metadata["modified"] = item.front.modified
        if isinstance(item, Story):
            metadata |= self._story(item)
        return item.body.html, metadata

    def _story(self, story: Story) -> dict[str, Any]:
        front = story.front
        metadata: dict[str, Any] = {
            "date": story.date,
            "category": Category(front.category, self.settings),
            "tags": [Tag(tag, self.settings) for tag in front.tags],
            "story": story,
        }
        if front.authors:
            metadata["authors"] = [Author(author, self.settings) for author in front.authors]
        if front.withdrawn:
            metadata["template"] = "withdrawn"
            metadata["status"] = "draft" if story.status == "draft" else "hidden"
        return metadata
