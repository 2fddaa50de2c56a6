import json
import re
import shutil
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest

from commands import build_site
from sites import article, event, exemplar, write_content

EVENT = event(province="Lào Cai", date="2026-11-18")
ATOM = "{http://www.w3.org/2005/Atom}"


def test_articles_of_a_day_stand_in_the_order_of_their_minutes_everywhere(build):
    moments = {"b": "2026-11-18 08:30", "d": "2026-11-18", "a": "2026-11-18 09:05", "c": "2026-11-18 17:59"}
    files = {
        f"articles/2026/{name}.md": article(
            name, date=moment, tags="[lũ]", modified="2026-11-18", exemplars="[lan]", event=EVENT
        )
        for name, moment in moments.items()
    }
    site = build(
        files | {"exemplars/lan.md": exemplar("Lan", date="2026-11-18 07:00", modified="2026-11-18")}
    )
    assert site.run.returncode == 0, site.run.stderr
    for place in ("tin", "tin/2026", "chuyen-muc/hoi-nghi", "the/lu", "dia-phuong/lao-cai"):
        assert site.titles(f"{place}/index.html")[:4] == ["c", "a", "b", "d"], place
        feed = ET.parse(site.output / place / "atom.xml")
        entries = [
            (entry.findtext(f"{ATOM}title"), entry.findtext(f"{ATOM}updated"))
            for entry in feed.iter(f"{ATOM}entry")
        ]
        assert entries == [
            ("c", "2026-11-18T17:59:00+07:00"),
            ("a", "2026-11-18T09:05:00+07:00"),
            ("b", "2026-11-18T08:30:00+07:00"),
            ("d", "2026-11-18T00:00:00+07:00"),
        ]
    newest = json.loads((site.output / "tin-moi.json").read_text("utf-8"))
    assert [entry["title"] for entry in newest] == ["c", "a", "b", "d"]
    news = (site.output / "sitemap-tin.xml").read_text("utf-8")
    assert re.findall(r"<loc>.*?/(\w)\.html</loc>", news) == ["c", "a", "b", "d"]
    changed = re.findall(
        r"/(\w+)\.html</loc>\s*<lastmod>(.*?)</lastmod>", (site.output / "sitemap.xml").read_text("utf-8")
    )
    assert dict(changed) == {
        "a": "2026-11-18T09:05:00+07:00",
        "b": "2026-11-18T08:30:00+07:00",
        "c": "2026-11-18T17:59:00+07:00",
        "d": "2026-11-18",
        "lan": "2026-11-18T07:00:00+07:00",
    }


def test_an_article_is_listed_wherever_it_belongs(build):
    site = build(
        {
            "articles/2024/lu.md": article(
                "Nước rút",
                provinces="[Quảng Bình, Hà Tĩnh]",
                campaigns="[vì người nghèo – không để ai bị bỏ lại phía sau]",
                tags="[giảm nghèo]",
            )
        }
    )
    assert site.run.returncode == 0, site.run.stderr
    for place in (
        "tin",
        "tin/2024",
        "chuyen-muc/hoi-nghi",
        "the/giam-ngheo",
        "phong-trao/vi-nguoi-ngheo",
        "phong-trao/vi-nguoi-ngheo/quang-tri",
        "phong-trao/vi-nguoi-ngheo/ha-tinh",
        "dia-phuong/quang-tri",
        "dia-phuong/quang-binh",
        "dia-phuong/ha-tinh",
    ):
        assert site.titles(f"{place}/index.html") == ["Nước rút"], place
        feed = ET.parse(site.output / place / "atom.xml")
        assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == ["Nước rút"], place
    assert site.titles("dia-phuong/ha-giang/index.html") == []
    assert "dia-phuong/ha-giang/atom.xml" not in site.files, "an empty list has no feed"


