"""The timeline of a campaign, made only of dates that files state.

Each milestone leads to the page of its source where one is known.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from newsroom.conferences.conference import Conference
from newsroom.figures.records import FigureRecord, Thing
from newsroom.items.items import Campaign, Reported
from newsroom.language.dates import LooseDate

MOST_CONFERENCES, MOST_FIGURES = 6, 3  # limits that keep it a summary
_TURNING_POINT = re.compile("phát động|sơ kết|tổng kết", re.IGNORECASE)


@dataclass(frozen=True)
class Milestone:
    """A dated fact.

    ``url`` is the address of its source, on this site or another, or empty; ``closes`` marks a fact about the
    whole time until its date, such as a sum.
    """

    when: LooseDate
    text: str
    url: str
    closes: bool = False

    @property
    def day(self) -> date:
        """The day that decides its place."""
        return self.when.last if self.closes else self.when.first

    @property
    def iso(self) -> str:
        return self.when.day.isoformat() if self.when.day else str(self.when.year)


def trace_timeline(
    campaign: Campaign,
    stories: Sequence[Reported],
    conferences: Iterable[Conference],
    figures: Iterable[FigureRecord],
) -> tuple[Milestone, ...]:
    """Return the milestones of *campaign*, the earliest first.

    *stories*, *conferences* and *figures* are its own, the newest first. Of many conferences, those that
    launch it or sum it up come before others.
    """
    found = [
        *_find_own_dates(campaign, stories),
        *_find_documents(campaign),
        *_find_conferences(conferences),
        *_find_figures(figures),
    ]
    return tuple(sorted(found, key=lambda milestone: milestone.day))  # those of a day keep this order


def _find_own_dates(campaign: Campaign, stories: Sequence[Reported]) -> Iterator[Milestone]:
    """Yield launch, start and end, each with the story or the document of its day, or else a source."""
    front = campaign.front
    pages: dict[date | None, str] = {}
    pages |= {document.date: document.page_url for document in campaign.documents if document.date}
    pages |= {story.front.day: story.url for story in stories}  # the oldest story of a day stays
    source = next((str(source.url) for source in front.source if source.url), "")
    if front.launched:
        text = f"{front.launched_by} phát động" if front.launched_by else "Phát động"
        yield Milestone(front.launched, text, pages.get(front.launched.day, source))
    if front.start and not (front.launched and _repeats_launch(front.start, front.launched)):
        yield Milestone(front.start, "Bắt đầu", pages.get(front.start.day, source))
    if front.end:
        yield Milestone(front.end, "Kết thúc", pages.get(front.end.day, source), closes=True)


def _repeats_launch(start: LooseDate, launched: LooseDate) -> bool:
    """Return whether *start* adds nothing to the day or year of the launch."""
    return start.year == launched.year and start.day in {None, launched.day}


def _find_documents(campaign: Campaign) -> Iterator[Milestone]:
    for document in campaign.documents:
        if document.date:
            issuer = f" của {document.issuer}" if document.issuer else ""
            when = LooseDate(document.date.year, document.date)
            yield Milestone(when, f"{document.name}{issuer}", document.page_url)


def _find_conferences(conferences: Iterable[Conference]) -> Iterator[Milestone]:
    dated = [conference for conference in conferences if conference.is_dated]
    dated.sort(key=lambda conference: not _TURNING_POINT.search(conference.name))
    for conference in dated[:MOST_CONFERENCES]:
        when = LooseDate(conference.first_day.year, conference.first_day)
        yield Milestone(when, conference.name, conference.reports[0].url)


def _find_figures(figures: Iterable[FigureRecord]) -> Iterator[Milestone]:
    """Return the latest figures, one of each thing."""
    dated = [(figure.report.date, figure) for figure in figures if figure.report.date]
    newest: dict[Thing, Milestone] = {}
    for when, figure in sorted(dated, key=lambda pair: pair[0].last, reverse=True):
        places = (figure.place.name,) if figure.place else figure.story.province_names
        text = f"{', '.join((figure.report.what, *places))}: {figure.amount}"
        newest.setdefault(figure.thing, Milestone(when, text, figure.url, closes=True))
    return islice(newest.values(), MOST_FIGURES)
