"""Models of the closed lists in content/vocabularies."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self, TypeAlias
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, model_validator

from newsroom.addresses import CLUSTERS, DOCUMENTS, UNITS, check_slug
from newsroom.files.field_types import Day, Model, Slug, Text, Texts, Unrepeated, WebUrl, problem_at
from newsroom.language.name_matching import name_key
from newsroom.language.vietnamese import format_date, slugify

AWARD_KINDS = Literal[
    "danh hiệu thi đua",
    "huân chương",
    "huy chương",
    "danh hiệu vinh dự nhà nước",
    "giải thưởng",
    "kỷ niệm chương",
    "bằng khen",
    "giấy khen",
    "không nêu",
    "khác",
]
OTHER_AWARD = "khac"  # id of the awards that articles write in words
_ID_STAYS = "đã đăng thì không đổi; cũng là phần cuối của địa chỉ"
_ALIASES = "các tên khác mà bài viết được dùng"
MOST_OF_ONE_NAME = 100  # periods in which units bear it


def _unique_by(*fields: str) -> AfterValidator:
    """Refuse two items of a list that are equal in all *fields*."""

    def check(items: tuple[Model, ...]) -> tuple[Model, ...]:
        seen = set()
        for index, item in enumerate(items):
            key = tuple(getattr(item, field) for field in fields)
            if key in seen:
                name = " ".join(str(part) for part in key if part)
                raise problem_at(f"“{name}” đã có ở trên.", index, fields[0])
            seen.add(key)
        return items

    return AfterValidator(check)


def is_valid_on(name: DatedName | Award.PastName, day: date) -> bool:
    """Check that *name* was valid on *day*."""
    return (name.since or date.min) <= day <= (name.until or date.max)


class DatedName(Model):
    """A name with its first and last valid day; None means no limit."""

    name: Text
    type: Literal["tỉnh", "thành phố"]
    since: Day | None = None
    until: Day | None = None
    act: str = ""

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.since and self.until and self.until < self.since:
            raise problem_at("“until” sớm hơn “since”.", "until")
        if self.act and not self.since:
            raise problem_at("Có “act” thì phải có “since”, ngày văn bản ấy có hiệu lực.", "act")
        return self


_Claims: TypeAlias = "dict[str, list[tuple[DatedName, str]]]"
DatedNames = Annotated[tuple[DatedName, ...], Field(min_length=1)]


class ProvincesFile(Model):
    class Region(Model):
        id: Slug
        name: Text

    class Part(Model):
        """A former unit that is now part of another."""

        slug: Slug
        names: DatedNames

        @model_validator(mode="after")
        def _ended(self) -> Self:
            if self.names[-1].until is None:
                raise problem_at("Đơn vị cũ phải có ngày kết thúc “until”.", "names")
            return self

    class Unit(Model):
        slug: Slug
        region: Slug
        names: DatedNames
        formed_from: tuple[ProvincesFile.Part, ...] = ()
        spellings: dict[str, Texts] = Field(default_factory=dict)

    regions: Annotated[tuple[Region, ...], _unique_by("id")]
    units: Annotated[tuple[Unit, ...], _unique_by("slug")]

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        known = {region.id for region in self.regions}
        claimed: _Claims = {}
        parts: set[str] = set()
        for index, unit in enumerate(self.units):
            where = ("units", index)
            if unit.region not in known:
                raise problem_at(f"Không có vùng “{unit.region}”.", *where, "region")
            names = [*unit.names, *(name for part in unit.formed_from for name in part.names)]
            for spelled in set(unit.spellings) - {name.name for name in names}:
                raise problem_at(f"Đơn vị này không có tên “{spelled}”.", *where, "spellings", spelled)
            for part in unit.formed_from:
                if part.slug in parts:
                    raise problem_at(f"Đơn vị cũ “{part.slug}” đã có ở trên.", *where, "formed_from")
                parts.add(part.slug)
            for name in names:
                for spelling in (name.name, *unit.spellings.get(name.name, ())):
                    if complaint := _claim(claimed, spelling, name, unit.slug):
                        raise problem_at(complaint, *where, "names")
        return self


def _claim(claimed: _Claims, spelling: str, name: DatedName, owner: str) -> str:
    """Note the period of a *spelling* and its owner; return a complaint if another unit has it then."""
    others = claimed.setdefault(name_key(spelling), [])
    if len(others) == MOST_OF_ONE_NAME:
        return f"“{spelling}” có hơn {MOST_OF_ONE_NAME} lần."
    other = next((slug for dated, slug in others if slug != owner and _overlap(name, dated)), "")
    others.append((name, owner))
    return f"“{spelling}” cùng lúc là tên của “{other}”." if other else ""


def _overlap(name: DatedName, other: DatedName) -> bool:
    begin = max(name.since or date.min, other.since or date.min)
    return begin <= min(name.until or date.max, other.until or date.max)


class Award(Model):
    """A form of honour, as the Law names it."""

    class PastName(Model):
        name: Text = Field(description="tên")
        since: Day | None = Field(None, description="từ ngày")
        until: Day | None = Field(None, description="đến hết ngày")

    id: Slug = Field(description=f"mã không dấu, {_ID_STAYS} /khen-thuong/hinh-thuc/id/")
    name: Text = Field(description="tên hiện nay")
    kind: AWARD_KINDS = Field(description="loại, như danh hiệu thi đua, bằng khen, giấy khen, khác")
    recipients: str = Field("", alias="for", description="đối tượng, như cá nhân, tập thể")
    authority: str = Field("", description="người hoặc cơ quan quyết định; có nhiều thì cách nhau bằng dấu ;")
    article: str = Field("", description="điều, khoản của Luật Thi đua, khen thưởng")
    grades: Texts = Field((), description="các hạng, như [hạng Nhất, hạng Nhì, hạng Ba]")
    aliases: Texts = Field((), description=_ALIASES)
    names: tuple[PastName, ...] = Field((), description="tên theo thời gian")

    def name_at(self, day: date | None) -> str:
        """Return the name of the award at *day*."""
        return next((past.name for past in self.names if day and is_valid_on(past, day)), self.name)


class AwardsFile(Model):
    awards: Annotated[tuple[Award, ...], _unique_by("id"), _unique_by("name")]


class Document(Model):
    """A decision, directive or law; numbers repeat every year, so kind, number and year identify it."""

    kind: Text = Field(description="loại, như Luật, Chỉ thị, Quyết định")
    number: Text = Field(description="số và ký hiệu, viết trong ngoặc kép")
    date: Day | None = Field(None, description="ngày ban hành, viết 2022-06-15")
    issuer: str = Field("", description="cơ quan ban hành")
    title: str = Field(
        "", description="nội dung, viết tiếp được sau tên cơ quan, như “về thi đua, khen thưởng”"
    )
    url: WebUrl | None = Field(None, description="địa chỉ của bản chính thức trên mạng")
    file: str = Field("", description="bản ta giữ, trong content/files, như files/qd-12.pdf")
    aliases: Texts = Field((), description=_ALIASES)
    own_slug: Slug | None = Field(
        None, alias="slug", description="phần cuối của địa chỉ, chỉ khi muốn khác với loại, số, năm"
    )

    def __hash__(self) -> int:
        return hash(self.slug)  # pydantic's hash of all fields is slow

    @model_validator(mode="after")
    def _has_address(self) -> Self:
        try:
            check_slug(self.slug)
        except ValueError as error:
            message = f"Không làm được địa chỉ cho văn bản này: thêm “slug”. {error}"
            raise problem_at(message, "number") from None
        return self

    @property
    def name(self) -> str:
        """``Quyết định 666/QĐ-TTg``."""
        return f"{self.kind} {self.number}"

    @property
    def dated_name(self) -> str:
        """``Quyết định 666/QĐ-TTg ngày 2/6/2022``."""
        return f"{self.name} ngày {format_date(self.date)}" if self.date else self.name

    @property
    def summary(self) -> str:
        """A sentence with all facts about the document."""
        issuer = f" của {self.issuer}" if self.issuer else ""
        return f"{self.dated_name}{issuer} {self.title}".rstrip() + "."

    @property
    def host(self) -> str:
        """The host of its official text: ``vanban.chinhphu.vn``."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.") if self.url else ""

    @cached_property
    def slug(self) -> str:
        """The last segment of its address: kind, number and year."""
        year = str(self.date.year) if self.date else ""
        named = slugify(self.name)
        return self.own_slug or (named if not year or year in named.split("-") else f"{named}-{year}")

    @property
    def page_url(self) -> str:
        """The address of its page on this site; ``url`` is that of the official text."""
        return f"{DOCUMENTS}{self.slug}/"

    @property
    def render_key(self) -> str:
        return self.slug


