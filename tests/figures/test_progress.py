"""Figures on a campaign's page: their choice, their order and their bars."""

from datetime import date

import pytest

from newsroom.figures.progress import MOST_LINES, MOST_POINTS, MOST_ROWS, show_progress


@pytest.fixture
def progress(tree):
    """Write an article for each day with its figures; returns what the campaign's page shows."""
    tree.campaign("c")

    def progress(articles, **fields):
        for day, figures in articles.items():
            given = {"campaigns": "[c]", "date": day, "figures": f"[{', '.join(figures)}]"} | fields
            tree.article(f"a{day}", **given)
        content = tree.load()
        content.require_no_faults()
        site = content.site
        return show_progress(site.figures_of.get(site.campaigns[0], ()))

    return progress


def figure(what="A", value=1, when="", **fields):
    more = "".join(f", {name}: {text}" for name, text in fields.items())
    return f"{{what: {what}, value: '{value}'{f', date: {when}' if when else ''}{more}}}"


def test_there_is_nothing_to_show_of_no_figures(progress):
    assert progress({"2024-03-05": []}) is None


def test_a_row_says_what_where_how_much_when_and_by_which_article(progress):
    shown = progress({"2024-03-05": [figure("Nhà", "trên 4500", 2023, unit="căn", place="Hà Giang")]})
    (row,) = shown.rows
    assert (row.report.what, row.place.name, row.amount, str(row.report.date)) == (
        "Nhà",
        "Hà Giang",
        "trên 4.500 căn",
        "2023",
    )
    assert row.url.startswith("tin/2024/a2024-03-05.html#so-lieu-")
    assert row.story.date.date() == date(2024, 3, 5)


def test_things_come_newest_first_each_with_its_earlier_figures_behind_it(progress):
    shown = progress(
        {
            "2023-01-05": [figure("A", 1, 2021), figure("Đ", 5)],
            "2024-01-05": [figure("A", 2, "2023-12-20"), figure("C", 3, 2022), figure("B", 4, 2022)],
        }
    )
    assert [f"{row.report.what}{row.amount}" for row in shown.rows] == ["A2", "A1", "Đ5", "B4", "C3"]


def test_of_one_thing_on_one_date_the_newest_article_is_right(progress):
    shown = progress({f"2024-0{month}-01": [figure("A", month, 2023)] for month in (1, 2, 3)})
    assert [(row.amount, row.url.partition("#")[0]) for row in shown.rows] == [
        ("3", "tin/2024/a2024-03-01.html")
    ]


@pytest.mark.parametrize("whats", [("Nhà tạm", "nhà  tạm"), ("Hòa bình", "Hoà bình"), ("Xã", "“Xã”")])
def test_spellings_of_one_thing_are_one_thing(progress, whats):
    shown = progress(
        {f"202{n}-01-05": [figure(what, n, f"202{n}")] for n, what in enumerate((*whats, whats[0]))}
    )
    assert len(shown.lines) == 1


@pytest.mark.parametrize(
    ("figures", "lines"),
    [
        pytest.param([figure(when=2021), figure(when=2022)], 0, id="two dates"),
        pytest.param([figure(when=2021), figure(when=2022), figure()], 0, id="a third without a date"),
        pytest.param([figure(when=2021), figure(when=2022), figure(when="2022-12-31")], 0, id="the same day"),
        pytest.param(
            [figure(when=2021), figure(when=2022), figure(when=2023, unit="ha")], 0, id="another unit"
        ),
        pytest.param(
            [figure(when=2021), figure(when=2022), figure(when=2023, place="Cao Bằng")], 0, id="another place"
        ),
        pytest.param([figure(when=2021), figure(when=2022), figure(when=2023)], 1, id="three dates"),
    ],
)
def test_a_line_takes_three_dates_of_one_thing(progress, figures, lines):
    assert len(progress({"2024-03-05": figures, "2026-01-01": []}).lines) == lines


def test_a_line_does_not_join_a_province_to_the_larger_one_of_that_name(progress):
    articles = {
        f"{year}-03-05": [figure(when=year - 1, place="Lào Cai")] for year in (2023, 2024, 2025, 2026)
    }
    assert progress(articles).lines[0].path.count("L") == 2
    assert len(progress(articles).rows) == 4


def test_a_line_is_true_to_time_and_begins_at_nought(progress):
    figures = [
        figure("Nhà", 50, "2023-01-01", unit="căn"),
        figure("Nhà", "trên 60", "2023-01-11", unit="căn"),
        figure("Nhà", 100, "2023-02-10", unit="căn"),
    ]
    (line,) = progress({"2024-03-05": figures}).lines
    assert line.path == "M0 50L150 40L600 0"
    assert line.dots == "M0 50h0M150 40h0M600 0h0"
    assert (line.title, line.base, line.first, line.last) == (
        "Nhà (căn)",
        "0",
        "1/1/2023: 50",
        "10/2/2023: 100",
    )
    assert line.description == "Từ 50 căn (1/1/2023) đến 100 căn (10/2/2023), 3 thời điểm."


@pytest.mark.parametrize(
    ("values", "path", "base"),
    [
        pytest.param((-5, 0, 15), "M0 100L300 75L600 0", "-5", id="below nought"),
        pytest.param((-10, -5, -10), "M0 100L300 50L600 100", "-10", id="all below nought"),
        pytest.param((0, 0, 0), "M0 100L300 100L600 100", "0", id="nothing at all"),
        pytest.param((7, 7, 7), "M0 0L300 0L600 0", "0", id="always the same"),
        pytest.param(("98,5", "98,7", "99"), "M0 1L300 0L600 0", "0", id="nearly the same"),
    ],
)
def test_the_base_of_a_line_is_nought_or_the_lowest_below_it(progress, values, path, base):
    days = ("2023-01-01", "2023-01-11", "2023-01-21")
    figures = [figure(value=value, when=day) for value, day in zip(values, days, strict=True)]
    (line,) = progress({"2024-03-05": figures}).lines
    assert (line.path, line.base) == (path, base)


def test_of_very_many_figures_the_newest_of_each_thing_and_place_is_shown(progress):
    years = range(2000, 2000 + MOST_POINTS + 6)
    whats = [f"Việc {number}" for number in range(MOST_LINES + 1)]
    shown = progress(
        {"2030-01-01": [figure(what, 1, year) for what in whats for year in years]}, date="2026-01-01"
    )
    assert [(row.report.what, str(row.report.date)) for row in shown.rows] == [
        (what, str(years[-1])) for what in whats
    ]
    assert shown.left_out == len(whats) * (len(years) - 1)
    assert [line.title for line in shown.lines] == whats[:MOST_LINES]
    assert {line.path.count("L") for line in shown.lines} == {MOST_POINTS - 1}
    assert {line.first for line in shown.lines} == {f"{years[-MOST_POINTS]}: 1"}


def test_of_very_many_things_the_newest_are_shown(progress):
    shown = progress({"2024-01-01": [figure(f"Việc {n}", 1, 2023 - n) for n in range(MOST_ROWS + 5)]})
    assert [row.report.what for row in shown.rows] == [f"Việc {n}" for n in range(MOST_ROWS)]
    assert shown.left_out == 5
