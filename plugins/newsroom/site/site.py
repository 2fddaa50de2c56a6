"""The site that content makes: its lists, and every address there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cached_property
from itertools import chain, groupby

from newsroom.addresses import DOCUMENTS, FEED, NOT_FOUND, PROVINCES, save_as
from newsroom.conferences.agendas import Agenda, list_agendas
from newsroom.conferences.conference import Conference, group_conferences
from newsroom.conferences.disagreements import check_agreement
from newsroom.figures.records import FigureRecord, check_figures, list_figures
from newsroom.honours.register import HonourRegister, HonourRow, make_register
from newsroom.honours.totals import RowList, Totals, add_up, list_rows
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
from newsroom.language.vietnamese import collation_key, first_letter
from newsroom.listings.corrections import Notice, correction_urls, list_corrections
from newsroom.listings.documents import DocumentRow, document_row, list_documents
from newsroom.listings.exemplars import ExemplarList, list_exemplars
from newsroom.listings.grouping import group_by
from newsroom.listings.paging import Count, Paged, screen_urls, screens
from newsroom.listings.stories import Listing, list_everything, list_mentions
from newsroom.pictures.library import Picture
from newsroom.search.segments import Segment, cut_segments
from newsroom.site.address_conflicts import check_fields, check_tags, claim_addresses
from newsroom.site.ranking import Match
from newsroom.site.related import find_related
from newsroom.vocabulary.closed_lists import Vocabularies
from newsroom.vocabulary.clusters import ClusterHistory, trace_clusters
from newsroom.vocabulary.models import Document
from newsroom.vocabulary.provinces import FormerProvince, Province, Provinces

EARLIER_COUNT = 4
EXEMPLARS_COUNT = 10
NEWS_SPAN = timedelta(days=2)  # how long an article is news to engines


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
    exemplar_lists: tuple[ExemplarList, ...]
    register: HonourRegister
    row_lists: tuple[RowList, ...]
    moved: Mapping[str, str]  # old address to new
    addresses: frozenset[str]  # the file behind each
    corrections: tuple[Notice, ...]
    conferences: tuple[Conference, ...]  # the latest day first
    agendas: Mapping[str, Agenda]  # lists of conferences, by address
    clusters: tuple[ClusterHistory, ...]
    search: tuple[Segment, ...]  # of the index, the newest last

    def has(self, url: str) -> bool:
        """Whether a page answers at *url*, written as in ``Item.url``."""
        return save_as(url) in self.addresses

    @cached_property
    def at(self) -> dict[str, Item]:
        """What has an address of its own, by it."""
        return {item.url: item for item in self.items.values()}

    def count(self, url: str) -> int:
        """How many stories are listed at *url*."""
        return len(self.listings[url].stories)

    @cached_property
    def pictures(self) -> tuple[Picture, ...]:
        """Every picture that stands on a page, once."""
        items = [item for item in self.shown if not item.is_withdrawn]
        every = (picture for item in items for picture in item.pictures)
        return tuple(sorted({picture.url: picture for picture in every}.values(), key=lambda one: one.url))

    @cached_property
    def withdrawn(self) -> tuple[str, ...]:
        """The addresses of what has been taken down."""
        return tuple(sorted(item.url for item in self.shown if item.is_withdrawn))

    @property
    def honours(self) -> tuple[HonourRow, ...]:
        """Every honour that is reported, once, the newest first."""
        return self.register.rows

    @cached_property
    def honour_totals(self) -> Totals:
        """What the honours add up to."""
        return add_up(self.row_lists)

    @cached_property
    def other_lists(self) -> dict[str, Count]:
        """The lists of conferences, exemplars and honours, by address, with how much each has."""
        counts = (
            *(Count(one.title, one.url, len(one.conferences)) for one in self.agendas.values()),
            *(Count(one.title, one.url, len(one.exemplars)) for one in self.exemplar_lists),
            *(Count(one.title, one.url, len(one.rows)) for one in self.row_lists),
        )
        return {one.url: one for one in counts}

    @cached_property
    def newest_exemplars(self) -> tuple[Exemplar, ...]:
        """A few for the front page."""
        return self.exemplar_lists[0].exemplars[:EXEMPLARS_COUNT]

    @cached_property
    def figures(self) -> tuple[FigureRecord, ...]:
        """Every figure of the stories, in their order."""
        return tuple(list_figures(self.stories))

    @cached_property
    def figures_of(self) -> dict[Campaign, tuple[FigureRecord, ...]]:
        """The figures of each campaign that has any, the newest story's first."""
        return group_by(self.figures, lambda figure: filter(None, [figure.campaign]))

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
        """When the same content first makes another site: on a new day, as an article appears or ages."""
        tomorrow = datetime.combine(self.now.date() + timedelta(days=1), time(), self.now.tzinfo)
        scheduled = (item.date for item in self.items.values() if isinstance(item, Reported))
        old = (story.date + NEWS_SPAN for story in self.recent)
        return min([tomorrow, *old, *(moment for moment in scheduled if moment > self.now)])

    @cached_property
    def recent(self) -> list[Story]:
        """What has appeared lately, newest first."""
        return [story for story in self.stories if timedelta() <= self.now - story.date < NEWS_SPAN]

    @cached_property
    def campaigns_by_state(self) -> list[tuple[str, list[Campaign]]]:
        """Campaigns under their states of today, what is going on first."""
        today = self.now.date()
        groups = [(state, [one for one in self.campaigns if one.state(today) == state]) for state in STATES]
        return [(state, group) for state, group in groups if group]

    @cached_property
    def documents(self) -> tuple[DocumentRow, ...]:
        """All documents, the newest first."""
        listings = self.listings.values()
        return tuple(document_row(one, one.subject) for one in listings if isinstance(one.subject, Document))

    @cached_property
    def earlier_of(self) -> dict[Reported, tuple[Reported, ...]]:
        """For each story, the few before it in its category: what was written cannot change it."""
        earlier = {}
        for listing in self.listings.values():
            if listing.kind == "category":
                for place, story in enumerate(listing.stories, start=1):
                    earlier[story] = listing.stories[place : place + EARLIER_COUNT]
        return earlier

    @cached_property
    def conference_of(self) -> dict[Story, Conference]:
        """The conference that a story reports."""
        return {story: conference for conference in self.conferences for story in conference.reports}

    @cached_property
    def conferences_of(self) -> dict[str, tuple[Conference, ...]]:
        """The conferences of each cluster, by its id."""
        return group_by(self.conferences, lambda one: [one.cluster.id] if one.cluster else [])

    def find_related(self) -> list[list[Match]]:
        """For each story, the few that it has most in common with, but those named beside its conference.

        As plain data, for which ``related_key`` stands; core.related.relate makes stories of it.
        """
        beside = {story: conference.others(story) for story, conference in self.conference_of.items()}
        return find_related(self.stories, beside)

    @property
    def related_key(self) -> str:
        return " ".join([self.vocabularies, *(story.record_key for story in self.stories)])

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

    def _province_count(self, unit: Province | FormerProvince) -> Count:
        return Count(unit.name, unit.url, self.count(unit.url))


