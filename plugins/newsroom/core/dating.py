"""Whether a sentence dates a document that it cites otherwise than the list does, in whatever form."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_BETWEEN = r"\s*(?:[/.–-]|tháng)\s*"
_BEFORE_YEAR = r"\s*(?:[/.–-]|,?\s*năm)\s*"
# What has a number and is no date of a document: a period, a deadline, a count.
_PERIOD = re.compile(
    r"(?:giai đoạn|nhiệm kỳ|năm học|thời kỳ|niên khóa) (?:từ )?(?:năm )?\d{4} ?(?:[–-]|đến) ?(?:năm )?\d{4}"
    r"|đến (?:hết )?năm \d{4}",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?<![\w/.,–-])(?<!ngày )(?<!tháng )(?<!năm )(?<!mùng )(?<!mồng )(?<!hôm )"
    r"\d{1,3}(?:\.\d{3})*(?:,\d+)?(?:\s*%|\s+(?!ngày|tháng|năm)(?=[^\W\d_]))"
)
# Where another clause begins: a comma, who, and what they did. "Theo Quyết định …, Lào Cai tổ chức …"
_CLAUSE = re.compile(
    r",\s+(?:tỉnh|thành phố|huyện|xã|cả nước|(?=(?P<capital>\w)))[^,;:()\d]*?"
    r"\s(?:tổ chức|phát động|tổng kết|sơ kết|trao|khen thưởng)\s"
)
_ISSUED = re.compile(r"\b(?:ký|ban hành|ra|thông qua|phê duyệt|duyệt|công bố)\b", re.IGNORECASE)
_NUMERALS = "một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười|giêng|chạp"
_SPOKEN = re.compile(
    rf"\b(?:ngày|mùng|mồng|tháng|năm)\s+(?:{_NUMERALS})\b"
    r"|\bnăm\s+(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý)\b"
    r"|\b(?:hôm|tuần|tháng|năm)\s+(?:kia|kìa|nay|này|ngoái|qua|rồi|sau|tới|trước|vừa)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")


def speaks_against(text: str, known: date | None) -> bool:
    """Whether *text*, behind a citation, has a date that is not plainly *known* or plainly of something else.

    Any number that is no count is taken for one: to list how dates are written would miss the next way.
    """
    if not (_DIGIT.search(text) or _SPOKEN.search(text)):
        return False
    text = _PERIOD.sub(" ", _without_other_clauses(" ".join(text.split())))
    if known:
        text = _forms(known).sub("ngày ", text)  # so that 15 in "15 tháng 6/2022" is no count
    return bool(_SPOKEN.search(text) or _DIGIT.search(_COUNT.sub(" ", text)))


def _without_other_clauses(text: str) -> str:
    for clause in _CLAUSE.finditer(text):
        own_subject = not clause["capital"] or clause["capital"].isupper()
        if own_subject and not _ISSUED.search(text, clause.start()):
            return text[: clause.start()]
    return text


@lru_cache(10_000)
def _forms(day: date) -> re.Pattern[str]:
    """A day in figures, or a part of it: ``2/6/2022``, ``2/6``, ``tháng 6/2022``, ``2022``."""
    this, month = f"0?{day.day}{_BETWEEN}0?{day.month}", f"tháng\\s*0?{day.month}"
    whole = rf"(?:{this}|{month}){_BEFORE_YEAR}{day.year}"
    part = rf"(?:{this}|{month})(?!\s*[/.–-]\s*\d|,?\s*năm\b)"
    return re.compile(rf"(?<![\w/.–-])(?:{whole}|{part}|{day.year})(?![\w/–-])", re.IGNORECASE)
