"""Lists of conferences, and their order."""

from datetime import date, timedelta

import pytest

from newsroom.exports.sitemaps import SitemapUrl, entries
from sites import event

TODAY = date(2026, 12, 1)


def names(conferences):
    return [one.name for one in conferences]


def counts(counted):
    return [(one.label, one.url, one.count) for one in counted]


def test_conferences_to_come_stand_first_the_soonest_of_them_at_the_top(tree):
    for name, day in {
        "qua": "2026-11-30",
        "qua lâu": "2023-01-01",
        "nay": "2026-12-01",
        "sang năm": "2027-01-05",
        "mai": "2026-12-02",
    }.items():
        tree.article(
            name.replace(" ", "-").replace("â", "a").replace("ă", "a"), event=event(name=name, date=day)
        )
    agenda = tree.site().agendas["hoi-nghi/"]
    assert names(agenda.upcoming) == ["nay", "mai", "sang năm"]
    assert names(agenda.entries) == ["qua", "qua lâu"]


def test_conferences_are_listed_by_their_year_and_by_their_province_of_today(tree):
    tree.article("a", event=event(name="A", province="Hà Giang"))
    tree.article("b", event=event(name="B", date="2024-04-01", province="Tuyên Quang"))
    tree.article("c", event=event(name="C", date="2023-04-01", province="Đắk Lắk"))
    tree.article("d", event=event(name="D", date="2027-01-05"))
    agendas = tree.site().agendas
    assert {url: names(one.entries) for url, one in agendas.items()} == {
        "hoi-nghi/": ["B", "A", "C"],
        "hoi-nghi/2027/": ["D"],
        "hoi-nghi/2024/": ["B", "A"],
        "hoi-nghi/2023/": ["C"],
        "hoi-nghi/dak-lak/": ["C"],
        "hoi-nghi/tuyen-quang/": ["B", "A"],
    }
    assert counts(agendas["hoi-nghi/"].years) == [
        ("2027", "hoi-nghi/2027/", 1),
        ("2024", "hoi-nghi/2024/", 2),
        ("2023", "hoi-nghi/2023/", 1),
    ]
    assert counts(agendas["hoi-nghi/"].provinces) == [
        ("Đắk Lắk", "hoi-nghi/dak-lak/", 1),
        ("Tuyên Quang", "hoi-nghi/tuyen-quang/", 2),
    ]
    assert agendas["hoi-nghi/tuyen-quang/"].title == "Hội nghị tại tỉnh Tuyên Quang"


def test_of_many_to_come_the_soonest_are_shown_and_the_years_of_the_rest_are_named(tree):
    for n in range(14):
        tree.article(f"a{n}", event=event(name=f"H{n}", date=str(TODAY + timedelta(3 * n))))
    agenda = tree.site().agendas["hoi-nghi/"]
    assert names(agenda.upcoming) == [f"H{n}" for n in range(10)]
    assert counts(agenda.more) == [("2026", "hoi-nghi/2026/", 11), ("2027", "hoi-nghi/2027/", 3)]


def test_without_any_there_is_the_list_alone(tree):
    site = tree.site()
    assert list(site.agendas) == ["hoi-nghi/"]
    assert site.has("hoi-nghi/")
    assert not site.has("hoi-nghi/lich.ics")


def test_every_screen_and_the_calendar_are_addresses_of_the_site(tree):
    for n in range(41):
        tree.article(f"a{n}", event=event(name=f"H{n}", date=str(date(2024, 1, 1) + timedelta(n))))
    site = tree.site()
    for url in ("hoi-nghi/", "hoi-nghi/trang/1/", "hoi-nghi/2024/trang/1/", "hoi-nghi/lich.ics"):
        assert site.has(url), url
    assert not site.has("hoi-nghi/trang/2/")
    assert SitemapUrl("hoi-nghi/2024/") in entries(site)


@pytest.mark.parametrize("old", ["/hoi-nghi/", "/hoi-nghi/2024/", "/hoi-nghi/lich.ics/"])
def test_no_redirect_may_stand_in_their_place(tree, old):
    tree.article("a", event=event(), redirects=old)
    (told,) = tree.problems()
    assert f"Trùng địa chỉ {old} với một trang có sẵn." in told


def test_the_calendar_holds_the_newest_whose_days_are_known(tree):
    tree.article("khong-ngay", date="2026-01-01", event=event(name="Không ngày", date=None))
    for n in range(201):
        tree.article(f"a{n}", event=event(name=f"H{n}", date=str(date(2026, 12, 20) - timedelta(n))))
    calendar = tree.site().agendas["hoi-nghi/"].calendar
    assert names(calendar) == [f"H{n}" for n in range(200)]
