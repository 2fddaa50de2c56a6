"""Provinces by name and date: 63 units until 30/6/2025, 34 since.

The slug of today's name identifies a unit. The official two-digit codes do not: in 2025, seven of them
passed to other provinces.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from newsroom.addresses import CONFERENCES, PROVINCES
from newsroom.language.name_matching import Suggestions, name_key, shorten
from newsroom.language.vietnamese import collation_key, format_date, slugify
from newsroom.vocabulary.models import DatedName, ProvincesFile, is_valid_on

CITY = "thành phố"
MOST_NAMED = 3  # provinces that a line of a list names; it only counts more
_TYPE_WORDS = {"tỉnh": "tỉnh", CITY: CITY, "tp": CITY, "thủ đô": CITY}
_PREFIX = re.compile(r"\A(tỉnh|thành phố|tp|thủ đô)[\s.]+(?=\S)", re.IGNORECASE)


@dataclass(frozen=True)
class _Unit:
    slug: str
    name: str
    type: str

    @property
    def render_key(self) -> str:
        return self.slug

    @property
    def url(self) -> str:
        return f"{PROVINCES}{self.slug}/"

    @property
    def full_name(self) -> str:
        """``tỉnh Tuyên Quang``."""
        return f"{self.type} {self.name}"


@dataclass(frozen=True)
class Province(_Unit):
    """A province or province-level city of today."""

    since: date | None
    act: str
    region: str
    former: tuple[FormerProvince, ...] = ()
    renamed_slugs: tuple[str, ...] = ()
    earlier_names: tuple[DatedName, ...] = ()  # of former units that were only renamed
    past_names: tuple[DatedName, ...] = ()  # of this unit itself

    @property
    def conferences_url(self) -> str:
        """The address of the list of its conferences."""
        return f"{CONFERENCES}{self.slug}/"


@dataclass(frozen=True)
class FormerProvince(_Unit):
    """A former unit; ``vanished`` if no unit of today has its slug."""

    until: date
    successor: str  # slug of today's unit
    vanished: bool

    @property
    def merged_on(self) -> date:
        """The first day of its successor."""
        return self.until + timedelta(days=1)


@dataclass(frozen=True)
class Mention:
    """A province as an article names it, with today's unit."""

    name: str
    unit: Province
    former: FormerProvince | None

    @property
    def label(self) -> str:
        """The name in the article, followed by today's name if they differ."""
        if self.name == self.unit.name:
            return self.name
        became = "là" if self.former and not self.former.vanished else "thuộc"
        return f"{self.name} (nay {became} {self.unit.full_name})"


@dataclass(frozen=True)
class ProvinceName:
    """A name of a unit and its period; ``former`` is set for names of former units."""

    name: DatedName
    unit: Province
    former: FormerProvince | None

    @property
    def render_key(self) -> str:
        return f"{self.unit.slug} {self.name.name} {self.name.until}"

    @property
    def anchor(self) -> str:
        """The id of the section about this past name on the page of the province."""
        return f"den-{self.name.until}"

    def covers(self, day: date | None) -> bool:
        return day is None or is_valid_on(self.name, day)


def name_provinces(names: Sequence[str]) -> tuple[str, ...]:
    """Return the *names* for a line of a list, or the number of more than a few."""
    return tuple(names) if len(names) <= MOST_NAMED else (f"{len(names)} tỉnh, thành phố",)


