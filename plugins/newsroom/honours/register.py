"""The register of honours, which lists each honour once with its sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from newsroom.honours.ledger import HonourEntry, Ledger
from newsroom.items.items import Exemplar, Item, Recipient, Reported, ReportedHonour, Story
from newsroom.language.vietnamese import format_date
from newsroom.vocabulary.models import Document
from newsroom.vocabulary.provinces import name_provinces


@dataclass(frozen=True)
class SourceLink:
    """A link to an article or profile that reports an honour."""

    title: str
    url: str
    date: date


@dataclass(frozen=True, eq=False)
class HonourRow:
    """An honour in the register.

    ``id`` is the permanent address of its first report. ``award`` is an id of the closed list, ``name``
    the name of the award on the day, ``decision`` the address of a document's page; ``campaigns`` and
    ``units`` are slugs, ``provinces`` names of the time.
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
    sources: tuple[SourceLink, ...]
    status: str
    render_key: str

    @property
    def other_sources(self) -> tuple[SourceLink, ...]:
        """The sources without the page of ``id``."""
        return tuple(source for source in self.sources if not self.id.startswith(f"{source.url}#"))

    @property
    def province_names(self) -> tuple[str, ...]:
        """Its provinces, as lists name them."""
        return name_provinces(self.provinces)

    @property
    def only_recipient(self) -> str:
        """The name of the recipient, if there is one recipient with a name; otherwise empty."""
        alone = self.collectives + self.individuals == 1 == len(self.recipients)
        return self.recipients[0].name if alone else ""


@dataclass(frozen=True)
class ProfileHonour:
    """An honour on the page of an exemplar; ``anchor`` is empty if only articles report it."""

    name: str
    grade: str
    authority: str
    year: int
    decision: str
    decision_url: str
    anchor: str
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True)
class HonourRegister:
    """The register: ``rows``, newest first, and honours ``held`` by exemplars, latest year first."""

    rows: tuple[HonourRow, ...]
    held: Mapping[Exemplar, tuple[ProfileHonour, ...]]

    def held_by(self, exemplar: Exemplar) -> tuple[ProfileHonour, ...]:
        """Return the honours of *exemplar*; of an unlisted exemplar, those that its profile states."""
        return self.held.get(exemplar) or tuple(map(_stated_honour, exemplar.honours))


def make_register(
    stories: Iterable[Story], listed: Iterable[Exemplar], items: Mapping[str, Item], unread: frozenset[str]
) -> HonourRegister:
    """Make the register of the honours in *stories* and in the profiles *listed*.

    Args:
        stories: All listed articles.
        listed: All listed exemplars.
        items: All items by path, so that profiles can name articles.
        unread: Paths of files that could not be parsed.
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
    held: dict[Exemplar, list[ProfileHonour]] = defaultdict(list)
    for entry in entries:
        for exemplar in (
            exemplars[recipient.url] for recipient in entry.recipients.values() if recipient.url
        ):
            held[exemplar].append(_entered_honour(entry, entry.anchors.get(exemplar, "")))
    return HonourRegister(
        tuple(map(_make_row, entries)),
        {
            exemplar: tuple(sorted(honours, key=lambda honour: -honour.year))
            for exemplar, honours in held.items()
        },
    )


def _make_row(entry: HonourEntry) -> HonourRow:
    reporting = entry.reports if isinstance(entry.home, Story) else [entry.home]
    campaigns = [campaign for item in reporting for campaign in item.campaigns if campaign.status != "hidden"]
    units = {unit.slug for item in reporting for unit in item.units}
    names = dict.fromkeys(mention.name for item in reporting for mention in item.provinces)
    concerned = (entry.home, *entry.reports, *entry.anchors)
    return HonourRow(
        id=f"{entry.home.url}#{entry.given.anchor}",
        award=entry.given.award.id,
        name=entry.given.name,
        grade=entry.given.report.grade,
        authority=entry.known_authority,
        year=entry.known_year,
        decision=entry.decision.page_url if entry.decision else "",
        collectives=entry.numbers[0],
        individuals=entry.numbers[1],
        recipients=tuple(entry.recipients.values()),
        campaigns=tuple(sorted({campaign.slug for campaign in campaigns})),
        units=tuple(sorted(units)),
        provinces=tuple(names),
        sources=_make_sources(entry.reports),
        status=entry.home.status,
        render_key=" ".join([entry.given.anchor, *(item.record_key for item in concerned)]),
    )


def _entered_honour(entry: HonourEntry, anchor: str) -> ProfileHonour:
    return _make_honour(
        entry.given,
        anchor,
        authority=entry.known_authority,
        year=entry.known_year,
        decision=entry.decision,
        reports=entry.reports,
    )


def _stated_honour(given: ReportedHonour) -> ProfileHonour:
    return _make_honour(
        given, given.anchor, authority=given.authority, year=given.year, decision=given.decision, reports=()
    )


def _make_honour(
    given: ReportedHonour,
    anchor: str,
    *,
    authority: str,
    year: int,
    decision: Document | None,
    reports: Iterable[Reported],
) -> ProfileHonour:
    day = f" ngày {format_date(decision.date)}" if decision and decision.date else ""
    return ProfileHonour(
        name=given.name,
        grade=given.report.grade,
        authority=authority,
        year=year,
        decision=f"{decision.name}{day}" if decision else "",
        decision_url=decision.page_url if decision else "",
        anchor=anchor,
        sources=_make_sources(item for item in reports if isinstance(item, Story)),
    )


def _make_sources(reports: Iterable[Reported]) -> tuple[SourceLink, ...]:
    return tuple(SourceLink(item.title, item.url, item.date.date()) for item in reports)
