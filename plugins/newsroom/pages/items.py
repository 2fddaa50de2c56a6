"""Write a page for each article, exemplar and page of the site.

Reads:   site (set by newsroom.pages.plugin)
Writes:  the address of each item, templates ITEM_TEMPLATES, withdrawn where it has been taken down, and
         offline for the page that stands in where there is no network
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from pelican.writers import Writer

from newsroom.addresses import OFFLINE_PAGE
from newsroom.items.items import Campaign, Exemplar, Item, Page, Story
from newsroom.listings.paging import Count
from newsroom.listings.stories import MOST_MENTIONS
from newsroom.pages.base import PageGenerator, Template
from newsroom.site.related import Related
from newsroom.site.site import Site

ITEM_TEMPLATES: dict[type[Item], str] = {Story: "article", Exemplar: "exemplar", Page: "page"}


@dataclass(frozen=True)
class ItemDrawer:
    """Draws item pages from the *site*, related stories, and templates with their common *context*."""

    site: Site
    related_of: Mapping[Story, Sequence[Related]]
    environment: Environment
    context: dict[str, Any]

    def draw(self, item: Item) -> str:
        """Draw the page of *item*, which may have been read again since the site was made."""
        template, shown = self.page(item)
        return Template(self.environment, template).render(self.context | shown)

    def page(self, item: Item) -> tuple[str, dict[str, Any]]:
        """Return the template of the page of *item*, and the variables that it shows."""
        site = self.site
        known: Any = site.items.get(item.path, item)  # of the same class
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
            shown["honours"] = site.honours_of(known)
            shown["listed"] = known in site.stories_of
        if item.is_withdrawn:
            return "withdrawn", shown
        return "offline" if item.url == OFFLINE_PAGE else ITEM_TEMPLATES[type(item)], shown


class ItemPages(PageGenerator):
    def generate_output(self, writer: Writer) -> None:
        drawer = self.settings["NEWSROOM"].items
        for item in self.context["site"].shown:
            if not isinstance(item, Campaign):  # whose page is a list
                template, shown = drawer.page(item)
                self.write_page(writer, item.url, template, **shown)