def test_ha_giang_of_2024_is_on_tuyen_quangs_page_and_on_its_own_as_it_was_written(build):
    site = build({"articles/2024/a.md": article("Biên giới", provinces="[Hà Giang]")})
    for path in ("dia-phuong/tuyen-quang/index.html", "dia-phuong/ha-giang/index.html"):
        assert site.titles(path) == ["Biên giới"]
        assert "5/3 · Hà Giang" in site.page(path).main.get_text()
    assert "Hà Giang (nay thuộc tỉnh Tuyên Quang)" in site.page("tin/2024/a.html").main.get_text()
    history = site.page("dia-phuong/ha-giang/index.html").main.get_text(" ", strip=True)
    assert "Từ ngày 1/7/2025, tỉnh Hà Giang thuộc tỉnh Tuyên Quang" in history


def test_thua_thien_hue_of_2022_leads_to_hue(build):
    site = build({"articles/2022/a.md": article("Cố đô", date="2022-05-01", provinces="[Thừa Thiên Huế]")})
    assert site.titles("dia-phuong/hue/index.html") == ["Cố đô"]
    moved = site.page("dia-phuong/thua-thien-hue/index.html")
    assert moved.find("link", rel="canonical")["href"].endswith("/dia-phuong/hue/")
    assert moved.main.a["href"] == "/dia-phuong/hue/"


def test_three_spellings_of_a_campaign_lead_to_one_page(build):
    spellings = (
        "Vì người nghèo - không để ai bị bỏ lại phía sau",
        "Vì người nghèo-không để ai bị bỏ lại phía sau",
        "“Vì người nghèo – Không để ai bị bỏ lại phía sau”",
        "Cả nước chung tay vì người nghèo",
    )
    files = {
        f"articles/2024/a{n}.md": article(f"Bài {n}", campaigns=f"['{name}']")
        for n, name in enumerate(spellings)
    }
    site = build(files)
    assert sorted(site.titles("phong-trao/vi-nguoi-ngheo/index.html")) == ["Bài 0", "Bài 1", "Bài 2", "Bài 3"]


def test_a_campaigns_page_opens_with_what_is_known_of_it(build):
    text = build({}).page("phong-trao/vi-nguoi-ngheo/index.html").main.get_text(" ", strip=True)
    parts = (
        "Vì người nghèo - Không để ai bị bỏ lại phía sau",
        "Phong trào thi đua · Thủ tướng Chính phủ phát động · 2021 đến 2025 · Đã kết thúc",
        "Tóm tắt.",
        "Chưa có bài nào về phong trào này.",
        "Lời mở đầu của phong trào.",
        "Quyết định 666/QĐ-TTg ngày 2/6/2022 của Thủ tướng Chính phủ",
    )
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_counts_name_what_is_there_and_link_only_to_pages_that_exist(build):
    site = build(
        {
            "articles/2024/a.md": article(
                provinces="[Lào Cai]", campaigns="[Vì người nghèo - Không để ai bị bỏ lại phía sau]"
            )
        }
    )
    rows = site.page("phong-trao/vi-nguoi-ngheo/index.html").select(".counts__row")
    assert [row.get_text(" ", strip=True) for row in rows] == ["Lào Cai 1 bài"]
    files = site.files
    for file in files:
        if file.endswith(".html"):
            for link in site.page(file).find_all("a", href=True):
                target = link["href"].partition("#")[0].removeprefix("/")
                if link["href"].startswith("/"):
                    name = target + "index.html" if not target or target.endswith("/") else target
                    assert name in files, f"{file} links to /{target}"


def test_the_province_index_groups_by_region_and_from_a_to_y(build):
    page = build({"articles/2024/a.md": article(provinces="[Lào Cai]")}).page("dia-phuong/index.html")
    assert [heading.get_text() for heading in page.main.find_all("h3")] == [
        "Trung du và miền núi phía Bắc",
        "Đồng bằng sông Hồng",
        "Bắc Trung Bộ",
        "Duyên hải Nam Trung Bộ và Tây Nguyên",
        "Đông Nam Bộ",
        "Đồng bằng sông Cửu Long",
    ]
    letters = [term.get_text() for term in page.select(".letters dt")]
    assert letters == ["A", "B", "C", "Đ", "G", "H", "K", "L", "N", "P", "Q", "S", "T", "V", "Y"]
    assert len(page.select(".letters li")) == 34 + 29 + 1, "and Thừa Thiên Huế"
    assert len(page.select("meter")) == 1, "a bar only where something is"


