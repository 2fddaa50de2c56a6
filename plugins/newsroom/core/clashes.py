"""What cannot stand side by side on one site: two things at one address."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from newsroom.core.addresses import MAX_SLUG, save_as
from newsroom.core.frontmatter import Where
from newsroom.core.listings import CAMPAIGNS, DATASETS, EXEMPLARS, OPEN_DATA, PROVINCES, SEARCH, Listing
from newsroom.core.names import equalise, shorten
from newsroom.core.paging import screen_urls
from newsroom.core.problems import Problem
from newsroom.core.stories import Campaign, Item, Story
from newsroom.core.vietnamese import slugify

INDEXES = ("", CAMPAIGNS, PROVINCES, EXEMPLARS, OPEN_DATA, SEARCH)
FILES = {"atom.xml", "tin-moi.json", "sitemap.xml", "robots.txt", f"{OPEN_DATA}datapackage.json"}
FILES |= {f"{OPEN_DATA}{name}.{form}" for name in DATASETS for form in ("csv", "json")}


def claim_addresses(
    items: Iterable[Item], shown: Iterable[Item], listings: Collection[Listing], renamed: Iterable[str]
) -> tuple[frozenset[str], list[Problem]]:
    """The file behind every address that is shown, and a problem for each that two things claim."""
    ours = {save_as(url) for url in (*INDEXES, *renamed)} | FILES
    for listing in listings:
        ours |= {save_as(url) for url in screen_urls(listing.url, len(listing.stories))} | {listing.feed_url}
    campaigns = {save_as(item.url) for item in items if isinstance(item, Campaign)}  # also lists
    owners = dict.fromkeys(map(str.casefold, ours - campaigns - {""}), "một trang có sẵn")
    within: dict[str, str] = {}  # folder to whose it is
    problems = []

    def claim(item: Item, url: str, where: Where) -> None:
        file = save_as(url).casefold()
        parts = file.split("/")
        folders = ["/".join(parts[:end]) for end in range(1, len(parts))]
        other = next((owners[path] for path in (file, *folders) if path in owners), within.get(file))
        owners.setdefault(file, f"content/{item.path}")
        within.update(dict.fromkeys(folders, f"content/{item.path}"))
        if other:
            problems.append(item.problem(where, f"Trùng địa chỉ /{url} với {other}."))

    for item in items:
        claim(item, item.url, ("slug",))
    for item in items:
        for index, old in enumerate(item.front.redirects):
            claim(item, old, ("redirects", index))
    pages = (save_as(url) for item in shown for url in (item.url, *item.front.redirects))
    absent = {""} if any(listing.feed_url for listing in listings) else {"", "atom.xml"}
    return frozenset(ours.union(pages) - absent), problems


def alike_tags(stories: Iterable[Story]) -> Iterator[Problem]:
    """Tags that can have no address of their own, such as "má" where another article has "ma"."""
    first: dict[str, tuple[str, str]] = {}
    for story in reversed(list(stories)):
        for index, tag in enumerate(story.front.tags):
            slug = slugify(tag)
            known, path = first.setdefault(slug, (tag, story.path))
            reason = ""
            if not slug:
                reason = "không có chữ nào"
            elif len(slug) > MAX_SLUG:
                reason = "dài quá: thẻ chỉ nên là một, hai từ"
            elif equalise(known) != equalise(tag):
                reason = f"trùng địa chỉ với thẻ “{known}” trong content/{path}"
            if reason:
                yield story.problem(("tags", index), f"Thẻ “{shorten(tag)}” {reason}.")
