"""Structured data, compared with what schema.org and Google ask for and with the visible page."""

import json
import re
import shutil
from datetime import datetime

import pytest
from bs4 import BeautifulSoup

from commands import build_site
from sites import CONTENT, Project, article, exemplar, identify, write_content

ADDRESS = "https://tin.example.vn"
# By type: what Google requires, and what it recommends and every page here knows; where Google says nothing,
# what makes sense of schema.org's type. https://developers.google.com/search/docs/appearance/structured-data/search-gallery
PROPERTIES = {
    "BreadcrumbList": {"itemListElement"},
    "CollectionPage": {"name", "description", "url"},
    "CorrectionComment": {"datePublished", "text"},
    "CreativeWork": {"publisher"},
    "Event": {"name", "startDate", "location"},
    "ImageObject": {"url", "width", "height"},
    "ListItem": {"position", "name", "item"},
    "NewsArticle": {
        *("headline", "description", "url", "datePublished", "dateModified"),
        *("author", "publisher", "articleSection"),
    },
    "NewsMediaOrganization": {"@id", "name", "url"},
    "Organization": {"name"},
    "Person": {"name"},
    "Place": {"name", "address"},
    "PostalAddress": {"addressRegion", "addressCountry"},
    "ProfilePage": {"name", "url", "mainEntity", "datePublished", "dateModified"},
    "Thing": {"name"},
    "WebPage": {"name", "url"},
    "WebSite": {"name", "url", "publisher"},
}
OPTIONAL = {
    "Event": {"endDate", "organizer"},
    "CreativeWork": {"url"},
    "NewsArticle": {"image", "isBasedOn", "citation", "correction", "about"},
    "NewsMediaOrganization": {"logo", "email", "telephone", "address", "sameAs", "parentOrganization"},
    "Organization": {"description"},
    "Person": {"description", "url"},
    "ProfilePage": {"image", "isBasedOn", "citation", "correction", "publisher"},
    "Thing": {"description"},
    "WebPage": {"description", "image", "isBasedOn", "citation", "correction", "publisher", "mainEntity",
                "datePublished", "dateModified"},
    "WebSite": {"description", "inLanguage"},
}  # fmt: skip
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+07:00")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
EXTRA = {
    "articles/2024/ba-ngay.md": article(
        "Họp ba ngày",
        event="{name: Hội nghị lớn, start: 2024-03-04, end: 2024-03-06, place: nhà văn hóa xã, host: Sở X}",
        authors="[Trần Văn Bình]",
        date="2024-03-07 14:30",
        corrections="[{date: 2024-03-08, text: Sửa một con số.}]",
        modified="2024-03-08 09:05",
    ),
    "articles/2024/khong-noi.md": article("Họp không rõ nơi", event="{name: Hội nghị nhỏ, date: 2024-03-04}"),
    "articles/2024/khong-ngay.md": article("Họp không rõ ngày", event="{name: Hội nghị vừa, place: Huế}"),
    "articles/2024/doc.md": article("'</script><script>alert(1)</script> & \"B\"'", summary="'a <!-- c'"),
    "articles/2024/go.md": article(
        "Bài sai", redirects="[/tin/2023/cu.html]", withdrawn="{reason: Sai., date: 2024-04-01}"
    ),
    "articles/2024/chuyen.md": article("Bài chuyển", redirects="[/tin/2023/chuyen.html]"),
    "exemplars/to.md": exemplar("Tổ tự quản bản Mới", kind="tập thể"),
    "exemplars/nguoi.md": exemplar("Lò Thị Mai"),
    "exemplars/cach.md": exemplar("Nuôi bò chung chuồng", kind="mô hình"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(CONTENT, folder / "content")
    content = write_content(folder / "content", EXTRA, campaign=False)
    return build_site(content, folder / "output", SITEURL=ADDRESS)


@pytest.fixture(scope="module")
def pages(site):
    found = {path: site.page(path) for path in site.files if path.endswith(".html")}
    assert len(found) > 100
    return found


def graph(page):
    """Return the structured data of a page."""
    blocks = page.find_all("script", type="application/ld+json")
    assert len(blocks) <= 1
    if not blocks:
        return []
    document = json.loads(blocks[0].string)
    assert document["@context"] == "https://schema.org"
    return document["@graph"]


@pytest.fixture(scope="module")
def graphs(pages):
    return {path: graph(page) for path, page in pages.items()}


def parts(value):
    """Every node in *value*, with those within it."""
    if isinstance(value, list):
        for one in value:
            yield from parts(one)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for one in value.values():
            yield from parts(one)


def of_type(nodes, kind):
    return [node for node in parts(nodes) if node["@type"] == kind]


def test_every_node_has_what_its_type_must_have_and_nothing_that_nobody_asked_for(graphs):
    seen = set()
    for path, nodes in graphs.items():
        for node in parts(nodes):
            kind = node["@type"]
            seen.add(kind)
            assert node.keys() >= PROPERTIES[kind], (path, node)
            assert node.keys() - {"@type"} <= PROPERTIES[kind] | OPTIONAL.get(kind, set()), (path, node)
            assert all(value not in ("", [], {}, None) for value in node.values()), (path, node)
    assert seen == PROPERTIES.keys()


def test_times_carry_their_zone_and_addresses_are_whole(graphs):
    for path, nodes in graphs.items():
        for node in parts(nodes):
            for key in node.keys() & {"datePublished", "dateModified", "startDate", "endDate"}:
                is_day = node["@type"] in {"Event", "CorrectionComment"}  # of which no hour is known
                assert (DAY if is_day else MOMENT).fullmatch(node[key]), (path, node)
                datetime.fromisoformat(node[key])
            for key in node.keys() & {"url", "item", "image", "@id"}:
                here = node["@type"] != "CreativeWork"  # a report elsewhere
                assert node[key].startswith(ADDRESS if here else "http"), (path, node)


def test_every_page_that_is_found_says_what_it_is_and_where_it_lies(pages, graphs):
    for path, nodes in graphs.items():
        page = pages[path]
        if page.find("meta", attrs={"name": "robots"}):
            assert not nodes, f"{path} is withdrawn or has moved"
            continue
        assert nodes, path
        if path == "index.html":
            continue
        address = f"{ADDRESS}/{path.removesuffix('index.html')}"
        described, breadcrumbs = nodes
        assert described["url"] == address
        steps = breadcrumbs["itemListElement"]
        assert len(steps) >= 2, "Google takes no shorter list"
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        links = [(link.get_text(), ADDRESS + link["href"]) for link in page.select(".breadcrumb a")]
        assert [(step["name"], step["item"]) for step in steps[:-1]] == links
        assert steps[-1]["item"] == address
        assert page.title.string.startswith(steps[-1]["name"]), path


def test_each_kind_of_page_has_its_type(graphs):
    def kind(path):
        return graphs[path][0]["@type"]

    assert kind("tin/index.html") == kind("dia-phuong/lao-cai/index.html") == "CollectionPage"
    assert kind("phong-trao/index.html") == kind("guong/index.html") == "CollectionPage"
    assert kind("gioi-thieu.html") == "WebPage"
    assert kind("tin/2024/ba-ngay.html") == "NewsArticle"
    about = {name: graphs[f"guong/{name}.html"][0] for name in ("nguoi", "to", "cach")}
    assert [(one["@type"], one["mainEntity"]["@type"]) for one in about.values()] == [
        ("ProfilePage", "Person"),
        ("ProfilePage", "Organization"),
        ("WebPage", "Thing"),
    ]
    assert [node["@type"] for node in graphs["index.html"]] == ["WebSite", "NewsMediaOrganization"]


def test_only_what_the_page_shows_is_said(pages, graphs):
    for path, nodes in graphs.items():
        page = pages[path]
        shown = f"{page.main.get_text(' ')} {page.footer.get_text(' ')} {page.title.string}"
        description = page.find("meta", attrs={"name": "description"})
        shown = re.sub(r"\s+", " ", f"{shown} {description and description['content']}").casefold()
        for node in parts(nodes):
            for key in node.keys() & {"name", "headline", "description", "text", "addressRegion"}:
                assert re.sub(r"\s+", " ", node[key]).casefold() in shown, (path, key, node[key])


def test_an_article_names_its_author_picture_sources_and_corrections(pages, graphs):
    three_days, *_ = graphs["tin/2024/ba-ngay.html"]
    page = f"{ADDRESS}/tac-gia/tran-van-binh/"
    assert three_days["author"] == [{"@type": "Person", "name": "Trần Văn Bình", "url": page}]
    assert three_days["datePublished"] == "2024-03-07T14:30:00+07:00"
    assert three_days["dateModified"] == "2024-03-08T09:05:00+07:00"
    assert [one["text"] for one in three_days["correction"]] == ["Sửa một con số."]
    path = "tin/2024/cum-thi-dua-7-tinh-bien-gioi-tong-ket-2023.html"
    summing_up, *_ = graphs[path]
    assert summing_up["author"] == summing_up["publisher"], "nobody is invented"
    assert summing_up["publisher"]["name"] == "Gương Sáng"
    assert summing_up["image"] == ADDRESS + pages[path].select_one("article figure img")["src"]
    assert [one["publisher"]["name"] for one in summing_up["isBasedOn"]] == [
        "Báo Tin tức, Báo Lào Cai đăng lại"
    ]
    for path, nodes in graphs.items():
        for one in of_type(nodes, "NewsArticle"):
            has_picture = bool(pages[path].select_one("article figure img"))
            assert ("image" in one) == has_picture, path


def test_an_event_is_one_only_where_day_and_place_are_known(graphs):
    (event,) = of_type(graphs["tin/2024/ba-ngay.html"], "Event")
    assert event == {
        "@type": "Event",
        "name": "Hội nghị lớn",
        "startDate": "2024-03-04",
        "endDate": "2024-03-06",
        "location": {"@type": "Place", "name": "nhà văn hóa xã", "address": "nhà văn hóa xã"},
        "organizer": {"@type": "Organization", "name": "Sở X"},
    }
    (event,) = of_type(graphs["tin/2024/cum-thi-dua-7-tinh-bien-gioi-tong-ket-2023.html"], "Event")
    assert event["location"]["address"]["addressRegion"] == "Lạng Sơn"
    assert "endDate" not in event, "it was one day"
    assert not of_type(graphs["tin/2024/khong-noi.html"], "Event")
    assert not of_type(graphs["tin/2024/khong-ngay.html"], "Event")


def test_hostile_text_stays_within_its_element(site, graphs):
    source = (site.output / "tin/2024/doc.html").read_text("utf-8")
    assert "<script>alert" not in source
    described, *_ = graphs["tin/2024/doc.html"]
    assert described["headline"] == '</script><script>alert(1)</script> & "B"'
    assert described["description"] == "a <!-- c"


def test_the_publisher_says_what_is_filled_in_and_no_placeholder(tmp_path):
    project = Project(tmp_path, {"articles/2024/a.md": article()})
    own = "{Cơ quan chủ quản: Ban biên tập X, Facebook: 'https://www.facebook.com/x', Địa chỉ: '[số nhà]'}"
    identify(project.content, particulars=own)
    assert project.build().code == 0
    page = BeautifulSoup((project.output / "index.html").read_text("utf-8"), "html.parser")
    (publisher,) = of_type(graph(page), "NewsMediaOrganization")
    assert publisher["parentOrganization"] == {"@type": "Organization", "name": "Ban biên tập X"}
    assert publisher["sameAs"] == ["https://www.facebook.com/x"]
    assert not publisher.keys() & {"email", "telephone", "address"}
