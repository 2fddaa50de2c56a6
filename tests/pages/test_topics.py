"""The news first, then the facts: pages of campaigns, provinces, former units, clusters and categories."""

import pytest

from commands import build_site
from sites import CAMPAIGN, article, event, exemplar, write_content

NAMES = [
    "Lào Cai",
    "Huế",
    "Hà Nội",
    "Cà Mau",
    "Sơn La",
    "An Giang",
    "Gia Lai",
    "Nghệ An",
    "Lai Châu",
    "Cao Bằng",
]
CLUSTER = "Cụm thi đua 7 tỉnh miền núi biên giới phía Bắc"
CAMPAIGN_NAME = "[Vì người nghèo - Không để ai bị bỏ lại phía sau]"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Ten articles of ten provinces in one campaign, two of another category, and an exemplar."""
    folder = tmp_path_factory.mktemp("topics")
    files = {
        f"articles/2026/{number}.md": article(
            f"Bài {number}", date=f"2026-03-{number + 10}", provinces=f"[{name}]", campaigns=CAMPAIGN_NAME
        )
        for number, name in enumerate(NAMES)
    }
    files["articles/2024/giu.md"] = article(
        "Bài của cụm",
        category="Phong trào",
        provinces="[Hà Giang]",
        cluster=CLUSTER,
        campaigns=CAMPAIGN_NAME,
        event=event("Hội nghị của cụm", province="Hà Giang"),
        figures="[{what: Nhà, value: 5}]",
        honours="[{award: Huân chương Lao động, individuals: 3}]",
        modified="2024-03-06",
        corrections="[{date: 2024-03-06, text: Sửa tên.}]",
    )
    files["articles/2024/tron.md"] = article("Bài trơn", category="Phong trào", provinces="[Cà Mau]")
    files["exemplars/lan.md"] = exemplar("Lan", provinces="[Tuyên Quang]", date="2026-01-01")
    files["campaigns/vi-nguoi-ngheo.md"] = CAMPAIGN
    return build_site(write_content(folder / "content", files), folder / "output")


def outline(site, path):
    """Return the headings of the page in the order of its text."""
    return [heading.get_text() for heading in site.page(path).main.find_all(["h1", "h2"])]


@pytest.mark.parametrize(
    ("path", "headings"),
    [
        (
            "phong-trao/vi-nguoi-ngheo/",
            [
                "Tin của phong trào",
                "Dòng thời gian",
                "Theo địa phương",
                "Văn bản",
                "Về phong trào",
                "Số liệu",
            ],
        ),
        (
            "dia-phuong/tuyen-quang/",
            ["Tin địa phương", "Điển hình", "Theo phong trào", "Hội nghị", "Cùng vùng"],
        ),
        (
            "dia-phuong/ha-giang/",
            ["Tin đến ngày 30/6/2025", "Phong trào được nhắc đến", "Tin cùng địa bàn"],
        ),
        (
            "cum-khoi/bay-tinh-mien-nui-bien-gioi-phia-bac/",
            ["Tin của cụm", "Hội nghị", "Thành viên các năm", "Phong trào được nhắc đến"],
        ),
        (
            "chuyen-muc/hoi-nghi/",
            ["Mới nhất", "Phong trào được nhắc đến", "Địa phương được nhắc đến", "Điển hình"],
        ),
    ],
)
def test_the_news_comes_right_after_a_few_lines_and_before_all_counts(site, path, headings):
    assert outline(site, f"{path}index.html")[1:] == headings
    opening = site.page(f"{path}index.html").h1.parent.get_text(" ", strip=True)
    assert len(opening) < 400


def test_a_short_list_has_what_is_written_below_it_and_before_the_facts(build):
    site = build({"articles/2024/a.md": article(campaigns=CAMPAIGN_NAME)})
    assert outline(site, "phong-trao/vi-nguoi-ngheo/index.html")[1:] == [
        "Tin của phong trào",
        "Về phong trào",
        "Dòng thời gian",
        "Văn bản",
    ]


def test_exemplars_are_cards_below_a_short_list_and_links_beside_a_long_one(site):
    short, long = (
        site.page(f"{path}/index.html") for path in ("dia-phuong/tuyen-quang", "chuyen-muc/hoi-nghi")
    )
    (card,) = short.find("h2", string="Điển hình").parent.select("article")
    assert card.h3.get_text() == "Lan"
    assert short.find(id=card.use["href"].removeprefix("#"))
    assert long.find("h2", string="Điển hình").parent.li.a.get_text().startswith("Lan")


def test_counts_and_lists_within_a_campaign_name_it_by_its_short_name(build):
    short = CAMPAIGN.replace("\nkind:", "\nshort: Vì người nghèo\nkind:")
    site = build(
        {
            "articles/2024/a.md": article(campaigns=CAMPAIGN_NAME, provinces="[Lào Cai]"),
            "campaigns/vi-nguoi-ngheo.md": short,
        }
    )
    for path in ("dia-phuong/lao-cai", "chuyen-muc/hoi-nghi"):
        assert site.page(f"{path}/index.html").select_one(".counts__name").get_text() == "Vì người nghèo"
    assert (
        site.page("phong-trao/vi-nguoi-ngheo/lao-cai/index.html").h1.get_text()
        == "“Vì người nghèo” tại tỉnh Lào Cai"
    )


def test_all_news_lead_to_each_year(site):
    years = site.page("tin/index.html").find("ul", attrs={"aria-label": "Theo năm"})
    links = [(link["href"], link.get_text()) for link in years.find_all("a")]
    assert links == [("/tin/2026/", "2026 10"), ("/tin/2024/", "2024 2")]


def test_counts_beyond_the_eighth_are_folded(site):
    section = site.page("phong-trao/vi-nguoi-ngheo/index.html").find("h2", string="Theo địa phương").parent
    rows = section.select(".counts__name")
    assert len(rows) == 11
    assert [row.get_text() for row in section.details.select(".counts__name")] == [
        row.get_text() for row in rows[8:]
    ]
    assert section.summary.get_text() == "Xem thêm 3"


def test_a_timeline_is_a_list_of_times_that_lead_to_their_sources(site):
    entries = site.page("phong-trao/vi-nguoi-ngheo/index.html").find("ol", class_="timeline").find_all("li")
    assert [(entry.time["datetime"], entry.time.get_text()) for entry in entries] == [
        ("2021", "2021"),
        ("2022-06-02", "2/6/2022"),
        ("2024-03-05", "5/3/2024"),
        ("2025", "2025"),
    ]
    assert [entry.a["href"] for entry in entries if entry.a] == [
        "/van-ban/quyet-dinh-666-qd-ttg-2022/",
        "/tin/2024/giu.html",
    ]


def test_the_side_of_a_long_list_can_be_reached_from_its_head(site):
    page = site.page("phong-trao/vi-nguoi-ngheo/index.html")
    (link,) = page.main.header.select("a[href^='#']")
    side = page.find(id=link["href"].removeprefix("#"))
    assert side.find("h2").get_text() == "Dòng thời gian"


def test_an_article_has_its_corrections_by_its_text_and_its_facts_after(site):
    assert outline(site, "tin/2024/giu.html")[1:5] == ["Đính chính", "Hội nghị", "Khen thưởng", "Số liệu"]


def test_an_article_without_facts_has_its_places_and_its_links_for_sharing_beside_it(site):
    beside = site.page("tin/2024/tron.html").select_one(".beside > div + div")
    assert not beside.find("h2")
    words = beside.get_text(" ", strip=True)
    assert "Địa phương Cà Mau" in words
    assert "Chia sẻ" in words


def test_another_article_of_one_province_changes_no_page_of_another_province(build):
    files = {
        "articles/2024/a.md": article("Bài A", provinces="[Lào Cai]"),
        "articles/2024/b.md": article("Bài B", provinces="[Sơn La]", category="Phong trào"),
    }
    before = build(files).bytes()
    after = build(
        files | {"articles/2026/c.md": article("Bài C", date="2026-03-05", provinces="[Lào Cai]")}
    ).bytes()
    changed = {
        path for path in before if before[path] != after[path] and path.startswith(("dia-phuong/", "chuyen-"))
    }
    assert changed == {
        *(f"dia-phuong/{name}index.html" for name in ("", "lao-cai/", "yen-bai/")),
        *(f"dia-phuong/lao-cai/{name}" for name in ("atom.xml", "feed.json")),
        *(f"chuyen-muc/hoi-nghi/{name}" for name in ("index.html", "atom.xml", "feed.json")),
    }
