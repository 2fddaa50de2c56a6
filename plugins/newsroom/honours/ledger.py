"""A ledger of honours, which enters each honour only once.

Two articles about a conference report the same honours, and a profile states an honour that an article
reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from newsroom.conferences.conference import ConferenceKey, conference_key
from newsroom.content.models import HonourHeld
from newsroom.honours.records import HonourRecord
from newsroom.items.items import Exemplar, Item, Recipient, ReportedHonour, Story
from newsroom.language.name_matching import Suggestions
from newsroom.problems import Where

INDIVIDUAL = "cá nhân"
DIFFER = "Số hoặc tên được khen khác với bài {} về cùng hội nghị: cả hai đều được tính."
DIFFER_HINT = "Xem lại hai bài; đúng là hai lần khen thì ghi “decision” hoặc “authority” của mỗi lần."
UNREPORTED = "content/{} không có khen thưởng này ở “honours”: hãy khai ở đó nữa."
UNLISTED = "Bài content/{} đang ẩn hoặc đã gỡ: người đọc không thấy, hãy ghi bài khác."
UNSOURCED = "Chưa có bài nào nói về khen thưởng này: ghi tệp của bài vào “article”."

Numbers: TypeAlias = "tuple[int, int]"  # of collectives and individuals
Key: TypeAlias = "tuple[ConferenceKey | None, str, str, Numbers | None]"


def register_honours(
    stories: Iterable[Story], listed: Iterable[Exemplar], items: Mapping[str, Item], unread: frozenset[str]
) -> tuple[HonourRecord, ...]:
    """Register the honours in *stories* and in the profiles *listed*; the newest come first.

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
    by_place = sorted(ledger.records, key=lambda record: (record.home.url, record.position))
    return tuple(sorted(by_place, key=lambda record: record.home.date, reverse=True))


class Ledger:
    """The honours entered so far, and problems found on the way."""

    def __init__(self, items: Mapping[str, Item], unread: frozenset[str]) -> None:
        self.items = items
        self.unread = unread
        self._suggestions = Suggestions(self._article_paths, by_part=True)
        self.records: list[HonourRecord] = []
        self._of_event: dict[Key, list[HonourRecord]] = defaultdict(list)
        self._of_story: dict[Story, list[HonourRecord]] = defaultdict(list)
        self._of_recipient: dict[str, list[HonourRecord]] = defaultdict(list)

    def _article_paths(self) -> Iterator[str]:
        return (path for path, item in self.items.items() if isinstance(item, Story))

    def add_story(self, story: Story) -> None:
        """Enter the honours of *story*; join those that an earlier article about the conference reports."""
        event = conference_key(story)
        unknown = []
        for position, given in enumerate(story.honours):
            numbers = (given.report.collectives, given.report.individuals)
            for record in self._find_records(event, story, given, numbers):
                if record.has_room_for(given.recipients):
                    record.sources.append(story)
                    record.join(given)
                    self._index_record(story, given, record)
                    break
            else:
                unknown.append((position, given, numbers))
        for position, given, numbers in unknown:
            known = next(self._find_records(event, story, given), None)
            if known:
                message = DIFFER.format(known.home.place_of(("honours", known.position)))
                story.problems.warn(("honours", position), message, DIFFER_HINT)
            record = HonourRecord(story, position, given, *numbers, [story])
            self.records.append(record)
            self._index_record(story, given, record)
            if event:
                for key in (None, numbers):
                    self._of_event[event, given.award.id, given.report.grade, key].append(record)

    def _find_records(
        self, event: ConferenceKey | None, story: Story, given: ReportedHonour, numbers: Numbers | None = None
    ) -> Iterator[HonourRecord]:
        """Find records from other articles about the *event* that may be the honour *given*.

        With *numbers*, find only records of as many recipients.
        """
        key = (event, given.award.id, given.report.grade, numbers)
        records = self._of_event.get(key, ()) if event else ()
        return (record for record in records if story not in record.sources and record.may_be(given))

    def _index_record(self, story: Story, given: ReportedHonour, record: HonourRecord) -> None:
        self._of_story[story].append(record)
        for recipient in given.recipients:
            if recipient.url:
                self._of_recipient[recipient.url].append(record)

    def add_profile(self, exemplar: Exemplar) -> None:
        """Enter the honours of a profile; join those that an article reports."""
        for position, given in enumerate(exemplar.honours):
            where = ("honours", position)
            path = given.report.article if isinstance(given.report, HonourHeld) else ""
            article = self._find_article(exemplar, path, (*where, "article"))
            record = self._find_reported_record(exemplar, given, article)
            if record:
                record.join(given)
            else:
                numbers = (0, 1) if exemplar.front.kind == INDIVIDUAL else (1, 0)
                record = HonourRecord(exemplar, position, given, *numbers, [article or exemplar])
                self.records.append(record)
                if article:
                    exemplar.problems.warn(where, UNREPORTED.format(article.path))
                elif not path:
                    exemplar.problems.warn(where, UNSOURCED)
            record.receive(exemplar, given.anchor)

    def _find_article(self, exemplar: Exemplar, path: str, where: Where) -> Story | None:
        """Return the article named in the profile as the report of the honour, if readers can find it."""
        path = path.removeprefix("content/").removeprefix("/")
        if not path or path in self.unread:
            return None
        found = self.items.get(path)
        if not isinstance(found, Story):
            message = f"Không có bài “{path}” trong content/.{self._suggestions.ask(path)}"
            exemplar.problems.fault(where, message)
        elif found.is_unpublished_for(exemplar):
            exemplar.problems.fault(where, f"Bài content/{path} còn là bản nháp hoặc chưa tới ngày đăng.")
        elif found.status == "hidden" or found.is_withdrawn:
            exemplar.problems.warn(where, UNLISTED.format(path))
        else:
            return found
        return None

    def _find_reported_record(
        self, exemplar: Exemplar, given: ReportedHonour, article: Story | None
    ) -> HonourRecord | None:
        """Find the record of an article for this honour of *exemplar*."""
        of_article = self._of_story[article] if article else []
        for record in of_article + self._of_recipient[exemplar.url]:
            is_of_year = given.report.year in {None, record.year}
            has_room = record.has_room_for([Recipient(exemplar.title, exemplar.url)])
            if is_of_year and has_room and record.may_be(given) and exemplar not in record.anchors:
                return record
        return None
