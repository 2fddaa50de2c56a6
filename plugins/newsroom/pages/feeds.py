"""Feeds that Pelican's settings ask for, beside those that the site always has."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from newsroom.addresses import FEED
from newsroom.listings.stories import StoryListing

OF_ALL = ("FEED", "FEED_ALL")
OF_KINDS = {  # by kind of StoryListing
    "category": "CATEGORY_FEED",
    "tag": "TAG_FEED",
    "author": "AUTHOR_FEED",
}
_FORMS = ("atom", "rss")


def feed_settings(begins: Iterable[str]) -> list[tuple[str, str]]:
    """Return the names of settings that begin so, each with the form of its feed."""
    return [(f"{begin}_{form.upper()}", form) for begin in begins for form in _FORMS]


def feeds_of_all(settings: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return address and form of each further feed of all articles."""
    return tuple(sorted({pair for pair in _find(settings, OF_ALL) if pair[0] != FEED}))


def feeds_of(listing: StoryListing, settings: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return address and form of each further feed of *listing*, which has none without articles."""
    if not listing.entries or listing.kind not in OF_KINDS:
        return ()
    slug = listing.url.rstrip("/").rpartition("/")[2]
    return tuple((url.format(slug=slug), form) for url, form in _find(settings, [OF_KINDS[listing.kind]]))


def _find(settings: Mapping[str, Any], begins: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name, form in feed_settings(begins):
        if settings.get(name):
            yield settings[name], form
