"""The calendar of conferences, as a program that knows iCalendar reads it."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from newsroom.conferences.calendar import write_calendar
from sites import event

CLUSTER = "bay-tinh-mien-nui-bien-gioi-phia-bac"


@pytest.fixture
def written(tree):
    """The calendar of the tree as it is now."""

    def written(siteurl="https://tin.example.vn"):
        return write_calendar(tree.load().site.agendas["hoi-nghi/"].calendar, "Hội nghị", siteurl)

    return written


def test_an_event_says_what_is_known_of_it(tree, written):
    tree.article(
        "a",
        cluster=CLUSTER,
        event=event(
            name="Tổng kết, biểu dương; trao thưởng - " + "thi đua yêu nước " * 9,
            date=None,
            start="2024-03-05",
            end="2024-03-06",
            place="huyện Bắc Hà",
            province="Lào Cai",
            host="UBND tỉnh",
            chair="Vàng Thị Mỷ",
        ),
    )
    tree.article("b", date="2024-03-07 08:30", modified="2024-03-09 09:15", event=event(name="Khác"))
    calendar = Calendar.from_ical(written())
    assert str(calendar["x-wr-calname"]) == str(calendar["name"]) == "Hội nghị"
    known = {str(one["summary"])[:4]: one for one in calendar.events}
    assert len(known) == 2
    whole = known["Tổng"]
    assert str(whole["summary"]).endswith("thi đua yêu nước")
    assert (whole.start, whole.end) == (date(2024, 3, 5), date(2024, 3, 7)), "the end is the day after"
    assert str(whole["location"]) == "huyện Bắc Hà, Lào Cai"
    assert str(whole["description"]).splitlines() == [
        "Đơn vị tổ chức: UBND tỉnh",
        "Chủ trì: Vàng Thị Mỷ",
        "Cụm thi đua 7 tỉnh miền núi biên giới phía Bắc",
    ]
    assert str(whole["url"]) == "https://tin.example.vn/tin/2024/a.html#thong-tin-hoi-nghi"
    assert str(whole["uid"]).startswith("2024-03-05-lao-cai-")
    assert str(whole["uid"]).endswith("@tin.example.vn")
    assert known["Khác"]["dtstamp"].dt == datetime(2024, 3, 9, 2, 15, tzinfo=UTC), "when it last changed"
    assert "location" not in known["Khác"]
    assert "description" not in known["Khác"]


@pytest.mark.parametrize(
    ("place", "province", "location"),
    [
        ("thành phố Lạng Sơn", "Lạng Sơn", "thành phố Lạng Sơn"),
        ("", "Lạng Sơn", "Lạng Sơn"),
        ("hội trường", None, "hội trường"),
        ("xã Mường Khương", "Hà Giang", "xã Mường Khương, Hà Giang"),
    ],
)
def test_a_place_names_its_province_once_as_it_was(tree, written, place, province, location):
    tree.article("a", event=event(place=place, province=province))
    (one,) = Calendar.from_ical(written()).events
    assert str(one["location"]) == location


def test_a_cluster_that_is_the_host_is_said_once(tree, written):
    tree.article("a", cluster=CLUSTER, event=event(host="Cụm thi đua 7 tỉnh miền núi biên giới phía Bắc"))
    (one,) = Calendar.from_ical(written()).events
    assert str(one["description"]) == "Đơn vị tổ chức: Cụm thi đua 7 tỉnh miền núi biên giới phía Bắc"


def test_the_calendar_keeps_to_the_format_and_is_the_same_twice(tree, written):
    for n in range(3):
        tree.article(f"a{n}", event=event(name=f"Hội nghị số {n} " + "điển hình tiên tiến " * 8))
    text = written()
    assert text == written()
    assert text.endswith("END:VCALENDAR\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "\n" not in text.replace("\r\n", "")
    for line in ("VERSION:2.0", "DTSTART;VALUE=DATE:20240305", "DTEND;VALUE=DATE:20240306"):
        assert f"\r\n{line}\r\n" in text


def test_on_the_private_site_which_has_no_host_identifiers_are_still_whole(tree, written):
    tree.article("a", event=event())
    (one,) = Calendar.from_ical(written("")).events
    assert str(one["uid"]).endswith("@localhost")
