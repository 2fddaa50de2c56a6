"""The site's records as open data: which tables there are, and what stands in each column."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial
from typing import Any

from newsroom.core.addresses import CAMPAIGNS, PROVINCES
from newsroom.core.conferences import Conference
from newsroom.core.dates import LooseDate
from newsroom.core.figures import FigureRecord
from newsroom.core.honours import HonourRow
from newsroom.core.provinces import Era, Mention
from newsroom.core.site import Site
from newsroom.core.stories import Campaign, Exemplar, Reported, Story
from newsroom.core.tables import Column, Table
from newsroom.core.vocabulary_models import Document


def make_tables(site: Site) -> list[Table[Any]]:
    """All tables, from what is listed on *site*."""
    return [
        Table(
            "bai-viet",
            "Bài viết",
            "Mỗi dòng là một bài đã đăng.",
            ARTICLE_COLUMNS,
            site.stories,
            key=hashlib.sha256("".join(story.states for story in site.stories).encode()).hexdigest(),
        ),
        Table(
            "dien-hinh",
            "Điển hình",
            "Mỗi dòng là một cá nhân, tập thể hay mô hình có hồ sơ trên trang.",
            (*EXEMPLAR_COLUMNS, Column("articles", "string", "Những bài nhắc tới (id)", _articles_of(site))),
            site.exemplars,
        ),
        Table(
            "khen-thuong",
            "Khen thưởng",
            "Mỗi dòng là một mục khen thưởng; nhiều bài cùng nêu một mục thì tính một lần.",
            HONOUR_COLUMNS,
            site.honours,
        ),
        Table(
            "so-lieu",
            "Số liệu",
            "Mỗi dòng là một con số mà một bài đã nêu.",
            FIGURE_COLUMNS,
            site.figures,
        ),
        Table(
            "van-ban",
            "Văn bản",
            "Mỗi dòng là một văn bản được nhắc tới trên trang.",
            DOCUMENT_COLUMNS,
            [listing for listing in site.listings.values() if listing.kind == "document"],
        ),
        Table(
            "hoi-nghi",
            "Hội nghị",
            "Mỗi dòng là một hội nghị; nhiều bài cùng đưa tin thì vẫn là một dòng.",
            CONFERENCE_COLUMNS,
            site.conferences,
        ),
        Table("phong-trao", "Phong trào", "Mỗi dòng là một phong trào.", CAMPAIGN_COLUMNS, site.campaigns),
        Table(
            "tinh-thanh",
            "Tỉnh, thành phố",
            "Mỗi dòng là một tên gọi của tỉnh, thành phố và thời gian mang tên ấy:"
            " 63 đơn vị đến 30/6/2025, 34 đơn vị từ 1/7/2025.",
            PROVINCE_COLUMNS,
            site.provinces.history,
        ),
    ]


def _articles_of(site: Site) -> Callable[[Exemplar], list[str]]:
    mentions = {exemplar.url: _ids(stories) for exemplar, stories in site.stories_of.items()}
    return partial(_look_up, mentions)


def _look_up(mentions: dict[str, list[str]], exemplar: Exemplar) -> list[str]:
    return mentions[exemplar.url]


def _ids(items: Iterable[Any]) -> list[str]:
    """The addresses of *items* that lists name."""
    return [item.url for item in items if getattr(item, "status", "") != "hidden"]


def _document_ids(documents: Iterable[Document]) -> list[str]:
    return [one.page_url for one in documents]


def _province_ids(item: Reported) -> list[str]:
    return _ids(item.units)


def _province_id(mention: Mention | None) -> str | None:
    return mention.unit.url if mention else None


def era_id(era: Era) -> str:
    """Where the site speaks of a name that a province has or had."""
    if era.former and era.former.vanished:
        return era.former.url
    return era.unit.url + (f"#{era.anchor}" if era.name.until else "")


REPORTED_COLUMNS: tuple[Column[Any], ...] = (
    Column("id", "string", "Địa chỉ trên trang này", lambda item: item.url),
    Column("title", "string", "Tiêu đề", lambda item: item.front.title),
    Column("summary", "string", "Tóm tắt", lambda item: item.front.summary),
    Column("published", "datetime", "Ngày giờ đăng", lambda item: item.date),
    Column("modified", "datetime", "Ngày giờ sửa gần nhất", lambda item: item.front.modified),
    Column("campaigns", "string", "Phong trào (id)", lambda item: _ids(item.campaigns)),
    Column("provinces", "string", "Tỉnh, thành phố ngày nay (id)", _province_ids),
    Column(
        "provinces_then",
        "string",
        "Tên tỉnh, thành phố vào ngày của sự kiện",
        lambda item: [mention.name for mention in item.provinces],
    ),
    Column("documents", "string", "Văn bản được dẫn (id)", lambda item: _document_ids(item.cites)),
    Column("sources", "string", "Nguồn", lambda item: [one.name for one in item.front.source]),
    Column(
        "source_urls",
        "string",
        "Địa chỉ của nguồn",
        lambda item: [one.url for one in item.front.source if one.url],
    ),
)
ARTICLE_COLUMNS: tuple[Column[Story], ...] = (
    *REPORTED_COLUMNS,
    Column("category", "string", "Chuyên mục", lambda story: story.front.category),
    Column("tags", "string", "Từ khóa", lambda story: story.front.tags),
    Column("authors", "string", "Tác giả", lambda story: story.front.authors),
    Column("cluster", "string", "Cụm, khối (id)", lambda one: one.cluster and one.cluster.url),
    Column("exemplars", "string", "Điển hình được nhắc tới (id)", lambda one: _ids(one.exemplars)),
)
EXEMPLAR_COLUMNS: tuple[Column[Exemplar], ...] = (
    *REPORTED_COLUMNS,
    Column("kind", "string", "Loại: cá nhân, tập thể hay mô hình", lambda one: one.front.kind),
    Column("role", "string", "Chức vụ, nghề nghiệp", lambda one: one.front.role),
    Column("field", "string", "Lĩnh vực", lambda one: one.front.field),
    Column("place", "string", "Nơi ở, nơi làm việc như nguồn ghi", lambda one: one.front.place),
)
CAMPAIGN_COLUMNS: tuple[Column[Campaign], ...] = (
    Column("id", "string", "Địa chỉ trên trang này", lambda one: one.url),
    Column("title", "string", "Tên", lambda one: one.front.title),
    Column("aliases", "string", "Những cách viết khác", lambda one: one.front.aliases),
    Column("summary", "string", "Tóm tắt", lambda one: one.front.summary),
    Column("kind", "string", "Loại", lambda one: one.front.kind),
    Column("launched_by", "string", "Người, cơ quan phát động", lambda one: one.front.launched_by),
    Column("launched", "string", "Ngày hoặc năm phát động", lambda one: _loose(one.front.launched)),
    Column("start", "string", "Ngày hoặc năm bắt đầu", lambda one: _loose(one.front.start)),
    Column("end", "string", "Ngày hoặc năm kết thúc", lambda one: _loose(one.front.end)),
    Column("documents", "string", "Văn bản được dẫn (id)", lambda one: _document_ids(one.cites)),
    Column("sources", "string", "Nguồn", lambda one: [source.name for source in one.front.source]),
    Column(
        "source_urls",
        "string",
        "Địa chỉ của nguồn",
        lambda one: [source.url for source in one.front.source if source.url],
    ),
)
HONOUR_COLUMNS: tuple[Column[HonourRow], ...] = (
    Column("id", "string", "Địa chỉ trên trang này", lambda one: one.id),
    Column("name", "string", "Hình thức, theo tên vào ngày ấy", lambda one: one.name),
    Column("grade", "string", "Hạng", lambda one: one.grade),
    Column("authority", "string", "Cấp khen thưởng", lambda one: one.authority),
    Column("year", "integer", "Năm", lambda one: one.year),
    Column("decision", "string", "Quyết định (id)", lambda one: one.decision),
    Column("collectives", "integer", "Số tập thể", lambda one: one.collectives),
    Column("individuals", "integer", "Số cá nhân", lambda one: one.individuals),
    Column(
        "recipients", "string", "Được khen, khi có tên", lambda one: [name.name for name in one.recipients]
    ),
    Column("campaigns", "string", "Phong trào (id)", lambda one: [f"{CAMPAIGNS}{x}/" for x in one.campaigns]),
    Column("provinces_then", "string", "Tên tỉnh, thành phố khi ấy", lambda one: one.provinces),
    Column(
        "provinces",
        "string",
        "Tỉnh, thành phố ngày nay (id)",
        lambda one: [f"{PROVINCES}{x}/" for x in one.units],
    ),
    Column("articles", "string", "Những bài, hồ sơ đã nêu (id)", lambda one: _ids(one.sources)),
)
FIGURE_COLUMNS: tuple[Column[FigureRecord], ...] = (
    Column("id", "string", "Địa chỉ trên trang này", lambda one: one.id),
    Column("what", "string", "Cái gì", lambda one: one.what),
    Column("value", "number", "Bao nhiêu", lambda one: _number(one.value.number)),
    Column("qualifier", "string", "Chữ đứng trước con số: trên, khoảng …", lambda one: one.value.qualifier),
    Column("unit", "string", "Đơn vị", lambda one: one.unit),
    Column("date", "string", "Ngày hoặc năm", lambda one: _loose(one.date)),
    Column("place", "string", "Tỉnh, thành phố khi ấy", lambda one: one.place and one.place.name),
    Column(
        "province",
        "string",
        "Tỉnh, thành phố ngày nay (id)",
        lambda one: _province_id(one.place),
    ),
    Column("campaign", "string", "Phong trào (id)", lambda one: _ids(filter(None, [one.campaign]))),
    Column("article", "string", "Bài đã nêu (id)", lambda one: one.story.url),
)
DOCUMENT_COLUMNS: tuple[Column[Any], ...] = (  # of listings whose subject is a document
    Column("id", "string", "Địa chỉ trên trang này", lambda one: one.url),
    Column("kind", "string", "Loại văn bản", lambda one: one.subject.kind),
    Column("number", "string", "Số, ký hiệu", lambda one: one.subject.number),
    Column("date", "date", "Ngày ban hành", lambda one: one.subject.date),
    Column("issuer", "string", "Cơ quan ban hành", lambda one: one.subject.issuer),
    Column("title", "string", "Trích yếu", lambda one: one.subject.title),
    Column("official_url", "string", "Địa chỉ của bản chính thức", lambda one: one.subject.url),
    Column("campaigns", "string", "Phong trào dẫn văn bản này (id)", lambda one: _ids(one.counts)),
    Column("articles", "string", "Những bài đã dẫn (id)", lambda one: _ids(one.stories)),
)
CONFERENCE_COLUMNS: tuple[Column[Conference], ...] = (
    Column("id", "string", "Địa chỉ trên trang này", lambda one: one.url),
    Column("name", "string", "Tên", lambda one: one.name),
    Column("start", "date", "Ngày đầu", lambda one: one.first_day if one.is_dated else None),
    Column("end", "date", "Ngày cuối", lambda one: one.last_day if one.is_dated else None),
    Column("place", "string", "Nơi họp", lambda one: one.place),
    Column(
        "province_then", "string", "Tỉnh, thành phố khi ấy", lambda one: one.province and one.province.name
    ),
    Column("province", "string", "Tỉnh, thành phố ngày nay (id)", lambda one: _province_id(one.province)),
    Column("host", "string", "Đơn vị tổ chức", lambda one: one.host),
    Column("chair", "string", "Người chủ trì", lambda one: one.chair),
    Column("cluster", "string", "Cụm, khối (id)", lambda one: one.cluster and one.cluster.url),
    Column("articles", "string", "Những bài đã đưa tin (id)", lambda one: _ids(one.reports)),
)
PROVINCE_COLUMNS: tuple[Column[Era], ...] = (
    Column("id", "string", "Địa chỉ trên trang này", era_id),
    Column("name", "string", "Tên", lambda era: era.name.name),
    Column("type", "string", "Tỉnh hay thành phố", lambda era: era.name.type),
    Column("since", "date", "Từ ngày; trống khi có trước các mốc ghi ở đây", lambda era: era.name.since),
    Column("until", "date", "Đến hết ngày; trống khi còn đúng", lambda era: era.name.until),
    Column("now", "string", "Đơn vị ngày nay (id)", lambda era: era.unit.url),
    Column("act", "string", "Văn bản", lambda era: era.name.act),
)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _loose(when: LooseDate | None) -> str | None:
    return (when.day.isoformat() if when.day else str(when.year)) if when else None
