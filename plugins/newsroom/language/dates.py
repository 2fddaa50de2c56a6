"""Days, moments and loose dates as editors write them.

The parsers raise ValueError with a Vietnamese message.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from newsroom.language.vietnamese import format_date

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST_YEAR, LAST_YEAR = 1900, 2100
# Parts of patterns for days in Vietnamese prose.
DAY_MONTH = r"(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})"
BEFORE_YEAR = r"(?:\s*[/.-]\s*|\s*,?\s*năm\s+)"
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:?\d{2})?")
_NATIVE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True)
class LooseDate:
    """A day, or a year if the day is unknown."""

    year: int
    day: date | None = None

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return self.day or date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        return self.day or date(self.year, 12, 31)

    def __str__(self) -> str:
        return format_date(self.day) if self.day else str(self.year)


def parse_day(text: str) -> date:
    """Parse ``2024-03-05``."""
    match = _DAY.fullmatch(text)
    if not match:
        raise ValueError(_explain_refusal(text))
    return _make_day(*map(int, match.groups()))


def parse_moment(text: str) -> datetime:
    """Parse ``2024-03-05`` or ``2024-03-05 14:30`` as a moment in Vietnam; convert other zones."""
    match = _MOMENT.fullmatch(text)
    if not match:
        day = parse_day(text)
        return datetime(day.year, day.month, day.day, tzinfo=HERE)
    year, month, day_of_month, hour, minute = map(int, match.groups()[:5])
    day = _make_day(year, month, day_of_month)
    stamp = f"{day}T{hour:02}:{minute:02}:{match[6] or '00'}{match[7] or ''}"
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        raise ValueError(f"Không có giờ {hour}:{match[5]} trong ngày.") from None
    return moment.astimezone(HERE) if moment.tzinfo else moment.replace(tzinfo=HERE)


def parse_loose(text: str) -> LooseDate:
    """Parse ``2021`` or ``2021-05-19``."""
    if re.fullmatch(r"\d{4}", text):
        _check_year(int(text))
        return LooseDate(int(text))
    day = parse_day(text)
    return LooseDate(day.year, day)


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Năm {year} nằm ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}.")


def _make_day(year: int, month: int, day: int) -> date:
    _check_year(year)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"Không có ngày {day}/{month}/{year} trong lịch.") from None


def _explain_refusal(text: str) -> str:
    if native := _NATIVE.fullmatch(text):
        day, month, year = native.groups()
        return f"Ngày viết theo thứ tự năm-tháng-ngày: {year}-{month:0>2}-{day:0>2}."
    if digits := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text):
        return f"“{text}” là một con số, không phải ngày: viết {'-'.join(digits.groups())}."
    number = " là một con số," if re.fullmatch(r"[\d.,]+", text) else ""
    return f"“{text}”{number} không phải ngày: viết như 2024-03-05."
