"""The model of content/site.yaml: all by which one newsroom differs from another."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cached_property
from typing import Annotated, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, model_validator

from newsroom import addresses
from newsroom.files.field_types import Count, Model, Slug, WebUrl, matching, parsed_by, problem_at
from newsroom.identity.palette import Palette
from newsroom.language.dates import HERE
from newsroom.language.name_matching import did_you_mean, name_key, shorten
from newsroom.language.vietnamese import slugify

SITE_FILE, FONTS_FOLDER = "site.yaml", "fonts"
SECTIONS = {
    "Tin": addresses.NEWS,
    "Hội nghị": addresses.CONFERENCES,
    "Phong trào": addresses.CAMPAIGNS,
    "Địa phương": addresses.PROVINCES,
    "Điển hình": addresses.EXEMPLARS,
    "Khen thưởng": addresses.HONOURS,
    "Văn bản": addresses.DOCUMENTS,
    "Cụm, khối thi đua": addresses.CLUSTERS,
    "Tìm kiếm": addresses.SEARCH,
    "Đính chính": addresses.CORRECTIONS,
    "Dữ liệu mở": addresses.OPEN_DATA,
}
_ADDRESS = r"https?://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*"
_ZONE = r"UTC|[A-Z][A-Za-z_]+(/[A-Z][A-Za-z_-]+){1,2}"
_LONGEST = 300  # characters


def _one_line(text: str) -> str:
    if len(text) > _LONGEST:
        raise problem_at(f"Dòng này dài {len(text)} ký tự, nhiều nhất là {_LONGEST}.")
    return " ".join(text.split())


Line = Annotated[str, Field(min_length=1), AfterValidator(_one_line)]  # it is drawn on cards
FontFile = Annotated[
    str, matching(r"(?i:[^/\\]{1,100}\.(ttf|otf))", "“{}” phải là tên một tệp .ttf trong content/fonts.")
]


def check_address(address: str) -> str:
    """Return the *address* of a site without a slash at its end."""
    address = address.rstrip("/")
    if not re.fullmatch(_ADDRESS, address):
        raise ValueError(
            f"“address” phải là địa chỉ của trang, như https://tin.example.vn; đang là {address}."
        )
    return address


class Category(Model):
    """A category, which every article has exactly one of."""

    name: Line = Field(description="tên chuyên mục")
    slug: Slug = Field(
        "", description="phần cuối của địa chỉ; không ghi thì lấy từ tên", validate_default=False
    )
    front_page: bool = Field(default=True, description="bài của mục này có lên trang chủ không: true, false")

    @property
    def address(self) -> str:
        """The last part of its address."""
        return self.slug or slugify(self.name)

    @property
    def url(self) -> str:
        return f"{addresses.CATEGORIES}{self.address}/"


def _require_names(lines: dict[str, str]) -> dict[str, str]:
    for name in lines:
        if not name.strip():
            raise problem_at("Dòng này thiếu tên trước dấu hai chấm, như “Điện thoại”.", name)
    return lines


class ClusterKind(Model):
    """A kind of clusters: units that compete with each other."""

    name: Line = Field(description="loại, viết thường, không có “thi đua”: cụm, khối")
    head: Line = Field(description="tên gọi đơn vị đứng đầu, như Cụm trưởng")


def _differ(kinds: tuple[ClusterKind, ...]) -> tuple[ClusterKind, ...]:
    for index, kind in enumerate(kinds):
        if name_key(kind.name) in (name_key(other.name) for other in kinds[:index]):
            raise problem_at(f"“{kind.name}” đã có ở trên.", index, "name")
    return kinds


def check_zone(name: str) -> str:
    """Return the *name* of a time zone that is known."""
    if re.fullmatch(_ZONE, name):
        with suppress(OSError, ZoneInfoNotFoundError):
            return ZoneInfo(name).key
    raise ValueError(
        f"Không có múi giờ “{shorten(name)}”: viết như Asia/Ho_Chi_Minh, Asia/Tokyo, Europe/Berlin."
    )


class Licence(Model):
    """The licence of the content."""

    name: Line = Field("CC-BY-4.0", description="tên theo SPDX, như CC-BY-4.0")
    title: Line = Field("Creative Commons Ghi công 4.0 Quốc tế", description="tên đầy đủ")
    url: WebUrl = Field(
        "https://creativecommons.org/licenses/by/4.0/deed.vi", description="nơi đọc giấy phép"
    )


class Fonts(Model):
    """The fonts of the cards for sharing, files in content/fonts."""

    regular: FontFile = Field(description="tệp phông chữ thường (.ttf) trong content/fonts")
    bold: FontFile = Field(description="tệp phông chữ đậm (.ttf) trong content/fonts")


class SiteFile(Model):
    """The identity of a newsroom."""

    name: Line = Field(description="tên trang")
    subtitle: Line = Field(description="một dòng dưới tên")
    description: Line = Field(description="một hai câu giới thiệu, cho máy tìm kiếm và nơi chia sẻ")
    address: Annotated[str, parsed_by(lambda text: check_address(text) if text else "")] = Field(
        "", description="địa chỉ của trang, như https://tin.example.vn; biến SITEURL thay được nó"
    )
    particulars: Annotated[dict[str, str], AfterValidator(_require_names)] = Field(
        default_factory=dict,
        description="những dòng về cơ quan chủ quản ở chân trang; [trong ngoặc] là chưa điền",
    )
    navigation: Annotated[tuple[Line, ...], Field(min_length=1)] = Field(
        ("Tin", "Hội nghị", "Phong trào", "Địa phương", "Điển hình"),
        description=f"thanh mục ở đầu trang: {', '.join(SECTIONS)}, hay tên một chuyên mục",
    )
    categories: Annotated[tuple[Category, ...], Field(min_length=1)] = Field(
        description="các chuyên mục của bài"
    )
    colours: Palette = Field(Palette(), description="màu")
    fonts: Fonts | None = Field(None, description="phông chữ của ảnh chia sẻ")
    licence: Licence = Field(Licence(), description="giấy phép của nội dung")
    cluster_kinds: Annotated[tuple[ClusterKind, ...], Field(min_length=1), AfterValidator(_differ)] = Field(
        (ClusterKind(name="cụm", head="Cụm trưởng"), ClusterKind(name="khối", head="Trưởng khối")),
        description="các loại cụm, khối thi đua, theo thứ tự trên trang; không ghi thì là cụm và khối",
    )
    time_zone: Annotated[str, parsed_by(check_zone)] = Field(
        str(HERE), description="múi giờ của ngày đăng, như Europe/Berlin; không ghi thì là giờ Việt Nam"
    )
    offline: bool = Field(
        default=True, description="máy của bạn đọc có giữ trang đã xem để đọc khi mất mạng: true hoặc false"
    )
    feed_items: Count = Field(20, description="số bài trong mỗi bản tin tự động (feed)")
    feed_full_text: bool = Field(
        default=False,
        description="bản tin tự động (feed) có cả bài hay chỉ tóm tắt: true là cả bài, false là tóm tắt",
    )

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        taken: dict[str, str] = {}
        for index, category in enumerate(self.categories):
            if not category.address:
                raise problem_at("Tên chuyên mục phải có chữ cái hoặc chữ số.", "categories", index, "name")
            try:
                addresses.check_slug(category.address)  # also of a name
            except ValueError as error:
                raise problem_at(f"{error} Ghi phần cuối địa chỉ vào slug.", "categories", index) from None
            other = taken.get(category.url) or taken.get(name_key(category.name))
            if other:
                raise problem_at(f"Chuyên mục này trùng địa chỉ với “{other}”.", "categories", index, "name")
            taken |= dict.fromkeys((category.url, name_key(category.name)), category.name)
        links = self._links
        for index, label in enumerate(self.navigation):
            if name_key(label) not in links:
                known = [*SECTIONS, *(category.name for category in self.categories)]
                proposal = did_you_mean(label, known)
                raise problem_at(f"Trang không có mục “{label}”.{proposal}", "navigation", index)
            if name_key(label) in map(name_key, self.navigation[:index]):
                raise problem_at(f"“{label}” có hai lần trong danh sách.", "navigation", index)
        for name, complaint in self.colours.find_faint():
            raise problem_at(complaint, "colours", name)
        return self

    @property
    def _links(self) -> dict[str, str]:
        categories = {name_key(category.name): category.url for category in self.categories}
        return categories | {name_key(name): url for name, url in SECTIONS.items()}

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @cached_property
    def links(self) -> tuple[tuple[str, str], ...]:
        """Name and address of each section in the main navigation."""
        return tuple((label, self._links[name_key(label)]) for label in self.navigation)
