import xml.etree.ElementTree as ET
from datetime import datetime

import pytest
import xmlschema

from newsroom.exports.sitemaps import CORE, IMAGE, NEWS, news_sitemap, sitemap_files
from newsroom.language.dates import HERE
from sites import ROOT

ADDRESS = "https://tin.example.vn"
SCHEMAS = ROOT / "tests" / "schemas"
NOW = datetime(2026, 12, 1, 8, 0, tzinfo=HERE)


@pytest.fixture(scope="module")
def schema():
    more = {IMAGE: str(SCHEMAS / "sitemap-image.xsd"), NEWS: str(SCHEMAS / "sitemap-news.xsd")}
    return xmlschema.XMLSchema(str(SCHEMAS / "sitemap.xsd"), locations=more)


def parse(text):
    return ET.fromstring(text)


def locations(root):
    return [loc.text for loc in root.iter(f"{{{CORE}}}loc")]


def made(site, *limits):
    return {name: make() for name, _key, make in sitemap_files(site, ADDRESS, *limits)}


@pytest.mark.parametrize("most_lines", [1, 2, 7, 20])
def test_a_long_sitemap_is_an_index_of_parts_that_keep_to_the_limit(schema, tree, most_lines):
    tree.picture()
    for number in range(10):
        tree.article(f"bai-{number}", image="{src: images/le-trao.jpg, alt: Lễ trao}" if number % 2 else None)
    site = tree.site()
    files = made(site, most_lines)
    for text in files.values():
        schema.validate(text.decode().partition("?>")[2])
    index = parse(files.pop("sitemap.xml"))
    assert list(files) == [f"sitemap-{number}.xml" for number in range(1, len(files) + 1)]
    assert locations(index) == [f"{ADDRESS}/{name}" for name in files]
    parts = [parse(text) for text in files.values()]
    (whole,) = made(site).values()
    assert [url for part in parts for url in locations(part)] == locations(parse(whole))
    for part in parts:
        lines = len(list(part)) + len(list(part.iter(f"{{{IMAGE}}}image")))
        assert lines <= most_lines or len(part) == 1, "an article and its pictures stay together"


def test_what_stands_for_a_sitemap_changes_with_it_and_not_with_the_text_of_an_article(tree):
    tree.article("a", body="Một câu.")

    def told():
        return [(name, key) for name, key, _make in sitemap_files(tree.site(), ADDRESS)]

    before = told()
    tree.article("a", body="Một câu khác.")
    assert told() == before
    tree.article("a", modified="2024-06-01")
    assert told() != before


def test_an_entry_has_its_time_and_its_pictures(schema, tree):
    tree.picture()
    tree.picture("images/hai.jpg", size=(1300, 200))
    tree.article(
        "gio",
        date="2024-03-05",
        modified="2024-03-06 14:30",
        image="{src: images/le-trao.jpg, alt: Lễ trao}",
        body="![Một]({static}/images/hai.jpg)\n\n![Hai]({static}/images/hai.jpg)",
    )
    tree.article("ngay", date="2024-03-05")
    text = made(tree.site())["sitemap.xml"]
    schema.validate(text.decode().partition("?>")[2])
    by_name = {url.findtext(f"{{{CORE}}}loc").rpartition("/")[2]: url for url in parse(text)}
    assert by_name["gio.html"].findtext(f"{{{CORE}}}lastmod") == "2024-03-06T14:30:00+07:00"
    assert by_name["ngay.html"].findtext(f"{{{CORE}}}lastmod") == "2024-03-05", "its hour is not known"
    pictures = [image.text for image in by_name["gio.html"].iter(f"{{{IMAGE}}}loc")]
    assert len(pictures) == len(set(pictures)) == 2
    assert all(picture.startswith(f"{ADDRESS}/anh/") for picture in pictures)
    assert not list(by_name["ngay.html"].iter(f"{{{IMAGE}}}loc"))


def test_news_is_what_appeared_in_two_days(schema, tree):
    tree.article("vua-moi", title="Mới & <nhất>", date="2026-12-01 07:59")
    tree.article("hom-kia", date="2026-11-29 08:01")
    tree.article("cu", date="2026-11-29 08:00")
    tree.article("sap-toi", date="2026-12-01 08:01")
    tree.article("nhap", date="2026-12-01 07:00", status="draft")
    tree.article("an", date="2026-12-01 07:00", status="hidden")
    site = tree.site()
    text = news_sitemap(site, ADDRESS, "Gương Sáng")
    schema.validate(text.decode().partition("?>")[2])
    root = parse(text)
    assert locations(root) == [f"{ADDRESS}/tin/2026/vua-moi.html", f"{ADDRESS}/tin/2026/hom-kia.html"]
    (newest, _) = root.iter(f"{{{NEWS}}}news")
    assert [(one.tag.rpartition("}")[2], one.text) for one in newest.iter() if one.text] == [
        ("name", "Gương Sáng"),
        ("language", "vi"),
        ("publication_date", "2026-12-01T07:59:00+07:00"),
        ("title", "Mới & <nhất>"),
    ]
    assert site.changes_at == datetime(2026, 12, 1, 8, 1, tzinfo=HERE), "then one appears, another grows old"


def test_the_site_changes_when_news_grows_old(tree):
    tree.article("a", date="2026-11-29 15:00")
    assert tree.site().changes_at == datetime(2026, 12, 1, 15, 0, tzinfo=HERE)


def test_no_news_is_still_a_valid_sitemap(schema, tree):
    tree.article("cu", date="2026-01-01")
    text = news_sitemap(tree.site(), ADDRESS, "Gương Sáng")
    schema.validate(text.decode().partition("?>")[2])
    assert locations(parse(text)) == [f"{ADDRESS}/"]
    assert not list(parse(text).iter(f"{{{NEWS}}}news"))


def test_engines_get_no_more_news_than_they_take(tree, monkeypatch):
    monkeypatch.setattr("newsroom.exports.sitemaps.MOST_NEWS", 2)
    for number in range(3):
        tree.article(f"a{number}", date=f"2026-12-01 0{number}:00")
    text = news_sitemap(tree.site(), ADDRESS, "Gương Sáng")
    assert [loc.rpartition("/")[2] for loc in locations(parse(text))] == ["a2.html", "a1.html"]


@pytest.mark.parametrize(
    "wrong",
    [
        '<urlset xmlns="{core}"/>',
        '<urlset xmlns="{core}"><url><lastmod>2024-01-01</lastmod></url></urlset>',
        '<urlset xmlns="{core}"><url><loc>/tin/</loc></url></urlset>',
        '<urlset xmlns="{core}"><url><loc>https://a.vn/</loc><lastmod>5/3/2024</lastmod></url></urlset>',
        '<urlset xmlns="{core}"><url><loc>https://a.vn/</loc><lastmod>2024-01-01T08:00:00</lastmod></url></urlset>',
        '<urlset xmlns="{core}" xmlns:n="{news}"><url><loc>https://a.vn/</loc><n:news/></url></urlset>',
    ],
    ids=["nothing", "no address", "half an address", "a native date", "no zone", "empty news"],
)
def test_the_schemas_refuse_what_the_protocol_refuses(schema, wrong):
    assert not schema.is_valid(wrong.format(core=CORE, news=NEWS))
