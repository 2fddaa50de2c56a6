"""Lists of stories: all, by year, category and tag, by campaign and province and both, by cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from newsroom.addresses import (
    CAMPAIGNS,
    CLUSTERS,
    CONFERENCES,
    EXEMPLARS,
    FEED,
    NEWS,
    PROVINCES,
    category_url,
    tag_url,
)
from newsroom.content.models import Category
from newsroom.items.items import Campaign, Exemplar, Reported, Story
from newsroom.language.vietnamese import slugify
from newsroom.listings.grouping import group_by
from newsroom.listings.paging import Count, screen_urls
from newsroom.vocabulary.clusters import ClusterHistory
from newsroom.vocabulary.models import Document
from newsroom.vocabulary.provinces import FormerProvince, Province, Provinces

CONFERENCE_CATEGORY: Category = "Hội nghị"
MOST_MENTIONS = 20  # on the page of an exemplar


@dataclass(frozen=True, eq=False)
class Listing:
    """Stories (and profiles, in the list of a document), newest first, at one address.

    ``subject`` is what they have in common; ``counts`` what they divide into; ``trail`` names the
    lists around this one.
    """

    kind: str
    url: str
    title: str
    stories: tuple[Reported, ...]
    subject: Campaign | Province | FormerProvince | ClusterHistory | Document | str | int | None = None
    counts: tuple[Count, ...] = ()
    trail: tuple[tuple[str, str], ...] = ()

    @property
    def feed_url(self) -> str:
        """Where the feed lies; empty when there is nothing to put in it."""
        return f"{self.url}{FEED}" if self.stories else ""

    @property
    def addresses(self) -> Iterator[str]:
        """Every address that it has."""
        yield from screen_urls(self.url, len(self.stories))
        if self.feed_url:
            yield self.feed_url


def list_mentions(stories_of: Mapping[Exemplar, tuple[Story, ...]]) -> Iterator[Listing]:
    """The stories that mention an exemplar, where they are more than its own page shows."""
    for exemplar, stories in stories_of.items():
        if len(stories) > MOST_MENTIONS:
            trail = (("Điển hình", EXEMPLARS), (exemplar.title, exemplar.url))
            yield Listing(
                "mentions",
                exemplar.mentions_url,
                f"Những bài nhắc đến {exemplar.title}",
                stories,
                trail=trail,
            )


def list_everything(
    stories: tuple[Story, ...],
    campaigns: Sequence[Campaign],
    provinces: Provinces,
    clusters: Iterable[ClusterHistory],
) -> Iterator[Listing]:
    """Every list of the site, from *stories* in the order newest first."""
    yield Listing("news", NEWS, "Tin", stories)
    yield from _years(stories)
    yield from _categories(stories)
    yield from _tags(stories)
    listed = {campaign for campaign in campaigns if campaign.status != "hidden"}
    both = group_by(
        stories,
        lambda story: [(one, unit) for one in story.campaigns if one in listed for unit in story.units],
    )
    yield from _campaigns(stories, campaigns, provinces, both)
    yield from _provinces(stories, campaigns, provinces, both)
    yield from _former(stories, provinces)
    yield from _campaigns_in_provinces(both)
    yield from _clusters(stories, clusters)


def _counts(groups: Iterable[tuple[str, str, tuple[Story, ...]]]) -> tuple[Count, ...]:
    """What has stories, most first, equal counts in the order given."""
    counts = [Count(label, url, len(stories)) for label, url, stories in groups if stories]
    return tuple(sorted(counts, key=lambda one: -one.count))


def _years(stories: tuple[Story, ...]) -> Iterator[Listing]:
    for year, group in group_by(stories, lambda story: [story.date.year]).items():
        yield Listing("year", f"{NEWS}{year}/", f"Tin năm {year}", group, year, trail=(("Tin", NEWS),))


def _categories(stories: tuple[Story, ...]) -> Iterator[Listing]:
    groups = group_by(stories, lambda story: [story.front.category])
    for category in get_args(Category):
        group = groups.get(category, ())
        trail = (("Hội nghị", CONFERENCES),) if category == CONFERENCE_CATEGORY else ()
        yield Listing("category", category_url(category), category, group, category, trail=trail)


def _tags(stories: tuple[Story, ...]) -> Iterator[Listing]:
    for slug, group in group_by(stories, lambda story: map(slugify, story.front.tags)).items():
        name = next(tag for tag in group[-1].front.tags if slugify(tag) == slug)
        yield Listing("tag", tag_url(name), name, group, name)


def _campaigns(
    stories: tuple[Story, ...],
    campaigns: Sequence[Campaign],
    provinces: Provinces,
    both: dict[tuple[Campaign, Province], tuple[Story, ...]],
) -> Iterator[Listing]:
    groups = group_by(stories, lambda story: story.campaigns)
    for campaign in campaigns:
        group = groups.get(campaign, ())
        counts = _counts(
            (unit.name, f"{campaign.url}{unit.slug}/", both.get((campaign, unit), ()))
            for unit in provinces.units
        )
        trail = (("Phong trào", CAMPAIGNS),)
        yield Listing("campaign", campaign.url, campaign.title, group, campaign, counts, trail)


def _provinces(
    stories: tuple[Story, ...],
    campaigns: Sequence[Campaign],
    provinces: Provinces,
    both: dict[tuple[Campaign, Province], tuple[Story, ...]],
) -> Iterator[Listing]:
    groups = group_by(stories, lambda story: story.units)
    for unit in provinces.units:
        group = groups.get(unit, ())
        counts = _counts(
            (campaign.title, f"{campaign.url}{unit.slug}/", both.get((campaign, unit), ()))
            for campaign in campaigns
        )
        trail = (("Địa phương", PROVINCES),)
        yield Listing("province", unit.url, unit.name, group, unit, counts, trail)


def _former(stories: tuple[Story, ...], provinces: Provinces) -> Iterator[Listing]:
    groups = group_by(stories, lambda story: [mention.former for mention in story.provinces])
    for former in provinces.former:
        if former.vanished:
            now = provinces.by_slug[former.successor]
            trail = (("Địa phương", PROVINCES), (now.name, now.url))
            yield Listing("former", former.url, former.name, groups.get(former, ()), former, trail=trail)


def _campaigns_in_provinces(both: dict[tuple[Campaign, Province], tuple[Story, ...]]) -> Iterator[Listing]:
    for (campaign, unit), group in both.items():
        trail = (("Phong trào", CAMPAIGNS), (campaign.title, campaign.url))
        url = f"{campaign.url}{unit.slug}/"
        yield Listing("campaign_province", url, unit.name, group, unit, trail=trail)


def _clusters(stories: tuple[Story, ...], clusters: Iterable[ClusterHistory]) -> Iterator[Listing]:
    groups = group_by(stories, lambda story: [story.cluster.id] if story.cluster else [])
    for cluster in clusters:
        trail = (("Cụm, khối thi đua", CLUSTERS),)
        yield Listing("cluster", cluster.url, cluster.name, groups.get(cluster.id, ()), cluster, trail=trail)
