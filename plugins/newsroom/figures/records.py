"""The figures that articles report, as records, and those of them that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from newsroom.content.models import Amount
from newsroom.items.items import Campaign, Ground, Story, ground_of
from newsroom.language.dates import LooseDate
from newsroom.language.name_matching import name_key, shorten
from newsroom.vocabulary.provinces import Mention

Thing: TypeAlias = "tuple[str, str, tuple[Ground, ...]]"

ABOVE, BELOW = {"trên", "hơn", "ít nhất"}, {"dưới", "nhiều nhất"}
NEARLY, ABOUT = "gần", "khoảng"
LEEWAY = Decimal("0.1")  # of a number that is only near: "khoảng 29.000" may be 31.000
NO_END = Decimal("Infinity")


@dataclass(frozen=True)
class FigureRecord:
    """One figure of one article.

    ``id`` is its address: the article's, and its place there, which is made of what, unit, place and
    date: it stays when the value is corrected, and when figures are added or moved around it.
    ``index`` is its place among the figures of the article, from 0.
    """

    id: str
    what: str
    value: Amount
    unit: str
    date: LooseDate | None
    place: Mention | None
    campaign: Campaign | None
    story: Story
    index: int

    @property
    def render_key(self) -> str:
        """Stands for all of it."""
        return f"{self.id} {self.story.record_key}"

    @property
    def thing(self) -> Thing:
        """What must be alike for two figures to be of the same thing: what is counted, in what unit, where.

        A figure without a place is about wherever its article is, or about the whole country.
        """
        mentions = (self.place,) if self.place else self.story.provinces
        return name_key(self.what), name_key(self.unit), tuple(sorted(map(ground_of, mentions)))

    @property
    def range(self) -> tuple[Decimal, Decimal]:
        """The least and the most that the value can mean."""
        number, qualifier = self.value.number, self.value.qualifier
        near = abs(number) * LEEWAY
        if qualifier in ABOVE:
            return number, NO_END
        if qualifier in BELOW:
            return -NO_END, number
        return (
            number - near if qualifier in {NEARLY, ABOUT} else number,
            number + near if qualifier == ABOUT else number,
        )


def list_figures(stories: Iterable[Story]) -> Iterator[FigureRecord]:
    """The figures of *stories*, in the order of these."""
    for story in stories:
        for index, given in enumerate(story.figures):
            report = given.report
            yield FigureRecord(
                f"{story.url}#{given.id}",
                report.what,
                report.value,
                report.unit,
                report.date,
                given.place,
                given.campaign,
                story,
                index,
            )


def check_figures(records: Iterable[FigureRecord]) -> None:
    """Warn of each figure that one of the same thing and date, in an earlier article, excludes.

    Figures are compared within a campaign, or, without one, where they name a place. One without a
    date is compared with nothing.
    """
    compared = [record for record in records if record.date and (record.campaign or record.place)]
    compared.sort(key=lambda record: (record.story.date, record.story.url))
    # Ranges that all overlap have a part in common: it is enough to know who bounds that.
    bounds: dict[object, tuple[FigureRecord, FigureRecord]] = {}
    for record in compared:
        key = (record.campaign, record.thing, record.date)
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
    message = (
        f"“{shorten(record.what)}” ({record.date}) ở đây là {record.value}, còn là {other.value} ở"
        f" {other.story.place_of(there)}."
    )
    record.story.problems.warn(where, message, "Xem lại nguồn; khác nơi thì ghi “place”.")
