"""Write a page for each article, exemplar and page of the site.

Reads:   site (set by newsroom.content)
Writes:  the address of each item, templates ITEM_TEMPLATES, or withdrawn where it has been taken down
"""

from __future__ import annotations

from typing import Any

from jinja2 import Template
from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.core.addresses import save_as
from newsroom.core.stories import Campaign, Exemplar, Item, Page, Reported, Story

ITEM_TEMPLATES: dict[type[Item], str] = {Story: "article", Exemplar: "exemplar", Page: "page"}


class ItemPages(Generator):
    def generate_output(self, writer: Writer) -> None:
        self.settings["NEWSROOM_ITEM_PAGES"] = self
        for item in self.context["site"].shown:
            if not isinstance(item, Campaign):  # whose page is a list
                template, shown = self._page(item)
                writer.write_file(save_as(item.url), template, self.context, keyed=True, **shown)

    def draw(self, item: Item) -> str:
        """The page of an item that has been read again since the site was made."""
        template, shown = self._page(item)
        return template.render(self.context | shown)

    def _page(self, item: Item) -> tuple[Template, dict[str, Any]]:
        site = self.context["site"]
        known = site.items.get(item.path, item)
        withdrawn = isinstance(item, Reported) and item.front.withdrawn
        shown: dict[str, Any] = {"item": item, "url": item.url}
        if isinstance(item, Story):
            related = site.related_of.get(known, ())
            earlier = () if related else site.earlier_of.get(known, ())
            shown["related_stories"] = [(one.story.card, one.reason) for one in related]
            shown["earlier"] = [story.card for story in earlier]
        if isinstance(item, Exemplar):
            shown["mentions"] = [story.card for story in site.stories_of.get(known, ())]
        return self.get_template("withdrawn" if withdrawn else ITEM_TEMPLATES[type(item)]), shown


def get_generators(_pelican: Pelican) -> type[Generator]:
    return ItemPages


def register() -> None:
    signals.get_generators.connect(get_generators)
