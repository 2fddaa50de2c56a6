"""Conferences, put together from the articles that report them."""

from datetime import date

import pytest

from sites import event

TODAY = date(2026, 12, 1)


def titles(conference):
    return [story.title for story in conference.reports]


def test_articles_of_one_name_one_day_and_one_province_report_one_conference(tree):
    tree.article("a", event=event(province="Lào Cai"))
    tree.article("b", date="2024-03-06", event=event(name="HỘI NGHỊ  tổng kết", province="tỉnh Lào Cai"))
    tree.article("c", event=event(date=None, start="2024-03-05", province="Lào Cai"))
    tree.article("khong")
    (conference,) = tree.site().conferences
    assert titles(conference) == ["b", "a", "c"], "newest first"


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Hội nghị sơ kết", "province": "Lào Cai"},
        {"date": "2024-03-06", "province": "Lào Cai"},
        {"province": "Lai Châu"},
    ],
    ids=["name", "day", "province"],
)
def test_what_differs_in_one_of_these_is_another_conference(tree, other):
    tree.article("a", event=event(province="Lào Cai"))
    tree.article("b", event=event(**other))
    assert len(tree.site().conferences) == 2


def test_two_provinces_that_are_one_now_each_had_their_own(tree):
    tree.article("a", event=event(province="Hà Giang"))
    tree.article("b", event=event(province="Tuyên Quang"))
    assert sorted(one.slug[:18] for one in tree.site().conferences) == [
        "2024-03-05-ha-gian",
        "2024-03-05-tuyen-q",
    ]


def test_each_fact_is_that_of_the_newest_article_which_has_it(tree):
    tree.article("a", date="2024-03-07", event=event(host="Sở Nội vụ"))
    tree.article("b", date="2024-03-06", event=event(host="Sở Nội vụ", chair="Vàng Thị Mỷ"))
    tree.article(
        "c",
        cluster="bay-tinh-mien-nui-bien-gioi-phia-bac",
        event=event(
            date=None, start="2024-03-05", end="2024-03-06", place="huyện Bắc Hà", chair="Vàng Thị Mỷ"
        ),
    )
    (conference,) = tree.load().site.conferences
    assert (conference.host, conference.chair, conference.place) == (
        "Sở Nội vụ",
        "Vàng Thị Mỷ",
        "huyện Bắc Hà",
    )
    assert (conference.first_day, conference.last_day) == (date(2024, 3, 5), date(2024, 3, 5))
    assert conference.cluster.id == "bay-tinh-mien-nui-bien-gioi-phia-bac"


def test_a_beginning_without_an_end_says_nothing_of_the_end(tree):
    tree.article("a", date="2024-03-07", event=event(date=None, start="2024-03-05"))
    tree.article("b", event=event(date=None, start="2024-03-05", end="2024-03-06"))
    (conference,) = tree.site().conferences
    assert conference.last_day == date(2024, 3, 6)


def test_the_province_is_as_it_was_and_the_identifier_is_made_of_the_key_alone(tree):
    tree.article("a", event=event(province="Hà Giang"))
    (conference,) = tree.site().conferences
    assert conference.province.label == "Hà Giang (nay thuộc tỉnh Tuyên Quang)"
    slug = conference.slug
    tree.article("b", date="2024-04-01", event=event(name="hội nghị Tổng kết", province="Hà Giang"))
    assert [one.slug for one in tree.site().conferences] == [slug] == ["2024-03-05-ha-giang-8c9579"]


def test_its_address_is_the_first_article_about_it_and_stays_when_others_follow(tree):
    tree.article("a", event=event())
    tree.article("b", date="2024-04-01", event=event())
    (conference,) = tree.site().conferences
    assert conference.url == "tin/2024/a.html#thong-tin-hoi-nghi"


def test_a_day_that_no_article_tells_is_that_of_the_article(tree):
    tree.article("a", event=event(date=None))
    tree.article("b", event=event(name="Khác"))
    known = {one.name: (one.is_dated, one.first_day) for one in tree.site().conferences}
    assert known == {
        "Hội nghị tổng kết": (False, date(2024, 3, 5)),
        "Khác": (True, date(2024, 3, 5)),
    }


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        pytest.param({"date": "2026-12-02"}, "sắp diễn ra", id="tomorrow"),
        pytest.param({"date": "2026-12-01"}, "đang diễn ra", id="today"),
        pytest.param({"date": None, "start": "2026-11-30", "end": "2026-12-02"}, "đang diễn ra", id="within"),
        pytest.param({"date": None, "start": "2026-11-29", "end": "2026-11-30"}, "", id="over"),
    ],
)
def test_a_conference_is_to_come_going_on_or_over(tree, fields, state):
    tree.article("a", event=event(**fields))
    assert tree.site().conferences[0].state(TODAY) == state


def test_what_is_not_listed_reports_nothing(tree):
    tree.article("a", event=event(), status="hidden")
    tree.article("b", event=event(), withdrawn="{reason: Sai, date: 2024-03-06}")
    tree.article("c", event=event(), status="draft")
    assert tree.site().conferences == ()
    (conference,) = tree.site(drafts=True).conferences
    assert (titles(conference), conference.status) == (["c"], "draft")


def test_a_host_that_is_the_cluster_by_any_of_its_names_is_known_as_such(tree):
    block = "Khối thi đua các huyện, thị xã, thành phố"
    tree.article("a", cluster=f'"{block}"', event=event(host=f"{block} tỉnh Lào Cai"))
    tree.article("b", cluster=f'"{block}"', event=event(name="B", host=block))
    tree.article("c", cluster=f'"{block}"', event=event(name="C", host="Sở Nội vụ"))
    tree.article("d", event=event(name="D", host=block))
    hosted = {one.reports[0].title: one.is_hosted_by_cluster for one in tree.site().conferences}
    assert hosted == {"a": True, "b": True, "c": False, "d": False}


def test_the_others_beside_an_article_are_the_newest_and_not_too_many(tree):
    for day in range(1, 13):
        tree.article(f"a{day}", date=f"2024-04-{day:02}", event=event())
    site = tree.site()
    story = site.items["articles/a11.md"]
    others = [one.title for one in site.conference_of[story].others(story)]
    assert others == ["a12", *(f"a{day}" for day in range(10, 3, -1))]


def test_a_story_and_a_cluster_know_their_conferences(tree):
    cluster = "bay-tinh-mien-nui-bien-gioi-phia-bac"
    tree.article("a", event=event())
    tree.article("b", cluster=cluster, event=event(name="B"))
    tree.article("c", cluster=cluster, event=event(name="C", date="2024-04-01"))
    tree.article("d", cluster=cluster)
    site = tree.site()
    assert {story.title: one.name for story, one in site.conference_of.items()} == {
        "a": "Hội nghị tổng kết",
        "b": "B",
        "c": "C",
    }
    assert {key: [one.name for one in group] for key, group in site.conferences_of.items()} == {
        cluster: ["C", "B"]
    }
