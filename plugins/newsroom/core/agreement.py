"""Whether articles about conferences agree: those about one, and those that may well be about one.

All are warnings: what is published keeps what the newest article says.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from newsroom.core.conferences import Conference, stated_end
from newsroom.core.grouping import group_by
from newsroom.core.names import equalise, shorten
from newsroom.core.problems import Where
from newsroom.core.stories import Story
from newsroom.core.vietnamese import format_date

TEXTS = {"host": "đơn vị tổ chức", "chair": "người chủ trì", "place": "nơi họp"}
EVENT: Where = ("event",)


def check_agreement(conferences: Sequence[Conference]) -> None:
    """Warn of articles about one conference that contradict each other, and of one taken for two."""
    for conference in conferences:
        if len(conference.reports) > 1:
            _check_facts(conference.reports)
    _check_provinces(conferences)
    _check_names(conferences)


def _check_facts(reports: Sequence[Story]) -> None:
    """Warn of each fact of an older article that is not what the newest article with that fact says."""
    for what, stated in (
        *((label, [_text(story, field) for story in reports]) for field, label in TEXTS.items()),
        ("ngày cuối", [_end(story) for story in reports]),
        ("cụm, khối thi đua", [_cluster(story) for story in reports]),
    ):
        known = [(story, *fact) for story, fact in zip(reports, stated, strict=True) if fact]
        for story, where, value in known[1:]:
            newest, its_place, its_value = known[0]
            if not _fits(value, its_value):
                there = newest.place_of(its_place)
                message = (
                    f"Hai bài về cùng một hội nghị ghi {what} khác nhau: ở đây “{shorten(value)}”,"
                    f" ở {there} “{shorten(its_value)}”."
                )
                story.problems.warn(where, message, "Xem lại nguồn; trang lấy theo bài mới.")


def _text(story: Story, field: str) -> tuple[Where, str] | None:
    value = getattr(story.front.event, field)
    return (("event", field), value) if value else None


def _end(story: Story) -> tuple[Where, str] | None:
    day = stated_end(story)
    field = "date" if story.front.event and story.front.event.date else "end"
    return (("event", field), format_date(day)) if day else None


def _cluster(story: Story) -> tuple[Where, str] | None:
    return (("cluster",), story.cluster.name) if story.cluster else None


def _fits(one: str, other: str) -> bool:
    """Whether two texts can both be right: one may say more than the other."""
    padded = [f" {equalise(text)} " for text in (one, other)]
    return padded[0] in padded[1] or padded[1] in padded[0]


def _check_provinces(conferences: Iterable[Conference]) -> None:
    """Warn of two conferences of one name and one day, of which one lacks its province."""
    for group in _alike(conferences, lambda one: one.key[:2]):
        placed = [one for one in group if one.province]
        for unplaced in group:
            if not unplaced.province and len(placed) == 1:
                reason = "Cùng tên, cùng ngày, nhưng bài này không ghi tỉnh ở “province” của “event”."
                _ask(unplaced, EVENT, placed[0], reason)


def _check_names(conferences: Iterable[Conference]) -> None:
    """Warn of two conferences of one day, one province and one cluster that have two names."""
    known = [one for one in conferences if one.province and one.cluster]
    for group in _alike(known, lambda one: (one.key[1:], one.cluster and one.cluster.id)):
        first, *others = sorted(group, key=lambda one: one.reports[-1].date)
        for other in others:
            if not (first.place and other.place) or _fits(first.place, other.place):
                reason = "Cùng ngày, cùng tỉnh, cùng cụm, khối, nhưng tên khác nhau."
                _ask(other, ("event", "name"), first, reason)


def _alike(
    conferences: Iterable[Conference], key: Callable[[Conference], Hashable]
) -> Iterator[tuple[Conference, ...]]:
    groups = group_by(conferences, lambda one: [key(one)])
    return (group for group in groups.values() if len(group) > 1)


def _ask(doubtful: Conference, where: Where, other: Conference, reason: str) -> None:
    message = f"Có phải cùng một hội nghị với {other.reports[0].place_of(('event', 'name'))}? {reason}"
    hint = "Đúng là một thì ghi như nhau để hai bài được nối với nhau."
    doubtful.reports[0].problems.warn(where, message, hint)
