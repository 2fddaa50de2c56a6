import io
import json
import xml.etree.ElementTree as ET

import feedparser
import pytest
import xmlschema
from PIL import Image

from commands import build_site
from newsroom.exports.sitemaps import IMAGE, NEWS
from sites import CONTENT, ROOT, article, page

SCHEMAS = ROOT / "tests" / "schemas"

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LASTMOD = "{http://www.sitemaps.org/schemas/sitemap/0.9}lastmod"


def test_the_sitemap_names_what_is_worth_finding_with_the_day_it_changed(build):
    site = build(
        {
            "articles/2024/a.md": article(modified="2024-03-09", redirects="[/tin/2023/cu.html]"),
            "articles/2024/b.md": article(status="hidden"),
            "articles/2024/c.md": article(withdrawn="{reason: x, date: 2024-04-01}"),
            "articles/2024/d.md": article(status="draft"),
            "pages/404.md": page(),
        },
        SITEURL="https://tin.example.vn",
    )
    entries = {
        url.findtext(LOC): url.findtext(LASTMOD) for url in ET.parse(site.output / "sitemap.xml").getroot()
    }
    assert entries == {
        "https://tin.example.vn/": None,
        "https://tin.example.vn/khen-thuong/": None,
        "https://tin.example.vn/tin/": None,
        "https://tin.example.vn/tin/2024/": None,
        "https://tin.example.vn/tin/2024/a.html": "2024-03-09",
        "https://tin.example.vn/chuyen-muc/hoi-nghi/": None,
        "https://tin.example.vn/phong-trao/": None,
        "https://tin.example.vn/phong-trao/vi-nguoi-ngheo/": None,
        "https://tin.example.vn/dia-phuong/": None,
        "https://tin.example.vn/guong/": None,
        "https://tin.example.vn/du-lieu/": None,
        "https://tin.example.vn/dinh-chinh/": None,
        "https://tin.example.vn/hoi-nghi/": None,
        "https://tin.example.vn/cum-khoi/": None,
        "https://tin.example.vn/cum-khoi/bay-tinh-mien-nui-bien-gioi-phia-bac/": None,
        "https://tin.example.vn/cum-khoi/huyen-thi-xa-thanh-pho-tinh-lao-cai/": None,
        "https://tin.example.vn/van-ban/": None,
        "https://tin.example.vn/tim-kiem/": None,
    }
    robots = (site.output / "robots.txt").read_text("utf-8")
    assert [line for line in robots.splitlines() if line.startswith("Sitemap:")] == [
        "Sitemap: https://tin.example.vn/sitemap.xml",
        "Sitemap: https://tin.example.vn/sitemap-tin.xml",
    ]


def test_both_sitemaps_of_a_built_site_are_valid(build):
    data = io.BytesIO()
    Image.new("RGB", (1200, 800), "teal").save(data, "PNG")
    files = {
        "articles/2026/a.md": article("Hôm nay", date="2026-11-18 09:30"),
        "articles/2024/b.md": article(image="{src: images/a.png, alt: Ảnh}"),
        "images/a.png": data.getvalue(),
    }
    site = build(files, SITEURL="https://tin.example.vn")
    more = {IMAGE: str(SCHEMAS / "sitemap-image.xsd"), NEWS: str(SCHEMAS / "sitemap-news.xsd")}
    schema = xmlschema.XMLSchema(str(SCHEMAS / "sitemap.xsd"), locations=more)
    for name in ("sitemap.xml", "sitemap-tin.xml"):
        schema.validate(site.output / name)
    (news,) = ET.parse(site.output / "sitemap-tin.xml").iter(f"{{{NEWS}}}publication_date")
    assert news.text == "2026-11-18T09:30:00+07:00"
    (image,) = ET.parse(site.output / "sitemap.xml").iter(f"{{{IMAGE}}}loc")
    assert image.text.removeprefix("https://tin.example.vn/") in site.files


def test_the_newest_articles_are_there_for_the_script(build):
    files = {f"articles/2024/a{n}.md": article(f"Bài {n}", date=f"2024-03-{n + 1:02}") for n in range(8)}
    newest = json.loads((build(files).output / "tin-moi.json").read_text("utf-8"))
    assert [one["title"] for one in newest] == [f"Bài {n}" for n in range(7, 1, -1)]
    assert newest[0] == {"title": "Bài 7", "url": "/tin/2024/a7.html", "date": "8/3/2024"}


@pytest.fixture(scope="module")
def feeds(tmp_path_factory):
    """Every feed of the newsroom's site, parsed, by its address."""
    output = tmp_path_factory.mktemp("site") / "output"
    site = build_site(CONTENT, output, SITEURL="https://tin.example.vn")
    files = [path for path in site.files if path.endswith("atom.xml")]
    assert len(files) > 50
    return {path: feedparser.parse((output / path).read_bytes()) for path in files}


def test_every_feed_is_well_formed_and_says_what_readers_of_feeds_need(feeds):
    for path, parsed in feeds.items():
        assert not parsed.bozo, (path, parsed.get("bozo_exception"))
        assert parsed.version == "atom10"
        assert parsed.feed.title.startswith("Gương Sáng"), path
        assert f"https://tin.example.vn/{path}" in {link.href for link in parsed.feed.links}
        assert 1 <= len(parsed.entries) <= 20
        assert len({entry.id for entry in parsed.entries}) == len(parsed.entries)
        for moment in (parsed.feed.updated, *(entry.published for entry in parsed.entries)):
            assert moment.endswith("+07:00"), (path, moment)
        for entry in parsed.entries:
            assert entry.updated.endswith("+07:00")
            assert entry.author, "where nobody signs, the site does"
            assert entry.title
            assert entry.summary
            assert entry.link.startswith("https://tin.example.vn/tin/")


def test_a_feed_keeps_every_sign_of_a_title_and_a_summary(build):
    site = build({"articles/2024/a.md": article("A & B <c> &amp; d", summary="1 < 2 & <b>3</b>")})
    (entry,) = feedparser.parse((site.output / "atom.xml").read_bytes()).entries
    assert entry.title == "A & B <c> &amp; d"
    assert entry.summary == "1 &lt; 2 &amp; &lt;b&gt;3&lt;/b&gt;", "in HTML"
