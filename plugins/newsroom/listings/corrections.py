"""Corrections of published articles and profiles."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from newsroom.addresses import CORRECTIONS, CORRECTIONS_FEED, CORRECTIONS_ID, json_feed_url
from newsroom.items.items import Item, Reported
from newsroom.language.vietnamese import format_date
from newsroom.listings.grouping import group_by
from newsroom.listings.paging import screen_urls


@dataclass(frozen=True)
class Notice:
    """The corrections of an item on one day; ``url`` leads to the section about them."""

    date: date
    title: str
    url: str
    status: str
    texts: tuple[str, ...]


def list_corrections(items: Iterable[Reported]) -> tuple[Notice, ...]:
    """List the corrections of *items*, newest first, on the same day by address."""
    notices = []
    for item in items:
        by_day = group_by(item.front.corrections, lambda correction: [correction.date])
        for day, corrections in by_day.items():
            texts = tuple(correction.text for correction in corrections)
            notices.append(Notice(day, item.title, f"{item.url}#{CORRECTIONS_ID}", item.status, texts))
    notices.sort(key=lambda notice: notice.url)
    return tuple(sorted(notices, key=lambda notice: notice.date, reverse=True))


def correction_urls(notices: Sequence[Notice]) -> Iterator[str]:
    """Yield the address of each screen of *notices*, and of the feeds, if any."""
    yield from screen_urls(CORRECTIONS, len(notices))
    if notices:
        yield from (CORRECTIONS_FEED, json_feed_url(CORRECTIONS_FEED))


def check_corrections(item: Item, today: date) -> None:
    """Report corrections dated before the article or after today, and a ``modified`` that is out of date."""
    if not isinstance(item, Reported) or not item.front.corrections:
        return
    made = []
    for index, correction in enumerate(item.front.corrections):
        where, day = ("corrections", index, "date"), correction.date
        if day > today:
            message = f"Đính chính ngày {format_date(day)} là ngày chưa tới: xem lại ngày."
            item.problems.fault(where, message)
        elif day < item.date.date() and item.manuscript.day:  # only if the article's day was valid
            published = format_date(item.date)
            message = f"Đính chính ngày {format_date(day)} trước khi đăng ngày {published}: xem lại ngày."
            item.problems.fault(where, message)
        else:
            made.append((day, where))
    if not made:
        return
    modified = item.front.modified
    last, where = max(made)
    if modified and modified.date() < last:
        message = f"Đính chính ngày {format_date(last)} nhưng “modified” là {format_date(modified)}"
        item.problems.fault(("modified",), f"{message}: ghi “modified: {last}”.")
    elif not modified and not item.problems.is_reported(("modified",)):
        message = f"Đính chính ngày {format_date(last)} mà chưa có “modified”: ghi “modified: {last}”."
        item.problems.fault(where, message)
