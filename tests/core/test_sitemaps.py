import xml.etree.ElementTree as ET
from datetime import datetime

import pytest
import xmlschema

from newsroom.core.dates import HERE
from newsroom.core.sitemaps import CORE, IMAGE, NEWS, Entry, entries, news_sitemap, sitemap_files
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


def many(count):
    return [Entry(f"tin/2024/bai-{number}.html", NOW) for number in range(count)]


@pytest.mark.parametrize(
    ("limits", "parts"),
    [
        ({"most_urls": 100}, 1),
        ({"most_urls": 99}, 2),
        ({"most_urls": 20}, 8),
        ({"most_bytes": 3_000}, 4),
        ({"most_urls": 1}, 100),
        ({"most_bytes": 1}, 100),
    ],
    ids=str,
)
def test_a_long_sitemap_is_an_index_of_parts_that_keep_to_the_limits(schema, limits, parts):
    files = sitemap_files(many(100), ADDRESS, **limits)
    texts = list(files.values())
    for text in texts:
        schema.validate(text.decode().partition("?>")[2])
    if parts == 1:
        assert list(files) == ["sitemap.xml"]
    else:
        index, *texts = texts
        names = [f"sitemap-{number}.xml" for number in range(1, parts + 1)]
        assert list(files) == ["sitemap.xml", *names]
        assert locations(parse(index)) == [f"{ADDRESS}/{name}" for name in names]
    found = [locations(parse(text)) for text in texts]
    assert [url for part in found for url in part] == [f"{ADDRESS}/{entry.url}" for entry in many(100)]
    assert all(len(part) <= limits.get("most_urls", 100) for part in found)
    assert all(len(text) <= limits.get("most_bytes", 10**6) for text in texts if len(texts) < 100)


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
    text = sitemap_files(entries(tree.site()), ADDRESS)["sitemap.xml"]
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
    monkeypatch.setattr("newsroom.core.sitemaps.MOST_NEWS", 2)
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
