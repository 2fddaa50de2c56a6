"""Content with its names resolved: what pages, lists and links are made from."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from newsroom.addresses import CORRECTIONS_ID, EVENT_ID, EXEMPLARS, FIELDS, MENTIONS, category_url
from newsroom.body.file_links import FILENAME, linked_file, resolve_links
from newsroom.content.manuscript import Manuscript
from newsroom.content.models import (
    ArticleFront,
    CampaignFront,
    EntryFront,
    ExemplarFront,
    Figure,
    Honour,
    PageFront,
)
from newsroom.documents.citations import link_citations
from newsroom.documents.matching import CitedDocument
from newsroom.language.name_matching import name_key
from newsroom.language.vietnamese import collation_key, slugify, typeset
from newsroom.pictures.library import Picture
from newsroom.problems import Problems, Where
from newsroom.vocabulary.models import Award, Cluster, Document
from newsroom.vocabulary.provinces import Mention, Province, name_provinces

Entry = TypeVar("Entry", bound="Item")
News = TypeVar("News", bound="Reported")

UPCOMING, RUNNING, ENDED, OPEN = "sắp diễn ra", "đang diễn ra", "đã kết thúc", "không rõ thời hạn"
STATES = (RUNNING, OPEN, UPCOMING, ENDED)


@dataclass(frozen=True)
class Teaser:
    """The parts of a story that lists show."""

    title: str
    url: str
    date: datetime
    summary: str
    status: str
    province_names: tuple[str, ...]
    render_key: str


@dataclass(frozen=True, eq=False)
class Item:
    """One content file, resolved; ``urls`` are the addresses of all files by path.

    ``cited`` is what each citation in the body means, where that becomes a link.
    """

    manuscript: Manuscript
    front: EntryFront
    urls: Mapping[str, str]
    cited: tuple[CitedDocument | None, ...] = field(kw_only=True, default=())

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
    def is_withdrawn(self) -> bool:
        """Whether only a notice stands at its address."""
        return False

    @property
    def picture(self) -> Picture | None:
        return self.manuscript.picture

    @property
    def ids(self) -> frozenset[str]:
        """The places on its page that links can lead to."""
        return self.manuscript.ids

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
        links = [(one.document.page_url, one.length) if one else None for one in self.cited]
        return resolve_links(link_citations(self.manuscript.text(), links), self.urls)

    @cached_property
    def render_key(self) -> str:
        """A digest of all that its page can show."""
        return self._digest(self.manuscript.digest)

    @cached_property
    def record_key(self) -> str:
        """A digest of all that tables can show of it: not its text."""
        return self._digest(self.manuscript.front_digest)

    def _digest(self, own: str) -> str:
        return hashlib.sha256(f"{own}\0{self._beside}".encode()).hexdigest()

    @cached_property
    def _beside(self) -> str:
        """What can show beside its own file."""
        return "\0".join([self.url, self.status, *map(str, self._shown())])

    def _shown(self) -> Iterator[object]:
        """What of other files can show on its page."""
        yield from (picture.url for picture in self.pictures)
        for link in self.manuscript.links:
            if link.target.startswith(FILENAME):
                yield self.urls.get(linked_file(link.target, self.path)[0])
        yield from ((one.document.slug, one.length) if one else None for one in self.cited)

    def is_unpublished_for(self, other: Item | Manuscript) -> bool:
        """Tell whether it is a draft and *other* is none, and so must not name or link to it."""
        return self.status == "draft" != other.status

    @property
    def problems(self) -> Problems:
        return self.manuscript.problems

    def place_of(self, where: Where) -> str:
        """File and line of the field *where*, to point at from elsewhere."""
        return f"content/{self.path}:{self.problems.position(where)[0]}"


@dataclass(frozen=True, eq=False)
class Page(Item):
    front: PageFront


@dataclass(frozen=True, eq=False)
class Campaign(Item):
    front: CampaignFront
    documents: tuple[Document, ...]

    @property
    def cites(self) -> tuple[Document, ...]:
        """Every document that its front matter or its body names."""
        return _each_once(self.documents, self.cited)

    def state(self, today: date) -> str:
        """Whether the campaign is to come, running or over, as far as its dates tell."""
        begin = self.front.start or self.front.launched
        if begin and today < begin.first:
            return UPCOMING
        if not self.front.end:
            return OPEN
        return ENDED if self.front.end.last < today else RUNNING


@dataclass(frozen=True)
class Recipient:
    """Who received an honour; ``url`` is their profile's, or empty."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class ReportedHonour:
    """An honour as reported, under the award's name of that day; ``anchor`` is its place on the page."""

    award: Award
    name: str
    report: Honour
    anchor: str
    year: int
    decision: Document | None
    recipients: tuple[Recipient, ...] = ()

    @property
    def authority(self) -> str:
        """Who gave it, as reported; else as the law has it, where that leaves no choice."""
        return self.report.authority or ("" if ";" in self.award.authority else self.award.authority)


