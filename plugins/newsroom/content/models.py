"""Models of the front matter of each kind of content.

Fields that Pelican knows, such as ``date``, have its names. The handbook repeats the descriptions.
"""

import datetime as dt
import re
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from newsroom.files.field_types import (
    Count,
    Day,
    Loose,
    Model,
    Moment,
    Redirects,
    Slug,
    Text,
    Texts,
    Unrepeated,
    WebUrl,
    Year,
    as_list,
    as_named,
    matching,
    parsed_by,
    problem_at,
    typed_as,
    unrepeated,
)
from newsroom.language.name_matching import shorten
from newsroom.language.vietnamese import format_date, format_number

Status = Literal["draft", "published", "hidden"]
_QUALIFIER = "trên|hơn|khoảng|gần|dưới|ít nhất|nhiều nhất"
_AMOUNT = re.compile(rf"(?:({_QUALIFIER}) )?(-?[0-9]+(?:[.,][0-9]+)?)", re.IGNORECASE)
MOST_DIGITS = 18  # of a number
_NO_SHA256 = "“sha256” là 64 chữ số và chữ a đến f mà lệnh import đã ghi: hãy giữ nguyên."


def _refuse_switch(text: str) -> str:
    """Explain the last day of a lead to whoever took the field for a switch."""
    if text.lower() in {"true", "yes", "có"}:
        raise ValueError("Ghi ngày cuối cùng mà bài còn ở đầu trang chủ, như 2026-12-05.")
    return text


class AttachedFile(Model):
    file: Text = Field(description="tệp trong content/files, như files/qd-12.pdf")
    title: Text = Field(description="tên hiện cho bạn đọc")


class Image(Model):
    src: Text = Field(description="như images/hoi-nghi.jpg")
    alt: Text = Field(description="lời tả ảnh")
    caption: str = Field("", description="chú thích")


class Event(Model):
    """A conference: on one ``date``, or from ``start`` to ``end``."""

    name: Text = Field(description="tên hội nghị")
    date: Day | None = Field(None, description="ngày họp, khi họp một ngày")
    start: Day | None = Field(None, description="ngày đầu, khi họp nhiều ngày")
    end: Day | None = Field(None, description="ngày cuối, khi họp nhiều ngày")
    place: str = Field("", description="nơi họp")
    province: str = Field("", description="tỉnh, thành phố nơi họp")
    host: str = Field("", description="nơi tổ chức")
    chair: str = Field("", description="người chủ trì")

    @model_validator(mode="after")
    def _has_one_time(self) -> Self:
        if self.date and (self.start or self.end):
            raise problem_at("Sự kiện có “date” thì không khai “start” và “end” nữa.", "date")
        if self.end and not self.start:
            raise problem_at("Sự kiện có “end” thì phải có “start”.", "end")
        if self.start and self.end and self.end < self.start:
            start, end = format_date(self.start), format_date(self.end)
            raise problem_at(f"Sự kiện kết thúc {end}, trước khi bắt đầu {start}.", "end")
        return self

    @property
    def first_day(self) -> dt.date | None:
        return self.date or self.start

    @property
    def last_day(self) -> dt.date | None:
        return self.date or self.end or self.start


class Person(Model):
    name: Text = Field(description="họ tên")
    role: str = Field("", description="chức vụ")
    place: str = Field("", description="nơi ở, nơi làm việc")


class NamedAward(Model):
    """An award of the closed list, or with ``authority`` an award in words."""

    name: Text = Field(description="tên, viết như nguồn ghi")
    authority: str = Field("", description="cấp khen thưởng")


class Honoree(Model):
    name: Text = Field(description="tên")
    unit: str = Field("", description="đơn vị")
    role: str = Field("", description="chức vụ")


class Honour(Model):
    award: Annotated[NamedAward, BeforeValidator(as_named)] = Field(
        description="tên trong danh mục, hoặc khong-neu; danh mục không có thì viết bằng lời:"
    )
    grade: str = Field("", description="hạng")
    collectives: Count = Field(0, description="số tập thể")
    individuals: Count = Field(0, description="số cá nhân")
    recipients: Annotated[
        tuple[Annotated[Honoree, BeforeValidator(as_named)], ...],
        BeforeValidator(as_list),
        AfterValidator(unrepeated),
    ] = Field((), description="tên người, tập thể được khen; cần nói rõ đơn vị, chức vụ thì viết:")
    year: Year | None = Field(
        None, description="năm khen thưởng; không ghi thì lấy năm của sự kiện hoặc của bài"
    )
    decision: str = Field("", description="quyết định khen thưởng, có trong danh mục văn bản")
    authority: str = Field("", description="cấp khen thưởng, khi khác với danh mục")


class HonourHeld(Honour):
    """An honour of an exemplar, which counts once, however many received it together."""

    article: str = Field(
        "", description="tệp của bài nói về khen thưởng này, như articles/2024/le-trao-tang.md"
    )


