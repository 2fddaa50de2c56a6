"""Conferences as an iCalendar file, for subscription in calendar programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsroom.conferences.conference import Conference
from newsroom.language.name_matching import name_key

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT = "-//Guong Sang//Hoi nghi//VI"


def write_calendar(conferences: Iterable[Conference], name: str, siteurl: str) -> str:
    """Write a calendar called *name*. Events last whole days, because articles state no hours.

    Equal content gives equal bytes: the timestamp of an event is the last change of its articles.

    Source: https://www.rfc-editor.org/rfc/rfc5545, and RFC 7986, section 5, for the name
    """
    from icalendar import Calendar  # noqa: PLC0415 (takes 0.1 s to load, and few builds need it)

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for field in ("name", "x-wr-calname"):  # most programs read the latter
        calendar.add(field, name)
    for conference in conferences:
        calendar.add_component(_make_event(conference, siteurl))
    return str(calendar.to_ical(), "utf-8")


def _make_event(conference: Conference, siteurl: str) -> Event:
    from icalendar import Event  # noqa: PLC0415 (as above)

    event = Event()
    event.add("uid", f"{conference.slug}@{urlsplit(siteurl).hostname or 'localhost'}")
    changed = max(story.changed_at for story in conference.reports)
    event.add("dtstamp", changed.astimezone(UTC))
    event.add("dtstart", conference.first_day)
    event.add("dtend", conference.last_day + timedelta(days=1))  # exclusive: the first day after the event
    event.add("summary", conference.name)
    texts = {"location": _write_location(conference), "description": "\n".join(_describe(conference))}
    for field, text in texts.items():
        if text:
            event.add(field, text)
    event.add("url", f"{siteurl}/{conference.url}")
    return event


def _write_location(conference: Conference) -> str:
    place = conference.place
    province = conference.province.name if conference.province else ""
    if not province or f" {name_key(province)} " in f" {name_key(place)} ":
        return place
    return ", ".join(filter(None, (place, province)))


def _describe(conference: Conference) -> Iterator[str]:
    if conference.host:
        yield f"Đơn vị tổ chức: {conference.host}"
    if conference.chair:
        yield f"Chủ trì: {conference.chair}"
    if conference.cluster and not conference.is_hosted_by_cluster:
        yield conference.cluster.name
