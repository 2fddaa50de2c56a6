"""Whose a figure is, what it is called by, and which figures cannot both be right."""

import pytest

CAMPAIGN = "Xóa nhà tạm"


@pytest.fixture
def figures(tree):
    """Write articles a, b, c … with the figure or figures of each; returns those of the site."""
    tree.campaign("c", title=CAMPAIGN)
    tree.campaign("d", title="Nông thôn mới")

    def figures(*reports, **fields):
        for name, report in zip("abcdefgh", reports, strict=False):
            given = {"campaigns": "[c]", "date": f"2024-03-{ord(name) - 92:02}"} | fields
            tree.article(name, figures=f"[{report}]", **given)
        return tree.load().site.figures

    return figures


@pytest.mark.parametrize(
    ("campaigns", "figure", "title"),
    [
        pytest.param("[c]", "{what: A, value: 1}", CAMPAIGN, id="the only one"),
        pytest.param("[c]", "{what: A, value: 1, campaign: xoá nhà tạm}", CAMPAIGN, id="the only one, named"),
        pytest.param("[c, d]", "{what: A, value: 1, campaign: d}", "Nông thôn mới", id="one of two"),
        pytest.param("[c, d]", "{what: A, value: 1}", None, id="one of two, which is not said"),
        pytest.param("[]", "{what: A, value: 1}", None, id="of an article in no campaign"),
    ],
)
def test_a_figure_belongs_to_the_campaign_it_names_or_to_the_only_one(figures, campaigns, figure, title):
    (record,) = figures(figure, campaigns=campaigns)
    assert (record.campaign and record.campaign.title) == title


@pytest.mark.parametrize(
    ("day", "name", "now"),
    [("2024-03-05", "Hà Giang", "Tuyên Quang"), ("2026-03-05", "Tuyên Quang", "Tuyên Quang")],
)
def test_a_place_is_understood_at_the_day_of_the_article(figures, day, name, now):
    (record,) = figures(f"{{what: A, value: 1, place: {name}}}", date=day)
    assert (record.place.name, record.place.unit.name) == (name, now)


def test_a_place_of_another_time_is_told(tree):
    tree.article("a", date="2026-03-05", figures="[{what: A, value: 1, place: Hà Giang}]")
    (told,) = tree.problems()
    assert told.startswith("articles/a.md:6:38: Ngày 5/3/2026 không còn tỉnh Hà Giang")


def test_a_campaign_that_is_not_there_is_told_only_as_such(tree):
    tree.article("a", campaigns="[x]", figures="[{what: A, value: 1, campaign: x}]")
    assert [line.partition(":")[2][:4] for line in tree.problems()] == ["6:13", "7:41"]


def test_figures_come_as_their_articles_do_and_only_of_articles_in_the_lists(tree):
    figure = "[{what: A, value: 1}, {what: B, value: trên 2, unit: ha, date: 2024}]"
    for name, fields in {
        "a": {},
        "b": {"date": "2025-01-01"},
        "c": {"status": "draft"},
        "d": {"status": "hidden"},
        "e": {"withdrawn": "{reason: Sai, date: 2024-03-06}"},
    }.items():
        tree.article(name, figures=figure, **fields)
    told = [
        (
            one.story.title,
            one.index,
            one.report.what,
            str(one.report.value),
            one.report.unit,
            str(one.report.date or ""),
        )
        for one in tree.site().figures
    ]
    assert told == [
        ("b", 0, "A", "1", "", ""),
        ("b", 1, "B", "trên 2", "ha", "2024"),
        ("a", 0, "A", "1", "", ""),
        ("a", 1, "B", "trên 2", "ha", "2024"),
    ]


def test_an_id_stays_when_a_value_is_corrected_or_a_figure_is_added_before(figures):
    before = figures("{what: A, value: 1, date: 2024}, {what: A, value: 1, date: 2023}")
    after = figures("{what: B, value: 7}, {what: a, value: 2, date: 2024}, {what: A, value: 1, date: 2023}")
    assert [one.url for one in after[1:]] == [one.url for one in before]
    assert len({one.url for one in after}) == 3


@pytest.mark.parametrize(
    "other",
    [
        "{what: A, value: 1}",
        "{what: B, value: 1, unit: ha, date: 2024, place: Lào Cai}",
        "{what: A, value: 1, date: 2024, place: Lào Cai}",
        "{what: A, value: 1, unit: ha, date: 2023, place: Lào Cai}",
        "{what: A, value: 1, unit: ha, date: 2024}",
        "{what: A, value: 1, unit: ha, date: 2024, place: Yên Bái}",
        "{what: A, value: 1, unit: ha, date: 2024, place: Lào Cai}",
    ],
)
def test_no_two_figures_have_one_id(figures, other):
    records = figures(f"{{what: A, value: 1, unit: ha, date: 2024, place: Lào Cai}}, {other}")
    assert len({one.url for one in records}) == 2


