"""The site that all content makes: its items, lists and addresses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cached_property
from itertools import chain, groupby
from types import MappingProxyType
from typing import Any

from newsroom.addresses import (
    DOCUMENTS,
    FEED,
    FIXED_FILES,
    INDEXES,
    JSON_FEED,
    NOT_FOUND,
    PROVINCES,
    UNITS,
    page_url,
    save_as,
)
from newsroom.attachments.attachment_library import Attachment
from newsroom.conferences.agendas import Agenda, list_agendas
from newsroom.conferences.conference import Conference, group_conferences
from newsroom.conferences.disagreements import check_agreement
from newsroom.figures.records import FigureRecord, check_figures, list_figures
from newsroom.honours.ledger import register_honours
from newsroom.honours.records import HonourRecord, own_honours
from newsroom.honours.totals import HonourListing, Total, add_up_all, list_honours
from newsroom.identity.models import SiteFile
from newsroom.items.items import (
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
from newsroom.language.name_matching import Suggestions
from newsroom.language.vietnamese import collation_key, first_letter
from newsroom.listings.corrections import Notice, correction_urls, list_corrections
from newsroom.listings.exemplars import ExemplarListing, list_exemplars
from newsroom.listings.front_page import FrontPage, check_leads, edit_front_page
from newsroom.listings.grouping import group_by
from newsroom.listings.paging import Count, Listing, screen_urls
from newsroom.listings.stories import StoryListing, list_citing, list_mentions, list_stories, list_units
from newsroom.pictures.picture_library import Picture
from newsroom.search.segments import Segment, cut_segments
from newsroom.site.address_conflicts import check_addresses, check_authors, check_fields, check_tags
from newsroom.vocabulary.closed_lists import Vocabularies
from newsroom.vocabulary.clusters import ClusterHistory, trace_clusters
from newsroom.vocabulary.models import OTHER_AWARD, Document, OrgUnit
from newsroom.vocabulary.provinces import Provinces

EARLIER_COUNT = 4
UNITS_PER_PAGE = 100  # short rows
NEWS_SPAN = timedelta(days=2)  # how long an article is news to engines


@dataclass(frozen=True, eq=False)
class Site:
    """All content, and the lists made from it. The newest comes first where the order is not stated.

    ``items`` are all items by path; ``drafts`` is true if drafts are on it; ``unread`` are the paths of
    files that could not be parsed; ``copies`` are our own copies of documents, by the documents' ids.
    """

    items: Mapping[str, Item]
    vocabularies: Vocabularies
    now: datetime
    drafts: bool
    unread: frozenset[str]
    copies: Mapping[str, Attachment]

    @property
    def provinces(self) -> Provinces:
        return self.vocabularies.provinces

    @cached_property
    def at(self) -> dict[str, Item]:
        """All items, by address."""
        return {item.url: item for item in self.items.values()}

    @cached_property
    def shown(self) -> tuple[Item, ...]:
        """The items with a page, whether it is listed or not."""
        return tuple(item for item in self.items.values() if self.drafts or item.status != "draft")

    @cached_property
    def _listed(self) -> list[Item]:
        return [item for item in self.shown if item.status != "hidden" and not item.is_withdrawn]

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        return newest_first(item for item in self._listed if isinstance(item, Story))

    @cached_property
    def campaigns(self) -> tuple[Campaign, ...]:
        return by_title(item for item in self._listed if isinstance(item, Campaign))

    @cached_property
    def exemplars(self) -> tuple[Exemplar, ...]:
        """The listed exemplars, by title."""
        return by_title(item for item in self._listed if isinstance(item, Exemplar))

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages to name at the foot of every page."""
        pages = (item for item in self.shown if isinstance(item, Page) and item.status == "published")
        return by_title(page for page in pages if page.url != NOT_FOUND)

    @cached_property
    def clusters(self) -> tuple[ClusterHistory, ...]:
        return trace_clusters(
            self.vocabularies.clusters.things,
            self.vocabularies.identity.site.cluster_kinds,
            self.provinces,
        )

    @cached_property
    def conferences(self) -> tuple[Conference, ...]:
        return group_conferences(self.stories)

    @cached_property
    def corrections(self) -> tuple[Notice, ...]:
        return list_corrections((*self.stories, *self.exemplars))

    @cached_property
    def figures(self) -> tuple[FigureRecord, ...]:
        """Every figure of the stories, in their order."""
        return tuple(list_figures(self.stories))

    @cached_property
    def honours(self) -> tuple[HonourRecord, ...]:
        """The register of honours, which reports its problems when it is made."""
        return register_honours(self.stories, self.exemplars, self.items, self.unread)

    @cached_property
    def search(self) -> tuple[Segment, ...]:
        """The search index, the newest segment last."""
        reported: list[Story | Exemplar] = [*self.exemplars, *reversed(self.stories)]
        return cut_segments(reported, self.campaigns, self.vocabularies.digest)

    @property
    def identity(self) -> SiteFile:
        """The identity of the newsroom."""
        return self.vocabularies.identity.site

    @cached_property
    def listings(self) -> dict[str, StoryListing]:
        """All lists of articles, by address."""
        reported, documents = (*self.stories, *self.exemplars), self.vocabularies.documents.things
        listings = chain(
            list_stories(
                self.stories,
                self._campaign_pages,
                self.provinces,
                self.clusters,
                self.identity.categories,
            ),
            list_citing(documents, reported, self.campaigns),
            list_mentions(self.stories_of),
            list_units(self.vocabularies.units.things, reported),
        )
        return {listing.url: listing for listing in listings}

    @cached_property
    def agendas(self) -> dict[str, Agenda]:
        """The lists of conferences, by address."""
        agendas = list_agendas(self.conferences, self.provinces, self.now.date())
        return {agenda.url: agenda for agenda in agendas}

    @cached_property
    def exemplar_lists(self) -> tuple[ExemplarListing, ...]:
        return list_exemplars(self.exemplars)

    @cached_property
    def honour_lists(self) -> tuple[HonourListing, ...]:
        awards = {OTHER_AWARD: "khác"} | {award.id: award.name for award in self.vocabularies.awards.things}
        return tuple(list_honours(self.honours, awards, self._campaign_pages, self.provinces))

    @cached_property
    def other_lists(self) -> dict[str, Listing[Any]]:
        """The lists of conferences, exemplars and honours, by address."""
        lists: list[Listing[Any]] = [*self.agendas.values(), *self.exemplar_lists, *self.honour_lists]
        return {listing.url: listing for listing in lists}

    @property
    def _campaign_pages(self) -> list[Campaign]:
        return [item for item in self.shown if isinstance(item, Campaign)]

    @cached_property
    def moved(self) -> dict[str, str]:
        """New addresses, by old address."""
        redirects = {
            form: item.url
            for item in self.shown
            for old in item.front.redirects
            for form in (old, page_url(old))
        }
        return redirects | self.provinces_moved

    @cached_property
    def provinces_moved(self) -> dict[str, str]:
        units = self.provinces.units
        return {f"{PROVINCES}{old}/": unit.url for unit in units for old in unit.renamed_slugs}

    @cached_property
    def own_files(self) -> frozenset[str]:
        """The files that the site has beside the pages of items."""
        urls = chain(
            INDEXES,
            self.provinces_moved,
            *(segment.urls() for segment in self.search),
            *(listing.addresses for listing in (*self.listings.values(), *self.other_lists.values())),
            correction_urls(self.corrections),
            screen_urls(UNITS, len(self.units), UNITS_PER_PAGE) if self.units else (),
            screen_urls(DOCUMENTS, len(self.documents)),
            (FEED, JSON_FEED) if self.stories else (),
            (file.url for file in self.attachments),
        )
        return frozenset(map(save_as, urls)).union(FIXED_FILES)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The file behind every address."""
        urls = (url for item in self.shown for url in (item.url, *map(page_url, item.front.redirects)))
        return self.own_files.union(map(save_as, urls))

    def has(self, url: str) -> bool:
        """Return whether there is a page at *url*, which is written as in ``Item.url``."""
        return save_as(url) in self.addresses

    @cached_property
    def path_suggestions(self) -> Suggestions:
        """Questions about wrong paths of content files."""
        return Suggestions(lambda: self.items, by_part=True)

    @cached_property
    def address_suggestions(self) -> Suggestions:
        """Questions about wrong addresses."""
        files = (file.removesuffix("index.html") for file in sorted(self.addresses))
        return Suggestions(lambda: (f"/{file}" for file in files), by_part=True)

    @property
    def pictures(self) -> list[Picture]:
        """Every picture on a page, once."""
        items = [item for item in self.shown if not item.is_withdrawn]
        pictures = {picture.url: picture for item in items for picture in item.pictures}
        return sorted(pictures.values(), key=lambda picture: picture.url)

    @property
    def card_pictures(self) -> frozenset[str]:
        """The addresses of the pictures that cards may show."""
        listed = (item for item in self._listed if isinstance(item, Reported | Campaign))
        return frozenset(item.picture.url for item in listed if item.picture)

    @cached_property
    def attachments(self) -> list[Attachment]:
        """Every file that a page leads to, once."""
        items = [item for item in self.shown if not item.is_withdrawn]
        used = [*(file for item in items for file in item.files), *self.copies.values()]
        return sorted({file.url: file for file in used}.values(), key=lambda file: file.url)

    @cached_property
    def withdrawn_files(self) -> frozenset[str]:
        """The addresses of files that only withdrawn items lead to."""
        files = (file.url for item in self.shown if item.is_withdrawn for file in item.files)
        return frozenset(files).difference(file.url for file in self.attachments)

    @property
    def withdrawn(self) -> list[str]:
        """The addresses of withdrawn items."""
        return sorted(item.url for item in self.shown if item.is_withdrawn)

    @property
    def unit_index(self) -> tuple[str, ...]:
        """The address of the page of all units, if the newsroom lists them."""
        return (UNITS,) if self.vocabularies.units.things else ()

    @property
    def units(self) -> list[tuple[str, Count]]:
        """All units by kind, each with its kind and the number of articles and profiles that name it."""
        pairs = ((listing.subject, listing.count) for listing in self.listings.values())
        return [(subject.kind, count) for subject, count in pairs if isinstance(subject, OrgUnit)]

    @property
    def documents(self) -> list[tuple[Document, int]]:
        """All documents, each with the number of articles and profiles that cite it."""
        pairs = ((listing.subject, len(listing.entries)) for listing in self.listings.values())
        return [(subject, count) for subject, count in pairs if isinstance(subject, Document)]

    @cached_property
    def honour_totals(self) -> dict[str, list[Total]]:
        return add_up_all(self.honour_lists)

    @cached_property
    def _honours_by_url(self) -> dict[str, tuple[HonourRecord, ...]]:
        """The honours of each exemplar, by its address."""
        return group_by(self.honours, lambda honour: [recipient.url for recipient in honour.recipients])

    def honours_of(self, exemplar: Exemplar) -> list[tuple[HonourRecord, str]]:
        """Return the honours of *exemplar*, each with its id in the profile; see ``own_honours``."""
        return own_honours(exemplar, self._honours_by_url.get(exemplar.url, ()))

    @cached_property
    def stories_of(self) -> dict[Exemplar, tuple[Story, ...]]:
        """The stories that mention each listed exemplar."""
        stories_of = group_by(self.stories, lambda story: story.exemplars)
        return {exemplar: stories_of.get(exemplar, ()) for exemplar in self.exemplars}

    @cached_property
    def figures_of(self) -> dict[Campaign | None, tuple[FigureRecord, ...]]:
        """The figures of each campaign that has any, the newest story's first."""
        return group_by(self.figures, lambda figure: [figure.campaign])

    @cached_property
    def conference_of(self) -> dict[Story, Conference]:
        """The conference that a story reports."""
        return {story: conference for conference in self.conferences for story in conference.reports}

    @cached_property
    def conferences_of(self) -> dict[str, tuple[Conference, ...]]:
        """The conferences of each cluster, by its id."""
        return group_by(self.conferences, lambda event: [event.cluster.id] if event.cluster else [])

    @cached_property
    def earlier_of(self) -> dict[Reported, tuple[Reported, ...]]:
        """The last few stories before each story in its category, which later stories do not change."""
        groups = [listing.entries for listing in self.listings.values() if listing.kind == "category"]
        return {
            story: group[place : place + EARLIER_COUNT]
            for group in groups
            for place, story in enumerate(group, start=1)
        }

    @property
    def front_page(self) -> FrontPage:
        return edit_front_page(self.stories, self.identity.categories, self.now.date())

    @cached_property
    def campaigns_by_state(self) -> list[tuple[str, list[Campaign]]]:
        """Campaigns under their states of today, running campaigns first."""
        states = group_by(self.campaigns, lambda campaign: [campaign.state(self.now.date())])
        return [(state, list(states[state])) for state in STATES if state in states]

    @property
    def recent(self) -> list[Story]:
        """The stories that are news to engines."""
        return [story for story in self.stories if timedelta() <= self.now - story.date < NEWS_SPAN]

    @property
    def changes_at(self) -> datetime:
        """The first moment at which the same content makes another site, because articles appear or age."""
        tomorrow = datetime.combine(self.now.date() + timedelta(days=1), time(), self.now.tzinfo)
        scheduled = (item.date for item in self.items.values() if isinstance(item, Reported))
        old = (story.date + NEWS_SPAN for story in self.recent)
        return min([tomorrow, *old, *(moment for moment in scheduled if moment > self.now)])

    @property
    def regions(self) -> list[tuple[str, list[Count]]]:
        """Today's units under their regions, in the official order."""
        units = self.provinces.units
        return [
            (region, [self.listings[unit.url].count for unit in units if unit.region == region])
            for region in self.provinces.regions
        ]

    @property
    def most_in_province(self) -> int:
        """The highest number of stories of a province; at least 1."""
        return max([1, *(len(self.listings[unit.url].entries) for unit in self.provinces.units)])

    @property
    def letters(self) -> list[tuple[str, list[tuple[Count, bool]]]]:
        """Today's units, and units and names of the past (True), from A to Y."""
        counts = [(self.listings[unit.url].count, False) for unit in self.provinces.units]
        vanished = (unit for unit in self.provinces.former if unit.vanished)
        counts += [(self.listings[unit.url].count, True) for unit in vanished]
        for unit in self.provinces.units:
            count = self.listings[unit.url].count
            counts += [(replace(count, label=past.name), True) for past in unit.earlier_names]
        counts.sort(key=lambda pair: collation_key(pair[0].label))
        return [
            (letter, list(group))
            for letter, group in groupby(counts, lambda pair: first_letter(pair[0].label))
        ]


def make_site(
    items: Iterable[Item],
    vocabularies: Vocabularies,
    now: datetime,
    *,
    drafts: bool,
    unread: frozenset[str] = frozenset(),
    copies: Mapping[str, Attachment] = MappingProxyType({}),
) -> Site:
    """Make the site of *items*, and report contradictions and collisions; with *drafts*, list drafts too."""
    site = Site({item.path: item for item in items}, vocabularies, now, drafts, unread, copies)
    check_addresses(site.items.values(), site.own_files)
    check_tags(site.stories)
    check_authors(site.stories)
    check_fields(site.exemplars)
    check_agreement(site.conferences)
    check_figures(site.figures)
    check_leads(site.stories, now.date())
    return site
