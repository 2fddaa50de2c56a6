import gzip

import pytest

from sites import Project, article, tree

CAMPAIGN = "[Vì người nghèo - Không để ai bị bỏ lại phía sau]"
PAGE = "phong-trao/vi-nguoi-ngheo/index.html"


def test_a_campaigns_page_shows_its_figures_each_with_its_article(build):
    figures = "[{what: Hộ thoát nghèo, value: trên 4500, unit: hộ, date: 2023, place: Hà Giang}]"
    site = build({"articles/2024/a.md": article(campaigns=CAMPAIGN, figures=figures)})
    assert site.run.returncode == 0, site.run.stderr
    (row,) = site.page(PAGE).find("h2", string="Số liệu").parent.tbody.find_all("tr")
    cells = [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
    assert cells == ["Hộ thoát nghèo (hộ) · Hà Giang Bài ngày 5/3/2024", "trên\u00a04.500", "2023"]
    path, _, place = row.a["href"].partition("#")
    assert path == "/tin/2024/a.html"
    assert "Hộ thoát nghèo (hộ) · Hà Giang" in site.page("tin/2024/a.html").find(id=place).get_text()


def test_decimal_commas_of_figures_stand_below_each_other_and_spans_of_years_hold(build):
    figures = "[{what: Tỷ lệ hộ nghèo giảm 2021 - 2025, value: '4,41', unit: '%'}, {what: Xã, value: 12}]"
    site = build({"articles/2024/a.md": article(campaigns=CAMPAIGN, figures=figures)})
    for path in (PAGE, "tin/2024/a.html"):
        table = site.page(path).find("h2", string="Số liệu").parent.table
        assert [(cell.string, cell.get("data-lacks")) for cell in table.tbody.find_all("td")] == [
            ("4,41", None),
            ("12", ",00"),
        ]
        assert table.find(class_="whole").get_text() == "2021 - 2025"


def test_a_campaign_without_figures_has_no_empty_table(build):
    site = build({"articles/2024/a.md": article(campaigns=CAMPAIGN)})
    assert not site.page(PAGE).main.find(["table", "svg"])


def test_what_was_reported_three_times_is_drawn_and_told_in_words(build):
    files = {
        f"articles/{year}/a.md": article(
            date=f"{year}-03-05",
            campaigns=CAMPAIGN,
            figures=f"[{{what: '<b>Hộ</b> & nghèo', value: {year}, date: {year}}}]",
        )
        for year in (2022, 2023, 2024)
    }
    drawing = build(files).page(PAGE).svg
    assert drawing["role"] == "img"
    assert drawing.title.get_text() == "<b>Hộ</b> & nghèo"
    assert drawing.desc.get_text() == "Từ 2.022 (2022) đến 2.024 (2024), 3 thời điểm."
    assert not drawing.find_all(style=True)
    caption = drawing.parent.get_text(" ", strip=True)
    for words in ("Trục đứng bắt đầu từ 0.", "2022: 2.022", "2024: 2.024"):
        assert words in caption


@pytest.fixture(scope="module")
def campaign_with_all(tmp_path_factory):
    """A campaign with 60 articles, each with many figures of its own and one that all have."""
    files = {}
    for number in range(60):
        day = f"2023-{number // 28 + 1:02}-{number % 28 + 1:02}"
        own = ", ".join(
            f"{{what: Việc số {number * 9 + n * 7} của xã {number} và thôn {n},"
            f" value: trên {number * n * 37}, unit: lượt hộ dân, date: 2022, place: Lào Cai}}"
            for n in range(9)
        )
        common = f"{{what: Nhà tạm đã xóa ở các xã vùng cao, value: {number**2 * 7}, unit: căn, date: {day}}}"
        files[f"articles/2023/bai-{number}.md"] = article(
            f"Bài số {number} về việc giúp nhau thoát nghèo ở vùng cao biên giới",
            date=day,
            summary=f"Ở nơi ấy, {number * 31} hộ đã thoát nghèo nhờ những việc làm số {number * 17}.",
            campaigns=CAMPAIGN,
            provinces="[Lào Cai]",
            figures=f"[{common}, {own}]",
        )
    project = Project(tmp_path_factory.mktemp("all"), files)
    built = project.build()
    assert built.code == 0, built.said
    return project


def test_a_campaign_with_very_many_figures_stays_small(campaign_with_all):
    page = campaign_with_all.output / PAGE
    assert "Còn" in page.read_text("utf-8")
    weight = len(gzip.compress(page.read_bytes(), 9))
    assert weight <= 13_000


def changed(after, before):
    """The names of pages that are not as they were."""
    names = {name for name in after if after[name] != before.get(name)}
    return {name for name in names if name.endswith(".html") and not name.startswith("tim-kiem/")}


def test_a_figure_that_changes_touches_its_article_and_the_first_screen_of_its_campaign(campaign_with_all):
    before = tree(campaign_with_all.output)
    file = campaign_with_all.content / "articles/2023/bai-5.md"
    text = file.read_text("utf-8")
    file.write_text(text.replace("value: 175", "value: 176", 1), "utf-8")
    built = campaign_with_all.build()
    assert built.code == 0, built.said
    after = tree(campaign_with_all.output)
    file.write_text(text, "utf-8")
    assert changed(after, before) == {"tin/2023/bai-5.html"}
    file = campaign_with_all.content / "articles/2023/bai-59.md"
    text = file.read_text("utf-8")
    file.write_text(text.replace("value: 24367", "value: 24368", 1), "utf-8")
    campaign_with_all.build()
    after = tree(campaign_with_all.output)
    assert changed(after, before) == {"tin/2023/bai-59.html", PAGE}