def test_a_new_site_says_what_it_will_be_and_an_empty_list_leads_to_news_only_where_there_are_any(build):
    def links(path):
        return {link["href"] for link in site.page(path).main.find_all("a")}

    site = build({})
    front = site.page("index.html")
    assert front.find("meta", attrs={"name": "description"})["content"] in front.main.get_text()
    assert "/hoi-nghi/" in links("index.html")
    empty = "chuyen-muc/phong-trao/index.html"
    assert "/tin/" not in links(empty)
    site = build({"articles/2024/a.md": article()})
    assert "/tin/" in links(empty)


def test_a_list_names_each_year_once_and_each_article_its_day(build):
    days = ("2023-05-01", "2024-03-05", "2024-01-02")
    site = build({f"articles/{day[:4]}/a{day}.md": article(date=day) for day in days})

    def lines(path):
        return [one.get_text() for one in site.page(path).main.select(".year, .card time")]

    assert lines("tin/index.html") == ["2024", "5/3", "2/1", "2023", "1/5"]
    assert lines("tin/2024/index.html") == ["5/3", "2/1"], "its heading names the year"


@pytest.fixture(scope="module")
def thousand(tmp_path_factory):
    """The same site with 1,000 articles, with one newer, and with the twenty that fill a page."""
    folder, sites = tmp_path_factory.mktemp("thousand"), []
    for first, count in pairwise((0, 1000, 1001, 1020)):
        files = {
            f"articles/2024/a{n}.md": article(
                f"Bài {n}", date=f"2024-01-{n // 60 + 1:02} 08:{n % 60:02}", provinces="[Lào Cai]"
            )
            for n in range(first, count)
        }
        site = build_site(write_content(folder / "content", files), folder / "output")
        sites.append(replace(site, output=shutil.copytree(site.output, folder / str(count))))
    return sites


@pytest.mark.parametrize("place", ["tin/", "tin/2024/", "dia-phuong/lao-cai/", "chuyen-muc/hoi-nghi/"])
def test_one_newest_article_changes_the_first_screen_and_no_numbered_page(thousand, place):
    before, after, _ = (
        {path: data for path, data in site.bytes().items() if path.startswith(place)} for site in thousand
    )
    changed = {path for path in before if before[path] != after[path]}
    lists = {place, "tin/2024/"} if place == "tin/" else {place}
    assert changed == {f"{one}{file}" for one in lists for file in ("index.html", "atom.xml", "feed.json")}


def test_a_page_that_fills_up_changes_only_the_one_before_it(thousand):
    before, _, full = (site.bytes() for site in thousand)
    numbered = {path for path in before if "/trang/" in path}
    assert {path for path in numbered if before[path] != full[path]} == {
        f"{place}trang/49/index.html"
        for place in ("tin/", "tin/2024/", "dia-phuong/lao-cai/", "chuyen-muc/hoi-nghi/")
    }


def test_the_screens_of_a_long_list_hold_every_article_once(thousand):
    site = thousand[0]
    pages = ["tin/index.html", *(f"tin/trang/{n}/index.html" for n in range(49, 0, -1))]
    titles = [title for page in pages for title in site.titles(page)]
    assert titles == [f"Bài {n}" for n in range(999, -1, -1)]
    assert 20 <= len(site.titles("tin/index.html")) <= 39
    assert "tin/trang/50/index.html" not in site.files


def test_a_feed_gives_absolute_addresses_and_the_summary(build):
    site = build(
        {"articles/2024/a.md": article("A & B <c>", summary="Ít & nhiều.")}, SITEURL="https://tin.example.vn"
    )
    feed = ET.parse(site.output / "atom.xml")
    entry = feed.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href") == "https://tin.example.vn/tin/2024/a.html"
    assert entry.findtext(f"{ATOM}title") == "A & B <c>"
    assert entry.findtext(f"{ATOM}summary") == "Ít &amp; nhiều.", "in HTML"
    assert entry.findtext(f"{ATOM}published") == "2024-03-05T00:00:00+07:00"