def test_the_same_figure_in_two_articles_has_two_ids(figures):
    assert len({one.url for one in figures("{what: A, value: 1}", "{what: A, value: 1}")}) == 2


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        ("29300", "29300", True),
        ("29300", "28000", False),
        ("trên 29000", "29300", True),
        ("trên 29000", "28000", False),
        ("hơn 29000", "trên 28000", True),
        ("ít nhất 100", "99", False),
        ("dưới 100", "90", True),
        ("nhiều nhất 100", "101", False),
        ("gần 100", "97", True),
        ("gần 100", "103", False),
        ("gần 100", "80", False),
        ("khoảng 100", "105", True),
        ("khoảng 100", "150", False),
        ("khoảng -10", "-10,5", True),
        ("trên 100", "dưới 100", True),
        ("trên 101", "dưới 100", False),
        ("4,41", "4.41", True),
    ],
)
def test_what_two_figures_may_mean_together(tree, figures, one, other, fit):
    figures(f"{{what: A, value: '{one}', date: 2023}}", f"{{what: a, value: '{other}', date: 2023}}")
    told = tree.problems()
    assert all(
        "articles/b.md:6:28: cảnh báo: " in line and "content/articles/a.md:6." in line for line in told
    )
    assert len(told) == (0 if fit else 1)


def test_each_is_compared_with_all_before_it_and_a_wrong_one_spoils_no_other(tree, figures):
    figures(
        *(
            f"{{what: A, value: {value}, date: 2023}}"
            for value in ("trên 10", "dưới 20", "9", "15", "21", "14")
        )
    )
    told = [(line[:13], line.partition("ở content/")[2]) for line in tree.problems()]
    assert told == [
        ("articles/c.md", "articles/a.md:6.\n  Xem lại nguồn; khác nơi thì ghi “place”."),
        ("articles/e.md", "articles/d.md:6.\n  Xem lại nguồn; khác nơi thì ghi “place”."),
        ("articles/f.md", "articles/d.md:6.\n  Xem lại nguồn; khác nơi thì ghi “place”."),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({}, {"campaigns": "[d]"}, id="in another campaign"),
        pytest.param({}, {"campaigns": "[]"}, id="in no campaign"),
        pytest.param({"campaigns": "[]"}, {"campaigns": "[]"}, id="in no campaign, both without a place"),
        pytest.param({"provinces": "[Lào Cai]"}, {"provinces": "[Cao Bằng]"}, id="of another province"),
        pytest.param({"provinces": "[Lào Cai]"}, {}, id="of a province and of the country"),
        pytest.param(
            {"provinces": "[Lào Cai]"},
            {"provinces": "[Lào Cai]", "date": "2026-01-01"},
            id="of a province before and after it took in another",
        ),
    ],
)
def test_what_is_of_different_things_is_not_compared(tree, one, other):
    tree.campaign("c")
    tree.campaign("d")
    for name, fields, value in (("a", one, 1), ("b", other, 2)):
        given = {"campaigns": "[c]"} | fields
        tree.article(name, figures=f"[{{what: A, value: {value}, date: 2023}}]", **given)
    assert tree.problems() == []


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"campaigns": "[c]"}, id="of a campaign and the country"),
        pytest.param({"campaigns": "[c]", "provinces": "[Lào Cai, Hà Giang]"}, id="of the same provinces"),
    ],
)
def test_what_is_of_one_thing_is_compared_without_a_place(tree, fields):
    tree.campaign("c")
    for value in (1, 2):
        tree.article(f"a{value}", figures=f"[{{what: A, value: {value}, date: 2023}}]", **fields)
    assert len(tree.problems()) == 1


def test_a_place_makes_figures_outside_campaigns_comparable_also_under_a_former_name(tree):
    for day, name in (("2024-05-01", "Thừa Thiên Huế"), ("2026-01-01", "Huế")):
        tree.article(
            f"a{day[:4]}", date=day, figures=f"[{{what: A, value: {day[3]}, date: 2023, place: {name}}}]"
        )
    assert len(tree.problems()) == 1


def test_one_article_can_contradict_itself(tree, figures):
    figures("{what: A, value: 1, date: 2023}, {what: A, value: 2, date: 2023}")
    (told,) = tree.problems()
    assert told.startswith("articles/a.md:6:61:")
    assert "content/articles/a.md:6." in told


def test_a_figure_without_a_date_contradicts_nothing(tree, figures):
    figures("{what: A, value: 1}", "{what: A, value: 2}")
    assert tree.problems() == []
