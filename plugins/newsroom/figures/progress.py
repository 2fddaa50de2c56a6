"""A table of a campaign's figures, with charts of repeated reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import TypeAlias

from newsroom.figures.records import FigureRecord, Thing
from newsroom.language.vietnamese import collation_key, format_number

MOST_ROWS, MOST_LINES, MOST_POINTS = 20, 2, 16  # limits that keep the page of a campaign light
FEWEST_POINTS = 3  # two points show no trend
WIDTH, HEIGHT = 600, 100  # units of the drawing, not pixels: CSS stretches it
Series: TypeAlias = "list[FigureRecord]"


@dataclass(frozen=True)
class Line:
    """A line chart of a figure over time.

    ``path`` and ``dots`` are SVG path data in a box of 600 by 100. The x axis is proportional to time;
    the y axis runs from ``base`` at the bottom to the highest value. ``first`` and ``last`` are texts
    for the two ends.
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
    """The figures on a campaign's page, and the number of figures left out."""

    rows: tuple[FigureRecord, ...]
    lines: tuple[Line, ...]
    left_out: int


def show_progress(records: Iterable[FigureRecord]) -> Progress | None:
    """Compute the progress of a campaign from its *records*, newest first; None if there are none.

    If several articles report a figure of the same date, the newest counts. If there are too many
    figures, only the newest figure of each thing is shown.
    """
    things: dict[Thing, dict[date | None, FigureRecord]] = {}
    for record in records:
        dated = record.report.date.last if record.report.date else None
        things.setdefault(record.thing, {}).setdefault(dated, record)
    if not things:
        return None
    all_series = [sorted(found.values(), key=_day_of, reverse=True) for found in things.values()]
    all_series.sort(key=lambda series: collation_key(series[0].report.what))
    all_series.sort(key=lambda series: _day_of(series[0]), reverse=True)
    shown = list(chain.from_iterable(all_series))
    total = len(shown)
    if total > MOST_ROWS:
        shown = [series[0] for series in all_series][:MOST_ROWS]
    dated_series = [[record for record in series if record.report.date] for series in all_series]
    lines = [
        _draw_line(series[:MOST_POINTS][::-1]) for series in dated_series if len(series) >= FEWEST_POINTS
    ]
    return Progress(tuple(shown), tuple(lines[:MOST_LINES]), total - len(shown))


def _day_of(record: FigureRecord) -> date:
    """Return the day of a figure: its own, or else that of its article."""
    return record.report.date.last if record.report.date else record.story.date.date()


def _draw_line(series: Series) -> Line:
    """Draw the chart of a *series*, oldest first."""
    first, last = series[0], series[-1]
    start, end = first.report.date, last.report.date
    numbers = [record.report.value.number for record in series]
    base, top = min(Decimal(0), *numbers), max(Decimal(0), *numbers)
    days = [(_day_of(record) - _day_of(first)).days for record in series]
    places = [
        f"{WIDTH * day // days[-1]} {HEIGHT - round(HEIGHT * (number - base) / ((top - base) or 1))}"
        for day, number in zip(days, numbers, strict=True)
    ]
    name = f"{first.report.what}, {first.place.name}" if first.place else first.report.what
    return Line(
        title=f"{name} ({first.report.unit})" if first.report.unit else name,
        path=f"M{'L'.join(places)}",
        dots="".join(f"M{place}h0" for place in places),
        base=format_number(base),
        first=f"{start}: {first.report.value}",
        last=f"{end}: {last.report.value}",
        description=f"Từ {first.amount} ({start}) đến {last.amount} ({end}), {len(series)} thời điểm.",
    )
