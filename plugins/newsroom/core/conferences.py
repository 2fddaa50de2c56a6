"""Conferences: what articles that report the same event have in common."""

from __future__ import annotations

from typing import TypeAlias

from newsroom.core.names import equalise
from newsroom.core.stories import Story

ConferenceKey: TypeAlias = "tuple[str, str, str]"


def conference_key(story: Story) -> ConferenceKey | None:
    """What two articles about one conference have alike: its name, its first day and its province.

    None when the article reports no event. The day is ISO, the province the slug of today's unit, or
    empty where the article does not say.
    """
    event = story.front.event
    if not event:
        return None
    place = story.place.unit.slug if story.place else ""
    return equalise(event.name), (event.first_day or story.date.date()).isoformat(), place
