"""The tables and columns of the site's open data."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial
from typing import Any

from newsroom.addresses import CAMPAIGNS, PROVINCES
from newsroom.conferences.conference import Conference
from newsroom.exports.tables import Column, Table
from newsroom.figures.records import FigureRecord
from newsroom.honours.records import HonourRecord
from newsroom.items.items import Campaign, Exemplar, Reported, Story
from newsroom.language.dates import LooseDate
from newsroom.site.site import Site
from newsroom.vocabulary.models import Document
from newsroom.vocabulary.provinces import Mention, ProvinceName


def make_tables(site: Site) -> list[Table[Any]]:
    """Make all tables from the listed items of *site*."""
    return [
        Table(
            "bai-viet",
            "Bài viết",
            "Mỗi dòng là một bài đã đăng.",
            ARTICLE_COLUMNS,
            site.stories,
            key=hashlib.sha256("".join(story.record_key for story in site.stories).encode()).hexdigest(),
        ),
        Table(
            "dien-hinh",
            "Điển hình",
            "Mỗi dòng là một cá nhân, tập thể hay mô hình có hồ sơ trên trang.",
            (*EXEMPLAR_COLUMNS, Column("articles", "string", "Những bài nhắc tới (id)", _story_ids_of(site))),
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
            "so-lieu", "Số liệu", "Mỗi dòng là một con số mà một bài đã nêu.", FIGURE_COLUMNS, site.figures
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


def _story_ids_of(site: Site) -> Callable[[Exemplar], list[str]]:
    mentions = {exemplar.url: _ids(stories) for exemplar, stories in site.stories_of.items()}
    return partial(_look_up, mentions)


def _look_up(mentions: dict[str, list[str]], exemplar: Exemplar) -> list[str]:
    return mentions[exemplar.url]


def _ids(items: Iterable[Any]) -> list[str]:
    """Return the addresses of *items* that are not hidden."""
    return [item.url for item in items if getattr(item, "status", "") != "hidden"]


def _document_ids(documents: Iterable[Document]) -> list[str]:
    return [document.page_url for document in documents]


def _province_ids(item: Reported) -> list[str]:
    return _ids(item.units)


def _province_id(mention: Mention | None) -> str | None:
    return mention.unit.url if mention else None


def era_id(era: ProvinceName) -> str:
    """Return the address of the page or section about a name of a province."""
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
    Column("sources", "string", "Nguồn", lambda item: [source.name for source in item.front.source]),
    Column(
        "source_urls",
        "string",
        "Địa chỉ của nguồn",
        lambda item: [source.url for source in item.front.source if source.url],
    ),
)
ARTICLE_COLUMNS: tuple[Column[Story], ...] = (
    *REPORTED_COLUMNS,
    Column("category", "string", "Chuyên mục", lambda story: story.front.category),
    Column("tags", "string", "Từ khóa", lambda story: story.front.tags),
    Column("authors", "string", "Tác giả", lambda story: story.front.authors),
    Column("cluster", "string", "Cụm, khối (id)", lambda story: story.cluster and story.cluster.url),
    Column("exemplars", "string", "Điển hình được nhắc tới (id)", lambda story: _ids(story.exemplars)),
)
EXEMPLAR_COLUMNS: tuple[Column[Exemplar], ...] = (
    *REPORTED_COLUMNS,
    Column("kind", "string", "Loại: cá nhân, tập thể hay mô hình", lambda exemplar: exemplar.front.kind),
    Column("role", "string", "Chức vụ, nghề nghiệp", lambda exemplar: exemplar.front.role),
    Column("field", "string", "Lĩnh vực", lambda exemplar: exemplar.front.field),
    Column("place", "string", "Nơi ở, nơi làm việc như nguồn ghi", lambda exemplar: exemplar.front.place),
)
CAMPAIGN_COLUMNS: tuple[Column[Campaign], ...] = (
    Column("id", "string", "Địa chỉ trên trang này", lambda campaign: campaign.url),
    Column("title", "string", "Tên", lambda campaign: campaign.front.title),
    Column("aliases", "string", "Những cách viết khác", lambda campaign: campaign.front.aliases),
    Column("summary", "string", "Tóm tắt", lambda campaign: campaign.front.summary),
    Column("kind", "string", "Loại", lambda campaign: campaign.front.kind),
    Column("launched_by", "string", "Người, cơ quan phát động", lambda campaign: campaign.front.launched_by),
    Column(
        "launched", "string", "Ngày hoặc năm phát động", lambda campaign: _loose_date(campaign.front.launched)
    ),
    Column("start", "string", "Ngày hoặc năm bắt đầu", lambda campaign: _loose_date(campaign.front.start)),
    Column("end", "string", "Ngày hoặc năm kết thúc", lambda campaign: _loose_date(campaign.front.end)),
    Column("documents", "string", "Văn bản được dẫn (id)", lambda campaign: _document_ids(campaign.cites)),
    Column("sources", "string", "Nguồn", lambda campaign: [source.name for source in campaign.front.source]),
    Column(
        "source_urls",
        "string",
        "Địa chỉ của nguồn",
        lambda campaign: [source.url for source in campaign.front.source if source.url],
    ),
)
HONOUR_COLUMNS: tuple[Column[HonourRecord], ...] = (
    Column("id", "string", "Địa chỉ trên trang này", lambda row: row.id),
    Column("name", "string", "Hình thức, theo tên vào ngày ấy", lambda row: row.name),
    Column("grade", "string", "Hạng", lambda row: row.grade),
    Column("authority", "string", "Cấp khen thưởng", lambda row: row.authority),
    Column("year", "integer", "Năm", lambda row: row.year),
    Column("decision", "string", "Quyết định (id)", lambda row: row.decision and row.decision.page_url),
    Column("collectives", "integer", "Số tập thể", lambda row: row.collectives),
    Column("individuals", "integer", "Số cá nhân", lambda row: row.individuals),
    Column(
        "recipients", "string", "Được khen, khi có tên", lambda row: [name.name for name in row.recipients]
    ),
    Column("campaigns", "string", "Phong trào (id)", lambda row: [f"{CAMPAIGNS}{x}/" for x in row.campaigns]),
    Column("provinces_then", "string", "Tên tỉnh, thành phố khi ấy", lambda row: row.provinces),
    Column(
        "provinces",
        "string",
        "Tỉnh, thành phố ngày nay (id)",
        lambda row: [f"{PROVINCES}{x}/" for x in row.units],
    ),
    Column("articles", "string", "Những bài, hồ sơ đã nêu (id)", lambda row: _ids(row.sources)),
)
FIGURE_COLUMNS: tuple[Column[FigureRecord], ...] = (
    Column("id", "string", "Địa chỉ trên trang này", lambda figure: figure.id),
    Column("what", "string", "Cái gì", lambda figure: figure.what),
    Column("value", "number", "Bao nhiêu", lambda figure: _plain_number(figure.value.number)),
    Column(
        "qualifier", "string", "Chữ đứng trước con số: trên, khoảng …", lambda figure: figure.value.qualifier
    ),
    Column("unit", "string", "Đơn vị", lambda figure: figure.unit),
    Column("date", "string", "Ngày hoặc năm", lambda figure: _loose_date(figure.date)),
    Column("place", "string", "Tỉnh, thành phố khi ấy", lambda figure: figure.place and figure.place.name),
    Column("province", "string", "Tỉnh, thành phố ngày nay (id)", lambda figure: _province_id(figure.place)),
    Column("campaign", "string", "Phong trào (id)", lambda figure: _ids(filter(None, [figure.campaign]))),
    Column("article", "string", "Bài đã nêu (id)", lambda figure: figure.story.url),
)
DOCUMENT_COLUMNS: tuple[Column[Any], ...] = (  # for listings of documents
    Column("id", "string", "Địa chỉ trên trang này", lambda listing: listing.url),
    Column("kind", "string", "Loại văn bản", lambda listing: listing.subject.kind),
    Column("number", "string", "Số, ký hiệu", lambda listing: listing.subject.number),
    Column("date", "date", "Ngày ban hành", lambda listing: listing.subject.date),
    Column("issuer", "string", "Cơ quan ban hành", lambda listing: listing.subject.issuer),
    Column("title", "string", "Trích yếu", lambda listing: listing.subject.title),
    Column("official_url", "string", "Địa chỉ của bản chính thức", lambda listing: listing.subject.url),
    Column("campaigns", "string", "Phong trào dẫn văn bản này (id)", lambda listing: _ids(listing.counts)),
    Column("articles", "string", "Những bài đã dẫn (id)", lambda listing: _ids(listing.entries)),
)
CONFERENCE_COLUMNS: tuple[Column[Conference], ...] = (
    Column("id", "string", "Địa chỉ trên trang này", lambda event: event.url),
    Column("name", "string", "Tên", lambda event: event.name),
    Column("start", "date", "Ngày đầu", lambda event: event.first_day if event.is_dated else None),
    Column("end", "date", "Ngày cuối", lambda event: event.last_day if event.is_dated else None),
    Column("place", "string", "Nơi họp", lambda event: event.place),
    Column(
        "province_then",
        "string",
        "Tỉnh, thành phố khi ấy",
        lambda event: event.province and event.province.name,
    ),
    Column("province", "string", "Tỉnh, thành phố ngày nay (id)", lambda event: _province_id(event.province)),
    Column("host", "string", "Đơn vị tổ chức", lambda event: event.host),
    Column("chair", "string", "Người chủ trì", lambda event: event.chair),
    Column("cluster", "string", "Cụm, khối (id)", lambda event: event.cluster and event.cluster.url),
    Column("articles", "string", "Những bài đã đưa tin (id)", lambda event: _ids(event.reports)),
)
PROVINCE_COLUMNS: tuple[Column[ProvinceName], ...] = (
    Column("id", "string", "Địa chỉ trên trang này", era_id),
    Column("name", "string", "Tên", lambda era: era.name.name),
    Column("type", "string", "Tỉnh hay thành phố", lambda era: era.name.type),
    Column("since", "date", "Từ ngày; trống khi có trước các mốc ghi ở đây", lambda era: era.name.since),
    Column("until", "date", "Đến hết ngày; trống khi còn đúng", lambda era: era.name.until),
    Column("now", "string", "Đơn vị ngày nay (id)", lambda era: era.unit.url),
    Column("act", "string", "Văn bản", lambda era: era.name.act),
)


def _plain_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _loose_date(when: LooseDate | None) -> str | None:
    return (when.day.isoformat() if when.day else str(when.year)) if when else None
