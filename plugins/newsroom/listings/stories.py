"""Lists of articles: all, and by each feature that they share."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, product

from newsroom.addresses import (
    CAMPAIGNS,
    CLUSTERS,
    CONFERENCES,
    DOCUMENTS,
    EXEMPLARS,
    FEED,
    NEWS,
    PROVINCES,
    UNITS,
    author_url,
    json_feed_url,
    tag_url,
)
from newsroom.identity.models import Category
from newsroom.items.items import Campaign, Exemplar, Reported, Story, newest_first
from newsroom.language.vietnamese import collation_key
from newsroom.listings.grouping import group_by
from newsroom.listings.paging import Count, Listing, most_first
from newsroom.vocabulary.clusters import ClusterHistory
from newsroom.vocabulary.models import Document, OrgUnit
from newsroom.vocabulary.provinces import Provinces

CONFERENCE_CATEGORY = "Hội nghị"
MOST_MENTIONS = 20  # on the page of an exemplar


@dataclass(frozen=True, eq=False)
class StoryListing(Listing[Reported]):
    """A list of articles, and of profiles if they cite a document or name a unit.

    ``subject`` is the campaign, place, cluster, document or unit that they are about; ``counts`` are lists of
    parts of it.
    """

    subject: object = None
    counts: tuple[Count, ...] = ()

    @property
    def feed_url(self) -> str:
        """The address of the feed; empty if there are no articles."""
        return f"{self.url}{FEED}" if self.entries else ""

    @property
    def addresses(self) -> Iterator[str]:
        """The address of each screen, and of the feeds, if any."""
        yield from super().addresses
        if self.feed_url:
            yield from (self.feed_url, json_feed_url(self.feed_url))


def list_mentions(stories_of: Mapping[Exemplar, tuple[Story, ...]]) -> Iterator[StoryListing]:
    """List the articles that mention an exemplar, if they are more than its own page shows."""
    for exemplar, stories in stories_of.items():
        if len(stories) > MOST_MENTIONS:
            trail = (("Điển hình", EXEMPLARS), (exemplar.title, exemplar.url))
            title = f"Những bài nhắc đến {exemplar.title}"
            yield StoryListing("mentions", exemplar.mentions_url, title, stories, trail=trail)


def list_citing(
    documents: Iterable[Document], reported: Iterable[Reported], campaigns: Iterable[Campaign]
) -> Iterator[StoryListing]:
    """List the articles and profiles that cite each document; newest document first, undated last.

    ``counts`` of a listing are the campaigns that cite the document, each with its number of stories.
    """
    citing = group_by(newest_first(reported), lambda item: item.cites)
    citing_campaigns = group_by(campaigns, lambda campaign: campaign.cites)
    named = sorted(documents, key=lambda document: (collation_key(document.name), document.slug))
    for document in sorted(named, key=lambda document: document.date or date.min, reverse=True):
        stories = citing.get(document, ())
        stories_of = Counter(chain.from_iterable(story.campaigns for story in stories))
        yield StoryListing(
            "document",
            document.page_url,
            document.dated_name,
            stories,
            subject=document,
            counts=most_first(
                Count(campaign.short_title, campaign.url, stories_of[campaign])
                for campaign in citing_campaigns.get(document, ())
            ),
            trail=(("Văn bản", DOCUMENTS),),
        )


def list_units(units: Iterable[OrgUnit], reported: Iterable[Reported]) -> Iterator[StoryListing]:
    """List the articles and profiles of each unit, by kind and name of the units."""
    of_unit = group_by(newest_first(reported), lambda item: [unit.id for unit in item.org_units])
    for unit in sorted(units, key=lambda unit: (collation_key(unit.kind), collation_key(unit.name), unit.id)):
        trail = (("Đơn vị", UNITS),)
        yield StoryListing("unit", unit.url, unit.name, of_unit.get(unit.id, ()), subject=unit, trail=trail)


def list_stories(
    stories: tuple[Story, ...],
    campaigns: Sequence[Campaign],
    provinces: Provinces,
    clusters: Iterable[ClusterHistory],
    categories: Iterable[Category],
) -> Iterator[StoryListing]:
    """Make the lists of *stories*, which come newest first, by all that only stories have."""
    yield StoryListing("news", NEWS, "Tin", stories)
    for year, group in group_by(stories, lambda story: [story.date.year]).items():
        url, title, label = f"{NEWS}{year}/", f"Tin năm {year}", str(year)
        yield StoryListing("year", url, title, group, label=label, trail=(("Tin", NEWS),))
    in_category = group_by(stories, lambda story: [story.category])
    for category in categories:
        trail = (("Hội nghị", CONFERENCES),) if category.name == CONFERENCE_CATEGORY else ()
        group = in_category.get(category, ())
        yield StoryListing("category", category.url, category.name, group, trail=trail)
    names = {tag_url(tag): tag for story in stories for tag in reversed(story.front.tags)}  # the oldest stay
    for url, group in group_by(stories, lambda story: map(tag_url, story.front.tags)).items():
        yield StoryListing("tag", url, names[url], group)
    names = {author_url(author): author for story in stories for author in reversed(story.front.authors)}
    for url, group in group_by(stories, lambda story: map(author_url, story.front.authors)).items():
        yield StoryListing("author", url, names[url], group)
    yield from _list_campaigns_and_provinces(stories, campaigns, provinces)
    of_former = group_by(stories, lambda story: [mention.former for mention in story.provinces])
    for former in provinces.former:
        if former.vanished:
            now = provinces.by_slug[former.successor]
            group, above = of_former.get(former, ()), (("Địa phương", PROVINCES), (now.name, now.url))
            yield StoryListing("former", former.url, former.name, group, subject=former, trail=above)
    of_cluster = group_by(stories, lambda story: [story.cluster.id] if story.cluster else [])
    for cluster in clusters:
        group, trail = of_cluster.get(cluster.id, ()), (("Cụm, khối thi đua", CLUSTERS),)
        yield StoryListing("cluster", cluster.url, cluster.name, group, subject=cluster, trail=trail)


def _list_campaigns_and_provinces(
    stories: tuple[Story, ...], campaigns: Sequence[Campaign], provinces: Provinces
) -> Iterator[StoryListing]:
    listed = {campaign for campaign in campaigns if campaign.status != "hidden"}
    both = group_by(stories, lambda story: product(filter(listed.__contains__, story.campaigns), story.units))
    of_campaign = group_by(stories, lambda story: story.campaigns)
    of_unit = group_by(stories, lambda story: story.units)
    parts = {
        (campaign, unit): StoryListing(
            "campaign_province",
            f"{campaign.url}{unit.slug}/",
            unit.name,
            group,
            subject=unit,
            trail=(("Phong trào", CAMPAIGNS), (campaign.short_title, campaign.url)),
        )
        for (campaign, unit), group in both.items()
    }
    yield from parts.values()
    for campaign in campaigns:
        counts = [parts[campaign, unit].count for unit in provinces.units if (campaign, unit) in parts]
        yield StoryListing(
            "campaign",
            campaign.url,
            campaign.title,
            of_campaign.get(campaign, ()),
            subject=campaign,
            counts=most_first(counts),
            trail=(("Phong trào", CAMPAIGNS),),
        )
    for unit in provinces.units:
        pairs = ((campaign, parts.get((campaign, unit))) for campaign in campaigns)
        counts = [replace(part.count, label=campaign.short_title) for campaign, part in pairs if part]
        yield StoryListing(
            "province",
            unit.url,
            unit.name,
            of_unit.get(unit, ()),
            subject=unit,
            counts=most_first(counts),
            trail=(("Địa phương", PROVINCES),),
        )
