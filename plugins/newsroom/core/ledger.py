"""One entry for each honour, whoever reports it: which reports speak of the same one.

Two articles about one conference report the same honours, and a profile has an honour that an
article reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from newsroom.core.conferences import ConferenceKey, conference_key
from newsroom.core.models import HonourHeld
from newsroom.core.names import did_you_mean, equalise
from newsroom.core.problems import Where
from newsroom.core.stories import Exemplar, HonourGiven, Item, Recipient, Reported, Story
from newsroom.core.vocabulary_models import Document

INDIVIDUAL = "cá nhân"
COMMITTEE = equalise("Ủy ban nhân dân")
DIFFER = "Số hoặc tên được khen khác với bài {} về cùng hội nghị: cả hai đều được tính."
DIFFER_HINT = "Xem lại hai bài; đúng là hai lần khen thì ghi “decision” hoặc “authority” của mỗi lần."
UNREPORTED = "content/{} không có khen thưởng này ở “honours”: hãy khai ở đó nữa."
UNLISTED = "Bài content/{} đang ẩn hoặc đã gỡ: người đọc không thấy, hãy ghi bài khác."
UNSOURCED = "Chưa có bài nào nói về khen thưởng này: ghi tệp của bài vào “article”."

Key: TypeAlias = "tuple[ConferenceKey, str, str]"


@dataclass(eq=False)
class Entry:
    """An honour as far as it is known.

    ``home`` reports it first, at ``position`` among its honours; ``reports`` are its articles by their
    days, or else its profile; ``anchors`` are its places in the profiles of those who have it.
    """

    home: Reported
    position: int
    given: HonourGiven
    numbers: tuple[int, int]
    reports: list[Reported]
    decision: Document | None
    authority: str
    year: int | None
    recipients: dict[str, Recipient] = field(default_factory=dict)
    anchors: dict[Exemplar, str] = field(default_factory=dict)

    def join(self, given: HonourGiven) -> None:
        """Take over what *given*, of another article or a profile, says more."""
        self.decision = self.decision or given.decision
        self.authority = self.authority or given.report.authority
        self.year = self.year or given.report.year
        for one in given.recipients:
            name = equalise(one.name)
            self.recipients[name] = max(self.recipients.get(name, one), one, key=lambda known: known.url)

    def receive(self, exemplar: Exemplar, anchor: str) -> None:
        """Note that *exemplar* has it, and says so at *anchor*."""
        name = equalise(exemplar.title)
        known = self.recipients.get(name)
        is_namesake = known and known.url not in {"", exemplar.url}
        self.recipients[exemplar.url if is_namesake else name] = Recipient(exemplar.title, exemplar.url)
        self.anchors[exemplar] = anchor

    def has_room_for(self, others: Iterable[Recipient]) -> bool:
        """Whether no more are named by it and by *others* than were honoured, where their number is told."""
        names = self.recipients.keys() | {equalise(one.name) for one in others}
        return not any(self.numbers) or len(names) <= sum(self.numbers)

    @property
    def said_year(self) -> int:
        """The year as stated, else that of the day of the first report."""
        return self.year or self.given.year

    @property
    def said_authority(self) -> str:
        """Who gave it, as stated, else as the law has it."""
        return self.authority or self.given.authority

    def may_be(self, given: HonourGiven) -> bool:
        """Whether nothing that is said of both differs, numbers aside."""
        ours, theirs = self.given.report, given.report
        return (
            (self.given.award, ours.grade) == (given.award, theirs.grade)
            and _agree(self.decision, given.decision)
            and _agree(_authority(self.authority), _authority(theirs.authority))
            and _agree(self.year, theirs.year)
        )


def _authority(text: str) -> str:
    """The same for a committee spelt out and abbreviated."""
    return equalise(text).replace(COMMITTEE, "ubnd")


def _agree(one: object, other: object) -> bool:
    return not one or not other or one == other


class Ledger:
    """What has been entered so far."""

    def __init__(self, items: Mapping[str, Item], unread: frozenset[str]) -> None:
        self.items = items
        self.unread = unread
        self.entries: list[Entry] = []
        self._of_event: dict[Key, list[Entry]] = defaultdict(list)
        self._of_story: dict[Story, list[Entry]] = defaultdict(list)
        self._of_recipient: dict[str, list[Entry]] = defaultdict(list)

    def add_story(self, story: Story) -> None:
        """Enter its honours, but those that an earlier article about the same conference reports."""
        event = conference_key(story)
        left = []
        for position, given in enumerate(story.honours):
            numbers = (given.report.collectives, given.report.individuals)
            known = self._known(event, story, given)
            alike = (entry for entry in known if entry.numbers == numbers)
            same = next((entry for entry in alike if entry.has_room_for(given.recipients)), None)
            if same:
                same.reports.append(story)
                same.join(given)
                self._note(story, given, same)
            else:
                left.append((position, given, numbers))
        for position, given, numbers in left:
            self._tell_of_difference(story, position, self._known(event, story, given))
            entry = self._enter(story, position, given, numbers)
            self._note(story, given, entry)
            if event:
                self._of_event[event, given.award.id, given.report.grade].append(entry)

    def _known(self, event: ConferenceKey | None, story: Story, given: HonourGiven) -> list[Entry]:
        """What others report of the same *event*, and may be what is *given* there."""
        entries = self._of_event.get((event, given.award.id, given.report.grade), ()) if event else ()
        return [entry for entry in entries if story not in entry.reports and entry.may_be(given)]

    def _note(self, story: Story, given: HonourGiven, entry: Entry) -> None:
        self._of_story[story].append(entry)
        for one in given.recipients:
            if one.url:
                self._of_recipient[one.url].append(entry)

    def _enter(self, home: Reported, position: int, given: HonourGiven, numbers: tuple[int, int]) -> Entry:
        report = given.report
        entry = Entry(home, position, given, numbers, [home], given.decision, report.authority, report.year)
        entry.join(given)
        self.entries.append(entry)
        return entry

    def _tell_of_difference(self, story: Story, position: int, known: list[Entry]) -> None:
        if known:
            message = DIFFER.format(known[0].home.place_of(("honours", known[0].position)))
            story.problems.warn(("honours", position), message, DIFFER_HINT)

    def add_profile(self, exemplar: Exemplar) -> None:
        """Enter its honours, but those that an article reports of it."""
        for position, given in enumerate(exemplar.honours):
            where = ("honours", position)
            article = self._article(exemplar, given, (*where, "article"))
            entry = self._reported(exemplar, given, article)
            if entry:
                entry.join(given)
            else:
                numbers = (0, 1) if exemplar.front.kind == INDIVIDUAL else (1, 0)
                entry = self._enter(exemplar, position, given, numbers)
                if article:
                    entry.reports = [article]
                    exemplar.problems.warn(where, UNREPORTED.format(article.path))
                elif not _named(given):
                    exemplar.problems.warn(where, UNSOURCED)
            entry.receive(exemplar, given.anchor)

    def _article(self, exemplar: Exemplar, given: HonourGiven, where: Where) -> Story | None:
        """The article that is said to report the honour, when readers find it."""
        path = _named(given).removeprefix("content/").removeprefix("/")
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

    def _reported(self, exemplar: Exemplar, given: HonourGiven, article: Story | None) -> Entry | None:
        """The row of the article that reports the honour of this exemplar."""
        of_article = self._of_story[article] if article else []
        for entry in of_article + self._of_recipient[exemplar.url]:
            is_of_year = given.report.year in {None, entry.said_year}
            has_room = entry.has_room_for([Recipient(exemplar.title, exemplar.url)])
            if is_of_year and has_room and entry.may_be(given) and exemplar not in entry.anchors:
                return entry
        return None


def _named(given: HonourGiven) -> str:
    return given.report.article if isinstance(given.report, HonourHeld) else ""
