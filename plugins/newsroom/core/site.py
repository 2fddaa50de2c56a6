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
from newsroom.core.provinces import Provinces
from newsroom.core.stories import Campaign, Exemplar, Item, Reported, Story, by_title, newest_first
from newsroom.core.vietnamese import collation_key, first_letter, slugify

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
    def province_counts(self) -> dict[str, Count]:
        """Today's units by slug, in Vietnamese order."""
        return {
            unit.slug: Count(unit.name, f"{PROVINCES}{unit.slug}/", self.count(f"{PROVINCES}{unit.slug}/"))
            for unit in self.provinces.units
        }

    @cached_property
    def regions(self) -> list[tuple[str, list[Count]]]:
        """Today's units under their regions, in the official order."""
        return [
            (
                region,
                [self.province_counts[unit.slug] for unit in self.provinces.units if unit.region == region],
            )
            for region in self.provinces.regions
        ]

    @cached_property
    def letters(self) -> list[tuple[str, list[Count]]]:
        """Today's and vanished units from A to Y."""
        former = [
            Count(unit.name, f"{PROVINCES}{unit.slug}/", self.count(f"{PROVINCES}{unit.slug}/"))
            for unit in self.provinces.former
            if unit.vanished
        ]
        every = sorted((*self.province_counts.values(), *former), key=lambda one: collation_key(one.label))
        return [
            (letter, list(group)) for letter, group in groupby(every, lambda one: first_letter(one.label))
        ]


def make_site(
    items: Iterable[Item], provinces: Provinces, now: datetime, *, drafts: bool
) -> tuple[Site, list[Problem]]:
    """Relate *items*; with *drafts*, those are listed too.

    Returns:
        The site, and what cannot stand side by side in it: one address for two things.
    """
    items = list(items)
    listed = [item for item in items if item.status in ({"published", "draft"} if drafts else {"published"})]
    present = [item for item in listed if not _withdrawn(item)]
    stories = newest_first(item for item in present if isinstance(item, Story))
    campaigns = by_title(item for item in present if isinstance(item, Campaign))
    exemplars = by_title(item for item in present if isinstance(item, Exemplar))
    hidden = [item for item in items if isinstance(item, Campaign) and item.status == "hidden"]
    listings = {
        listing.url: listing for listing in list_everything(stories, (*campaigns, *hidden), provinces)
    }
    stories_of: dict[Exemplar, list[Story]] = defaultdict(list)
    for story in stories:
        for exemplar in story.exemplars:
            stories_of[exemplar].append(story)
    moved = {
        old: item.url for item in items if drafts or item.status != "draft" for old in item.front.redirects
    }
    for unit in provinces.units:
        moved |= {f"{PROVINCES}{old}/": f"{PROVINCES}{unit.slug}/" for old in unit.renamed_slugs}
    shown = [item for item in items if drafts or item.status != "draft"]
    addresses, problems = _addresses(items, shown, listings.values())
    problems += _alike_tags(stories)
    site = Site(
        now,
        provinces,
        stories,
        campaigns,
        exemplars,
        {item.path: item for item in items},
        listings,
        {exemplar: tuple(stories_of[exemplar]) for exemplar in exemplars},
        moved,
        frozenset(addresses | {save_as(old) for old in moved}),
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