class Amount(Model):
    """A number and the word before it: ``trên 29000``, ``4,41``."""

    number: Decimal
    qualifier: str = ""

    def __str__(self) -> str:
        return f"{self.qualifier} {format_number(self.number)}".lstrip()


def _parse_amount(text: str) -> Amount:
    match = _AMOUNT.fullmatch(text)
    if not match:
        raise ValueError("Giá trị phải là một số, trước nó có thể có “trên”, “hơn”, “khoảng”: trên 29000.")
    if len(match[2]) > MOST_DIGITS:
        raise ValueError(f"Số dài {len(match[2])} chữ số, nhiều nhất {MOST_DIGITS}: hãy xem lại.")
    if re.search(r"\.\d{3}$", match[2]):
        raise ValueError(
            f"“{match[2]}” có thể hiểu hai cách: viết {match[2].replace('.', '')} hoặc dùng dấu phẩy."
        )
    return Amount(number=Decimal(match[2].replace(",", ".")), qualifier=(match[1] or "").lower())


class Figure(Model):
    what: Text = Field(description="cái gì")
    value: Annotated[
        Amount, parsed_by(_parse_amount), typed_as(r"\d", "Giá trị phải có số.", number=True)
    ] = Field(description="số, trước nó có thể có trên, hơn, khoảng: trên 29000, 4,41")
    unit: str = Field("", description="đơn vị")
    date: Loose | None = Field(None, description="ngày hoặc năm")
    place: str = Field("", description="tỉnh, thành phố mà con số nói về, gọi như ở provinces")
    campaign: str = Field("", description="phong trào mà con số nói về, khi bài có nhiều phong trào")


class Reference(Model):
    name: Text = Field(description="tên báo, tên trang")
    url: WebUrl | None = Field(None, description="địa chỉ")


Sources = Annotated[
    tuple[Reference, ...],
    BeforeValidator(as_list),
    Field(description="nguồn; nhiều nguồn thì viết thành danh sách"),
]
_DOCUMENTS = "văn bản, như Quyết định 666/QĐ-TTg, có trong content/vocabularies/documents.yaml"
Documents = Annotated[Texts, Field(description=_DOCUMENTS)]


class Correction(Model):
    date: Day = Field(description="ngày sửa")
    text: Text = Field(description="sửa gì")


class Withdrawn(Model):
    reason: Text = Field(description="lý do")
    date: Day = Field(description="ngày gỡ")


class Imported(Model):
    """The source of an imported draft, whose words belong to their publisher."""

    file: Text = Field(description="tệp đã nhập")
    sha256: Annotated[str, matching("[0-9a-f]{64}", _NO_SHA256)] = Field(description="mã của tệp, giữ nguyên")
    rewritten: Day | None = Field(None, description="ngày viết lại xong, do người biên tập điền")


class EntryFront(Model):
    """The fields of every kind of content."""

    title: Text = Field(description="tiêu đề")
    summary: Text = Field(description="tóm tắt, sapo: một, hai câu nói điều chính")
    slug: Slug | None = Field(None, description="phần cuối của địa chỉ; không ghi thì lấy tên tệp")
    status: Status = Field(
        "published",
        description="trạng thái: published (đăng, mặc định), draft (bản nháp), hidden (có trang nhưng"
        " không nằm trong danh sách nào)",
    )
    modified: Moment | None = Field(None, description="ngày sửa gần nhất")
    image: Image | None = Field(None, description="ảnh chính")
    attachments: tuple[AttachedFile, ...] = Field((), description="tệp đính kèm, hiện cạnh hoặc sau lời bài")
    redirects: Redirects = Field((), description="các địa chỉ cũ, như /tin/2024/ten-cu.html")


class PageFront(EntryFront):
    """A page outside all lists: about, contact, privacy."""


