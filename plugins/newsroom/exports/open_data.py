"""The tables and columns of the site's open data."""

import hashlib
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from newsroom.addresses import CAMPAIGNS, PROVINCES
from newsroom.exports.tables import Column, Table
from newsroom.items.items import Item
from newsroom.language.dates import LooseDate
from newsroom.site.site import Site
from newsroom.vocabulary.provinces import ProvinceName


def make_tables(site: Site) -> list[Table]:
    """Make all tables from the listed items of *site*."""
    mentions = {exemplar.url: _ids(stories) for exemplar, stories in site.stories_of.items()}
    articles = Column("articles", "Những bài nhắc tới (id)", lambda exemplar: mentions[exemplar.url])
    units = (Column("units", "Đơn vị (id)", lambda item: _ids(item.org_units)),) if site.unit_index else ()
    return [
        Table(
            "bai-viet",
            "Bài viết",
            "Mỗi dòng là một bài đã đăng.",
            (*ARTICLE_COLUMNS, *units),
            site.stories,
            key=_make_key(site.stories),
        ),
        Table(
            "dien-hinh",
            "Điển hình",
            "Mỗi dòng là một cá nhân, tập thể hay mô hình có hồ sơ trên trang.",
            (*EXEMPLAR_COLUMNS, articles, *units),
            site.exemplars,
            key=_make_key([*site.exemplars, *site.stories]),  # articles name exemplars
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


def _make_key(items: Iterable[Item]) -> str:
    """Make a key that changes with any of *items*, but not with their texts."""
    return hashlib.sha256("".join(item.record_key for item in items).encode()).hexdigest()


def _ids(items: Iterable[Any]) -> list[str]:
    """Return the addresses of *items* that are not hidden."""
    return [item.url for item in items if getattr(item, "status", "") != "hidden"]


def era_id(era: ProvinceName) -> str:
    """Return the address of the page or section about a name of a province."""
    if era.former and era.former.vanished:
        return era.former.url
    return era.unit.url + (f"#{era.anchor}" if era.name.until else "")


def _plain_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _loose_date(when: LooseDate | None) -> str | None:
    return (when.day.isoformat() if when.day else str(when.year)) if when else None


ID = "Địa chỉ trên trang này"
SOURCE_COLUMNS = (
    Column("documents", "Văn bản được dẫn (id)", lambda item: [it.page_url for it in item.cites]),
    Column("sources", "Nguồn", lambda item: [source.name for source in item.front.source]),
    Column("source_urls", "Địa chỉ của nguồn", lambda item: [it.url for it in item.front.source if it.url]),
)
REPORTED_COLUMNS = (
    Column("id", ID, "url"),
    Column("title", "Tiêu đề", "front.title"),
    Column("summary", "Tóm tắt", "front.summary"),
    Column("published", "Ngày giờ đăng", "date", "datetime"),
    Column("modified", "Ngày giờ sửa gần nhất", "front.modified", "datetime"),
    Column("campaigns", "Phong trào (id)", lambda item: _ids(item.campaigns)),
    Column("provinces", "Tỉnh, thành phố ngày nay (id)", lambda item: _ids(item.units)),
    Column(
        "provinces_then",
        "Tên tỉnh, thành phố vào ngày của sự kiện",
        lambda item: [mention.name for mention in item.provinces],
    ),
    *SOURCE_COLUMNS,
)
ARTICLE_COLUMNS = (
    *REPORTED_COLUMNS,
    Column("category", "Chuyên mục", "category.name"),
    Column("tags", "Từ khóa", "front.tags"),
    Column("authors", "Tác giả", "front.authors"),
    Column("cluster", "Cụm, khối (id)", "cluster.url"),
    Column("exemplars", "Điển hình được nhắc tới (id)", lambda story: _ids(story.exemplars)),
)
EXEMPLAR_COLUMNS = (
    *REPORTED_COLUMNS,
    Column("kind", "Loại: cá nhân, tập thể hay mô hình", "front.kind"),
    Column("role", "Chức vụ, nghề nghiệp", "front.role"),
    Column("field", "Lĩnh vực", "front.field"),
    Column("place", "Nơi ở, nơi làm việc như nguồn ghi", "front.place"),
)
CAMPAIGN_COLUMNS = (
    Column("id", ID, "url"),
    Column("title", "Tên", "front.title"),
    Column("aliases", "Những cách viết khác", "front.aliases"),
    Column("summary", "Tóm tắt", "front.summary"),
    Column("kind", "Loại", "front.kind"),
    Column("launched_by", "Người, cơ quan phát động", "front.launched_by"),
    Column("launched", "Ngày hoặc năm phát động", lambda campaign: _loose_date(campaign.front.launched)),
    Column("start", "Ngày hoặc năm bắt đầu", lambda campaign: _loose_date(campaign.front.start)),
    Column("end", "Ngày hoặc năm kết thúc", lambda campaign: _loose_date(campaign.front.end)),
    *SOURCE_COLUMNS,
)
HONOUR_COLUMNS = (
    Column("id", ID, "id"),
    Column("name", "Hình thức, theo tên vào ngày ấy", "name"),
    Column("grade", "Hạng", "grade"),
    Column("authority", "Cấp khen thưởng", "authority"),
    Column("year", "Năm", "year", "integer"),
    Column("decision", "Quyết định (id)", "decision.page_url"),
    Column("collectives", "Số tập thể", "collectives", "integer"),
    Column("individuals", "Số cá nhân", "individuals", "integer"),
    Column("recipients", "Được khen, khi có tên", lambda honour: [it.label for it in honour.recipients]),
    Column("campaigns", "Phong trào (id)", lambda honour: [f"{CAMPAIGNS}{x}/" for x in honour.campaigns]),
    Column("provinces_then", "Tên tỉnh, thành phố khi ấy", "provinces"),
    Column(
        "provinces",
        "Tỉnh, thành phố ngày nay (id)",
        lambda honour: [f"{PROVINCES}{x}/" for x in honour.units],
    ),
    Column("articles", "Những bài, hồ sơ đã nêu (id)", lambda honour: _ids(honour.sources)),
)
FIGURE_COLUMNS = (
    Column("id", ID, "url"),
    Column("what", "Cái gì", "report.what"),
    Column("value", "Bao nhiêu", lambda figure: _plain_number(figure.report.value.number), "number"),
    Column("qualifier", "Chữ đứng trước con số: trên, khoảng …", "report.value.qualifier"),
    Column("unit", "Đơn vị", "report.unit"),
    Column("date", "Ngày hoặc năm", lambda figure: _loose_date(figure.report.date)),
    Column("place", "Tỉnh, thành phố khi ấy", "place.name"),
    Column("province", "Tỉnh, thành phố ngày nay (id)", "place.unit.url"),
    Column("campaign", "Phong trào (id)", lambda figure: _ids(filter(None, [figure.campaign]))),
    Column("article", "Bài đã nêu (id)", "story.url"),
)
DOCUMENT_COLUMNS = (  # for listings of documents
    Column("id", ID, "url"),
    Column("kind", "Loại văn bản", "subject.kind"),
    Column("number", "Số, ký hiệu", "subject.number"),
    Column("date", "Ngày ban hành", "subject.date", "date"),
    Column("issuer", "Cơ quan ban hành", "subject.issuer"),
    Column("title", "Trích yếu", "subject.title"),
    Column("official_url", "Địa chỉ của bản chính thức", "subject.url"),
    Column("campaigns", "Phong trào dẫn văn bản này (id)", lambda listing: _ids(listing.counts)),
    Column("articles", "Những bài đã dẫn (id)", lambda listing: _ids(listing.entries)),
)
CONFERENCE_COLUMNS = (
    Column("id", ID, "url"),
    Column("name", "Tên", "name"),
    Column("start", "Ngày đầu", lambda event: event.first_day if event.is_dated else None, "date"),
    Column("end", "Ngày cuối", lambda event: event.last_day if event.is_dated else None, "date"),
    Column("place", "Nơi họp", "place"),
    Column("province_then", "Tỉnh, thành phố khi ấy", "province.name"),
    Column("province", "Tỉnh, thành phố ngày nay (id)", "province.unit.url"),
    Column("host", "Đơn vị tổ chức", "host"),
    Column("chair", "Người chủ trì", "chair"),
    Column("cluster", "Cụm, khối (id)", "cluster.url"),
    Column("articles", "Những bài đã đưa tin (id)", lambda event: _ids(event.reports)),
)
PROVINCE_COLUMNS = (
    Column("id", ID, era_id),
    Column("name", "Tên", "name.name"),
    Column("type", "Tỉnh hay thành phố", "name.type"),
    Column("since", "Từ ngày; trống khi có trước các mốc ghi ở đây", "name.since", "date"),
    Column("until", "Đến hết ngày; trống khi còn đúng", "name.until", "date"),
    Column("now", "Đơn vị ngày nay (id)", "unit.url"),
    Column("act", "Văn bản", "name.act"),
)
