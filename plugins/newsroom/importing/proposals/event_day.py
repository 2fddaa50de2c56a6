"""The day of a reported event, or the days that are possible.

Reports often name the day and month and leave the year to their readers.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from newsroom.documents.citations import CITATION
from newsroom.importing.proposals.names import quote_around
from newsroom.language.dates import BEFORE_YEAR, DAY_MONTH, parse_day
from newsroom.language.vietnamese import WEEKDAYS, format_date

MOST = 6  # candidates; more would not help the editor
LEAD = 3  # texts that may hold the dateline, the title included
LONGEST_PERIOD = 10  # years
LEAP = 2024  # a leap year, which has every day
SPREAD = 2  # years considered after the latest day that a report names
_FULL = re.compile(rf"(?<![\d/.-]){DAY_MONTH}{BEFORE_YEAR}(?P<year>\d{{4}})(?!\d)")
_CUE = r"(?:sáng|trưa|chiều|tối|đêm|ngày|hôm nay|hôm qua|vừa qua)"
_DATELINE = re.compile(
    rf"\b{_CUE}(?:\s+(?:sớm|nay|qua|ngày)){{0,3}}\s*[,(]?\s*(?:(?P<weekday>thứ \w+|chủ nhật)\s*[,(]?\s*)?"
    rf"(?:ngày\s+)?(?:\d{{1,2}}(?:[/-]\d{{1,2}})?\s*(?:,|và|đến|-|–)\s*(?=\d{{1,2}}\s*(?:[/-]|tháng)))?"
    rf"{DAY_MONTH}(?:{BEFORE_YEAR}(?P<year>\d{{4}}))?(?![\d%])",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"(?:\(\s*)?(\d{1,2}[/.-]\d{1,2})[/.-]\d{4}\s*[-–]\s*(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\s*\)?"
)
_YEAR = re.compile(r"(?<!nghị quyết )(?<!luật )\bnăm (\d{4})(?!\s*[-–]\s*\d)", re.IGNORECASE)
_PERIOD = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")


@dataclass
class Dating:
    """The day of a report or its candidate days, with Vietnamese reasons; the day may have a time."""

    day: date | None
    reasons: list[str]
    candidates: list[tuple[date, str]] = field(default_factory=list)
    moment: datetime | None = None


def find_day(title: str, paragraphs: list[str], posted: datetime | None, now: datetime) -> Dating:
    """Find the day of a report in its title, its *paragraphs* and its posting time."""
    line, words = _find_dateline([title, *paragraphs][:LEAD])
    quoted = f"“{words}”"
    if posted and posted <= now:
        reasons = [f"Trang ghi ngày đăng {format_date(posted.date())}."]
        reasons += [f"Trong bài: {quoted}."] if words else []
        return Dating(posted.date(), reasons, moment=posted)
    if not line:
        reasons = ["Bài không ghi ngày của sự kiện ở đoạn mở đầu."]
        return Dating(None, reasons, _complete_dates(paragraphs, now.date())[:MOST])
    report = _Report(line["day"], line["month"], title, paragraphs, now.date())
    stated = report.in_year(int(line["year"])) if line["year"] else None
    if stated:
        return Dating(stated, [f"Bài viết {quoted}."])
    certain = report.days_in_text()
    if len(certain) == 1:
        return Dating(
            certain[0], [f"Bài viết {quoted}, và nơi khác trong bài nêu {format_date(certain[0])}."]
        )
    weekday = (line["weekday"] or "").casefold()
    candidates = []
    for year, reason in report.possible_years(certain):
        day = report.in_year(year)
        if day and weekday in {"", WEEKDAYS[day.weekday()].casefold()}:
            candidates.append((day, f"{WEEKDAYS[day.weekday()]}; {reason}"))
    return Dating(None, [f"Bài chỉ viết {quoted}, không ghi năm."], candidates[:MOST])


def _find_dateline(lead: list[str]) -> tuple[re.Match[str] | None, str]:
    """Find the first day in the lead, ignoring days of documents and anniversaries."""
    for text in lead:
        plain = _SPAN.sub(" ", CITATION.sub(" ", text))
        for match in _DATELINE.finditer(plain):
            if _parse_day(match["day"], match["month"], int(match["year"] or LEAP)):
                return match, " ".join(match[0].split())
    return None, ""


@dataclass(frozen=True)
class _Report:
    """A report that gives the day and month of its event."""

    day: str
    month: str
    title: str
    paragraphs: list[str]
    today: date

    def in_year(self, year: int) -> date | None:
        """Return the day in *year*; None if there is none or it is in the future."""
        day = _parse_day(self.day, self.month, year)
        return day if day and day <= self.today else None

    def days_in_text(self) -> list[date]:
        """Find the day with its year in the text; of an anniversary ``A - B``, only B counts."""
        years = set()
        for text in self.paragraphs:
            for match in _FULL.finditer(_SPAN.sub(r" \2 ", CITATION.sub(" ", text))):
                if (int(match["day"]), int(match["month"])) == (int(self.day), int(self.month)):
                    years.add(int(match["year"]))
        return list(filter(None, map(self.in_year, sorted(years))))

    def possible_years(self, certain: list[date]) -> list[tuple[int, str]]:
        """Rank the possible years by their number of reasons; return each with its reasons."""
        reasons: dict[int, list[str]] = defaultdict(list)
        for day in certain:
            reasons[day.year].append(f"bài có nêu {self.day}/{self.month}/{day.year}")
        places = ["tiêu đề", *["đoạn mở đầu"] * (LEAD - 1)]
        for place, text in zip(places, [self.title, *self.paragraphs], strict=False):
            for match in _YEAR.finditer(text):
                reasons[int(match[1])].append(f"{place} nói “{match[0]}”")
        for year, reason in self._years_after_latest_day():
            reasons[year].append(reason)
        spans = [(int(a), int(b)) for text in self.paragraphs for a, b in _PERIOD.findall(text)]
        # The first span of years may be the period of a campaign.
        period = next(((a, b) for a, b in spans if a <= b <= a + LONGEST_PERIOD), None)
        if period and not reasons:
            reasons |= {year: [] for year in range(period[0], period[1] + 1)}
        for year, why in reasons.items():
            if period and period[0] <= year <= period[1]:
                why.append(f"trong giai đoạn {period[0]} - {period[1]}")
        ordered = sorted(reasons.items(), key=lambda item: (-len(item[1]), item[0]))
        return [(year, "; ".join(dict.fromkeys(why))) for year, why in ordered]

    def _years_after_latest_day(self) -> Iterator[tuple[int, str]]:
        """Yield the first years in which the report can mention the latest day that it names."""
        days = [day for day, _ in _complete_dates(self.paragraphs, self.today, documents=True)]
        if not days:
            return
        latest = max(days)
        same_year = self.in_year(latest.year)
        first = latest.year if same_year and same_year >= latest else latest.year + 1
        for year in range(first, first + SPREAD + 1):
            yield year, f"sau ngày muộn nhất bài nêu, {format_date(latest)}"


def _complete_dates(paragraphs: list[str], today: date, *, documents: bool = False) -> list[tuple[date, str]]:
    """List each complete date up to *today*, with its words; *documents* includes dates of documents."""
    found: dict[date, str] = {}
    for text in paragraphs:
        plain = text if documents else CITATION.sub(" ", text)
        for match in _FULL.finditer(plain):
            day = _parse_day(match["day"], match["month"], int(match["year"]))
            if day and day <= today:
                found.setdefault(day, f"bài có nêu “{quote_around(plain, *match.span())}”")
    return list(found.items())


def _parse_day(day: str, month: str, year: int) -> date | None:
    try:
        return parse_day(f"{year:04}-{int(month):02}-{int(day):02}")
    except ValueError:
        return None
