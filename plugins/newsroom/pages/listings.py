"""Write the lists of articles: screens of 20 to 39, and a feed beside each.

Reads:   site (set by newsroom.pages.plugin)
Writes:  every StoryListing, by list.html or the template of its kind; atom.xml beside it and at the top;
         the feeds that FEED_RSS, FEED_ALL_ATOM, FEED_ALL_RSS, CATEGORY_FEED_… and TAG_FEED_… ask for
"""

from collections.abc import Iterable, Sequence

from pelican.writers import Writer

from newsroom.addresses import FEED
from newsroom.items.items import Reported, Story
from newsroom.listings.paging import screens
from newsroom.pages.base import FeedEntry, PageGenerator
from newsroom.pages.feeds import feeds_of, feeds_of_all
from newsroom.pages.topics import describe_listing

OWN_TEMPLATES = {"campaign", "province", "former", "cluster", "category", "document"}


class ListPages(PageGenerator):
    def generate_output(self, writer: Writer) -> None:
        site = self.context["site"]
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
        writer: Writer,
        url: str,
        title: str | None,
        stories: Sequence[Reported],
        more: Iterable[tuple[str, str]],
    ) -> None:
        self.write_feed(writer, url, title, map(_make_entry, stories))
        for address, form in more:
            self.write_feed(writer, address, title, map(_make_entry, stories), form, is_own=False)


def _make_entry(story: Reported) -> FeedEntry:
    return FeedEntry(
        title=story.title,
        url=story.url,
        summary=story.summary,
        date=story.date,
        modified=story.changed_at,
        category=story.category.name if isinstance(story, Story) else "Điển hình tiên tiến",
        author=", ".join(story.front.authors) if isinstance(story, Story) else "",
    )
