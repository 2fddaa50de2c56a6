"""What a citation says, by its words and what follows them, were a given document the one that is meant."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from newsroom.core.names import equalise
from newsroom.core.vocabulary_models import Document

_BY = re.compile(r"[\s,)]*(?:của|do)\s+")
_DAY = re.compile(
    r"\s*(?P<apart>,?)[\s(]*(?:(?:được\s+)?(?:ký|ban hành|mang|ra)\s+)?(?:ngày\s+)?"
    r"(?P<day>\d{1,2})(?:[/.-]|\s+tháng\s+)(?P<month>\d{1,2})"
    r"(?:[/.-]|,?\s+năm\s+)(?P<year>(?:19|20)\d\d)(?!\d)"
)
_YEAR = re.compile(r"[\s,(]*năm\s+((?:19|20)\d\d)(?![\w/]|\s*[-–]\s*\d)")
_WORD = re.compile(r"\w+")
_NEXT_WORD = re.compile(r"\s+(\w)")
# A shorter name of who issued it ends before one of these: "của Ban Thường vụ Tỉnh ủy về …".
_AFTER_ISSUER = re.compile(
    r"\s*(?:[^\w\s]|$)|\s+(?:về|ngày|ban hành|ký|đã|là|và|có|được|thì|tại|trong|năm)\b"
)

Day: TypeAlias = "tuple[int, int, int]"  # year, month, day, as printed: perhaps one that never was


@dataclass(frozen=True)
class Claim:
    """What a citation says, were *document* the one that is meant.

    ``sure`` when its words can mean no document of another issuer; ``issued`` is whether the issuer that
    they name is this one's, None where they name none. ``day`` and ``year`` are printed, ``apart`` behind a
    comma: the day may belong to what comes next.
    """

    document: Document
    length: int
    exact: bool
    sure: bool
    issued: bool | None
    day: Day | None = None
    year: int | None = None
    apart: bool = False

    @property
    def known_day(self) -> Day | None:
        day = self.document.date
        return (day.year, day.month, day.day) if day else None

    @property
    def is_confirmed(self) -> bool:
        return self.known_day is not None and self.day == self.known_day

    @property
    def is_contradicted(self) -> bool:
        """Whether the day or the year that is printed is not that of the document."""
        known = self.known_day
        return bool(known and ((self.day and self.day != known) or (self.year and self.year != known[0])))

    @property
    def needs_date(self) -> bool:
        """Whether a day or a year is printed that the list cannot confirm."""
        return bool((self.day or self.year) and not self.known_day)

    def may_be_meant(self, day: date | None, own: Collection[Document]) -> bool:
        """Whether nothing but a date that is printed speaks against it."""
        declared = self.document in own
        if self.issued is False and not (self.exact and declared):
            return False
        return declared or not (day and self.document.date and self.document.date > day)


def read_claim(document: Document, length: int, after: str, *, exact: bool, sure: bool) -> Claim:
    """What *after* says of the *document*, behind words of which so many characters name it."""
    date, rest = _read_date(after)
    issued, rest = _read_issuer(rest, document.issuer)
    if issued and not date:
        date, _ = _read_date(rest)
    return Claim(document, length, exact, sure, issued, *date)


def _read_date(text: str) -> tuple[tuple[()] | tuple[Day | None, int | None, bool], str]:
    """The day or the year that *text* begins with, as in a claim, and what follows."""
    if match := _DAY.match(text):
        day = (int(match["year"]), int(match["month"]), int(match["day"]))
        return (day, None, bool(match["apart"])), text[match.end() :]
    if match := _YEAR.match(text):
        return (None, int(match[1]), False), text[match.end() :]
    return (), text


def _read_issuer(text: str, issuer: str) -> tuple[bool | None, str]:
    """Whether *text* goes on with "của" and the *issuer*, None when it cannot be told; and what follows."""
    by = _BY.match(text)
    if not by or not issuer:
        return None, text
    rest = text[by.end() :]
    wanted = equalise(issuer)
    end = 0
    for word in _WORD.finditer(rest):
        so_far = equalise(rest[: word.end()])
        if not f"{wanted} ".startswith((f"{so_far} ", f"{so_far}-")):
            break
        end = word.end()
        if so_far == wanted:
            following = _NEXT_WORD.match(rest, end)
            return not (following and following[1].isupper()), rest[end:]
    if end and _AFTER_ISSUER.match(rest, end):
        return None, rest[end:]
    return False, text
