"""Write the lists of articles: screens of 20 to 39, and feeds beside each.

Reads:   site (set by newsroom.pages.plugin)
Writes:  every StoryListing, by list.html or the template of its kind; atom.xml and feed.json beside it and
         at the top; the feeds that FEED_RSS, FEED_ALL_ATOM, FEED_ALL_RSS, CATEGORY_FEED_…, TAG_FEED_… and
         AUTHOR_FEED_… ask for
"""

from collections.abc import Iterable, Sequence
from functools import cache, partial

from incremental.keyed.writer import KeyedWriter
from newsroom.addresses import FEED
from newsroom.exports.feeds import make_entry
from newsroom.items.items import Reported
from newsroom.listings.paging import screens
from newsroom.pages.base import PageGenerator
from newsroom.pages.feeds import feeds_of, feeds_of_all
from newsroom.pages.topics import describe_listing

OWN_TEMPLATES = {"campaign", "province", "former", "cluster", "category", "document"}


class ListPages(PageGenerator):
    def generate_output(self, writer: KeyedWriter) -> None:
        site = self.context["site"]
        make = partial(make_entry, site=self.settings["SITENAME"], is_full=self.settings["FEED_FULL_TEXT"])
        self._entry_of = cache(make)  # an article is in several feeds
        for listing in site.listings.values():
            more_feeds = feeds_of(listing, self.settings)
            template = f"{listing.kind if listing.kind in OWN_TEMPLATES else 'list'}.html"
            for screen in screens(listing.url, [story.card for story in listing.entries]):
                page = describe_listing(site, listing, is_first=not screen.number)
                page["more_feeds"] = more_feeds
                self.write_page(writer, screen.url, template, listing=page, screen=screen)
            if listing.feed_url:
                self._write_feeds(writer, listing.feed_url, listing.title, listing.entries, more_feeds)
        if site.stories:
            self._write_feeds(writer, FEED, None, site.stories, feeds_of_all(self.settings))

    def _write_feeds(
        self,
        writer: KeyedWriter,
        url: str,
        title: str | None,
        stories: Sequence[Reported],
        more: Iterable[tuple[str, str]],
    ) -> None:
        entries = [self._entry_of(story) for story in stories[: self.settings["FEED_MAX_ITEMS"]]]
        self.write_feed(writer, url, title, entries)
        for address, form in more:
            self.write_feed(writer, address, title, entries, form, is_own=False)
