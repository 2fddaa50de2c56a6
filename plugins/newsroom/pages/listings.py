"""Write the lists of articles: screens of 20 to 39, and feeds beside each.

Reads:   site (set by newsroom.pages.plugin)
Writes:  every StoryListing, by list.html or the template of its kind; atom.xml and feed.json beside it and
         at the top; the feeds that FEED_RSS, FEED_ALL_ATOM, FEED_ALL_RSS, CATEGORY_FEED_…, TAG_FEED_… and
         AUTHOR_FEED_… ask for
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from incremental.keyed.writer import KeyedWriter
from newsroom.addresses import CAMPAIGNS, CONFERENCES, EXEMPLARS, FEED, HONOURS, PROVINCES
from newsroom.conferences.conference import with_states
from newsroom.exports.feeds import make_entry
from newsroom.figures.progress import show_progress
from newsroom.items.items import Campaign, Reported
from newsroom.listings.paging import Count, screens
from newsroom.listings.stories import StoryListing
from newsroom.pages.base import PageGenerator
from newsroom.pages.feeds import feeds_of, feeds_of_all
from newsroom.site.site import Site
from newsroom.vocabulary.clusters import ClusterHistory
from newsroom.vocabulary.models import Document
from newsroom.vocabulary.provinces import FormerProvince, Province

OWN_TEMPLATES = {"campaign", "province", "former", "cluster", "document"}
MOST_CONFERENCES = 10
OF_CAMPAIGN = ((EXEMPLARS, "Điển hình của phong trào"), (HONOURS, "Khen thưởng trong phong trào"))


class ListPages(PageGenerator):
    def generate_output(self, writer: KeyedWriter) -> None:
        site = self.context["site"]
        for listing in site.listings.values():
            more_feeds = feeds_of(listing, self.settings)
            template = f"{listing.kind if listing.kind in OWN_TEMPLATES else 'list'}.html"
            for screen in screens(listing.url, [story.card for story in listing.entries]):
                page = _describe(site, listing, is_first=not screen.number)
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
        is_full = self.settings["FEED_FULL_TEXT"]
        entries = [make_entry(story, is_full=is_full) for story in stories[: self.settings["FEED_MAX_ITEMS"]]]
        self.write_feed(writer, url, title, entries)
        for address, form in more:
            self.write_feed(writer, address, title, entries, form, is_own=False)


def _describe(site: Site, listing: StoryListing, *, is_first: bool) -> dict[str, Any]:
    """Return the variables of a screen of *listing* besides its stories; most only on the first screen.

    ``see_also`` are lists of other things than stories. ``today`` is present if a state depends on it.
    """
    subject, today = listing.subject, site.now.date()
    campaign = subject if is_first and isinstance(subject, Campaign) else None
    cluster = subject.id if is_first and isinstance(subject, ClusterHistory) else ""
    return {
        "kind": listing.kind,
        "url": listing.url,
        "title": listing.title,
        "trail": listing.trail,
        "subject": subject,
        "feed_url": listing.feed_url,
        "own_copy": site.copies.get(subject.slug) if is_first and isinstance(subject, Document) else None,
        "counts": listing.counts if is_first else (),
        "see_also": list(_see_also(site, listing)) if is_first else (),
        "successor": site.provinces.by_slug[subject.successor]
        if isinstance(subject, FormerProvince)
        else None,
        "today": today if campaign else None,
        "progress": show_progress(site.figures_of.get(campaign, ())) if campaign else None,
        "conferences": with_states(site.conferences_of.get(cluster, ())[:MOST_CONFERENCES], today),
    }


def _see_also(site: Site, listing: StoryListing) -> Iterator[Count]:
    """Find the lists of other things than stories about a province or a campaign."""
    lists, subject = site.other_lists, listing.subject
    if isinstance(subject, Province) and listing.kind == "province":
        for folder in (CONFERENCES, f"{EXEMPLARS}{PROVINCES}", f"{HONOURS}{PROVINCES}"):
            if found := lists.get(f"{folder}{subject.slug}/"):
                yield replace(found.count, label=found.title)
    if isinstance(subject, Campaign):
        for folder, label in OF_CAMPAIGN:
            if found := lists.get(f"{folder}{CAMPAIGNS}{subject.slug}/"):
                yield replace(found.count, label=label)
