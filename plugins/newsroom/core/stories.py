"""Content with its names resolved: what pages, lists and links are made from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from newsroom.core.body import Link
from newsroom.core.frontmatter import FrontMatter, Where
from newsroom.core.markup import FILENAME, linked_file, resolve_links
from newsroom.core.models import ArticleFront, CampaignFront, EntryFront, ExemplarFront, Honour, PageFront
from newsroom.core.pictures import Picture
from newsroom.core.problems import Problem
from newsroom.core.provinces import Mention, Unit
from newsroom.core.vietnamese import collation_key, typeset
from newsroom.core.vocabulary_models import Award, Cluster, Document

Entry = TypeVar("Entry", bound="Item")

UPCOMING, RUNNING, ENDED, OPEN = "sắp diễn ra", "đang diễn ra", "đã kết thúc", "không rõ thời hạn"
STATES = (RUNNING, OPEN, UPCOMING, ENDED)


@dataclass(frozen=True)
class Manuscript:
    """A file that has been read, whose names are still words.

    ``status`` is ``draft`` also for what is still to come. ``day`` is when its names are
    understood; None when the file gives no date. ``text`` gives the body as HTML, ``marks`` where
    everything stands in the front matter: both are read when they are asked for.
    """

    path: str
    folder: str
    url: str
    front: EntryFront
    status: str
    day: date | None
    picture: Picture | None
    pictures: tuple[Picture, ...]
    links: tuple[Link, ...]
    ids: frozenset[str]
    digest: str
    text: Callable[[], str]
    marks: Callable[[], FrontMatter]


@dataclass(frozen=True)
class Card:
    """All that a list shows of a story; ``shows`` stands for all of it."""

    title: str
    url: str
    date: datetime
    summary: str
    status: str
    provinces: tuple[str, ...]
    shows: str


@dataclass(frozen=True, eq=False)
class Item:
    """One content file, resolved; ``urls`` are the addresses of all files by path."""

    manuscript: Manuscript
    front: EntryFront
    urls: Mapping[str, str]

    @property
    def path(self) -> str:
        return self.manuscript.path

    @property
    def url(self) -> str:
        return self.manuscript.url

    @property
    def slug(self) -> str:
        return self.url.rstrip("/").rpartition("/")[2].removesuffix(".html")

    @property
    def status(self) -> str:
        return self.manuscript.status

    @property
    def picture(self) -> Picture | None:
        return self.manuscript.picture

    @property
    def pictures(self) -> list[Picture]:
        """The pictures on its page, the main one first."""
        return [one for one in (self.manuscript.picture, *self.manuscript.pictures) if one]

    @cached_property
    def title(self) -> str:
        return typeset(self.front.title)

    @cached_property
    def summary(self) -> str:
        return typeset(self.front.summary)

    @property
    def text(self) -> str:
        """The body as HTML."""
        return resolve_links(self.manuscript.text(), self.urls)

    @cached_property
    def shows(self) -> str:
        """A digest of all that its page can show."""
        told = [self.manuscript.digest, self.url, self.status, *map(str, self._shown())]
        return hashlib.sha256("\0".join(told).encode()).hexdigest()

    def _shown(self) -> Iterator[object]:
        """What of other files can show on its page."""
        yield from (picture.url for picture in self.pictures)
        for link in self.manuscript.links:
            if link.target.startswith(FILENAME):
                yield self.urls.get(linked_file(link.target, self.path)[0])

    def problem(self, where: Where, message: str, hint: str = "") -> Problem:
        """A problem at the field *where* of the file."""
        return self.manuscript.marks().problem(where, message, hint)


@dataclass(frozen=True, eq=False)
class Page(Item):
    front: PageFront


@dataclass(frozen=True, eq=False)
class Campaign(Item):
    front: CampaignFront
    documents: tuple[Document, ...]

    def state(self, today: date) -> str:
        """Whether the campaign is to come, running or over, as far as its dates tell."""
        begin = self.front.start or self.front.launched
        if begin and today < begin.first:
            return UPCOMING
        if not self.front.end:
            return OPEN
        return ENDED if self.front.end.last < today else RUNNING


@dataclass(frozen=True)
class HonourGiven:
    """An honour as reported, under the award's name of that day."""

    award: Award
    name: str
    report: Honour


@dataclass(frozen=True, eq=False)
class Reported(Item):
    """An article or an exemplar's profile."""

    front: ArticleFront | ExemplarFront
    campaigns: tuple[Campaign, ...]
    provinces: tuple[Mention, ...]
    honours: tuple[HonourGiven, ...]
    documents: tuple[Document, ...]

    @property
    def date(self) -> datetime:
        return self.front.date

    @property
    def units(self) -> tuple[Unit, ...]:
        """Today's units under which it is listed, each once."""
        return tuple({mention.unit.slug: mention.unit for mention in self.provinces}.values())

    def _shown(self) -> Iterator[object]:
        yield from super()._shown()
        yield from (campaign.shows for campaign in self.campaigns)


@dataclass(frozen=True, eq=False)
class Exemplar(Reported):
    front: ExemplarFront


@dataclass(frozen=True, eq=False)
class Story(Reported):
    """An article."""

    front: ArticleFront
    exemplars: tuple[Exemplar, ...]
    cluster: Cluster | None
    place: Mention | None  # the province of its event

    @cached_property
    def card(self) -> Card:
        names = tuple(mention.name for mention in self.provinces)
        return Card(self.title, self.url, self.date, self.summary, self.status, names, self.shows)

    def _shown(self) -> Iterator[object]:
        yield from super()._shown()
        yield from (exemplar.shows for exemplar in self.exemplars)

    @property
    def present_exemplars(self) -> tuple[Exemplar, ...]:
        """The exemplars that have not been taken down."""
        return tuple(exemplar for exemplar in self.exemplars if not exemplar.front.withdrawn)


def newest_first(stories: Iterable[Story]) -> tuple[Story, ...]:
    """A total order: the later date first, equal dates by address."""
    return tuple(
        sorted(sorted(stories, key=lambda story: story.url), key=lambda story: story.date, reverse=True)
    )


def by_title(items: Iterable[Entry]) -> tuple[Entry, ...]:
    """In Vietnamese order."""
    return tuple(sorted(items, key=lambda item: (collation_key(item.title), item.url)))
