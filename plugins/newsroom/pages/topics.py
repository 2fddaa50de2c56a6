"""The variables of the screens of lists of articles, besides the articles.

All but the first screen show little more than articles: a page that is full must not change.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

from newsroom.addresses import CAMPAIGNS, CONFERENCES, EXEMPLARS, HONOURS, PROVINCES
from newsroom.conferences.conference import Conference, with_states
from newsroom.figures.progress import show_progress
from newsroom.items.items import Campaign, Story, Teaser
from newsroom.listings.paging import Count, most_first
from newsroom.listings.stories import CONFERENCE_CATEGORY, StoryListing
from newsroom.site.site import Site
from newsroom.site.timeline import trace_timeline
from newsroom.vocabulary.clusters import ClusterHistory
from newsroom.vocabulary.models import Document
from newsroom.vocabulary.provinces import FormerProvince, Province

MOST_EXEMPLARS, MOST_LINKS, MOST_CONFERENCES = 4, 3, 10
OF_CAMPAIGN = ((EXEMPLARS, "Điển hình của phong trào"), (HONOURS, "Khen thưởng trong phong trào"))


def describe_listing(site: Site, listing: StoryListing, *, is_first: bool) -> dict[str, Any]:
    """Return the variables of a screen of *listing* besides its stories."""
    shown = {
        "kind": listing.kind,
        "url": listing.url,
        "title": listing.title,
        "trail": listing.trail,
        "subject": listing.subject,
        "feed_url": listing.feed_url,
    }
    return shown | _describe_first(site, listing) if is_first else shown


def _describe_first(site: Site, listing: StoryListing) -> dict[str, Any]:
    """Return the variables that only the first screen shows, by the kind of list.

    ``see_also`` are lists of other things than stories. ``today`` is present if a state depends on it.
    """
    subject, today = listing.subject, site.now.date()
    shown: dict[str, Any] = {"counts": listing.counts, "conferences": ()}
    if isinstance(subject, Campaign):
        figures = site.figures_of.get(subject, ())
        stories = [story for story in listing.entries if isinstance(story, Story)]
        conferences = dict.fromkeys(filter(None, map(site.conference_of.get, stories)))
        shown["today"] = today
        shown["progress"] = show_progress(figures)
        shown["timeline"] = trace_timeline(subject, stories, conferences, figures)
        shown["exemplars"] = _list_exemplars(site, f"{CAMPAIGNS}{subject.slug}/")
        links = ((f"{folder}{CAMPAIGNS}{subject.slug}/", label) for folder, label in OF_CAMPAIGN)
        shown["see_also"] = list(_see_also(site, links))
    elif isinstance(subject, Province) and listing.kind == "province":
        folders = (CONFERENCES, f"{EXEMPLARS}{PROVINCES}", f"{HONOURS}{PROVINCES}")
        shown["conferences"] = _list_conferences(site, subject.conferences_url)
        shown["exemplars"] = _list_exemplars(site, f"{PROVINCES}{subject.slug}/")
        shown["see_also"] = list(_see_also(site, ((f"{folder}{subject.slug}/", "") for folder in folders)))
        units = (unit for unit in site.provinces.units if unit.region == subject.region)
        shown["neighbours"] = [unit for unit in units if unit != subject]
    elif isinstance(subject, FormerProvince):
        successor = site.provinces.by_slug[subject.successor]
        others = [unit for unit in successor.former if unit.vanished and unit != subject]
        shown["successor"] = successor
        shown["together"] = [site.listings[unit.url].count for unit in (successor, *others)]
    elif isinstance(subject, ClusterHistory):
        shown["conferences"] = with_states(site.conferences_of.get(subject.id, ())[:MOST_CONFERENCES], today)
    elif isinstance(subject, Document):
        shown["own_copy"] = site.copies.get(subject.slug)
    if listing.kind == "news":
        shown["years"] = [one.count for one in site.listings.values() if one.kind == "year"]
    if listing.kind in {"former", "cluster", "category"}:
        campaigns = chain.from_iterable(story.campaigns for story in listing.entries)
        shown["campaigns"] = _count(one for one in campaigns if one.status != "hidden")
    if listing.kind == "category":
        if listing.title == CONFERENCE_CATEGORY:
            shown["conferences"] = with_states(site.agendas[CONFERENCES].upcoming[:MOST_LINKS], today)
        shown["exemplars"] = _list_exemplars(site, "")
        shown["places"] = _count(chain.from_iterable(story.units for story in listing.entries))
    return shown


def _count(things: Iterable[Campaign | Province]) -> tuple[Count, ...]:
    """Count equal *things*, which link to their own pages."""
    counted = Counter(things).items()
    return most_first(
        Count(one.short_title if isinstance(one, Campaign) else one.name, one.url, number)
        for one, number in counted
    )


def _list_exemplars(site: Site, place: str) -> list[Teaser]:
    """Return the newest exemplars of the campaign or province at *place*."""
    found = site.other_lists.get(f"{EXEMPLARS}{place}")
    return [exemplar.card for exemplar in found.entries[:MOST_EXEMPLARS]] if found else []


def _list_conferences(site: Site, url: str) -> tuple[tuple[Conference, str], ...]:
    """Return the newest conferences of the list at *url*, each with its state."""
    found = site.agendas.get(url)
    return with_states(found.entries[:MOST_LINKS], site.now.date()) if found else ()


def _see_also(site: Site, links: Iterable[tuple[str, str]]) -> Iterator[Count]:
    """Yield the lists at those *links*, pairs of address and label, which exist."""
    for url, label in links:
        if found := site.other_lists.get(url):
            yield replace(found.count, label=label or found.title)