class Provinces:
    """The closed list of provinces, searched by name and date."""

    def __init__(self, file: ProvincesFile) -> None:
        self._regions = {region.id: region.name for region in file.regions}
        self.regions = tuple(region.name for region in file.regions)
        self.history: list[ProvinceName] = []  # the names of each of today's units, oldest first
        self._eras: dict[str, list[ProvinceName]] = defaultdict(list)
        today = {unit.slug for unit in file.units}
        units = [self._add_unit(unit, today) for unit in file.units]
        former = (former for unit in units for former in unit.former)
        self.units = tuple(sorted(units, key=lambda unit: collation_key(unit.name)))
        self.former = tuple(sorted(former, key=lambda unit: collation_key(unit.name)))
        self.by_slug = {unit.slug: unit for unit in self.units}
        self._suggestions = Suggestions(self.names)

    def _add_unit(self, entry: ProvincesFile.Unit, today: set[str]) -> Province:
        former, renamed = [], []
        for part in entry.formed_from:
            last, vanished = part.names[-1], part.slug not in today
            until = last.until or date.max  # the model requires it
            former.append(FormerProvince(part.slug, last.name, last.type, until, entry.slug, vanished))
            renamed += [name for name in part.names if slugify(name.name) != part.slug]
        latest = entry.names[-1]
        unit = Province(
            entry.slug,
            latest.name,
            latest.type,
            since=latest.since,
            act=latest.act,
            region=self._regions[entry.region],
            former=tuple(former),
            renamed_slugs=tuple(slugify(name.name) for name in renamed),
            earlier_names=tuple(name for name in renamed if name.until),
            past_names=entry.names[:-1],
        )
        own = [ProvinceName(name, unit, None) for name in entry.names]
        parts = zip(entry.formed_from, former, strict=True)
        earlier_eras = [ProvinceName(name, unit, was) for part, was in parts for name in part.names]
        self.history += earlier_eras + own
        for era in own + earlier_eras:
            for spelling in (era.name.name, *entry.spellings.get(era.name.name, ())):
                self._eras[name_key(spelling)].append(era)
        return unit

    def resolve(self, text: str, day: date | None) -> Mention:
        """Find the province that *text* names at *day*, or at any time if *day* is None.

        A name that is unknown or was not valid raises ValueError with a Vietnamese message.
        """
        written_type, eras = self._find_eras(text)
        if not eras:
            message = f"Không có tỉnh, thành phố “{shorten(text)}”."
            raise self._suggestions.error(message, _PREFIX.sub("", text, count=1))
        fitting = [era for era in eras if era.covers(day)]
        if not fitting and day:
            raise ValueError(self._explain_date(text, eras, day))
        era = fitting[-1]
        if written_type and written_type not in {fit.name.type for fit in fitting}:
            if written_type == CITY:
                raise ValueError(
                    f"“{text}” khi ấy không phải đơn vị cấp tỉnh. Nếu muốn nói tỉnh, viết “{era.name.name}”;"
                    " tên thành phố thuộc tỉnh ghi ở “place”."
                )
            raise ValueError(f"{era.name.name} khi ấy là {era.name.type}, không phải {written_type}.")
        return Mention(era.name.name, era.unit, era.former)

    def has_name(self, text: str) -> bool:
        """Check that *text* names a province of any time, much faster than :meth:`resolve`."""
        return bool(self._find_eras(text)[1])

    def names(self) -> list[str]:
        """Return the official names of all times, sorted."""
        return sorted({era.name.name for era in self.history})

    def _find_eras(self, text: str) -> tuple[str | None, list[ProvinceName]]:
        """Return the type of unit typed before the name, if any, and the entries of the name."""
        whole = self._eras.get(name_key(text), [])
        prefix = _PREFIX.match(text)
        if whole or not prefix:
            return None, whole
        return _TYPE_WORDS[prefix[1].lower()], self._eras.get(name_key(text[prefix.end() :]), [])

    def _explain_date(self, text: str, eras: list[ProvinceName], day: date) -> str:
        when = format_date(day)
        past = [era for era in eras if era.name.until and era.name.until < day]
        era = past[-1] if past else min(eras, key=lambda era: era.name.since or date.min)
        same = [other for other in self.history if other.unit == era.unit and other.covers(day)]
        names = {other.name.name for other in same if other.former == era.former}
        names = names or {other.name.name for other in same}  # of the former unit, else of today's
        then = " hoặc ".join(f"“{name}”" for name in sorted(names, key=collation_key))
        if past:
            end = format_date(era.name.until or day)
            return f"Ngày {when} không còn {era.name.type} {era.name.name} (đến {end}): viết {then}."
        since = format_date(era.name.since or day)
        return f"Ngày {when} chưa có tên “{text}” (từ {since}): viết {then}."
