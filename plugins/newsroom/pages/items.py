"""Write a page for each article, exemplar and page, and a redirect at each old address.

Reads:   site (set by newsroom.pages.plugin)
Writes:  the address of each item, templates ITEM_TEMPLATES, withdrawn.html for withdrawn items, and
         offline.html for the page that the worker shows without network; old addresses, template moved.html
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from pelican.writers import Writer

from newsroom.addresses import OFFLINE_PAGE, author_url, page_url, tag_url
from newsroom.items.items import Campaign, Exemplar, Item, Page, Story
from newsroom.listings.paging import Count
from newsroom.listings.stories import MOST_MENTIONS
from newsroom.pages.base import PageGenerator, Template
from newsroom.site.related import Related
from newsroom.site.site import Site

ITEM_TEMPLATES: dict[type[Item], str] = {Story: "article.html", Exemplar: "exemplar.html", Page: "page.html"}


@dataclass(frozen=True)
class ItemDrawer:
    """A drawer of item pages, with the common *context* of all templates."""

    site: Site
    related_of: Mapping[Story, Sequence[Related]]
    environment: Environment
    context: dict[str, Any]

    def draw(self, item: Item) -> str:
        """Draw the page of *item*, which may have been read again since the site was made."""
        template, shown = self.describe(item)
        return Template(self.environment, template).render(self.context | shown)

    def describe(self, item: Item) -> tuple[str, dict[str, Any]]:
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
            urls = (*map(tag_url, item.front.tags), *map(author_url, item.front.authors))
            shown["listed"] = [url for url in urls if url in site.listings]
        if isinstance(item, Exemplar):
            mentions = site.stories_of.get(known, ())
            more = Count("Tất cả các bài", known.mentions_url, len(mentions))
            shown["mentions"] = [story.card for story in mentions[:MOST_MENTIONS]]
            shown["more_mentions"] = more if len(mentions) > MOST_MENTIONS else None
            shown["honours"] = site.honours_of(known)
            shown["listed"] = known in site.stories_of
        if item.is_withdrawn:
            return "withdrawn.html", shown
        return "offline.html" if item.url == OFFLINE_PAGE else ITEM_TEMPLATES[type(item)], shown


class ItemPages(PageGenerator):
    def generate_output(self, writer: Writer) -> None:
        site, drawer = self.context["site"], self.settings["NEWSROOM"].items
        for item in site.shown:
            if not isinstance(item, Campaign):  # newsroom.pages.listings writes its page, a list
                template, shown = drawer.describe(item)
                self.write_page(writer, item.url, template, **shown)
        for old, new in site.moved.items():
            if page_url(old) == old:
                self.write_page(writer, old, "moved.html", target=new)
