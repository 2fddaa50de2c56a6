"""Conferences: what the articles that report one event tell of it together.

A conference has no page of its own: the first article about it is its address, which stays when
others follow, and is redirected when that article moves.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TypeAlias

from newsroom.core.addresses import EVENT_ID
from newsroom.core.grouping import group_by
from newsroom.core.names import equalise
from newsroom.core.provinces import Mention
from newsroom.core.stories import RUNNING, UPCOMING, Story
from newsroom.core.vietnamese import typeset
from newsroom.core.vocabulary_models import Cluster

MOST_OTHERS = 8  # articles named beside one: a page stays small
DIGEST_LENGTH = 6  # hexadecimal digits: enough for the conferences of one day in one province
ConferenceKey: TypeAlias = "tuple[str, str, str]"


def conference_key(story: Story) -> ConferenceKey | None:
    """What two articles about one conference have alike: its name, its first day and its province.

    None when the article reports no event. The day is ISO. The province is the slug of the unit of that
    day, for two that are one now had a year-end conference each; empty where the article does not say.
    """
    event = story.front.event
    if not event:
        return None
    place = (story.place.former or story.place.unit).slug if story.place else ""
    return story.manuscript.event_name, (event.first_day or story.date.date()).isoformat(), place


@dataclass(frozen=True, eq=False)
class Conference:
    """One event, and the articles about it, newest first; of each fact, what the newest says that has it."""

    key: ConferenceKey
    reports: tuple[Story, ...]

    @cached_property
    def slug(self) -> str:
        """``2024-03-05-lang-son-1f2e3d``: its identifier, made of nothing but its key."""
        name, day, province = self.key
        digest = hashlib.sha256(name.encode()).hexdigest()[:DIGEST_LENGTH]
        return "-".join(filter(None, (day, province, digest)))

    @property
    def url(self) -> str:
        """Where it is described for good: in the first article about it."""
        return f"{self.reports[-1].url}#{EVENT_ID}"

    @cached_property
    def shows(self) -> str:
        """Stands for all of it, beside the digest of the closed lists."""
        return " ".join(story.states for story in self.reports)

    @property
    def status(self) -> str:
        """``draft`` while nothing about it is published."""
        return "draft" if all(story.status == "draft" for story in self.reports) else "published"

    @cached_property
    def name(self) -> str:
        return typeset(self._told("name"))

    @property
    def is_dated(self) -> bool:
        """Whether any article says on which day it begins; if none does, ``first_day`` is theirs."""
        return any(story.front.event and story.front.event.first_day for story in self.reports)

    @cached_property
    def first_day(self) -> dt.date:
        return dt.date.fromisoformat(self.key[1])

    @cached_property
    def last_day(self) -> dt.date:
        return next((day for story in self.reports if (day := stated_end(story))), self.first_day)

    @property
    def place(self) -> str:
        return self._told("place")

    @property
    def host(self) -> str:
        return self._told("host")

    @property
    def chair(self) -> str:
        return self._told("chair")

    @property
    def province(self) -> Mention | None:
        """As it was called on that day."""
        return self.reports[0].place  # all have the same, or none

    @cached_property
    def cluster(self) -> Cluster | None:
        return next((story.cluster for story in self.reports if story.cluster), None)

    @property
    def is_hosted_by_cluster(self) -> bool:
        cluster = self.cluster
        names = map(equalise, (cluster.name, *cluster.aliases)) if cluster else ()
        return equalise(self.host) in names

    def state(self, today: dt.date) -> str:
        """Whether it is to come or going on; empty when it is over, or its day is not known."""
        if self.last_day < today or not self.is_dated:
            return ""
        return UPCOMING if today < self.first_day else RUNNING

    def others(self, story: Story) -> tuple[Story, ...]:
        """The newest of the other articles about it."""
        return tuple(islice((one for one in self.reports if one is not story), MOST_OTHERS))

    def _told(self, field: str) -> str:
        told = (str(getattr(story.front.event, field)) for story in self.reports)
        return next(filter(None, told), "")


def with_states(conferences: Iterable[Conference], today: dt.date) -> tuple[tuple[Conference, str], ...]:
    """Each conference, and whether it is to come or going on."""
    return tuple((one, one.state(today)) for one in conferences)


def stated_end(story: Story) -> dt.date | None:
    """The last day of its event, where the article says it."""
    event = story.front.event
    return (event.date or event.end) if event else None


def group_conferences(stories: Iterable[Story]) -> tuple[Conference, ...]:
    """The conferences that *stories*, newest first, report; the latest day first."""
    groups = group_by(stories, lambda story: filter(None, [conference_key(story)]))
    conferences = [Conference(key, reports) for key, reports in groups.items()]
    conferences.sort(key=lambda one: one.key)  # a total order: the first of equal days by name
    conferences.sort(key=lambda one: one.key[1], reverse=True)
    return tuple(conferences)
