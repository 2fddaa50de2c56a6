"""Days, moments and loose dates as editors write them.

The parsers raise ValueError with a Vietnamese message.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from newsroom.language.characters import HYPHENS
from newsroom.language.vietnamese import format_date

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
_SAMPLE = "2024-03-05"
FIRST_YEAR, LAST_YEAR = 1900, 2100
# Parts of patterns for days in Vietnamese prose.
DAY_MONTH = r"(?P<day>\d{1,2})(?:\s*+[/.-]\s*+|\s++tháng\s++)(?P<month>\d{1,2})"
BEFORE_YEAR = r"\s*+(?:[/.-]\s*+|,?\s*+năm\s++)"
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:?\d{2})?")
# Days and times as editors and other programs write them, for messages.
_ANY_DAY = re.compile(
    rf"(?P<year>\d{{4}})\s*[/.{HYPHENS}]\s*(?P<mm>\d{{1,2}})\s*[/.{HYPHENS}]\s*(?P<dd>\d{{1,2}})(?!\d)"
    rf"|(?<!\d){DAY_MONTH}{BEFORE_YEAR}(?P<its_year>\d{{4}})(?!\d)"
)
_ANY_TIME = re.compile(
    r"(?<![\d.])(?P<hour>\d{1,2})\s*(?:[:：hg]|giờ|\.(?=\d\d))\s*(?P<minute>\d{2}(?!\d))?(?:\s*(?:phút|ph|p|['’′]))?"
    r"(?::\d{1,2}(?:[.,]\d+)?)?\s*(?P<zone>Z|UTC(?!\s*\+)|[+-]\d{2}(?::?\d{2})?)?"
    r"\s*(?P<half>am|pm|sa|ch|sáng|chiều|tối)?(?!\w)",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"(?:[\s,;.()|T–-]|(?:GMT|UTC)\s*\+\s*0?7|ICT"
    r"|\b(?:ngày|lúc|vào|hồi|thứ|hai|ba|tư|năm|sáu|bảy|chủ nhật)\b)*",
    re.IGNORECASE,
)
_AFTERNOON = {"pm", "ch", "chiều", "tối"}
_NOON = 12


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


def parse_day(text: str, sample: str = _SAMPLE) -> date:
    """Parse ``2024-03-05``; the message for another text ends with the *sample*."""
    match = _DAY.fullmatch(text)
    if not match:
        raise ValueError(_explain_refusal(text, sample))
    return _make_day(*map(int, match.groups()))


def parse_moment(text: str, zone: tzinfo = HERE) -> datetime:
    """Parse ``2024-03-05`` or ``2024-03-05 14:30`` as a moment in *zone*; convert other zones."""
    match = _MOMENT.fullmatch(text)
    if not match:
        if not _DAY.fullmatch(text) and (moment := _read_moment(text)):
            raise ValueError(f"Giờ viết sau ngày, giữa giờ và phút là dấu hai chấm: {moment:%Y-%m-%d %H:%M}.")
        day = parse_day(text, f"{_SAMPLE} hoặc {_SAMPLE} 14:30")
        return datetime(day.year, day.month, day.day, tzinfo=zone)
    year, month, day_of_month, hour, minute = map(int, match.groups()[:5])
    moment = _make_moment(
        _make_day(year, month, day_of_month), hour, minute, int(match[6] or 0), match[7] or ""
    )
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


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


def _make_moment(day: date, hour: int, minute: int, second: int, zone: str) -> datetime:
    try:
        return datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}:{second:02}{zone.upper()}")
    except ValueError:
        raise ValueError(f"Không có giờ {hour}:{minute:02} trong ngày.") from None


def _explain_refusal(text: str, sample: str) -> str:
    if moment := _read_moment(text):
        return f"Ở đây chỉ ghi ngày, không ghi giờ: {moment:%Y-%m-%d}."
    if day := _read_day(text):
        return f"Ngày viết theo thứ tự năm-tháng-ngày: {day}."
    if digits := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text):
        return f"“{text}” là một con số, không phải ngày: viết {'-'.join(digits.groups())}."
    number = " là một con số," if re.fullmatch(r"[\d.,]+", text) else ""
    return f"“{text}”{number} không phải ngày: viết như {sample}."


def _read_day(text: str) -> date | None:
    """Read a day that is written in another way, and nothing else."""
    match = _ANY_DAY.search(text)
    if not match or not _AROUND.fullmatch(text[: match.start()] + text[match.end() :]):
        return None
    parts = (match["year"] or match["its_year"], match["mm"] or match["month"], match["dd"] or match["day"])
    return _make_day(*map(int, parts))


def _read_moment(text: str) -> datetime | None:
    """Read a day and a time that are written in another way, and nothing else."""
    day_found = _ANY_DAY.search(text)
    start, end = day_found.span() if day_found else (0, 0)
    found = _ANY_TIME.search(text, end) or _ANY_TIME.search(text[:start])
    day = _read_day(text[: found.start()] + " " + text[found.end() :]) if found and day_found else None
    if not found or not day:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"] and hour <= _NOON:
        hour = hour % _NOON + (_NOON if found["half"].lower() in _AFTERNOON else 0)
    moment = _make_moment(day, hour, minute, 0, (found["zone"] or "").upper().replace("UTC", "Z"))
    return moment.astimezone(HERE) if moment.tzinfo else moment
