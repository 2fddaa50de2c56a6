"""The timeline of a campaign: only dates that files state, each with its source."""

import pytest

from newsroom.pages.topics import describe_listing
from newsroom.site.timeline import MOST_CONFERENCES, MOST_FIGURES
from sites import event

SOURCE = "https://vi-du.example/phat-dong"


@pytest.fixture
def timeline(tree):
    """Return the dates, texts and addresses of the timeline of the campaign c."""

    def timeline():
        content = tree.load()
        content.require_no_faults()
        shown = describe_listing(content.site, content.site.listings["phong-trao/c/"], is_first=True)
        return [(str(one.when), one.text, one.url) for one in shown["timeline"]]

    return timeline


def test_nothing_is_shown_where_nothing_is_known(tree, timeline):
    tree.campaign("c")
    tree.article("a", campaigns="[c]", event="{name: Hội nghị không rõ ngày}")
    tree.article("b", campaigns="[c]", figures="[{what: Nhà, value: 5}]")
    assert timeline() == []


def test_launch_documents_conferences_sums_and_end_stand_in_their_order_with_their_sources(tree, timeline):
    tree.campaign(
        "c",
        launched="2022-06-02",
        launched_by="Thủ tướng Chính phủ",
        start="2021",
        end="2025",
        documents="[Quyết định 666/QĐ-TTg, Quyết định 1258/QĐ-TTg]",
        source=f"[{{name: Báo Thử, url: '{SOURCE}'}}]",
    )
    tree.article("a", campaigns="[c]", date="2025-12-30", event=event("Hội nghị tổng kết", "2025-12-29"))
    figures = "[{what: Nhà, value: trên 90, unit: căn, date: 2023, place: Hà Giang}]"
    tree.article("b", campaigns="[c]", date="2024-03-05", figures=figures)
    assert [entry[:2] for entry in timeline()] == [
        ("21/8/2017", "Quyết định 1258/QĐ-TTg của Thủ tướng Chính phủ"),
        ("2021", "Bắt đầu"),
        ("2/6/2022", "Thủ tướng Chính phủ phát động"),
        ("2/6/2022", "Quyết định 666/QĐ-TTg của Thủ tướng Chính phủ"),
        ("2023", "Nhà, Hà Giang: trên 90 căn"),
        ("29/12/2025", "Hội nghị tổng kết"),
        ("2025", "Kết thúc"),
    ]
    addresses = [url.partition("#")[0] for _, _, url in timeline()]
    document = "van-ban/quyet-dinh-666-qd-ttg-2022/"
    assert addresses[1:] == [SOURCE, document, document, "tin/2024/b.html", "tin/2025/a.html", SOURCE]


def test_a_launch_leads_to_the_first_article_of_its_day(tree, timeline):
    tree.campaign("c", launched="2024-04-13", start="2024")
    for name, time in (("sau", "17:00"), ("truoc", "08:00")):
        tree.article(name, campaigns="[c]", date=f"2024-04-13 {time}")
    assert timeline() == [("13/4/2024", "Phát động", "tin/2024/truoc.html")]


def test_a_start_on_another_day_than_the_launch_stands_beside_it(tree, timeline):
    tree.campaign("c", launched="2024-03-05", start="2024-09-01")
    assert [entry[:2] for entry in timeline()] == [("5/3/2024", "Phát động"), ("1/9/2024", "Bắt đầu")]


def test_many_conferences_leave_room_for_those_that_sum_up(tree, timeline):
    tree.campaign("c")
    for day in range(10, 20):
        name = "Hội nghị sơ kết" if day == 10 else f"Hội nghị giao ban {day}"
        tree.article(f"a{day}", campaigns="[c]", date=f"2024-03-{day}", event=event(name, f"2024-03-{day}"))
    names = [text for _, text, _ in timeline()]
    assert names[0] == "Hội nghị sơ kết"
    assert names[1:] == [f"Hội nghị giao ban {day}" for day in range(21 - MOST_CONFERENCES, 20)]


def test_of_many_sums_the_latest_of_each_thing_stands_with_its_places(tree, timeline):
    tree.campaign("c")
    for year in (2022, 2023):
        things = ", ".join(f"{{what: Việc {n}, value: {year}, date: {year - n}}}" for n in range(5))
        tree.article(
            f"a{year}", campaigns="[c]", provinces="[Lào Cai]", date=f"{year}-12-30", figures=f"[{things}]"
        )
    shown = [(when, text) for when, text, _ in timeline()]
    assert shown == [(str(2023 - n), f"Việc {n}, Lào Cai: 2.023") for n in range(MOST_FIGURES - 1, -1, -1)]
