"""The register of honours: what articles and profiles report, each honour once, with its sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from newsroom.core.ledger import Entry, Ledger
from newsroom.core.stories import Exemplar, HonourGiven, Item, Recipient, Reported, Story
from newsroom.core.vietnamese import format_date
from newsroom.core.vocabulary_models import Document


@dataclass(frozen=True)
class Source:
    """An article or a profile that reports an honour."""

    title: str
    url: str
    date: date


@dataclass(frozen=True, eq=False)
class HonourRow:
    """One honour of the register.

    ``id`` is the address of the page and the place on it where the honour is reported first, for ever
    the same. ``award`` is an id of the closed list, ``name`` what the award was called on its day,
    ``decision`` the address of a document's page; ``campaigns`` and ``units`` are slugs, ``provinces``
    names as they were. ``shows`` stands for all of it.
    """

    id: str
    award: str
    name: str
    grade: str
    authority: str
    year: int
    decision: str
    collectives: int
    individuals: int
    recipients: tuple[Recipient, ...]
    campaigns: tuple[str, ...]
    units: tuple[str, ...]
    provinces: tuple[str, ...]
    sources: tuple[Source, ...]
    status: str
    shows: str

    @property
    def other_sources(self) -> tuple[Source, ...]:
        """The sources but the page of ``id``."""
        return tuple(one for one in self.sources if not self.id.startswith(f"{one.url}#"))

    @property
    def only_recipient(self) -> str:
        """Who received it, where it was one, and named."""
        alone = self.collectives + self.individuals == 1 == len(self.recipients)
        return self.recipients[0].name if alone else ""


@dataclass(frozen=True)
class HonourOf:
    """An honour as the page of an exemplar shows it; ``anchor`` is empty where only articles report it."""

    name: str
    grade: str
    authority: str
    year: int
    decision: str
    decision_url: str
    anchor: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Register:
    """``rows`` are the newest first; ``held`` are the honours of each exemplar, the latest year first."""

    rows: tuple[HonourRow, ...]
    held: Mapping[Exemplar, tuple[HonourOf, ...]]

    def held_by(self, exemplar: Exemplar) -> tuple[HonourOf, ...]:
        """The honours of *exemplar*; of one that is in no list, those that its profile states."""
        return self.held.get(exemplar) or tuple(map(_stated, exemplar.honours))


def make_register(
    stories: Iterable[Story], listed: Iterable[Exemplar], items: Mapping[str, Item], unread: frozenset[str]
) -> Register:
    """The register of the honours in *stories* and in the profiles *listed*.

    Args:
        items: Everything there is, by path, for profiles to name their articles.
        unread: Files that could not be understood.
    """
    ledger = Ledger(items, unread)
    for story in sorted(stories, key=lambda story: (story.date, story.url)):
        if story.honours:
            ledger.add_story(story)
    for exemplar in listed:
        ledger.add_profile(exemplar)
    by_place = sorted(ledger.entries, key=lambda entry: (entry.home.url, entry.position))
    entries = sorted(by_place, key=lambda entry: entry.home.date, reverse=True)
    exemplars = {item.url: item for item in items.values() if isinstance(item, Exemplar)}
    held: dict[Exemplar, list[HonourOf]] = defaultdict(list)
    for entry in entries:
        for exemplar in (exemplars[one.url] for one in entry.recipients.values() if one.url):
            held[exemplar].append(_entered(entry, entry.anchors.get(exemplar, "")))
    return Register(
        tuple(map(_row, entries)),
        {one: tuple(sorted(honours, key=lambda honour: -honour.year)) for one, honours in held.items()},
    )


def _row(entry: Entry) -> HonourRow:
    told_by = entry.reports if isinstance(entry.home, Story) else [entry.home]
    campaigns = {one.slug for item in told_by for one in item.campaigns if one.status != "hidden"}
    units = {unit.slug for item in told_by for unit in item.units}
    names = dict.fromkeys(mention.name for item in told_by for mention in item.provinces)
    concerned = (entry.home, *entry.reports, *entry.anchors)
    return HonourRow(
        id=f"{entry.home.url}#{entry.given.anchor}",
        award=entry.given.award.id,
        name=entry.given.name,
        grade=entry.given.report.grade,
        authority=entry.said_authority,
        year=entry.said_year,
        decision=entry.decision.page_url if entry.decision else "",
        collectives=entry.numbers[0],
        individuals=entry.numbers[1],
        recipients=tuple(entry.recipients.values()),
        campaigns=tuple(sorted(campaigns)),
        units=tuple(sorted(units)),
        provinces=tuple(names),
        sources=_sources(entry.reports),
        status=entry.home.status,
        shows=" ".join([entry.given.anchor, *(item.states for item in concerned)]),
    )


def _entered(entry: Entry, anchor: str) -> HonourOf:
    return _of(
        entry.given,
        anchor,
        authority=entry.said_authority,
        year=entry.said_year,
        decision=entry.decision,
        reports=entry.reports,
    )


def _stated(given: HonourGiven) -> HonourOf:
    return _of(
        given,
        given.anchor,
        authority=given.authority,
        year=given.year,
        decision=given.decision,
        reports=(),
    )


def _of(
    given: HonourGiven,
    anchor: str,
    *,
    authority: str,
    year: int,
    decision: Document | None,
    reports: Iterable[Reported],
) -> HonourOf:
    day = f" ngày {format_date(decision.date)}" if decision and decision.date else ""
    return HonourOf(
        name=given.name,
        grade=given.report.grade,
        authority=authority,
        year=year,
        decision=f"{decision.name}{day}" if decision else "",
        decision_url=decision.page_url if decision else "",
        anchor=anchor,
        sources=_sources(item for item in reports if isinstance(item, Story)),
    )


def _sources(reports: Iterable[Reported]) -> tuple[Source, ...]:
    return tuple(Source(item.title, item.url, item.date.date()) for item in reports)