class ReportedFront(EntryFront):
    """The fields of articles and exemplars, which are news of a day from a source."""

    date: Moment = Field(
        description="ngày đăng, viết 2024-03-05 hoặc 2024-03-05 14:30; ngày chưa tới thì bài chờ, lần"
        " dựng trang đầu tiên sau ngày ấy sẽ đăng"
    )
    campaigns: Texts = Field(
        (), description="tên các phong trào, theo tên hoặc tên khác ghi trong content/campaigns/"
    )
    provinces: Texts = Field(
        (),
        description="tên tỉnh, thành phố như vào ngày của sự kiện: bài tháng 3/2024 viết Hà Giang, trang"
        " tự xếp vào Tuyên Quang",
    )
    units: Texts = Field(
        (), description="đơn vị của cơ quan, tổ chức, có trong content/vocabularies/units.yaml"
    )
    honours: tuple[Honour, ...] = Field((), description="khen thưởng")
    documents: Documents = ()
    source: Sources = ()
    photo_credit: str = Field(
        "",
        description="dòng ghi công của ảnh chính, viết đủ chữ: Tranh minh họa, hoặc “Ảnh: Nguyễn Anh” đặt"
        " trong ngoặc kép thẳng",
    )
    corrections: tuple[Correction, ...] = Field((), description="đính chính")
    withdrawn: Withdrawn | None = Field(
        None, description="gỡ bài: bài và ảnh rời mọi danh sách, ở địa chỉ cũ chỉ còn lời báo; không để trống"
    )

    @model_validator(mode="after")
    def _modified_after_date(self) -> Self:
        if self.modified and self.modified.date() < self.date.date():
            message = f"Sửa ngày {format_date(self.modified)} trước khi đăng ngày {format_date(self.date)}."
            raise problem_at(message, "modified")
        return self

    @property
    def day(self) -> dt.date:
        """The day on which the names in the text were valid."""
        return self.date.date()


class ArticleFront(ReportedFront):
    category: Text = Field(description="chuyên mục, có trong content/site.yaml")
    lead: Annotated[Day, parsed_by(_refuse_switch)] | None = Field(
        None, description="giữ bài ở đầu trang chủ đến hết ngày này, như 2026-12-05; mỗi lúc chỉ một bài"
    )
    tags: Unrepeated = Field((), description="thẻ")
    authors: Unrepeated = Field((), description="tác giả")
    cluster: str = Field("", description="cụm, khối thi đua, có trong content/vocabularies/clusters.yaml")
    event: Event | None = Field(None, description="hội nghị")
    people: tuple[Person, ...] = Field((), description="người được nêu tên")
    exemplars: Texts = Field(
        (),
        description="điển hình được nhắc đến, theo tên hoặc tên tệp trong content/exemplars/; trùng tên"
        " người thì viết tên tệp",
    )
    figures: tuple[Figure, ...] = Field((), description="số liệu")
    imported: Imported | None = Field(None, description="lệnh import ghi vào bản nháp lấy từ báo")

    @model_validator(mode="after")
    def _leads_after_date(self) -> Self:
        if self.lead and self.lead < self.date.date():
            days = f"đến {format_date(self.lead)}, trước khi đăng ngày {format_date(self.date)}"
            raise problem_at(
                f"Giữ đầu trang chủ {days}: ghi ngày đăng hay ngày sau đó, hoặc xóa “lead”.", "lead"
            )
        return self

    @property
    def day(self) -> dt.date:
        """The day of the event, or else of publication."""
        return (self.event and self.event.first_day) or self.date.date()


class ExemplarFront(ReportedFront):
    kind: Literal["cá nhân", "tập thể", "mô hình"] = Field(description="loại điển hình")
    role: str = Field("", description="chức vụ, nghề nghiệp; cùng với place phân biệt những người trùng tên")
    honours: tuple[HonourHeld, ...] = Field(
        (), description="khen thưởng của điển hình này; mỗi mục tính một tập thể hoặc một cá nhân"
    )
    field: str = Field("", description="lĩnh vực")
    place: str = Field("", description="nơi ở, nơi làm việc như nguồn ghi")


class CampaignFront(EntryFront):
    kind: Literal[
        "phong trào thi đua", "phong trào", "đợt thi đua", "đợt thi đua cao điểm", "chủ đề chung"
    ] = Field(description="loại phong trào")
    short: str = Field(
        "", description="tên ngắn, hiện trên thẻ thay tên đầy đủ; bài viết tên này cũng về cùng một trang"
    )
    aliases: Unrepeated = Field(
        (), description="những cách viết khác của tên; bài viết tên nào cũng về cùng một trang"
    )
    launched_by: str = Field("", description="người, cơ quan phát động")
    launched: Loose | None = Field(None, description="ngày hoặc năm phát động")
    start: Loose | None = Field(
        None,
        description="năm hoặc ngày bắt đầu; cùng với end cho biết phong trào sắp diễn ra, đang diễn ra,"
        " đã kết thúc hay không rõ thời hạn",
    )
    end: Loose | None = Field(None, description="năm hoặc ngày kết thúc")
    documents: Documents = ()
    source: Sources = ()

    @property
    def other_names(self) -> tuple[str, ...]:
        """The names beside its title that articles may call it by."""
        return (self.short, *self.aliases) if self.short else self.aliases

    @model_validator(mode="after")
    def _is_shorter(self) -> Self:
        if len(self.short) >= len(self.title):
            raise problem_at(f"Tên ngắn “{shorten(self.short)}” không ngắn hơn tên đầy đủ.", "short")
        return self

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.start and self.end and self.end.last < self.start.first:
            raise problem_at(f"Phong trào kết thúc {self.end}, trước khi bắt đầu {self.start}.", "end")
        return self
