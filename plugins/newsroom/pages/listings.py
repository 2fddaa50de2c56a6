"""Write the lists of articles: screens of 20 to 39, and a feed beside each.

Reads:   site (set by newsroom.pages.plugin)
Writes:  every StoryListing of the site, templates list and OWN_TEMPLATES; atom.xml beside it and at the top
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from pelican.writers import Writer

from newsroom.addresses import CAMPAIGNS, CONFERENCES, EXEMPLARS, FEED, HONOURS, PROVINCES
from newsroom.conferences.conference import Conference, with_states
from newsroom.figures.progress import Progress, show_progress
from newsroom.items.items import Campaign, Reported, Story, Teaser
from newsroom.listings.paging import Count, Screen, screens
from newsroom.listings.stories import StoryListing
from newsroom.pages.base import PageGenerator
from newsroom.pages.feeds import FeedEntry, write_feed
from newsroom.site.site import Site
from newsroom.vocabulary.clusters import ClusterHistory
from newsroom.vocabulary.provinces import FormerProvince, Province

OWN_TEMPLATES = {"campaign", "province", "former", "cluster", "document"}
MOST_CONFERENCES = 10
OF_CAMPAIGN = ((EXEMPLARS, "Điển hình của phong trào"), (HONOURS, "Khen thưởng trong phong trào"))


@dataclass(frozen=True)
class ListPage:
    """What a screen of a list shows.

    ``counts``, ``see_also``, ``progress`` and ``conferences``, these with their states, are on the first;
    ``today`` is there where a state depends on it. ``see_also`` are lists of other things than stories.
    """

    kind: str
    url: str
    title: str
    trail: tuple[tuple[str, str], ...]
    subject: object
    feed_url: str
    counts: tuple[Count, ...]
    see_also: tuple[Count, ...]
    successor: Province | None
    today: date | None
    progress: Progress | None
    conferences: tuple[tuple[Conference, str], ...]


class ListPages(PageGenerator):
    """Every list of the site."""

    def generate_output(self, writer: Writer) -> None:
        site = self.context["site"]
        for listing in site.listings.values():
            template = listing.kind if listing.kind in OWN_TEMPLATES else "list"
            for screen in screens(listing.url, [story.card for story in listing.entries]):
                page = _list_page(site, listing, screen)
                self.write_page(writer, screen.url, template, listing=page, screen=screen)
            if listing.feed_url:
                write_feed(self, writer, listing.feed_url, listing.title, map(_entry, listing.entries))
        if site.stories:
            write_feed(self, writer, FEED, None, map(_entry, site.stories))


def _list_page(site: Site, listing: StoryListing, screen: Screen[Teaser]) -> ListPage:
    subject = listing.subject
    is_first = not screen.number
    campaign = subject if is_first and isinstance(subject, Campaign) else None
    return ListPage(
        listing.kind,
        listing.url,
        listing.title,
        listing.trail,
        subject,
        listing.feed_url,
        counts=listing.counts if is_first else (),
        see_also=tuple(_see_also(site, listing)) if is_first else (),
        successor=site.provinces.by_slug[subject.successor] if isinstance(subject, FormerProvince) else None,
        today=site.now.date() if campaign else None,
        progress=show_progress(site.figures_of.get(campaign, ())) if campaign else None,
        conferences=_conferences(site, subject.id)
        if is_first and isinstance(subject, ClusterHistory)
        else (),
    )


def _see_also(site: Site, listing: StoryListing) -> Iterator[Count]:
    """What there is beside stories about a province or a campaign."""
    lists, subject = site.other_lists, listing.subject
    if isinstance(subject, Province) and listing.kind == "province":
        for folder in (CONFERENCES, f"{EXEMPLARS}{PROVINCES}", f"{HONOURS}{PROVINCES}"):
            if found := lists.get(f"{folder}{subject.slug}/"):
                yield replace(found.count, label=found.title)
    if isinstance(subject, Campaign):
        for folder, label in OF_CAMPAIGN:
            if found := lists.get(f"{folder}{CAMPAIGNS}{subject.slug}/"):
                yield replace(found.count, label=label)


def _conferences(site: Site, cluster: str) -> tuple[tuple[Conference, str], ...]:
    newest = site.conferences_of.get(cluster, ())[:MOST_CONFERENCES]
    return with_states(newest, site.now.date())


def _entry(story: Reported) -> FeedEntry:
    return FeedEntry(
        title=story.title,
        url=story.url,
        summary=story.summary,
        date=story.date,
        modified=story.front.modified or story.date,
        category=story.front.category if isinstance(story, Story) else "Điển hình tiên tiến",
        author=", ".join(story.front.authors) if isinstance(story, Story) else "",
        render_key=story.record_key,
    )
