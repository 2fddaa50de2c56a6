"""The site that content makes: its lists, and every address there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby

from newsroom.core.addresses import save_as
from newsroom.core.clashes import INDEXES, alike_tags, claim_addresses
from newsroom.core.listings import PROVINCES, Count, Listing, list_everything
from newsroom.core.paging import screens
from newsroom.core.pictures import Picture
from newsroom.core.problems import Problem
from newsroom.core.provinces import Former, Provinces, Unit
from newsroom.core.related import Related, relate
from newsroom.core.stories import (
    STATES,
    Campaign,
    Exemplar,
    Item,
    Page,
    Reported,
    Story,
    by_title,
    newest_first,
)
from newsroom.core.vietnamese import collation_key, first_letter
from newsroom.core.vocabularies import Vocabularies

NOT_FOUND = "404.html"
EARLIER_COUNT = 4


@dataclass(frozen=True, eq=False)
class Site:
    """Everything that is on the site, related."""

    now: datetime
    provinces: Provinces
    vocabularies: str  # stands for all closed lists
    stories: tuple[Story, ...]
    campaigns: tuple[Campaign, ...]
    exemplars: tuple[Exemplar, ...]
    items: Mapping[str, Item]  # by path, also what is not shown
    unread: frozenset[str]  # paths of files that could not be understood
    shown: tuple[Item, ...]  # what has a page, in a list or not
    listings: Mapping[str, Listing]  # by address
    stories_of: Mapping[Exemplar, tuple[Story, ...]]
    moved: Mapping[str, str]  # old address to new
    addresses: frozenset[str]  # the file behind each

    def has(self, url: str) -> bool:
        """Whether a page answers at *url*, written as in ``Item.url``."""
        return save_as(url) in self.addresses

    def count(self, url: str) -> int:
        """How many stories are listed at *url*."""
        return len(self.listings[url].stories)

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture that stands on a page, once."""
        items = [item for item in self.shown if not _withdrawn(item)]
        every = (
            picture for item in items for picture in (item.picture, *item.manuscript.pictures) if picture
        )
        return tuple(sorted({picture.url: picture for picture in every}.values(), key=lambda one: one.url))

    @cached_property
    def front_page(self) -> tuple[Story, ...]:
        """The newest 20 to 39."""
        return screens("", self.stories)[0].stories

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Pages to name at the foot of every page."""
        pages = (item for item in self.shown if isinstance(item, Page) and item.status == "published")
        return by_title(page for page in pages if page.url != NOT_FOUND)

    @property
    def changes_at(self) -> datetime:
        """The first moment at which the same content makes another site: a new day, or an article's hour."""
        tomorrow = datetime.combine(self.now.date() + timedelta(days=1), time(), self.now.tzinfo)
        scheduled = (item.date for item in self.items.values() if isinstance(item, Reported))
        return min([tomorrow, *(moment for moment in scheduled if moment > self.now)])

    @cached_property
    def sitemap(self) -> list[tuple[str, date | None]]:
        """Every address worth finding, and the day its text last changed where that is known."""
        indexes: list[tuple[str, date | None]] = [(url, None) for url in INDEXES]
        lists = [(one.url, None) for one in self.listings.values() if self._is_worth_finding(one)]
        items = [(item.url, _changed(item)) for item in self.shown if self._is_found(item)]
        return sorted({*indexes, *lists, *items})

    @staticmethod
    def _is_worth_finding(listing: Listing) -> bool:
        if isinstance(listing.subject, Campaign):
            return listing.subject.status != "hidden"
        return bool(listing.stories)

    @staticmethod
    def _is_found(item: Item) -> bool:
        listed = item.status != "hidden" and not _withdrawn(item) and item.url != NOT_FOUND
        return listed and not isinstance(item, Campaign)

    @cached_property
    def campaigns_by_state(self) -> list[tuple[str, list[Campaign]]]:
        """Campaigns under their states of today, what is going on first."""
        today = self.now.date()
        groups = [(state, [one for one in self.campaigns if one.state(today) == state]) for state in STATES]
        return [(state, group) for state, group in groups if group]

    @cached_property
    def earlier_of(self) -> dict[Story, tuple[Story, ...]]:
        """For each story, the few before it in its category: what was written cannot change it."""
        earlier = {}
        for listing in self.listings.values():
            if listing.kind == "category":
                for place, story in enumerate(listing.stories, start=1):
                    earlier[story] = listing.stories[place : place + EARLIER_COUNT]
        return earlier

    @cached_property
    def related_of(self) -> dict[Story, list[Related]]:
        """For each story, the few that it has most in common with."""
        return relate(self.stories)

    @cached_property
    def regions(self) -> list[tuple[str, list[Count]]]:
        """Today's units under their regions, in the official order of these."""
        return [
            (region, [self._province_count(unit) for unit in self.provinces.units if unit.region == region])
            for region in self.provinces.regions
        ]

    @cached_property
    def most_in_province(self) -> int:
        """The most stories that any province has; at least 1."""
        return max([1, *(self._province_count(unit).count for unit in self.provinces.units)])

    @cached_property
    def letters(self) -> list[tuple[str, list[tuple[Count, bool]]]]:
        """Today's units, and those whose names are past (True), from A to Y."""
        vanished = [(self._province_count(unit), True) for unit in self.provinces.former if unit.vanished]
        today = [(self._province_count(unit), False) for unit in self.provinces.units]
        renamed = [
            (replace(self._province_count(unit), label=past.name), True)
            for unit in self.provinces.units
            for past in unit.earlier_names
        ]
        every = sorted((*today, *vanished, *renamed), key=lambda pair: collation_key(pair[0].label))
        return [
            (letter, list(group))
            for letter, group in groupby(every, lambda pair: first_letter(pair[0].label))
        ]

    def _province_count(self, unit: Unit | Former) -> Count:
        url = f"{PROVINCES}{unit.slug}/"
        return Count(unit.name, url, self.count(url))


