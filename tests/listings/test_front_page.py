"""The stories of the front page, and the article that an editor holds at its top."""

from datetime import datetime

import pytest

from newsroom.language.dates import HERE

IMAGE = "{src: images/le-trao.jpg, alt: Lễ trao}"
NOON = datetime(2024, 3, 5, 12, tzinfo=HERE)


def titles(stories):
    return [story.title for story in stories]


def layout(site):
    page = site.front_page
    sections = {category.name: titles(stories) for category, stories in page.sections}
    return page.lead and page.lead.title, titles(page.seconds), sections


def test_a_site_without_articles_has_an_empty_front_page(tree):
    assert layout(tree.site()) == (None, [], {})


def test_the_newest_leads_the_pictured_follow_and_each_category_has_its_newest_three(tree):
    tree.picture()
    for n in range(9):
        image = IMAGE if n in {2, 4, 5} else None
        category = "Hội nghị" if n % 2 else "Khen thưởng"
        tree.article(f"a{n}", date=f"2024-01-0{n + 1}", image=image, category=category)
    lead, seconds, sections = layout(tree.site())
    assert (lead, seconds) == ("a8", ["a5", "a4", "a2"])
    assert sections == {"Hội nghị": ["a7", "a3", "a1"], "Khen thưởng": ["a6", "a0"]}


def test_with_few_pictures_the_newest_follow(tree):
    tree.picture()
    for n in range(7):
        tree.article(f"a{n}", date=f"2024-01-0{n + 1}", image=IMAGE if n == 1 else None)
    lead, seconds, sections = layout(tree.site())
    assert (lead, seconds) == ("a6", ["a5", "a4", "a3", "a2"])
    assert [*sections.values()] == [["a1", "a0"]]


def test_old_pictures_do_not_come_before_news(tree):
    tree.picture()
    for n in range(20):
        tree.article(f"a{n}", date=f"2024-01-01 10:{n:02}", image=IMAGE if n < 4 else None)
    assert layout(tree.site())[1] == ["a18", "a17", "a16", "a15"]


@pytest.mark.parametrize(
    ("last_day", "lead"), [("2024-03-06", "giu"), ("2024-03-05", "giu"), ("2024-03-04", "moi")]
)
def test_an_article_is_held_at_the_top_until_the_end_of_a_day(tree, last_day, lead):
    tree.article("giu", date="2024-03-01", lead=last_day)
    tree.article("moi", date="2024-03-04")
    assert layout(tree.site(NOON))[0] == lead


def test_of_two_that_are_held_the_older_is_reported_and_the_newer_leads(tree):
    tree.article("cu", date="2024-03-01", lead="2024-03-09")
    tree.article("het-han", date="2024-03-01", lead="2024-03-02")
    tree.article("nhap", date="2024-03-03", lead="2024-03-09", status="draft")
    tree.article("moi", date="2024-03-02", lead="2024-03-06")
    (message,) = tree.problems(NOON)
    assert message.startswith("articles/cu.md:6:7: cảnh báo: Bài này giữ đầu trang chủ, nhưng")
    assert "articles/moi.md:6 cũng vậy" in message
    assert layout(tree.load(NOON).site)[0] == "moi"


@pytest.mark.parametrize(
    ("lead", "message"),
    [
        ("true", "Ghi ngày cuối cùng mà bài còn ở đầu trang chủ, như 2026-12-05."),
        ("2024-02-30", "Không có ngày"),
        ("2024-03-01", "đến 1/3/2024, trước khi đăng ngày 2/3/2024: ghi ngày đăng hay ngày sau đó, hoặc xóa"),
    ],
)
def test_a_day_that_cannot_be_meant_is_explained(tree, lead, message):
    tree.article("a", date="2024-03-02", lead=lead)
    (problem,) = tree.problems(NOON)
    assert problem.startswith("articles/a.md:6:")
    assert message in problem
