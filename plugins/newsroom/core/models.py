"""What the front matter of each kind of content may say.

One model per kind. Field names are Pelican's where Pelican has them. The handbook describes each.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from newsroom.core import addresses
from newsroom.core.dates import LooseDate, parse_day, parse_loose, parse_moment
from newsroom.core.vietnamese import format_date, format_number

Category = Literal["Hội nghị", "Điển hình tiên tiến", "Phong trào", "Khen thưởng"]
Status = Literal["draft", "published", "hidden"]
_AMOUNT = re.compile(r"(?:(trên|hơn|khoảng|gần|dưới|ít nhất|nhiều nhất) )?(-?\d+(?:[.,]\d+)?)", re.IGNORECASE)


def problem_at(message: str, *where: str | int) -> PydanticCustomError:
    """An error of ours: a finished Vietnamese sentence, and the field below that it is about."""
    return PydanticCustomError("newsroom", "{message}", {"message": message, "where": where})


def _reads(read: Any) -> BeforeValidator:
    def validate(value: Any) -> Any:
        if not isinstance(value, str):
            raise problem_at("Ở đây phải là một giá trị, không phải danh sách hay nhóm trường.")
        try:
            return read(value.strip())
        except ValueError as error:
            raise problem_at(str(error)) from None

    return BeforeValidator(validate)


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


def _unrepeated(values: tuple[Any, ...]) -> tuple[Any, ...]:
    for index, value in enumerate(values):
        if value in values[:index]:
            raise problem_at(f"“{value}” có hai lần trong danh sách.", index)
    return values


def _parse_count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text):
        raise ValueError(f"“{text}” phải là một số đếm: chỉ gồm chữ số, không có dấu chấm, dấu trừ hay chữ.")
    return int(text)


def _check_sha256(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise ValueError("“sha256” là 64 chữ số và chữ a đến f mà lệnh import đã ghi: hãy giữ nguyên.")
    return text


Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_list)]
Unrepeated = Annotated[Texts, AfterValidator(_unrepeated)]
Day = Annotated[dt.date, _reads(parse_day)]
Moment = Annotated[dt.datetime, _reads(parse_moment)]
Loose = Annotated[LooseDate, _reads(parse_loose)]
Slug = Annotated[str, _reads(addresses.check_slug)]
WebUrl = Annotated[str, _reads(addresses.check_web_url)]
Redirects = Annotated[
    tuple[Annotated[str, _reads(addresses.check_redirect)], ...],
    BeforeValidator(_as_list),
    AfterValidator(_unrepeated),
]
Count = Annotated[int, _reads(_parse_count)]


class Model(BaseModel):
    """Immutable, and without room for misspelt fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Image(Model):
    src: Text
    alt: Text
    caption: str = ""


class Event(Model):
    """A conference: on one ``date``, or from ``start`` to ``end``."""

    name: Text
    date: Day | None = None
    start: Day | None = None
    end: Day | None = None
    place: str = ""
    province: str = ""
    host: str = ""
    chair: str = ""

    @model_validator(mode="after")
    def _has_one_time(self) -> Self:
        if self.date and (self.start or self.end):
            raise problem_at("Sự kiện có “date” thì không khai “start” và “end” nữa.", "date")
        if self.end and not self.start:
            raise problem_at("Sự kiện có “end” thì phải có “start”.", "end")
        if self.start and self.end and self.end < self.start:
            message = (
                f"Sự kiện kết thúc {format_date(self.end)}, trước khi bắt đầu {format_date(self.start)}."
            )
            raise problem_at(message, "end")
        return self

    @property
    def first_day(self) -> dt.date | None:
        """The day it begins."""
        return self.date or self.start

    @property
    def last_day(self) -> dt.date | None:
        """The day it ends."""
        return self.date or self.end or self.start


class Person(Model):
    name: Text
    role: str = ""
    place: str = ""


