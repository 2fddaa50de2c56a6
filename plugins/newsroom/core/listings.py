"""Lists of stories: all, by year, category and tag, by campaign and province and both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, get_args

from newsroom.core.models import Category
from newsroom.core.provinces import Former, Provinces, Unit
from newsroom.core.stories import Campaign, Story
from newsroom.core.vietnamese import slugify

K = TypeVar("K", bound=Hashable)

NEWS, CATEGORIES, TAGS = "tin/", "chuyen-muc/", "the/"
CAMPAIGNS, PROVINCES, EXEMPLARS = "phong-trao/", "dia-phuong/", "guong/"
OPEN_DATA, SEARCH = "du-lieu/", "tim-kiem/"
DATASETS = ("bai-viet", "dien-hinh", "phong-trao", "tinh-thanh")


@dataclass(frozen=True)
class Count:
    """How many stories something has, and the address where they are listed."""

    label: str
    url: str
    count: int


@dataclass(frozen=True, eq=False)
class Listing:
    """Stories, newest first, at one address.

    ``subject`` is what they have in common; ``counts`` what they divide into; ``trail`` names the
    lists around this one.
    """

    kind: str
    url: str
    title: str
    stories: tuple[Story, ...]
    subject: Campaign | Unit | Former | str | int | None = None
    counts: tuple[Count, ...] = ()
    trail: tuple[tuple[str, str], ...] = ()

    @property
    def feed_url(self) -> str:
        """Where the feed lies; empty when there is nothing to put in it."""
        return f"{self.url}atom.xml" if self.stories else ""


def list_everything(
    stories: tuple[Story, ...], campaigns: Sequence[Campaign], provinces: Provinces
) -> Iterator[Listing]:
    """Every list of the site, from *stories* in the order newest first."""
    yield Listing("news", NEWS, "Tin", stories)
    yield from _years(stories)
    yield from _categories(stories)
    yield from _tags(stories)
    listed = {campaign for campaign in campaigns if campaign.status != "hidden"}
    both = _group(
        stories,
        lambda story: [(one, unit) for one in story.campaigns if one in listed for unit in story.units],
    )
    yield from _campaigns(stories, campaigns, provinces, both)
    yield from _provinces(stories, campaigns, provinces, both)
    yield from _former(stories, provinces)
    yield from _campaigns_in_provinces(both)


def _group(stories: tuple[Story, ...], keys_of: Callable[[Story], Iterable[K]]) -> dict[K, tuple[Story, ...]]:
    groups: dict[K, list[Story]] = defaultdict(list)
    for story in stories:
        for key in dict.fromkeys(keys_of(story)):
            groups[key].append(story)
    return {key: tuple(group) for key, group in groups.items()}


def _counts(groups: Iterable[tuple[str, str, tuple[Story, ...]]]) -> tuple[Count, ...]:
    """What has stories, most first, equal counts in the order given."""
    counts = [Count(label, url, len(stories)) for label, url, stories in groups if stories]
    return tuple(sorted(counts, key=lambda one: -one.count))


def _years(stories: tuple[Story, ...]) -> Iterator[Listing]:
    for year, group in _group(stories, lambda story: [story.date.year]).items():
        yield Listing("year", f"{NEWS}{year}/", f"Tin năm {year}", group, year, trail=(("Tin", NEWS),))


def _categories(stories: tuple[Story, ...]) -> Iterator[Listing]:
    groups = _group(stories, lambda story: [story.front.category])
    for category in get_args(Category):
        group = groups.get(category, ())
        yield Listing("category", f"{CATEGORIES}{slugify(category)}/", category, group, category)


def _tags(stories: tuple[Story, ...]) -> Iterator[Listing]:
    for slug, group in _group(stories, lambda story: map(slugify, story.front.tags)).items():
        name = next(tag for tag in group[-1].front.tags if slugify(tag) == slug)
        yield Listing("tag", f"{TAGS}{slug}/", name, group, name)


def _campaigns(
    stories: tuple[Story, ...],
    campaigns: Sequence[Campaign],
    provinces: Provinces,
    both: dict[tuple[Campaign, Unit], tuple[Story, ...]],
) -> Iterator[Listing]:
    groups = _group(stories, lambda story: story.campaigns)
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
    both: dict[tuple[Campaign, Unit], tuple[Story, ...]],
) -> Iterator[Listing]:
    groups = _group(stories, lambda story: story.units)
    for unit in provinces.units:
        group = groups.get(unit, ())
        counts = _counts(
            (campaign.title, f"{campaign.url}{unit.slug}/", both.get((campaign, unit), ()))
            for campaign in campaigns
        )
        trail = (("Địa phương", PROVINCES),)
        yield Listing("province", f"{PROVINCES}{unit.slug}/", unit.name, group, unit, counts, trail)


def _former(stories: tuple[Story, ...], provinces: Provinces) -> Iterator[Listing]:
    groups = _group(stories, lambda story: [mention.former for mention in story.provinces])
    for former in provinces.former:
        if former.vanished:
            now = provinces.by_slug[former.successor]
            trail = (("Địa phương", PROVINCES), (now.name, f"{PROVINCES}{now.slug}/"))
            url = f"{PROVINCES}{former.slug}/"
            yield Listing("former", url, former.name, groups.get(former, ()), former, trail=trail)


def _campaigns_in_provinces(both: dict[tuple[Campaign, Unit], tuple[Story, ...]]) -> Iterator[Listing]:
    for (campaign, unit), group in both.items():
        trail = (("Phong trào", CAMPAIGNS), (campaign.title, campaign.url))
        url = f"{campaign.url}{unit.slug}/"
        yield Listing("campaign_province", url, unit.name, group, unit, trail=trail)
