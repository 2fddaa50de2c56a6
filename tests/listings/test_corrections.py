"""The list of corrections: its entries, their order and their days; for faults see sites_invalid."""

from datetime import date, datetime

import pytest

from newsroom.language.dates import HERE


def corrections(*pairs):
    return f"[{', '.join(f'{{date: {day}, text: {text}}}' for day, text in pairs)}]"


def test_corrections_come_newest_first_those_of_one_day_by_address_and_of_one_article_together(tree):
    tree.article(
        "b", modified="2024-06-01", corrections=corrections(("2024-05-01", "B1"), ("2024-06-01", "B2"))
    )
    tree.article(
        "a",
        title="Bài 7 cá nhân",
        modified="2024-06-01",
        corrections=corrections(("2024-06-01", "A1"), ("2024-05-03", "A2"), ("2024-06-01", "A3")),
    )
    tree.exemplar("e", modified="2024-05-02", corrections=corrections(("2024-05-02", "E")))
    told = [(str(one.date), one.title, one.url, one.texts) for one in tree.site().corrections]
    assert told == [
        ("2024-06-01", "Bài 7\u00a0cá nhân", "tin/2024/a.html#dinh-chinh", ("A1", "A3")),
        ("2024-06-01", "b", "tin/2024/b.html#dinh-chinh", ("B2",)),
        ("2024-05-03", "Bài 7\u00a0cá nhân", "tin/2024/a.html#dinh-chinh", ("A2",)),
        ("2024-05-02", "e", "guong/e.html#dinh-chinh", ("E",)),
        ("2024-05-01", "b", "tin/2024/b.html#dinh-chinh", ("B1",)),
    ]


@pytest.mark.parametrize(
    ("fields", "public", "private"),
    [
        ({}, 1, 1),
        ({"status": "draft"}, 0, 1),
        ({"status": "hidden"}, 0, 0),
        ({"withdrawn": "{reason: Sai, date: 2024-06-01}"}, 0, 0),
    ],
)
@pytest.mark.parametrize("kind", ["article", "exemplar"])
def test_corrections_are_listed_where_their_article_is(tree, kind, fields, public, private):
    given = {"modified": "2024-05-01", "corrections": corrections(("2024-05-01", "A"))}
    getattr(tree, kind)("a", **given, **fields)
    assert [len(tree.site(drafts=drafts).corrections) for drafts in (False, True)] == [public, private]


@pytest.mark.parametrize("modified", ["2024-05-01", "2024-05-01 00:01", "2024-05-02"])
@pytest.mark.parametrize("day", ["2024-03-05", "2024-05-01"])
def test_a_correction_is_made_from_the_day_of_the_article_to_that_of_its_change(tree, day, modified):
    tree.article("a", date="2024-03-05 14:30", modified=modified, corrections=corrections((day, "A")))
    assert tree.site().corrections


def test_a_correction_may_be_of_today_and_not_of_tomorrow(tree):
    tree.article("a", modified="2024-05-02", corrections=corrections(("2024-05-02", "A")))
    before, after = (datetime(2024, 5, day, 0, 1, tzinfo=HERE) for day in (1, 2))
    assert len(tree.problems(before)) == 1
    assert tree.problems(after) == []


def test_without_a_date_of_the_article_only_that_is_told(tree):
    tree.article("a", date=None, modified="2024-05-01", corrections=corrections(("2024-05-01", "A")))
    (told,) = tree.problems()
    assert "Thiếu trường “date”" in told


@pytest.mark.parametrize(("count", "pages"), [(0, 0), (1, 0), (39, 0), (40, 1)])
def test_every_screen_of_corrections_has_its_address(tree, count, pages):
    for number in range(count):
        day = date(2024, 4, 1 + number % 28)
        given = {"modified": day, "corrections": corrections((day, "A"))}
        tree.article(f"a{number}", **given)
    site = tree.site()
    assert site.has("dinh-chinh/")
    assert [site.has(f"dinh-chinh/trang/{number}/") for number in (1, 2)] == [pages > 0, False]
    assert site.has("dinh-chinh/atom.xml") == bool(count)


def test_the_place_of_the_corrections_belongs_to_the_page(tree):
    tree.article("a", body="## Mục {#dinh-chinh}")
    (told,) = tree.problems()
    assert "Tên chỗ “dinh-chinh” là của trang" in told
