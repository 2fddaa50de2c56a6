"""Conferences, each combined from the articles that report it.

A conference has no page of its own. Its address is that of the first article about it, so the address
stays when other articles follow, and redirects when that article moves.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import itemgetter
from typing import TypeAlias

from newsroom.addresses import EVENT_ID
from newsroom.items.items import RUNNING, UPCOMING, Story
from newsroom.language.name_matching import name_key
from newsroom.language.vietnamese import typeset
from newsroom.listings.grouping import group_by
from newsroom.pictures.picture_library import Picture
from newsroom.vocabulary.models import Cluster
from newsroom.vocabulary.provinces import Mention

MOST_OTHERS = 8  # other articles that a page names, to stay small
DIGEST_LENGTH = 6  # hexadecimal digits; enough for the conferences of a day in a province
ConferenceKey: TypeAlias = "tuple[str, str, str]"


def conference_key(story: Story) -> ConferenceKey | None:
    """Return the key that articles about the same conference share; None if *story* reports no event.

    The key is the name, the first day in ISO format and the slug of the province of that day, or empty.
    Provinces that merged later had a year-end conference each, so today's unit would not do.
    """
    event = story.front.event
    if not event:
        return None
    place = (story.place.former or story.place.unit).slug if story.place else ""
    return story.manuscript.event_name, (event.first_day or story.date.date()).isoformat(), place


@dataclass(frozen=True, eq=False)
class Conference:
    """An event and the articles about it, newest first; each fact is from the newest article with it."""

    key: ConferenceKey
    reports: tuple[Story, ...]

    @cached_property
    def slug(self) -> str:
        """An identifier such as ``2024-03-05-lang-son-1f2e3d``, which depends on the key only."""
        name, day, province = self.key
        digest = hashlib.sha256(name.encode()).hexdigest()[:DIGEST_LENGTH]
        return "-".join(filter(None, (day, province, digest)))

    @property
    def url(self) -> str:
        """Its permanent address, in the first article about it."""
        return f"{self.reports[-1].url}#{EVENT_ID}"

    @cached_property
    def render_key(self) -> str:
        return " ".join(story.record_key for story in self.reports)

    @property
    def status(self) -> str:
        """``draft`` while all articles about it are drafts."""
        return "draft" if all(story.status == "draft" for story in self.reports) else "published"

    @cached_property
    def name(self) -> str:
        return typeset(self._newest_text("name"))

    @property
    def is_dated(self) -> bool:
        """Return whether an article states the first day; if none does, it is the day of the article."""
        return any(story.front.event and story.front.event.first_day for story in self.reports)

    @cached_property
    def first_day(self) -> dt.date:
        return dt.date.fromisoformat(self.key[1])

    @cached_property
    def last_day(self) -> dt.date:
        return next((day for story in self.reports if (day := stated_end(story))), self.first_day)

    @property
    def place(self) -> str:
        return self._newest_text("place")

    @property
    def host(self) -> str:
        return self._newest_text("host")

    @property
    def chair(self) -> str:
        return self._newest_text("chair")

    @property
    def picture(self) -> Picture | None:
        """The main picture of the newest article that has a picture."""
        return next((story.picture for story in self.reports if story.picture), None)

    @property
    def province(self) -> Mention | None:
        """The province, by its name on that day."""
        return self.reports[0].place  # the key makes it the same in all reports

    @cached_property
    def cluster(self) -> Cluster | None:
        return next((story.cluster for story in self.reports if story.cluster), None)

    @property
    def is_hosted_by_cluster(self) -> bool:
        names = (self.cluster.name, *self.cluster.aliases) if self.cluster else ()
        return name_key(self.host) in map(name_key, names)

    def state(self, today: dt.date) -> str:
        """Return the state upcoming or running; empty if it is over or its day is unknown."""
        if self.last_day < today or not self.is_dated:
            return ""
        return UPCOMING if today < self.first_day else RUNNING

    def others(self, story: Story) -> tuple[Story, ...]:
        """Return the newest articles about it, without *story*."""
        return tuple(islice((report for report in self.reports if report is not story), MOST_OTHERS))

    def _newest_text(self, field: str) -> str:
        texts = (str(getattr(story.front.event, field)) for story in self.reports)
        return next(filter(None, texts), "")


def with_states(conferences: Iterable[Conference], today: dt.date) -> tuple[tuple[Conference, str], ...]:
    """Pair each conference with its state."""
    return tuple((conference, conference.state(today)) for conference in conferences)


def stated_end(story: Story) -> dt.date | None:
    """Return the last day of the event if the article states it."""
    event = story.front.event
    return (event.date or event.end) if event else None


def group_conferences(stories: Iterable[Story]) -> tuple[Conference, ...]:
    """Group *stories*, newest first, into conferences; the latest day comes first."""
    groups = group_by(stories, lambda story: filter(None, [conference_key(story)]))
    conferences = [Conference(*group) for group in sorted(groups.items(), key=itemgetter(0))]  # by name
    return tuple(sorted(conferences, key=lambda conference: conference.key[1], reverse=True))
