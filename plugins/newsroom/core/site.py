"""The site that content makes: its lists, and every address there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

from newsroom.core.addresses import save_as
from newsroom.core.frontmatter import Where
from newsroom.core.listings import CAMPAIGNS, EXEMPLARS, PROVINCES, Count, Listing, list_everything
from newsroom.core.names import equalise
from newsroom.core.paging import screens
from newsroom.core.problems import Problem
from newsroom.core.provinces import Former, Provinces, Unit
from newsroom.core.stories import Campaign, Exemplar, Item, Page, Reported, Story, by_title, newest_first
from newsroom.core.vietnamese import collation_key, first_letter, slugify

NOT_FOUND = "404.html"
INDEXES = ("", CAMPAIGNS, PROVINCES, EXEMPLARS)


@dataclass(frozen=True, eq=False)
class Site:
    """Everything that is on the site, related."""

    now: datetime
    provinces: Provinces
    stories: tuple[Story, ...]
    campaigns: tuple[Campaign, ...]
    exemplars: tuple[Exemplar, ...]
    items: Mapping[str, Item]  # by path, also what is not shown
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
    def front_page(self) -> tuple[Story, ...]:
        """The newest 20 to 39."""
        return screens("", self.stories)[0].stories

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Pages to name at the foot of every page."""
        pages = (item for item in self.shown if isinstance(item, Page) and item.status == "published")
        return by_title(page for page in pages if page.url != NOT_FOUND)

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
        """Today's and the vanished units (True) from A to Y."""
        vanished = [(self._province_count(unit), True) for unit in self.provinces.former if unit.vanished]
        today = [(self._province_count(unit), False) for unit in self.provinces.units]
        every = sorted((*today, *vanished), key=lambda pair: collation_key(pair[0].label))
        return [
            (letter, list(group))
            for letter, group in groupby(every, lambda pair: first_letter(pair[0].label))
        ]

    def _province_count(self, unit: Unit | Former) -> Count:
        url = f"{PROVINCES}{unit.slug}/"
        return Count(unit.name, url, self.count(url))


def make_site(
    items: Iterable[Item], provinces: Provinces, now: datetime, *, drafts: bool
) -> tuple[Site, list[Problem]]:
    """Relate *items*; with *drafts*, those are listed too.

    Returns:
        The site, and what cannot stand side by side in it: one address for two things.
    """
    items = list(items)
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
    for unit in provinces.units:
        moved |= {f"{PROVINCES}{old}/": f"{PROVINCES}{unit.slug}/" for old in unit.renamed_slugs}
    addresses, problems = _addresses(items, shown, listings.values())
    problems += _alike_tags(stories)
    site = Site(
        now,
        provinces,
        stories,
        campaigns,
        exemplars,
        {item.path: item for item in items},
        shown,
        listings,
        {exemplar: tuple(stories_of[exemplar]) for exemplar in exemplars},
        moved,
        frozenset(addresses.union(map(save_as, moved))),
    )
    return site, problems


def _withdrawn(item: Item) -> bool:
    return isinstance(item, Reported) and item.front.withdrawn is not None


def _addresses(
    items: Iterable[Item], shown: Iterable[Item], listings: Iterable[Listing]
) -> tuple[set[str], list[Problem]]:
    """The file behind every address that is shown, and a problem for each that two things claim."""
    ours = {save_as(url) for url in INDEXES} | {"atom.xml"}
    for listing in listings:
        ours |= {save_as(screen.url) for screen in screens(listing.url, listing.stories)} | {listing.feed_url}
    owners = dict.fromkeys(
        map(str.casefold, ours - {save_as(item.url) for item in items}), "một danh sách của trang"
    )
    problems = []

    def claim(item: Item, url: str, where: Where) -> None:
        other = owners.setdefault(save_as(url).casefold(), item.path)
        if other != item.path or (where[0] == "redirects" and url == item.url):
            problems.append(item.problem(where, f"Trùng địa chỉ /{url} với {other}."))

    for item in items:
        claim(item, item.url, ("slug",))
    for item in items:
        for index, old in enumerate(item.front.redirects):
            claim(item, old, ("redirects", index))
    pages = (save_as(url) for item in shown for url in (item.url, *item.front.redirects))
    return ours.union(pages) - {""}, problems


def _alike_tags(stories: Iterable[Story]) -> Iterator[Problem]:
    """Two tags that would share an address, such as "ma" and "má"."""
    first: dict[str, tuple[str, str]] = {}
    for story in reversed(list(stories)):
        for index, tag in enumerate(story.front.tags):
            slug = slugify(tag)
            known, path = first.setdefault(slug, (tag, story.path))
            if not slug or equalise(known) != equalise(tag):
                reason = f"trùng địa chỉ với thẻ “{known}” trong {path}" if slug else "không có chữ nào"
                yield story.problem(("tags", index), f"Thẻ “{tag}” {reason}.")