@dataclass(frozen=True)
class ReportedFigure:
    """A figure as reported, and the province and the campaign that it is about, where that is said.

    ``id`` names its place on the page of the article.
    """

    id: str
    report: Figure
    place: Mention | None
    campaign: Campaign | None


@dataclass(frozen=True, eq=False)
class Reported(Item):
    """An article or an exemplar's profile."""

    front: ArticleFront | ExemplarFront
    campaigns: tuple[Campaign, ...]
    provinces: tuple[Mention, ...]
    honours: tuple[ReportedHonour, ...]
    documents: tuple[Document, ...]

    @property
    def date(self) -> datetime:
        return self.front.date

    @property
    def is_withdrawn(self) -> bool:
        return self.front.withdrawn is not None

    @property
    def ids(self) -> frozenset[str]:
        return frozenset() if self.front.withdrawn else self.manuscript.ids.union(self._own_ids())

    def _own_ids(self) -> Iterator[str]:
        """Those that the template gives."""
        yield from (honour.anchor for honour in self.honours)
        if self.front.corrections:
            yield CORRECTIONS_ID

    @property
    def units(self) -> tuple[Province, ...]:
        """Today's units under which it is listed, each once."""
        return tuple({mention.unit.slug: mention.unit for mention in self.provinces}.values())

    @property
    def cites(self) -> tuple[Document, ...]:
        """Every document that its front matter or its body names."""
        decisions = (given.decision for given in self.honours if given.decision)
        return _each_once((*self.documents, *decisions), self.cited)

    @property
    def category(self) -> str:
        """What a feed files it under."""
        return "Điển hình tiên tiến"

    @property
    def authors(self) -> tuple[str, ...]:
        return ()

    @property
    def province_names(self) -> tuple[str, ...]:
        """Its provinces, as lists name them."""
        return name_provinces([mention.name for mention in self.provinces])

    @cached_property
    def card(self) -> Teaser:
        return Teaser(
            self.title, self.url, self.date, self.summary, self.status, self.province_names, self.record_key
        )

    def _shown(self) -> Iterator[object]:
        yield from super()._shown()
        yield from (campaign.record_key for campaign in self.campaigns)


@dataclass(frozen=True, eq=False)
class Exemplar(Reported):
    front: ExemplarFront

    @property
    def kind_url(self) -> str:
        """The list of all exemplars of its kind."""
        return f"{EXEMPLARS}{slugify(self.front.kind)}/"

    @property
    def field_url(self) -> str:
        """The list of all exemplars of its field, where it has one."""
        return f"{EXEMPLARS}{FIELDS}{slugify(self.front.field)}/"

    @property
    def mentions_url(self) -> str:
        """The list of all articles that mention it."""
        return f"{EXEMPLARS}{self.slug}/{MENTIONS}"

    @cached_property
    def distinction(self) -> str:
        """What tells it apart from its namesakes."""
        return ", ".join(filter(None, (self.front.role, self.front.place)))


@dataclass(frozen=True, eq=False)
class Story(Reported):
    """An article."""

    front: ArticleFront
    exemplars: tuple[Exemplar, ...]  # but those that have been taken down
    cluster: Cluster | None
    place: Mention | None  # the province of its event
    figures: tuple[ReportedFigure, ...]

    @property
    def category(self) -> str:
        return self.front.category

    @property
    def category_url(self) -> str:
        return category_url(self.front.category)

    @property
    def authors(self) -> tuple[str, ...]:
        return self.front.authors

    def _own_ids(self) -> Iterator[str]:
        yield from super()._own_ids()
        yield from (figure.id for figure in self.figures)
        if self.front.event:
            yield EVENT_ID

    @property
    def exemplar_links(self) -> tuple[tuple[str, str], ...]:
        """Name and address of each exemplar; of namesakes also what tells them apart."""
        names = Counter(name_key(one.title) for one in self.exemplars)
        return tuple(
            (one.title if names[name_key(one.title)] == 1 else f"{one.title}, {one.distinction}", one.url)
            for one in self.exemplars
        )

    def _shown(self) -> Iterator[object]:
        yield from super()._shown()
        yield from (exemplar.record_key for exemplar in self.exemplars)


def newest_first(stories: Iterable[News]) -> tuple[News, ...]:
    """A total order: the later date first, equal dates by address."""
    return tuple(
        sorted(sorted(stories, key=lambda story: story.url), key=lambda story: story.date, reverse=True)
    )


def _each_once(declared: tuple[Document, ...], cited: Iterable[CitedDocument | None]) -> tuple[Document, ...]:
    return tuple(dict.fromkeys((*declared, *(one.document for one in cited if one))))


def by_title(items: Iterable[Entry]) -> tuple[Entry, ...]:
    """In Vietnamese order."""
    return tuple(sorted(items, key=lambda item: (collation_key(item.title), item.url)))
