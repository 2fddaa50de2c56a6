from datetime import date

import pytest


@pytest.mark.parametrize(
    ("fields", "today", "state"),
    [
        pytest.param(
            {"start": "2021", "end": "2025"}, date(2020, 12, 31), "sắp diễn ra", id="the day before"
        ),
        pytest.param({"start": "2021", "end": "2025"}, date(2021, 1, 1), "đang diễn ra", id="its first day"),
        pytest.param({"start": "2021", "end": "2025"}, date(2025, 12, 31), "đang diễn ra", id="its last day"),
        pytest.param({"start": "2021", "end": "2025"}, date(2026, 1, 1), "đã kết thúc", id="the day after"),
        pytest.param({"start": "2021-05-19"}, date(2024, 1, 1), "không rõ thời hạn", id="no end"),
        pytest.param({"start": "2021-05-19"}, date(2021, 5, 18), "sắp diễn ra", id="no end, not begun"),
        pytest.param(
            {"launched": "2021-05-19"}, date(2021, 5, 18), "sắp diễn ra", id="launch counts as the beginning"
        ),
        pytest.param({"end": "2025"}, date(2024, 1, 1), "đang diễn ra", id="no start"),
        pytest.param({}, date(2024, 1, 1), "không rõ thời hạn", id="no dates"),
    ],
)
def test_a_campaign_is_to_come_running_or_over(tree, fields, today, state):
    tree.campaign("c", **fields)
    assert tree.site().campaigns[0].state(today) == state


def test_stories_come_newest_first_and_equal_dates_by_address(tree):
    for name, moment in {
        "b": "2024-03-05",
        "a": "2024-03-05",
        "c": "2024-03-05 08:00",
        "d": "2023-01-01",
    }.items():
        tree.article(name, date=moment)
    assert [story.title for story in tree.site().stories] == ["c", "a", "b", "d"]


def test_campaigns_and_exemplars_come_in_vietnamese_order(tree):
    for name, title in {"a": "Đổi mới", "b": "Dạy tốt", "c": "Ấm no", "d": "Êm ấm"}.items():
        tree.campaign(name, title=title)
        tree.exemplar(name, title=title)
    site = tree.site()
    assert [one.title for one in site.campaigns] == ["Ấm no", "Dạy tốt", "Đổi mới", "Êm ấm"]
    assert [one.title for one in site.exemplars] == ["Ấm no", "Dạy tốt", "Đổi mới", "Êm ấm"]


@pytest.mark.parametrize(
    ("path", "url", "slug"),
    [
        ("articles/2020/bai.md", "tin/2024/bai.html", "bai"),
        ("articles/sau/nua/bai.md", "tin/2024/bai.html", "bai"),
        ("exemplars/nguoi.md", "guong/nguoi.html", "nguoi"),
        ("campaigns/viec.md", "phong-trao/viec/", "viec"),
        ("pages/gioi-thieu.md", "gioi-thieu.html", "gioi-thieu"),
    ],
)
def test_each_kind_of_content_has_its_kind_of_address(tree, path, url, slug):
    folder, _, name = path.removesuffix(".md").partition("/")
    {"articles": tree.article, "exemplars": tree.exemplar, "campaigns": tree.campaign, "pages": tree.page}[
        folder
    ](name)
    item = tree.site().items[path]
    assert (item.url, item.slug) == (url, slug)


def test_a_slug_of_its_own_stands_in_the_address(tree):
    tree.article("bai-1", slug="lao-cai-trao-thuong")
    assert tree.site().items["articles/bai-1.md"].url == "tin/2024/lao-cai-trao-thuong.html"


def test_the_year_of_the_address_is_that_of_the_moment_in_vietnam(tree):
    tree.article("a", date="2023-12-31T20:00Z")
    assert tree.site().items["articles/a.md"].url == "tin/2024/a.html"