class Honour(Model):
    award: Text
    grade: str = ""
    collectives: Count = 0
    individuals: Count = 0
    recipients: Unrepeated = ()


class Amount(Model):
    """A number with the word that a report puts before it: ``trên 29000``, ``4,41``."""

    number: Decimal
    qualifier: str = ""

    def __str__(self) -> str:
        return f"{self.qualifier} {format_number(self.number)}".lstrip()


def _parse_amount(text: str) -> Amount:
    match = _AMOUNT.fullmatch(text)
    if not match:
        raise ValueError("Giá trị phải là một số, trước nó có thể có “trên”, “hơn”, “khoảng”: trên 29000.")
    if re.search(r"\.\d{3}$", match[2]):
        raise ValueError(
            f"“{match[2]}” có thể hiểu hai cách: viết {match[2].replace('.', '')} hoặc dùng dấu phẩy."
        )
    return Amount(number=Decimal(match[2].replace(",", ".")), qualifier=(match[1] or "").lower())


class Figure(Model):
    what: Text
    value: Annotated[Amount, _reads(_parse_amount)]
    unit: str = ""
    date: Loose | None = None


class Reference(Model):
    """Where a report comes from."""

    name: Text
    url: WebUrl | None = None


Sources = Annotated[tuple[Reference, ...], BeforeValidator(_as_list)]


class Correction(Model):
    date: Day
    text: Text


class Withdrawn(Model):
    reason: Text
    date: Day


class Imported(Model):
    """The saved page or pasted text that a draft was made from; its words belong to their publisher."""

    file: Text
    sha256: Annotated[str, _reads(_check_sha256)]
    rewritten: Day | None = None


class EntryFront(Model):
    """What every kind of content can say."""

    title: Text
    summary: Text
    slug: Slug | None = None
    status: Status = "published"
    modified: Moment | None = None
    image: Image | None = None
    redirects: Redirects = ()


class PageFront(EntryFront):
    """A page that belongs to no list: about, contact, privacy."""


class ReportedFront(EntryFront):
    """What articles and exemplars have in common: they are news of a day, from a source."""

    date: Moment
    campaigns: Texts = ()
    provinces: Texts = ()
    honours: tuple[Honour, ...] = ()
    documents: Texts = ()
    source: Sources = ()
    photo_credit: str = ""
    corrections: tuple[Correction, ...] = ()
    withdrawn: Withdrawn | None = None

    @model_validator(mode="after")
    def _modified_after_date(self) -> Self:
        if self.modified and self.modified.date() < self.date.date():
            message = f"Sửa ngày {format_date(self.modified)} trước khi đăng ngày {format_date(self.date)}."
            raise problem_at(message, "modified")
        return self


class ArticleFront(ReportedFront):
    category: Category
    tags: Unrepeated = ()
    authors: Unrepeated = ()
    cluster: str = ""
    event: Event | None = None
    people: tuple[Person, ...] = ()
    exemplars: Texts = ()
    figures: tuple[Figure, ...] = ()
    imported: Imported | None = None

    @property
    def day(self) -> dt.date:
        """The day at which the names in the article are understood."""
        return (self.event and self.event.first_day) or self.date.date()


class ExemplarFront(ReportedFront):
    kind: Literal["cá nhân", "tập thể", "mô hình"]
    field: str = ""
    place: str = ""

    @property
    def day(self) -> dt.date:
        """The day at which the names in the profile are understood."""
        return self.date.date()


class CampaignFront(EntryFront):
    kind: Literal["phong trào thi đua", "phong trào", "đợt thi đua", "đợt thi đua cao điểm", "chủ đề chung"]
    aliases: Unrepeated = ()
    launched_by: str = ""
    launched: Loose | None = None
    start: Loose | None = None
    end: Loose | None = None
    documents: Texts = ()
    source: Sources = ()

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.start and self.end and self.end.last < self.start.first:
            raise problem_at(f"Phong trào kết thúc {self.end}, trước khi bắt đầu {self.start}.", "end")
        return self
