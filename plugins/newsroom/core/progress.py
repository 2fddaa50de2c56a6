"""How far a campaign has come: its figures in a table, and as a line what was reported time and again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import TypeAlias

from newsroom.core.figures import FigureRecord, Thing
from newsroom.core.vietnamese import collation_key, format_number

MOST_ROWS, MOST_LINES, MOST_POINTS = 20, 2, 16  # which keep the page of a campaign light
FEWEST_POINTS = 3  # two make no course
WIDTH, HEIGHT = 600, 100  # of the drawing, which is stretched: no unit of it is a pixel
Series: TypeAlias = "list[FigureRecord]"


@dataclass(frozen=True)
class Row:
    """One figure; ``reported`` is the day of the article at ``url``."""

    what: str
    place: str
    value: str
    when: str
    url: str
    reported: date


@dataclass(frozen=True)
class Line:
    """A course over time.

    ``path`` and ``dots`` are SVG path data in a box of 600 by 100: time runs in proportion from its
    left to its right edge, values from ``base`` at the bottom to the highest at the top. ``first``
    and ``last`` are the ends in words.
    """

    title: str
    path: str
    dots: str
    base: str
    first: str
    last: str
    description: str


@dataclass(frozen=True)
class Progress:
    """What a campaign's page shows of its figures, and how many more there are."""

    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    left_out: int


def show_progress(records: Iterable[FigureRecord]) -> Progress | None:
    """The progress of one campaign, whose *records* come newest first; None where there are none.

    Of several articles with one figure of one date, the newest is shown. Where there are too many
    figures, only the newest of each thing is.
    """
    things: dict[Thing, dict[date | None, FigureRecord]] = {}
    for record in records:
        dated = record.date.last if record.date else None
        things.setdefault(record.thing, {}).setdefault(dated, record)
    if not things:
        return None
    every = [sorted(found.values(), key=_when, reverse=True) for found in things.values()]
    every.sort(key=lambda series: collation_key(series[0].what))
    every.sort(key=lambda series: _when(series[0]), reverse=True)
    shown = list(chain.from_iterable(every))
    total = len(shown)
    if total > MOST_ROWS:
        shown = [series[0] for series in every][:MOST_ROWS]
    courses = [[one for one in series if one.date] for series in every]
    lines = [_line(series[:MOST_POINTS][::-1]) for series in courses if len(series) >= FEWEST_POINTS]
    return Progress(tuple(map(_row, shown)), tuple(lines[:MOST_LINES]), total - len(shown))


def _when(record: FigureRecord) -> date:
    """The day at which a figure stands: without one of its own, that of its article."""
    return record.date.last if record.date else record.story.date.date()


def _row(record: FigureRecord) -> Row:
    return Row(
        record.what,
        record.place.name if record.place else "",
        _amount(record),
        str(record.date or ""),
        record.id,
        record.story.date.date(),
    )


def _amount(record: FigureRecord) -> str:
    return f"{record.value} {record.unit}".rstrip()


def _line(series: Series) -> Line:
    """The course of a *series*, oldest first."""
    first, last = series[0], series[-1]
    numbers = [record.value.number for record in series]
    base, top = min(Decimal(0), *numbers), max(Decimal(0), *numbers)
    days = [(_when(record) - _when(first)).days for record in series]
    places = [
        f"{WIDTH * day // days[-1]} {HEIGHT - round(HEIGHT * (number - base) / ((top - base) or 1))}"
        for day, number in zip(days, numbers, strict=True)
    ]
    what = f"{first.what}, {first.place.name}" if first.place else first.what
    return Line(
        title=f"{what} ({first.unit})" if first.unit else what,
        path=f"M{'L'.join(places)}",
        dots="".join(f"M{place}h0" for place in places),
        base=format_number(base),
        first=f"{first.date}: {first.value}",
        last=f"{last.date}: {last.value}",
        description=f"Từ {_amount(first)} ({first.date}) đến {_amount(last)} ({last.date}),"
        f" {len(series)} thời điểm.",
    )
