"""Entries that count each honour once, however many items report it.

Two articles about a conference report the same honours, and a profile states an honour that an article
reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from newsroom.conferences.conference import ConferenceKey, conference_key
from newsroom.content.models import HonourHeld
from newsroom.items.items import Exemplar, Item, Recipient, Reported, ReportedHonour, Story
from newsroom.language.name_matching import did_you_mean, name_key
from newsroom.problems import Where
from newsroom.vocabulary.models import Document

INDIVIDUAL = "cá nhân"
COMMITTEE = name_key("Ủy ban nhân dân")
DIFFER = "Số hoặc tên được khen khác với bài {} về cùng hội nghị: cả hai đều được tính."
DIFFER_HINT = "Xem lại hai bài; đúng là hai lần khen thì ghi “decision” hoặc “authority” của mỗi lần."
UNREPORTED = "content/{} không có khen thưởng này ở “honours”: hãy khai ở đó nữa."
UNLISTED = "Bài content/{} đang ẩn hoặc đã gỡ: người đọc không thấy, hãy ghi bài khác."
UNSOURCED = "Chưa có bài nào nói về khen thưởng này: ghi tệp của bài vào “article”."

Key: TypeAlias = "tuple[ConferenceKey, str, str]"


@dataclass(eq=False)
class HonourEntry:
    """An honour, combined from its reports.

    ``home`` reports it first, at ``position`` among its honours; ``reports`` are its articles in order
    of date, or else its profile; ``anchors`` are ids in the profiles of its recipients.
    """

    home: Reported
    position: int
    given: ReportedHonour
    numbers: tuple[int, int]
    reports: list[Reported]
    decision: Document | None
    authority: str
    year: int | None
    recipients: dict[str, Recipient] = field(default_factory=dict)
    anchors: dict[Exemplar, str] = field(default_factory=dict)

    def join(self, given: ReportedHonour) -> None:
        """Add the facts of *given*, from another article or a profile."""
        self.decision = self.decision or given.decision
        self.authority = self.authority or given.report.authority
        self.year = self.year or given.report.year
        for recipient in given.recipients:
            name = name_key(recipient.name)
            known = self.recipients.get(name, recipient)
            self.recipients[name] = max(known, recipient, key=lambda either: either.url)

    def receive(self, exemplar: Exemplar, anchor: str) -> None:
        """Add the recipient *exemplar*, whose profile states the honour at *anchor*."""
        name = name_key(exemplar.title)
        known = self.recipients.get(name)
        is_namesake = known and known.url not in {"", exemplar.url}
        self.recipients[exemplar.url if is_namesake else name] = Recipient(exemplar.title, exemplar.url)
        self.anchors[exemplar] = anchor

    def has_room_for(self, others: Iterable[Recipient]) -> bool:
        """Tell whether its recipients and *others* are at most as many as were honoured, if known."""
        names = self.recipients.keys() | {name_key(recipient.name) for recipient in others}
        return not any(self.numbers) or len(names) <= sum(self.numbers)

    @property
    def known_year(self) -> int:
        """The stated year, or else that of the first report."""
        return self.year or self.given.year

    @property
    def known_authority(self) -> str:
        """The stated authority, or else the one that the law names."""
        return self.authority or self.given.authority

    def may_be(self, given: ReportedHonour) -> bool:
        """Tell whether all stated facts agree, numbers aside."""
        ours, theirs = self.given.report, given.report
        return (
            (self.given.award, ours.grade) == (given.award, theirs.grade)
            and _are_compatible(self.decision, given.decision)
            and _are_compatible(_authority_key(self.authority), _authority_key(theirs.authority))
            and _are_compatible(self.year, theirs.year)
        )


def _authority_key(text: str) -> str:
    """Return a key that is equal for full and abbreviated names of committees."""
    return name_key(text).replace(COMMITTEE, "ubnd")


def _are_compatible(ours: object, theirs: object) -> bool:
    return not ours or not theirs or ours == theirs


class Ledger:
    """The honours entered so far, and problems found on the way."""

    def __init__(self, items: Mapping[str, Item], unread: frozenset[str]) -> None:
        self.items = items
        self.unread = unread
        self.entries: list[HonourEntry] = []
        self._of_event: dict[Key, list[HonourEntry]] = defaultdict(list)
        self._of_story: dict[Story, list[HonourEntry]] = defaultdict(list)
        self._of_recipient: dict[str, list[HonourEntry]] = defaultdict(list)

    def add_story(self, story: Story) -> None:
        """Enter the honours of *story*; join those that an earlier article about the conference reports."""
        event = conference_key(story)
        unknown = []
        for position, given in enumerate(story.honours):
            numbers = (given.report.collectives, given.report.individuals)
            known = self._find_entries(event, story, given)
            alike = (entry for entry in known if entry.numbers == numbers)
            same = next((entry for entry in alike if entry.has_room_for(given.recipients)), None)
            if same:
                same.reports.append(story)
                same.join(given)
                self._index_entry(story, given, same)
            else:
                unknown.append((position, given, numbers))
        for position, given, numbers in unknown:
            self._warn_of_difference(story, position, self._find_entries(event, story, given))
            entry = self._add_entry(story, position, given, numbers)
            self._index_entry(story, given, entry)
            if event:
                self._of_event[event, given.award.id, given.report.grade].append(entry)

    def _find_entries(
        self, event: ConferenceKey | None, story: Story, given: ReportedHonour
    ) -> list[HonourEntry]:
        """Find entries from other articles about the *event* that may be the honour *given*."""
        entries = self._of_event.get((event, given.award.id, given.report.grade), ()) if event else ()
        return [entry for entry in entries if story not in entry.reports and entry.may_be(given)]

    def _index_entry(self, story: Story, given: ReportedHonour, entry: HonourEntry) -> None:
        self._of_story[story].append(entry)
        for recipient in given.recipients:
            if recipient.url:
                self._of_recipient[recipient.url].append(entry)

    def _add_entry(
        self, home: Reported, position: int, given: ReportedHonour, numbers: tuple[int, int]
    ) -> HonourEntry:
        report = given.report
        entry = HonourEntry(
            home, position, given, numbers, [home], given.decision, report.authority, report.year
        )
        entry.join(given)
        self.entries.append(entry)
        return entry

    def _warn_of_difference(self, story: Story, position: int, known: list[HonourEntry]) -> None:
        if known:
            message = DIFFER.format(known[0].home.place_of(("honours", known[0].position)))
            story.problems.warn(("honours", position), message, DIFFER_HINT)

    def add_profile(self, exemplar: Exemplar) -> None:
        """Enter the honours of a profile; join those that an article reports."""
        for position, given in enumerate(exemplar.honours):
            where = ("honours", position)
            article = self._find_article(exemplar, given, (*where, "article"))
            entry = self._find_reported_entry(exemplar, given, article)
            if entry:
                entry.join(given)
            else:
                numbers = (0, 1) if exemplar.front.kind == INDIVIDUAL else (1, 0)
                entry = self._add_entry(exemplar, position, given, numbers)
                if article:
                    entry.reports = [article]
                    exemplar.problems.warn(where, UNREPORTED.format(article.path))
                elif not _named_article(given):
                    exemplar.problems.warn(where, UNSOURCED)
            entry.receive(exemplar, given.anchor)

    def _find_article(self, exemplar: Exemplar, given: ReportedHonour, where: Where) -> Story | None:
        """Return the article named in the profile as the report of the honour, if readers can find it."""
        path = _named_article(given).removeprefix("content/").removeprefix("/")
        if not path or path in self.unread:
            return None
        found = self.items.get(path)
        if not isinstance(found, Story):
            articles = (known for known, item in self.items.items() if isinstance(item, Story))
            message = f"Không có bài “{path}” trong content/.{did_you_mean(path, articles)}"
            exemplar.problems.fault(where, message)
            return None
        if found.is_unpublished_for(exemplar):
            exemplar.problems.fault(where, f"Bài content/{path} còn là bản nháp hoặc chưa tới ngày đăng.")
            return None
        if found.status == "hidden" or found.is_withdrawn:
            exemplar.problems.warn(where, UNLISTED.format(path))
            return None
        return found

    def _find_reported_entry(
        self, exemplar: Exemplar, given: ReportedHonour, article: Story | None
    ) -> HonourEntry | None:
        """Find the entry of an article for this honour of *exemplar*."""
        of_article = self._of_story[article] if article else []
        for entry in of_article + self._of_recipient[exemplar.url]:
            is_of_year = given.report.year in {None, entry.known_year}
            has_room = entry.has_room_for([Recipient(exemplar.title, exemplar.url)])
            if is_of_year and has_room and entry.may_be(given) and exemplar not in entry.anchors:
                return entry
        return None


def _named_article(given: ReportedHonour) -> str:
    return given.report.article if isinstance(given.report, HonourHeld) else ""
