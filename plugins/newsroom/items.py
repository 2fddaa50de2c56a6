"""Write a page for each article, exemplar and page of the site.

Reads:   site (set by newsroom.content)
Writes:  the address of each item, templates ITEM_TEMPLATES, or withdrawn where it has been taken down
"""

from __future__ import annotations

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.core.addresses import save_as
from newsroom.core.stories import Campaign, Exemplar, Item, Page, Reported, Story

ITEM_TEMPLATES: dict[type[Item], str] = {Story: "article", Exemplar: "exemplar", Page: "page"}


class ItemPages(Generator):
    def generate_output(self, writer: Writer) -> None:
        site = self.context["site"]
        for item in site.shown:
            if isinstance(item, Campaign):  # its page is a list
                continue
            withdrawn = isinstance(item, Reported) and item.front.withdrawn
            template = self.get_template("withdrawn" if withdrawn else ITEM_TEMPLATES[type(item)])
            others = {}
            if isinstance(item, Story):
                others["earlier"] = [story.card for story in site.earlier_of.get(item, ())]
            if isinstance(item, Exemplar):
                others["mentions"] = [story.card for story in site.stories_of.get(item, ())]
            writer.write_file(
                save_as(item.url), template, self.context, item=item, url=item.url, keyed=True, **others
            )


def get_generators(_pelican: Pelican) -> type[Generator]:
    return ItemPages


def register() -> None:
    signals.get_generators.connect(get_generators)