def _check_page_urls(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    first: dict[str, Document] = {}
    for index, document in enumerate(documents):
        other = first.setdefault(document.slug, document)
        if other is not document:
            field = "slug" if document.own_slug else "number"
            advice = "chọn “slug” khác" if document.own_slug else "thêm “slug” cho một trong hai"
            message = f"Trùng địa chỉ /{document.page_url} với {other.dated_name} ở trên: {advice}."
            raise problem_at(message, index, field)
    return documents


class DocumentsFile(Model):
    documents: Annotated[
        tuple[Document, ...], _unique_by("number", "kind", "date"), AfterValidator(_check_page_urls)
    ]


class Cluster(Model):
    """A cluster of provinces, or a block of other units, which compete with each other."""

    class Year(Model):
        year: Annotated[int, Field(ge=1948, le=2100, description="năm")]
        head: str = Field("", description="đơn vị đứng đầu")
        members: Unrepeated = Field((), description="các thành viên, theo tên vào năm đó")

    id: Slug = Field(description=f"mã không dấu, {_ID_STAYS} /cum-khoi/id/")
    name: Text = Field(description="tên")
    kind: Text = Field(description="loại, có trong cluster_kinds của content/site.yaml, như cụm, khối")
    aliases: Texts = Field((), description=_ALIASES)
    years: Annotated[tuple[Year, ...], _unique_by("year")] = Field(
        (), description="từng năm, chỉ ghi khi có nguồn nêu"
    )

    @property
    def url(self) -> str:
        return f"{CLUSTERS}{self.id}/"


class ClustersFile(Model):
    clusters: Annotated[tuple[Cluster, ...], _unique_by("id"), _unique_by("name")] = ()  # none at first


class OrgUnit(Model):
    """A unit of the organisation: a department, a school, a union."""

    id: Slug = Field(description=f"mã không dấu, {_ID_STAYS} /don-vi/id/")
    name: Text = Field(description="tên")
    kind: Text = Field(description="loại, như sở, trường, công đoàn; trang xếp các đơn vị theo loại")
    aliases: Texts = Field((), description=_ALIASES)

    @property
    def url(self) -> str:
        return f"{UNITS}{self.id}/"

    @property
    def render_key(self) -> str:
        return self.id


class UnitsFile(Model):
    units: Annotated[tuple[OrgUnit, ...], _unique_by("id"), _unique_by("name")]
