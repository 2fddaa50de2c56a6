"""Values that the models accept; test_validation.py has their complaints."""

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from newsroom.content.models import ArticleFront, CampaignFront, Figure
from newsroom.vocabulary.models import Award, Document

ARTICLE = {"title": "A", "date": "2024-03-05", "category": "Phong trào", "summary": "B"}


def article(**fields):
    return ArticleFront.model_validate(ARTICLE | fields)


@pytest.mark.parametrize(
    ("written", "number", "shown"),
    [
        ("9", "9", "9"),
        ("29000", "29000", "29.000"),
        ("trên 29000", "29000", "trên 29.000"),
        ("Hơn 700000", "700000", "hơn 700.000"),
        ("ít nhất 3", "3", "ít nhất 3"),
        ("4,41", "4.41", "4,41"),
        ("4.41", "4.41", "4,41"),
        ("khoảng 4,415", "4.415", "khoảng 4,415"),
        ("0", "0", "0"),
        ("-1,5", "-1.5", "-1,5"),
    ],
)
def test_a_figure_is_shown_as_readers_expect(written, number, shown):
    amount = Figure.model_validate({"what": "A", "value": written}).value
    assert (amount.number, str(amount)) == (Decimal(number), shown)


@pytest.mark.parametrize(
    "written",
    [
        "29.000",
        "trên 29.000",
        "1.234.567",
        "29,000,000",
        "29 000",
        "nhiều",
        "trên",
        "9%",
        "1e3",
        "NaN",
        "∞",
        "hơn  5",
        "",
    ],
)
def test_a_figure_that_could_mean_two_things_is_refused(written):
    with pytest.raises(ValidationError):
        Figure.model_validate({"what": "A", "value": written})


@pytest.mark.parametrize(
    ("event", "first", "last"),
    [
        ({"date": "2023-12-18"}, date(2023, 12, 18), date(2023, 12, 18)),
        ({"start": "2023-12-18"}, date(2023, 12, 18), date(2023, 12, 18)),
        ({"start": "2023-12-18", "end": "2023-12-19"}, date(2023, 12, 18), date(2023, 12, 19)),
        ({"start": "2023-12-18", "end": "2023-12-18"}, date(2023, 12, 18), date(2023, 12, 18)),
        ({}, None, None),
    ],
)
def test_an_event_is_on_one_day_or_from_one_to_another(event, first, last):
    read = article(event={"name": "A"} | event).event
    assert (read.first_day, read.last_day) == (first, last)


@pytest.mark.parametrize(
    ("event", "day"),
    [
        pytest.param(None, date(2024, 3, 5), id="no event"),
        pytest.param({"name": "A"}, date(2024, 3, 5), id="event of unknown time"),
        pytest.param(
            {"name": "A", "start": "2023-12-18", "end": "2023-12-19"},
            date(2023, 12, 18),
            id="first day of the event",
        ),
    ],
)
def test_names_are_understood_at_the_day_of_the_event_or_else_of_the_article(event, day):
    assert article(event=event).day == day


@pytest.mark.parametrize("modified", ["2024-03-05", "2024-03-06", "2024-03-05 00:01"])
def test_an_article_may_be_modified_from_its_day_on(modified):
    assert article(date="2024-03-05 14:30", modified=modified).modified


@pytest.mark.parametrize("field", ["campaigns", "provinces", "tags", "authors", "exemplars", "documents"])
def test_one_value_may_stand_where_a_list_can(field):
    assert getattr(article(**{field: " A "}), field) == ("A",)


def test_one_source_may_stand_where_several_can():
    assert [one.name for one in article(source={"name": "Báo Lào Cai"}).source] == ["Báo Lào Cai"]


def test_an_article_is_published_unless_it_says_otherwise():
    assert article().status == "published"


@pytest.mark.parametrize(
    ("start", "end"),
    [("2021", "2025"), ("2021", "2021"), ("2021-05-19", "2021"), ("2021-05-19", "2021-05-19")],
)
def test_a_campaign_may_last_from_a_year_to_a_year(start, end):
    fields = {"title": "A", "kind": "phong trào", "summary": "B", "start": start, "end": end}
    assert CampaignFront.model_validate(fields).end


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2025, 6, 30), "Xã, phường, thị trấn tiêu biểu"),
        (date(2025, 7, 1), "Xã, phường, đặc khu tiêu biểu"),
        (None, "Xã, phường, đặc khu tiêu biểu"),
    ],
)
def test_an_award_has_the_name_of_the_day(vocabularies, day, name):
    assert vocabularies.awards.get("xa-phuong-tieu-bieu").name_at(day) == name


def test_an_award_without_other_names_has_one_at_all_times():
    award = Award.model_validate(
        {"id": "giay-khen", "name": "Giấy khen", "kind": "giấy khen", "for": "cá nhân"}
    )
    assert (award.name_at(date(1950, 1, 1)), award.recipients) == ("Giấy khen", "cá nhân")


def test_a_document_is_named_by_kind_and_number():
    assert Document(kind="Quyết định", number="666/QĐ-TTg").name == "Quyết định 666/QĐ-TTg"
