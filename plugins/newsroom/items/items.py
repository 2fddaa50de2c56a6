"""Content with its names resolved.

Item       any content file, resolved
Page       a page that belongs to no list, such as the imprint
Campaign   a campaign; its page lists articles
Reported   an article or exemplar, with all that both can name
Exemplar   the profile of an exemplary person, group or model
Story      an article
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import TypeAlias, TypeVar

from newsroom.addresses import CORRECTIONS_ID, EVENT_ID, EXEMPLARS, FIELDS, MENTIONS
from newsroom.attachments.attachment_library import Attachment
from newsroom.body.file_links import FILENAME, linked_file, resolve_links
from newsroom.body.numbers import keep_numbers_whole
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
from newsroom.identity.models import Category
from newsroom.language.name_matching import name_key
from newsroom.language.vietnamese import collation_key, slugify, typeset
from newsroom.pictures.picture_library import Picture
from newsroom.problems import Problems, Where
from newsroom.vocabulary.models import Award, Cluster, Document, OrgUnit
from newsroom.vocabulary.provinces import Mention, Province, name_provinces

Entry = TypeVar("Entry", bound="Item")
News = TypeVar("News", bound="Reported")

UPCOMING, RUNNING, ENDED, OPEN = "sắp diễn ra", "đang diễn ra", "đã kết thúc", "không rõ thời hạn"
STATES = (RUNNING, OPEN, UPCOMING, ENDED)


@dataclass(frozen=True)
class Teaser:
    """An article or exemplar in a list; ``facts`` distinguish exemplars of the same name."""

    title: str
    url: str
    date: datetime
    summary: str
    status: str
    province_names: tuple[str, ...]
    render_key: str
    picture: Picture | None = None
    kind: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Item:
    """A resolved content file.

    ``urls`` are the addresses of all files by path; ``cited`` are the documents that the citations in the
    body name, or None for citations that become no link.
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
        """Return whether its page is only a notice."""
        return False

    @property
    def picture(self) -> Picture | None:
        return self.manuscript.picture

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids on its page that links can lead to."""
        return self.manuscript.ids

    @property
    def pictures(self) -> list[Picture]:
        """The pictures on its page, the main picture first."""
        return [picture for picture in (self.picture, *self.manuscript.pictures) if picture]

    @property
    def attached(self) -> list[tuple[str, Attachment]]:
        """The files to list on its page, with their titles."""
        pairs = zip(self.front.attachments, self.manuscript.attached, strict=True)
        return [(listed.title, found) for listed, found in pairs if found]

    @property
    def files(self) -> list[Attachment]:
        """All files that its page leads to."""
        return [*(found for _, found in self.attached), *self.manuscript.linked_files]

    @cached_property
    def title(self) -> str:
        return typeset(self.front.title)

    @cached_property
    def summary(self) -> str:
        return typeset(self.front.summary)

    @property
    def text(self) -> str:
        """The body as HTML."""
        links = [(cited.document.page_url, cited.length) if cited else None for cited in self.cited]
        return keep_numbers_whole(resolve_links(link_citations(self.manuscript.text(), links), self.urls))

    @cached_property
    def render_key(self) -> str:
        """A digest of everything that its page can show."""
        return self._digest(self.manuscript.digest)

    @cached_property
    def record_key(self) -> str:
        """A digest of everything that lists and tables can show: all but its text."""
        return self._digest(self.manuscript.front_digest)

    def _digest(self, own_digest: str) -> str:
        return hashlib.sha256(f"{own_digest}\0{self._foreign_key}".encode()).hexdigest()

    @cached_property
    def _foreign_key(self) -> str:
        return "\0".join([self.url, self.status, *map(str, self._foreign_facts())])

    def _foreign_facts(self) -> Iterator[object]:
        """Yield the facts from other files that its page can show."""
        yield from (picture.url for picture in self.pictures)
        yield from ((file.url, file.facts) for file in self.files)
        for link in self.manuscript.links:
            if link.target.startswith(FILENAME):
                yield self.urls.get(linked_file(link.target, self.path)[0])
        yield from ((cited.document.slug, cited.length) if cited else None for cited in self.cited)

    @property
    def cites(self) -> tuple[Document, ...]:
        """Every document that its front matter or its body names, once."""
        cited = (cited.document for cited in self.cited if cited)
        return tuple(dict.fromkeys((*self._declared_documents(), *cited)))

    def _declared_documents(self) -> Iterable[Document]:
        return ()

    def is_unpublished_for(self, other: Item | Manuscript) -> bool:
        """Return whether it is a draft and *other* is not, which then must not name it or link to it."""
        return self.status == "draft" != other.status

    @property
    def problems(self) -> Problems:
        return self.manuscript.problems

    def place_of(self, where: Where) -> str:
        """Return the file and line of the field *where*, for messages about other files."""
        return f"content/{self.path}:{self.problems.position(where)[0]}"


@dataclass(frozen=True, eq=False)
class Page(Item):
    front: PageFront


@dataclass(frozen=True, eq=False)
class Campaign(Item):
    front: CampaignFront
    documents: tuple[Document, ...]

    @property
    def short_title(self) -> str:
        """The name on cards."""
        return typeset(self.front.short) or self.title

    def _declared_documents(self) -> Iterable[Document]:
        return self.documents

    def state(self, today: date) -> str:
        """Return the state of the campaign, as far as its dates determine it."""
        begin = self.front.start or self.front.launched
        if begin and today < begin.first:
            return UPCOMING
        if not self.front.end:
            return OPEN
        return ENDED if self.front.end.last < today else RUNNING


@dataclass(frozen=True)
class Recipient:
    """A recipient of an honour; ``url`` is the address of the profile, or empty."""

    name: str
    url: str = ""
    unit: str = ""
    role: str = ""

    @property
    def label(self) -> str:
        """The name with role and unit, as far as they are known."""
        return ", ".join(filter(None, (self.name, self.role, self.unit)))


@dataclass(frozen=True)
class ReportedHonour:
    """An honour as reported; ``name`` is the award's on that day, ``anchor`` an id on the page."""

    award: Award
    name: str
    report: Honour
    anchor: str
    year: int
    decision: Document | None
    recipients: tuple[Recipient, ...] = ()

    @property
    def authority(self) -> str:
        """The reported authority, or else the only authority that the law names."""
        return self.report.authority or ("" if ";" in self.award.authority else self.award.authority)


