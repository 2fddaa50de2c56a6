"""What a citation says, by its words and what follows them, were a given document the one that is meant."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from newsroom.core.dating import speaks_against
from newsroom.core.names import name_key
from newsroom.core.vocabulary_models import Document

_BY = re.compile(r"[\s,)]*(?:của|do)\s+")
_DAY = re.compile(
    r"\s*(?P<apart>,?)[\s(]*(?:(?:được\s+)?(?:ký|ban hành|mang|ra)\s+)?(?:ngày\s+)?"
    r"(?P<day>\d{1,2})(?:[/.-]|\s+tháng\s+)(?P<month>\d{1,2})"
    r"(?:[/.-]|,?\s+năm\s+)(?P<year>(?:19|20)\d\d)(?!\d)"
)
_YEAR = re.compile(r"[\s,(]*năm\s+(?:19|20)\d\d(?![\w/]|\s*[-–]\s*\d)")
_WORD = re.compile(r"\w+")
_NAME_GOES_ON = re.compile(r"\s*[-‐-―−/]|\s+(?:(?:và|hoặc|cùng|với)\s+)?(?P<word>\w)")
_NAME_ENDS = re.compile(
    r"\s*(?:[.;:!?…)\]”]|,(?!\s+\w)|$)"
    r"|,?\s+(?:về|ngày|ban hành|ký|đã|là|có|được|thì|tại|trong|năm|phê duyệt|quy định|đối với|nêu)\b"
)
# A shorter name of who issued it ends before one of these: "của Ban Thường vụ Tỉnh ủy về …".
_AFTER_ISSUER = re.compile(
    r"\s*(?:[^\w\s]|$)|\s+(?:về|ngày|ban hành|ký|đã|là|và|có|được|thì|tại|trong|năm)\b"
)

Day: TypeAlias = "tuple[int, int, int]"  # year, month, day, as printed: perhaps one that never was


@dataclass(frozen=True)
class Claim:
    """What a citation says, were *document* the one that is meant.

    ``named`` when a name of its own stands there; ``sure`` when its words can mean no document of another
    issuer; ``issued`` is whether the issuer that they name is this one's, None where they name none. ``day``
    is printed right behind them, ``apart`` behind a comma: it may belong to what comes next. ``doubtful``
    when the sentence goes on with a day, a month or a year that may be this one's but is not known to be.
    """

    document: Document
    length: int
    exact: bool
    named: bool
    sure: bool
    issued: bool | None
    day: Day | None
    apart: bool
    doubtful: bool

    @property
    def known_day(self) -> Day | None:
        day = self.document.date
        return (day.year, day.month, day.day) if day else None

    @property
    def is_confirmed(self) -> bool:
        return self.known_day is not None and self.day == self.known_day

    @property
    def is_certain(self) -> bool:
        """Whether the words are enough, were it the only one that they can mean."""
        return self.sure or bool(self.issued) or (self.named and self.is_confirmed and not self.apart)

    def may_be_meant(self, day: date | None, own: Collection[Document]) -> bool:
        """Whether nothing but a date that is printed speaks against it."""
        declared = self.document in own
        if self.issued is False and not (self.exact and declared):
            return False
        return declared or not (day and self.document.date and self.document.date > day)


def read_claim(document: Document, length: int, after: str, *, exact: bool, named: bool, sure: bool) -> Claim:
    """What *after* says of the *document*, behind words of which so many characters name it."""
    day, apart, rest = _read_date(after)
    issued, rest = _read_issuer(rest, document.issuer)
    if issued and not day:
        day, apart, _ = _read_date(rest)
    known = document.date
    confirmed = known and day == (known.year, known.month, known.day)
    doubtful = not confirmed and speaks_against(after, known)
    return Claim(document, length, exact, named, sure, issued, day, apart, doubtful)


def _read_date(text: str) -> tuple[Day | None, bool, str]:
    """The day that *text* begins with, whether behind a comma; and what follows it, or a year."""
    if match := _DAY.match(text):
        day = (int(match["year"]), int(match["month"]), int(match["day"]))
        return day, bool(match["apart"]), text[match.end() :]
    year = _YEAR.match(text)
    return None, False, text[year.end() :] if year else text


def _read_issuer(text: str, issuer: str) -> tuple[bool | None, str]:
    """Whether *text* goes on with "của" and the *issuer*, None when it cannot be told; and what follows."""
    by = _BY.match(text)
    if not by or not issuer:
        return None, text
    rest = text[by.end() :]
    wanted = name_key(issuer)
    end = 0
    for word in _WORD.finditer(rest):
        so_far = name_key(rest[: word.end()])
        if not f"{wanted} ".startswith((f"{so_far} ", f"{so_far}-")):
            break
        end = word.end()
        if so_far == wanted:
            goes_on = _NAME_GOES_ON.match(rest, end)
            if goes_on and (not goes_on["word"] or goes_on["word"].isupper()):
                return False, rest[end:]
            return bool(_NAME_ENDS.match(rest, end)) or None, rest[end:]
    if end and _AFTER_ISSUER.match(rest, end):
        return None, rest[end:]
    return False, text
