"""When it was: what the text says of its day, and the years that it leaves open."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from newsroom.core.citations import CITATION
from newsroom.core.dates import parse_day
from newsroom.core.prose_dates import BEFORE_YEAR, DAY_MONTH
from newsroom.core.vietnamese import WEEKDAYS, format_date
from newsroom.importing.proposals import quote_around

MOST = 6  # candidates; more would be no help
LEAD = 3  # the title and the paragraphs that can hold the dateline
LONGEST_PERIOD = 10  # years
LEAP = 2024  # a year that has every day
SPREAD = 2  # years after the latest day that a report names
_FULL = re.compile(rf"(?<![\d/.-]){DAY_MONTH}{BEFORE_YEAR}(?P<year>\d{{4}})(?!\d)")
_CUE = r"(?:sáng|trưa|chiều|tối|đêm|ngày|hôm nay|hôm qua|vừa qua)"
_LINE = re.compile(
    rf"\b{_CUE}(?:\s+(?:sớm|nay|qua|ngày))*\s*[,(]?\s*(?:(?P<weekday>thứ \w+|chủ nhật)\s*[,(]?\s*)?"
    rf"(?:ngày\s+)?(?:\d{{1,2}}(?:[/-]\d{{1,2}})?\s*(?:,|và|đến|-|–)\s*(?=\d{{1,2}}\s*(?:[/-]|tháng)))?"
    rf"{DAY_MONTH}(?:{BEFORE_YEAR}(?P<year>\d{{4}}))?(?![\d%])",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\(?\s*(\d{1,2}[/.-]\d{1,2})[/.-]\d{4}\s*[-–]\s*(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\s*\)?")
_YEAR = re.compile(r"(?<!nghị quyết )(?<!luật )\bnăm (\d{4})(?!\s*[-–]\s*\d)", re.IGNORECASE)
_PERIOD = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")


@dataclass
class Dating:
    """The day of a report, or else the days that it may be; each with its reason, in Vietnamese."""

    moment: datetime | None = None
    day: date | None = None
    reasons: list[str] = field(default_factory=list)
    candidates: list[tuple[date, str]] = field(default_factory=list)

    @property
    def known(self) -> date | None:
        """The day, if it is known."""
        return self.moment.date() if self.moment else self.day


def find_day(title: str, paragraphs: list[str], posted: datetime | None, now: datetime) -> Dating:
    """What *paragraphs*, and the line that says when the report was posted, give."""
    line, words = _dateline([title, *paragraphs][:LEAD])
    said = f"“{words}”"
    if posted and posted <= now:
        reasons = [f"Trang ghi ngày đăng {format_date(posted.date())}."]
        return Dating(posted, reasons=[*reasons, f"Trong bài: {said}."] if words else reasons)
    if not line:
        return Dating(
            reasons=["Bài không ghi ngày của sự kiện ở đoạn mở đầu."],
            candidates=list(_days_of(paragraphs, now.date()))[:MOST],
        )
    report = _Report(line["day"], line["month"], title, paragraphs, now.date())
    stated = _day(line["day"], line["month"], int(line["year"])) if line["year"] else None
    if stated and stated <= report.today:
        return Dating(day=stated, reasons=[f"Bài viết {said}."])
    certain = report.years_of_same_day()
    if len(certain) == 1:
        day = report.in_year(certain[0])
        return Dating(
            day=day,
            reasons=[f"Bài viết {said}, và nơi khác trong bài nêu {format_date(day)}." if day else ""],
        )
    weekday = (line["weekday"] or "").casefold()
    candidates = []
    for year, reason in report.possible_years(certain):
        day = report.in_year(year)
        if day and weekday in {"", WEEKDAYS[day.weekday()].casefold()}:
            candidates.append((day, f"{WEEKDAYS[day.weekday()]}; {reason}"))
    return Dating(reasons=[f"Bài chỉ viết {said}, không ghi năm."], candidates=candidates[:MOST])


def _dateline(lead: list[str]) -> tuple[re.Match[str] | None, str]:
    """The first day of the lead that is neither a document's nor an anniversary's."""
    for text in lead:
        plain = _SPAN.sub(" ", CITATION.sub(" ", text))
        for match in _LINE.finditer(plain):
            if _day(match["day"], match["month"], int(match["year"] or LEAP)):
                return match, " ".join(match[0].split())
    return None, ""


@dataclass(frozen=True)
class _Report:
    """A report that gives the day and month of its event, and no year with them."""

    day: str
    month: str
    title: str
    paragraphs: list[str]
    today: date

    def in_year(self, year: int) -> date | None:
        """Its day in *year*, unless that is still to come."""
        day = _day(self.day, self.month, year)
        return day if day and day <= self.today else None

    def years_of_same_day(self) -> list[int]:
        """The years with which it names its day elsewhere: of an anniversary ``A - B``, that of B."""
        years = []
        for text in self.paragraphs:
            plain = CITATION.sub(" ", text)
            spans = [_FULL.search(match[2]) for match in _SPAN.finditer(plain)]
            same = (int(self.day), int(self.month))
            matches = [match for match in [*spans, *_FULL.finditer(_SPAN.sub(" ", plain))] if match]
            years += [int(one["year"]) for one in matches if (int(one["day"]), int(one["month"])) == same]
        return [year for year in dict.fromkeys(years) if self.in_year(year)]

    def possible_years(self, certain: list[int]) -> list[tuple[int, str]]:
        """Years in the order of how much speaks for them, with all that does."""
        reasons: dict[int, list[str]] = defaultdict(list)
        for year in certain:
            reasons[year].append(f"bài có nêu {self.day}/{self.month}/{year}")
        places = ["tiêu đề", *["đoạn mở đầu"] * (LEAD - 1)]
        for place, text in zip(places, [self.title, *self.paragraphs], strict=False):
            for match in _YEAR.finditer(text):
                reasons[int(match[1])].append(f"{place} nói “{match[0]}”")
        for year, reason in self._after_latest():
            reasons[year].append(reason)
        period = self._period()
        if period and not reasons:
            reasons |= {year: [] for year in range(period[0], period[1] + 1)}
        for year, why in reasons.items():
            if period and period[0] <= year <= period[1]:
                why.append(f"trong giai đoạn {period[0]} - {period[1]}")
        ordered = sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0]))
        return [(year, "; ".join(dict.fromkeys(why))) for year, why in ordered]

    def _after_latest(self) -> Iterator[tuple[int, str]]:
        """The first years in which the report can tell of the latest day that it names."""
        latest = max((day for day, _ in _days_of(self.paragraphs, self.today, documents=True)), default=None)
        if not latest:
            return
        same_year = self.in_year(latest.year)
        first = latest.year if same_year and same_year >= latest else latest.year + 1
        for year in range(first, first + SPREAD + 1):
            yield year, f"sau ngày muộn nhất bài nêu, {format_date(latest)}"

    def _period(self) -> tuple[int, int] | None:
        """The first span of years that the report names, such as that of a campaign."""
        periods = [(int(a), int(b)) for text in self.paragraphs for a, b in _PERIOD.findall(text)]
        return next(((a, b) for a, b in periods if a <= b <= a + LONGEST_PERIOD), None)


def _days_of(paragraphs: list[str], today: date, *, documents: bool = False) -> Iterator[tuple[date, str]]:
    """Each full day until *today* that is named, with its words; those of documents if they are wanted."""
    seen = set()
    for text in paragraphs:
        plain = text if documents else CITATION.sub(" ", text)
        for match in _FULL.finditer(plain):
            day = _day(match["day"], match["month"], int(match["year"]))
            if day and day <= today and day not in seen:
                seen.add(day)
                yield day, f"bài có nêu “{quote_around(plain, *match.span())}”"


def _day(day: str, month: str, year: int) -> date | None:
    try:
        return parse_day(f"{year:04}-{int(month):02}-{int(day):02}")
    except ValueError:
        return None
