"""Warnings about articles that disagree on a conference.

Pages show the facts of the newest article, so publishing need not stop.
"""

from collections.abc import Iterable, Sequence

from newsroom.conferences.conference import Conference, stated_end
from newsroom.items.items import Story
from newsroom.language.name_matching import name_key, shorten
from newsroom.language.vietnamese import format_date
from newsroom.listings.grouping import group_by
from newsroom.problems import Where

FACTS = {  # labels of compared facts, by field of the article or its event
    "host": "đơn vị tổ chức",
    "chair": "người chủ trì",
    "place": "nơi họp",
    "date": "ngày cuối",
    "cluster": "cụm, khối thi đua",
}
EVENT: Where = ("event",)


def check_agreement(conferences: Sequence[Conference]) -> None:
    """Warn of contradictions between articles about a conference, and of conferences that may be the same."""
    for conference in conferences:
        if len(conference.reports) > 1:
            _check_facts(conference.reports)
    _check_provinces(conferences)
    _check_names(conferences)


def _check_facts(reports: Sequence[Story]) -> None:
    """Warn of facts of older articles that contradict the newest article with such a fact."""
    for field, label in FACTS.items():
        stated = [(story, *_state_fact(story, field)) for story in reports]
        known = [(story, where, value) for story, where, value in stated if value]
        for story, where, value in known[1:]:
            newest, newest_where, newest_value = known[0]
            if not _are_compatible(value, newest_value):
                there = newest.place_of(newest_where)
                message = (
                    f"Hai bài về cùng một hội nghị ghi {label} khác nhau: ở đây “{shorten(value)}”,"
                    f" ở {there} “{shorten(newest_value)}”."
                )
                story.problems.warn(where, message, "Xem lại nguồn; trang lấy theo bài mới.")


def _state_fact(story: Story, field: str) -> tuple[Where, str]:
    """Return the place and the text of a fact; the text is empty if the article does not state it."""
    if field == "cluster":
        return ("cluster",), story.cluster.name if story.cluster else ""
    if field == "date":
        day = stated_end(story)
        is_one_day = story.front.event and story.front.event.date
        return ("event", "date" if is_one_day else "end"), format_date(day) if day else ""
    return ("event", field), getattr(story.front.event, field)


def _are_compatible(text: str, other: str) -> bool:
    """Return whether two texts are compatible: either may contain the other."""
    padded = [f" {name_key(part)} " for part in (text, other)]
    return padded[0] in padded[1] or padded[1] in padded[0]


def _check_provinces(conferences: Iterable[Conference]) -> None:
    """Warn of conferences without a province that have the name and day of another conference."""
    for group in group_by(conferences, lambda conference: [conference.key[:2]]).values():
        placed = [conference for conference in group if conference.province]
        for unplaced in group:
            if not unplaced.province and len(placed) == 1:
                reason = "Cùng tên, cùng ngày, nhưng bài này không ghi tỉnh ở “province” của “event”."
                _ask_if_same(unplaced, EVENT, placed[0], reason)


def _check_names(conferences: Iterable[Conference]) -> None:
    """Warn of conferences of the same day, province and cluster with different names."""
    known = [conference for conference in conferences if conference.province and conference.cluster]
    groups = group_by(
        known, lambda conference: [(*conference.key[1:], conference.cluster and conference.cluster.id)]
    )
    for group in groups.values():
        first, *others = sorted(group, key=lambda conference: conference.reports[-1].date)
        for other in others:
            if not (first.place and other.place) or _are_compatible(first.place, other.place):
                reason = "Cùng ngày, cùng tỉnh, cùng cụm, khối, nhưng tên khác nhau."
                _ask_if_same(other, ("event", "name"), first, reason)


def _ask_if_same(doubtful: Conference, where: Where, other: Conference, reason: str) -> None:
    message = f"Có phải cùng một hội nghị với {other.reports[0].place_of(('event', 'name'))}? {reason}"
    hint = "Đúng là một thì ghi như nhau để hai bài được nối với nhau."
    doubtful.reports[0].problems.warn(where, message, hint)