def make_site(
    items: Iterable[Item],
    lists: Vocabularies,
    now: datetime,
    *,
    drafts: bool,
    unread: frozenset[str] = frozenset(),
) -> tuple[Site, list[Problem]]:
    """Relate *items*; with *drafts*, those are listed too.

    Returns:
        The site, and what cannot stand side by side in it: one address for two things.
    """
    items, provinces = list(items), lists.provinces
    shown = tuple(item for item in items if drafts or item.status != "draft")
    listed = [item for item in shown if item.status != "hidden" and not _withdrawn(item)]
    stories = newest_first(item for item in listed if isinstance(item, Story))
    campaigns = by_title(item for item in listed if isinstance(item, Campaign))
    exemplars = by_title(item for item in listed if isinstance(item, Exemplar))
    pages_of = [item for item in shown if isinstance(item, Campaign)]
    listings = {listing.url: listing for listing in list_everything(stories, pages_of, provinces)}
    stories_of: dict[Exemplar, list[Story]] = defaultdict(list)
    for story in stories:
        for exemplar in story.exemplars:
            stories_of[exemplar].append(story)
    moved = {old: item.url for item in shown for old in item.front.redirects}
    renamed = {
        f"{PROVINCES}{old}/": f"{PROVINCES}{unit.slug}/"
        for unit in provinces.units
        for old in unit.renamed_slugs
    }
    addresses, problems = claim_addresses(items, shown, listings.values(), renamed)
    problems += alike_tags(stories)
    site = Site(
        now,
        provinces,
        lists.digest,
        stories,
        campaigns,
        exemplars,
        {item.path: item for item in items},
        unread,
        shown,
        listings,
        {exemplar: tuple(stories_of[exemplar]) for exemplar in exemplars},
        moved | renamed,
        addresses,
    )
    return site, problems


def _changed(item: Item) -> date | None:
    moment = item.front.modified or (item.date if isinstance(item, Reported) else None)
    return moment.date() if moment else None


def _withdrawn(item: Item) -> bool:
    return isinstance(item, Reported) and item.front.withdrawn is not None