def make_site(
    items: Iterable[Item],
    vocabularies: Vocabularies,
    now: datetime,
    *,
    drafts: bool,
    unread: frozenset[str] = frozenset(),
) -> Site:
    """Relate *items*, and report what cannot stand side by side; with *drafts*, those are listed too."""
    items, provinces = list(items), vocabularies.provinces
    shown = tuple(item for item in items if drafts or item.status != "draft")
    listed = [item for item in shown if item.status != "hidden" and not item.is_withdrawn]
    stories = newest_first(item for item in listed if isinstance(item, Story))
    campaigns = by_title(item for item in listed if isinstance(item, Campaign))
    exemplars = by_title(item for item in listed if isinstance(item, Exemplar))
    pages_of = [item for item in shown if isinstance(item, Campaign)]
    clusters = trace_clusters(vocabularies.clusters.things, provinces)
    listings = {one.url: one for one in list_everything(stories, pages_of, provinces, clusters)}
    conferences = group_conferences(stories)
    agendas = {one.url: one for one in list_agendas(conferences, provinces, now.date())}
    documents = vocabularies.documents.things
    citing = list_documents(documents, (*stories, *exemplars), campaigns)
    listings |= {listing.url: listing for listing in citing}
    stories_of = group_by(stories, lambda story: story.exemplars)
    mentions = {exemplar: stories_of.get(exemplar, ()) for exemplar in exemplars}
    listings |= {listing.url: listing for listing in list_mentions(mentions)}
    moved = {old: item.url for item in shown for old in item.front.redirects}
    renamed = {f"{PROVINCES}{old}/": unit.url for unit in provinces.units for old in unit.renamed_slugs}
    corrections = list_corrections((*stories, *exemplars))
    by_path = {item.path: item for item in items}
    register = make_register(stories, exemplars, by_path, unread)
    names = {award.id: award.name for award in vocabularies.awards.things}
    row_lists = list_rows(register.rows, names, pages_of, provinces)
    exemplar_lists = list_exemplars(exemplars)
    lists: list[Paged] = [*listings.values(), *exemplar_lists, *row_lists, *agendas.values()]
    search = cut_segments([*exemplars, *reversed(stories)], campaigns, vocabularies.digest)
    others = chain(
        renamed,
        *(segment.urls() for segment in search),
        *(one.addresses for one in lists),
        correction_urls(corrections),
        screen_urls(DOCUMENTS, len(documents)),
        [FEED] if stories else [],
    )
    addresses = claim_addresses(items, shown, others)
    check_tags(stories)
    check_fields(exemplars)
    check_agreement(conferences)
    site = Site(
        now=now,
        provinces=provinces,
        vocabularies=vocabularies.digest,
        stories=stories,
        campaigns=campaigns,
        exemplars=exemplars,
        items=by_path,
        unread=unread,
        shown=shown,
        listings=listings,
        stories_of=mentions,
        exemplar_lists=exemplar_lists,
        register=register,
        row_lists=row_lists,
        moved=moved | renamed,
        addresses=addresses,
        corrections=corrections,
        conferences=conferences,
        agendas=agendas,
        clusters=clusters,
        search=search,
    )
    check_figures(site.figures)
    return site
