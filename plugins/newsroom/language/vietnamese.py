"""Vietnamese sorting, slugs, dates and numbers, independent of the server's locale."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
RANKS = {letter: rank for rank, letter in enumerate(ALPHABET)}
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of dictionaries
MEGABYTE = 1_000_000  # bytes
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_UNITS = "tỷ|triệu|nghìn|đồng|km|ha|xã|thôn|bản|trường|đơn vị|tập thể|cá nhân|người|năm|ngày"
# A pattern that begins with a literal space is fast. A dash may end a line: only the space before it counts.
_ONE_BREATH = re.compile(
    rf" (?:(?<=\d )(?=[-–] \d|(?:{_UNITS}|tháng \d+)\b)"
    r"|(?=\d)(?:(?<=gày |áng |Năm |năm )|(?<=[Ss]ố ))|(?=[A-ZĐ])(?<=[A-ZĐ]\. ))"
)
_AMOUNT = re.compile(r"(?:[^\W\d]+\s)*[-–+]?\d[\d.]*((?:,\d+)?)((?:\s?%)?)")
_WORDS = re.compile(r"\d+|[^\W\d_]+")


def split_tone(syllable: str) -> tuple[str, int]:
    """Separate the tone of a syllable, 0 to 5: ``"hoà"`` and ``"hòa"`` both give ``("hoa", 1)``.

    The letters, in NFC, keep ă â ê ô ơ ư đ.
    """
    decomposed = unicodedata.normalize("NFD", syllable)
    tone = next((TONES.index(char) + 1 for char in decomposed if char in TONES), 0)
    letters = "".join(char for char in decomposed if char not in TONES)
    return unicodedata.normalize("NFC", letters), tone


def collation_key(text: str) -> tuple[tuple[int, tuple[int, ...], int], ...]:
    """Return a sort key for the order of Vietnamese dictionaries: by syllable, its letters, then its tone.

    Numbers come before letters and are compared by value.
    """
    return tuple(map(_word_key, _WORDS.findall(text.casefold())))


def _word_key(word: str) -> tuple[int, tuple[int, ...], int]:
    if word.isdecimal():
        digits = word.lstrip("0")
        return (0, (len(digits), *map(int, digits)), 0)
    letters, tone = split_tone(word)
    return (1, tuple(RANKS.get(letter, len(RANKS) + ord(letter)) for letter in letters), tone)


def first_letter(name: str) -> str:
    """Return the letter that lists *name* in an alphabetical index: ``"Đắk Lắk"`` gives ``"Đ"``."""
    return split_tone(name[:1])[0].upper()


def without_marks(text: str) -> str:
    """Remove all marks and change to lower case: ``"Đắk Lắk"`` gives ``"dak lak"``."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def slugify(text: str) -> str:
    """Make an address segment of ``a-z``, ``0-9`` and single hyphens; it may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", without_marks(text)).strip("-")


def short_slug(text: str, longest: int) -> str:
    """Make a slug of at most *longest* characters, cut between words if possible."""
    slug = slugify(text)
    return slug if len(slug) <= longest else slug[: longest + 1].rpartition("-")[0] or slug[:longest]


def format_date(day: date) -> str:
    """Write a date as ``14/4/2023``."""
    return f"{day.day}/{day.month}/{day.year}"


def format_hour(moment: datetime) -> str:
    """Write the hour of *moment* as ``, 14:30``; nothing at midnight, which stands for an unknown hour."""
    return f", {moment:%H:%M}" if moment.time() != time() else ""


def format_long_date(day: date) -> str:
    """Write a date as ``thứ Sáu, 14/4/2023``."""
    return f"{WEEKDAYS[day.weekday()]}, {format_date(day)}"


def format_period(start: date, end: date) -> str:
    """Write a day, or a span without repeated months or years: ``18–19/12/2023``."""
    if start == end:
        return format_date(start)
    if start.year != end.year:
        return f"{format_date(start)}–{format_date(end)}"
    month = f"/{start.month}" if start.month != end.month else ""
    return f"{start.day}{month}–{format_date(end)}"


def capitalize_first(text: str) -> str:
    """Capitalize the first letter and keep the rest, unlike ``str.capitalize``."""
    return text[:1].upper() + text[1:]


def typeset(text: str) -> str:
    """Put no-break spaces into what is read in one breath.

    That is amounts (``29.000 tỷ``, ``7 cá nhân``), spans (before the dash of ``2021 - 2025``), dates
    (``ngày 5 tháng 12 năm 2026``), numbers (``số 34``), and initials (``V. A. Mẫu``, ``TP. Huế``).
    """
    return _ONE_BREATH.sub("\u00a0", text)


def lower_first(text: str) -> str:
    """Lower the first letter and keep the rest."""
    return text[:1].lower() + text[1:]


def format_number(value: Decimal | int) -> str:
    """Write a number as ``1.276`` or ``4,41``: a point between thousands, a comma before decimals."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def missing_decimals(amounts: Iterable[object]) -> list[str]:
    """Return what each of *amounts* lacks at its end to align its decimal comma with those of the others.

    Amounts are written as ``12``, ``trên 4,41`` or ``2,5%``; other texts lack nothing.
    """
    ends = [match.groups() if (match := _AMOUNT.fullmatch(str(one).strip())) else None for one in amounts]
    decimals, percents = zip(*filter(None, ends), strict=True) if any(ends) else ([""], [""])
    longest = f",{'0' * max(map(len, decimals))}"[:-1]
    sign = "%" if any(percents) else ""
    return [longest[len(end[0]) :] + ("" if end[1] else sign) if end else "" for end in ends]


def format_size(size: int) -> str:
    """Write a number of bytes as ``640 KB`` or ``1,4 MB``, in thousands."""
    if size < MEGABYTE:
        return f"{-(-size // 1000)} KB"
    return f"{size / MEGABYTE:.1f} MB".replace(".", ",")