Ground: TypeAlias = "tuple[str, str]"


def ground_of(mention: Mention) -> Ground:
    """Identify a territory; a unit has changed its territory if it took in others."""
    part = mention.former.slug if mention.former and len(mention.unit.former) > 1 else ""
    return mention.unit.slug, part


@dataclass(frozen=True)
class ReportedFigure:
    """A figure as reported, and its province and campaign if known; ``id`` is an id on the page."""

    id: str
    report: Figure
    place: Mention | None
    campaign: Campaign | None


@dataclass(frozen=True, eq=False)
class Reported(Item):
    front: ArticleFront | ExemplarFront
    campaigns: tuple[Campaign, ...]
    provinces: tuple[Mention, ...]
    honours: tuple[ReportedHonour, ...]
    documents: tuple[Document, ...]
    org_units: tuple[OrgUnit, ...]

    @property
    def date(self) -> datetime:
        return self.front.date

    @property
    def changed_at(self) -> datetime:
        """The moment of the last change, never before the publication: ``modified`` may be only a day."""
        return max(self.date, self.front.modified or self.date)

    @property
    def is_withdrawn(self) -> bool:
        return self.front.withdrawn is not None

    @cached_property
    def ids(self) -> frozenset[str]:
        return frozenset() if self.front.withdrawn else self.manuscript.ids.union(self._own_ids())

    def _own_ids(self) -> Iterator[str]:
        """Yield the ids that the template makes."""
        yield from (honour.anchor for honour in self.honours)
        if self.front.corrections:
            yield CORRECTIONS_ID

    @property
    def units(self) -> tuple[Province, ...]:
        """Today's units that list it, each once."""
        return tuple({mention.unit.slug: mention.unit for mention in self.provinces}.values())

    def _declared_documents(self) -> Iterable[Document]:
        return (*self.documents, *(honour.decision for honour in self.honours if honour.decision))

    @property
    def province_names(self) -> tuple[str, ...]:
        """Its provinces, as lists name them."""
        return name_provinces([mention.name for mention in self.provinces])

    @cached_property
    def card(self) -> Teaser:
        return Teaser(
            self.title,
            self.url,
            self.date,
            self.summary,
            self.status,
            self.province_names,
            self.record_key,
            self.picture,
        )

    def _foreign_facts(self) -> Iterator[object]:
        yield from super()._foreign_facts()
        yield from (campaign.record_key for campaign in self.campaigns)


@dataclass(frozen=True, eq=False)
class Exemplar(Reported):
    front: ExemplarFront

    @property
    def kind_url(self) -> str:
        """The address of the list of its kind."""
        return f"{EXEMPLARS}{slugify(self.front.kind)}/"

    @property
    def field_url(self) -> str:
        """The address of the list of its field, if any."""
        return f"{EXEMPLARS}{FIELDS}{slugify(self.front.field)}/"

    @property
    def mentions_url(self) -> str:
        """The address of the list of articles that mention it."""
        return f"{EXEMPLARS}{self.slug}/{MENTIONS}"

    @cached_property
    def card(self) -> Teaser:
        place = self.front.place or ", ".join(mention.name for mention in self.provinces)
        facts = tuple(filter(None, (self.front.field, self.front.role, place)))
        return replace(super().card, kind=self.front.kind, facts=facts)

    @cached_property
    def distinction(self) -> str:
        """The facts that distinguish it from other exemplars of its name."""
        return ", ".join(filter(None, (self.front.role, self.front.place)))


@dataclass(frozen=True, eq=False)
class Story(Reported):
    front: ArticleFront
    category: Category
    exemplars: tuple[Exemplar, ...]  # without withdrawn exemplars
    cluster: Cluster | None
    place: Mention | None  # the province of its event
    figures: tuple[ReportedFigure, ...]

    def _own_ids(self) -> Iterator[str]:
        yield from super()._own_ids()
        yield from (figure.id for figure in self.figures)
        if self.front.event:
            yield EVENT_ID

    @property
    def exemplar_links(self) -> tuple[tuple[str, str], ...]:
        """Name and address of each exemplar; exemplars of the same name also have distinguishing facts."""
        names = Counter(name_key(exemplar.title) for exemplar in self.exemplars)
        return tuple(
            (it.title if names[name_key(it.title)] == 1 else f"{it.title}, {it.distinction}", it.url)
            for it in self.exemplars
        )

    def _foreign_facts(self) -> Iterator[object]:
        yield from super()._foreign_facts()
        yield from (exemplar.record_key for exemplar in self.exemplars)


def newest_first(items: Iterable[News]) -> tuple[News, ...]:
    """Sort *items*, the latest date first, equal dates by address."""
    by_url = sorted(items, key=lambda item: item.url)
    return tuple(sorted(by_url, key=lambda item: item.date, reverse=True))


def by_title(items: Iterable[Entry]) -> tuple[Entry, ...]:
    """Sort *items* by title, in Vietnamese order."""
    return tuple(sorted(items, key=lambda item: (collation_key(item.title), item.url)))
