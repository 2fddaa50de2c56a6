"""Write a page for each article, exemplar and page of the site.

Reads:   site (set by newsroom.content)
Writes:  the address of each item, templates ITEM_TEMPLATES, withdrawn where it has been taken down, and
         offline for the page that stands in where there is no network
"""

from __future__ import annotations

import json
from typing import Any

from pelican import Pelican, signals
from pelican.generators import Generator

from incremental.keys import digest
from incremental.writer import KeyedWriter
from newsroom.core.addresses import OFFLINE_PAGE
from newsroom.core.listings import MOST_MENTIONS
from newsroom.core.paging import Count
from newsroom.core.related import relate
from newsroom.core.stories import Campaign, Exemplar, Item, Page, Story
from newsroom.pages import PageGenerator

ITEM_TEMPLATES: dict[type[Item], str] = {Story: "article", Exemplar: "exemplar", Page: "page"}


class ItemPages(PageGenerator):
    def generate_output(self, writer: KeyedWriter) -> None:
        self.settings["NEWSROOM_ITEM_PAGES"] = self
        site = self.context["site"]
        key = digest(site.related_key)
        kept = writer.store.keep_all("related", {"": key}, lambda _: json.dumps(site.find_related()))
        self.related_of = relate(site.stories, json.loads(kept("")))
        for item in site.shown:
            if not isinstance(item, Campaign):  # whose page is a list
                template, shown = self._page(item)
                self.write_page(writer, item.url, template, **shown)

    def draw(self, item: Item) -> str:
        """The page of an item that has been read again since the site was made."""
        template, shown = self._page(item)
        return str(self.get_template(template).render(self.context | shown))

    def _page(self, item: Item) -> tuple[str, dict[str, Any]]:
        site = self.context["site"]
        known = site.items.get(item.path, item)
        shown: dict[str, Any] = {"item": item}
        if isinstance(item, Story):
            conference = site.conference_of.get(known)
            others = conference.others(known) if conference else ()
            related = self.related_of.get(known, ())
            earlier = () if related else site.earlier_of.get(known, ())
            shown["same_event"] = [story.card for story in others]
            shown["related_stories"] = related
            shown["earlier"] = [story.card for story in earlier if story not in others]
        if isinstance(item, Exemplar):
            mentions = site.stories_of.get(known, ())
            more = Count("Tất cả các bài", known.mentions_url, len(mentions))
            shown["mentions"] = [story.card for story in mentions[:MOST_MENTIONS]]
            shown["more_mentions"] = more if len(mentions) > MOST_MENTIONS else None
            shown["honours"] = site.register.held_by(known)
            shown["listed"] = known in site.stories_of
        if item.is_withdrawn:
            return "withdrawn", shown
        return "offline" if item.url == OFFLINE_PAGE else ITEM_TEMPLATES[type(item)], shown


def get_generators(_pelican: Pelican) -> type[Generator]:
    return ItemPages


def register() -> None:
    signals.get_generators.connect(get_generators)
