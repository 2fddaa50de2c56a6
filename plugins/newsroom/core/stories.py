"""Content with its names resolved: what pages, lists and links are made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from newsroom.core.body import Body
from newsroom.core.frontmatter import FrontMatter, Where
from newsroom.core.models import ArticleFront, CampaignFront, EntryFront, ExemplarFront, Honour, PageFront
from newsroom.core.pictures import Picture
from newsroom.core.problems import Problem
from newsroom.core.provinces import Mention, Unit
from newsroom.core.source import Source
from newsroom.core.vietnamese import collation_key, typeset
from newsroom.core.vocabulary_models import Award, Cluster, Document

Entry = TypeVar("Entry", bound="Item")

UPCOMING, RUNNING, ENDED, OPEN = "sắp diễn ra", "đang diễn ra", "đã kết thúc", "không rõ thời hạn"
STATES = (RUNNING, OPEN, UPCOMING, ENDED)


@dataclass(frozen=True)
class Manuscript:
    """A file that has been read, whose names are still words and whose body is still Markdown.

    ``status`` is ``draft`` also for what is still to come. ``day`` is when its names are
    understood; None when the file gives no date.
    """

    source: Source
    folder: str
    url: str
    marks: FrontMatter
    front: EntryFront
    status: str
    picture: Picture | None
    day: date | None


@dataclass(frozen=True, eq=False)
class Item:
    """One content file, resolved."""

    manuscript: Manuscript
    front: EntryFront
    body: Body

    @property
    def path(self) -> str:
        return self.manuscript.source.path

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
    def title(self) -> str:
        return typeset(self.front.title)

    @property
    def summary(self) -> str:
        return typeset(self.front.summary)

    def problem(self, where: Where, message: str, hint: str = "") -> Problem:
        """A problem at the field *where* of the file."""
        return self.manuscript.marks.problem(where, message, hint)


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
        return tuple(dict.fromkeys(mention.unit for mention in self.provinces))


@dataclass(frozen=True, eq=False)
class Exemplar(Reported):
    front: ExemplarFront


@dataclass(frozen=True, eq=False)
class Story(Reported):
    """An article."""

    front: ArticleFront
    exemplars: tuple[Exemplar, ...]
    cluster: Cluster | None

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
