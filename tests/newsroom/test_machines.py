import json
import xml.etree.ElementTree as ET

from sites import article

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LASTMOD = "{http://www.sitemaps.org/schemas/sitemap/0.9}lastmod"


def test_the_sitemap_names_what_is_worth_finding_with_the_day_it_changed(build):
    site = build(
        {
            "articles/2024/a.md": article(modified="2024-03-09", redirects="[/tin/2023/cu.html]"),
            "articles/2024/b.md": article(status="hidden"),
            "articles/2024/c.md": article(withdrawn="{reason: x, date: 2024-04-01}"),
            "articles/2024/d.md": article(status="draft"),
            "pages/404.md": "---\ntitle: Không thấy\nsummary: x\n---\n",
        },
        SITEURL="https://tin.example.vn",
    )
    entries = {
        url.findtext(LOC): url.findtext(LASTMOD) for url in ET.parse(site.output / "sitemap.xml").getroot()
    }
    assert entries == {
        "https://tin.example.vn/": None,
        "https://tin.example.vn/tin/": None,
        "https://tin.example.vn/tin/2024/": None,
        "https://tin.example.vn/tin/2024/a.html": "2024-03-09",
        "https://tin.example.vn/chuyen-muc/hoi-nghi/": None,
        "https://tin.example.vn/phong-trao/": None,
        "https://tin.example.vn/phong-trao/vi-nguoi-ngheo/": None,
        "https://tin.example.vn/dia-phuong/": None,
        "https://tin.example.vn/guong/": None,
        "https://tin.example.vn/du-lieu/": None,
        "https://tin.example.vn/tim-kiem/": None,
    }
    robots = (site.output / "robots.txt").read_text("utf-8")
    assert "Sitemap: https://tin.example.vn/sitemap.xml" in robots


def test_the_newest_articles_are_there_for_the_script(build):
    files = {f"articles/2024/a{n}.md": article(f"Bài {n}", date=f"2024-03-{n + 1:02}") for n in range(8)}
    newest = json.loads((build(files).output / "tin-moi.json").read_text("utf-8"))
    assert [one["title"] for one in newest] == [f"Bài {n}" for n in range(7, 1, -1)]
    assert newest[0] == {"title": "Bài 7", "url": "/tin/2024/a7.html", "date": "8/3/2024"}
