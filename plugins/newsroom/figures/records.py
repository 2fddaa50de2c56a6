"""Figures of all articles, and warnings about figures that contradict each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from newsroom.items.items import Ground, ReportedFigure, Story, ground_of
from newsroom.language.name_matching import name_key, shorten

Thing: TypeAlias = "tuple[str, str, tuple[Ground, ...]]"

ABOVE, BELOW = {"trên", "hơn", "ít nhất"}, {"dưới", "nhiều nhất"}
NEARLY, ABOUT = "gần", "khoảng"
LEEWAY = Decimal("0.1")  # of an approximate number: "khoảng 29.000" may be 31.000
NO_END = Decimal("Infinity")


@dataclass(frozen=True)
class FigureRecord(ReportedFigure):
    """A figure of *story*; ``index`` is its place among the figures of the article, from 0."""

    story: Story
    index: int

    @property
    def url(self) -> str:
        """Its address, which stays when the value is corrected or figures around it change."""
        return f"{self.story.url}#{self.id}"

    @property
    def amount(self) -> str:
        """The value with its unit."""
        return f"{self.report.value} {self.report.unit}".rstrip()

    @property
    def render_key(self) -> str:
        return f"{self.url} {self.story.record_key}"

    @property
    def thing(self) -> Thing:
        """The counted thing, its unit and its places, which comparable figures share.

        A figure without a place is about the provinces of its article, or about the whole country.
        """
        mentions = (self.place,) if self.place else self.story.provinces
        grounds = tuple(sorted(map(ground_of, mentions)))
        return name_key(self.report.what), name_key(self.report.unit), grounds

    @property
    def range(self) -> tuple[Decimal, Decimal]:
        """The lowest and highest number that the value can mean."""
        number, qualifier = self.report.value.number, self.report.value.qualifier
        near = abs(number) * LEEWAY
        if qualifier in ABOVE:
            return number, NO_END
        if qualifier in BELOW:
            return -NO_END, number
        low = number - near if qualifier in {NEARLY, ABOUT} else number
        return low, number + near if qualifier == ABOUT else number


def list_figures(stories: Iterable[Story]) -> Iterator[FigureRecord]:
    """Yield the figures of *stories*, in their order."""
    for story in stories:
        for index, figure in enumerate(story.figures):
            yield FigureRecord(**vars(figure), story=story, index=index)


def check_figures(records: Iterable[FigureRecord]) -> None:
    """Warn of each figure that contradicts an earlier article's figure of the same thing and date.

    Figures are compared within a campaign, or without a campaign if they name a place. A figure
    without a date is compared with nothing.
    """
    compared = [record for record in records if record.report.date and (record.campaign or record.place)]
    compared.sort(key=lambda record: (record.story.date, record.story.url))
    # Ranges that all overlap have a part in common, so the records that bound it are enough.
    bounds: dict[object, tuple[FigureRecord, FigureRecord]] = {}
    for record in compared:
        key = (record.campaign, record.thing, record.report.date)
        least, most = bounds.setdefault(key, (record, record))
        low, high = record.range
        if low > most.range[1]:
            _warn(record, most)
        elif high < least.range[0]:
            _warn(record, least)
        else:
            bounds[key] = (
                record if low > least.range[0] else least,
                record if high < most.range[1] else most,
            )


def _warn(record: FigureRecord, other: FigureRecord) -> None:
    where, there = ("figures", record.index, "value"), ("figures", other.index, "value")
    report = record.report
    message = (
        f"“{shorten(report.what)}” ({report.date}) ở đây là {report.value}, còn là {other.report.value} ở"
        f" {other.story.place_of(there)}."
    )
    record.story.problems.warn(where, message, "Xem lại nguồn; khác nơi thì ghi “place”.")
