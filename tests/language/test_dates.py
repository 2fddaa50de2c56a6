import re
from datetime import date, datetime

import pytest

from newsroom.language.dates import HERE, LooseDate, parse_day, parse_loose, parse_moment


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-05", date(2024, 3, 5)),
        ("2024-3-5", date(2024, 3, 5)),
        ("2024-02-29", date(2024, 2, 29)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2100-12-31", date(2100, 12, 31)),
    ],
)
def test_a_day_is_year_month_day(text, day):
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2024-02-30", "Không có ngày 30/2/2024 trong lịch."),
        ("2023-02-29", "Không có ngày 29/2/2023 trong lịch."),
        ("2024-13-01", "Không có ngày 1/13/2024 trong lịch."),
        ("2024-00-00", "Không có ngày 0/0/2024 trong lịch."),
        ("0000-01-01", "Năm 0 nằm ngoài khoảng 1900–2100."),
        ("1899-12-31", "Năm 1899 nằm ngoài khoảng 1900–2100."),
        ("2101-01-01", "Năm 2101 nằm ngoài khoảng 1900–2100."),
        ("5/3/2024", "Ngày viết theo thứ tự năm-tháng-ngày: 2024-03-05."),
        ("05-03-2024", "Ngày viết theo thứ tự năm-tháng-ngày: 2024-03-05."),
        ("5.3.2024", "Ngày viết theo thứ tự năm-tháng-ngày: 2024-03-05."),
        ("20240305", "“20240305” là một con số, không phải ngày: viết 2024-03-05."),
        ("2024", "“2024” là một con số, không phải ngày: viết như 2024-03-05."),
        ("45356", "“45356” là một con số, không phải ngày: viết như 2024-03-05."),
        ("hôm qua", "“hôm qua” không phải ngày: viết như 2024-03-05."),
        ("2024/03/05", "Ngày viết theo thứ tự năm-tháng-ngày: 2024-03-05."),
        ("ngày 5 tháng 3 năm 2024", "Ngày viết theo thứ tự năm-tháng-ngày: 2024-03-05."),
        ("thứ Ba, 5/3/2024", "Ngày viết theo thứ tự năm-tháng-ngày: 2024-03-05."),
        ("30/2/2024", "Không có ngày 30/2/2024 trong lịch."),
        ("2024-03-05 14:30", "Ở đây chỉ ghi ngày, không ghi giờ: 2024-03-05."),
        ("14h30 5/3/2024", "Ở đây chỉ ghi ngày, không ghi giờ: 2024-03-05."),
    ],
)
def test_what_is_no_day_says_how_to_write_one(text, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse_day(text)


@pytest.mark.parametrize(
    ("text", "here"),
    [
        ("2024-03-05", "2024-03-05T00:00+07:00"),
        ("2024-03-05 14:30", "2024-03-05T14:30+07:00"),
        ("2024-03-05T14:30", "2024-03-05T14:30+07:00"),
        ("2024-3-5  7:05", "2024-03-05T07:05+07:00"),
        ("2024-03-05 14:30:15", "2024-03-05T14:30:15+07:00"),
        ("2024-03-05T18:30Z", "2024-03-06T01:30+07:00"),
        ("2024-03-05T18:30:00+09:00", "2024-03-05T16:30+07:00"),
        ("2024-03-05T18:30-0500", "2024-03-06T06:30+07:00"),
    ],
)
def test_a_moment_is_in_vietnam_whatever_zone_it_was_written_in(text, here):
    moment = parse_moment(text)
    assert moment == datetime.fromisoformat(here)
    assert moment.tzinfo is HERE


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2024-03-05 24:00", "Không có giờ 24:00 trong ngày."),
        ("2024-03-05 7:60", "Không có giờ 7:60 trong ngày."),
        ("2024-02-30 12:00", "Không có ngày 30/2/2024 trong lịch."),
        ("hôm qua 5h", "“hôm qua 5h” không phải ngày: viết như 2024-03-05 hoặc 2024-03-05 14:30."),
        ("2024-03-05 1430", "“2024-03-05 1430” không phải ngày: viết như 2024-03-05 hoặc 2024-03-05 14:30."),
        ("2024–03–05", "Ngày viết theo thứ tự năm-tháng-ngày: 2024-03-05."),
        ("2024-03-05 24h", "Không có giờ 24:00 trong ngày."),
        ("30/2/2024 14h30", "Không có ngày 30/2/2024 trong lịch."),
        ("5/3/2024", "Ngày viết theo thứ tự năm-tháng-ngày: 2024-03-05."),
        (
            "2024-03-05 chiều",
            "“2024-03-05 chiều” không phải ngày: viết như 2024-03-05 hoặc 2024-03-05 14:30.",
        ),
        ("2024-03-05 14:3", "“2024-03-05 14:3” không phải ngày: viết như 2024-03-05 hoặc 2024-03-05 14:30."),
        ("2024-03-05 14:30+25:00", "Không có giờ 14:30 trong ngày."),
    ],
)
def test_what_is_no_moment_is_told(text, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse_moment(text)


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        ("2026-11-30 14h30", "2026-11-30 14:30"),
        ("2026-11-30 14h", "2026-11-30 14:00"),
        ("2026-11-30 14 giờ 30", "2026-11-30 14:30"),
        ("2026-11-30 14 giờ 30 phút", "2026-11-30 14:30"),
        ("2026-11-30 14g05", "2026-11-30 14:05"),
        ("2026-11-30 14.30", "2026-11-30 14:30"),
        ("2026-11-30 2:30 chiều", "2026-11-30 14:30"),
        ("30/11/2026 2:30 CH", "2026-11-30 14:30"),
        ("30/11/2026 12:30 AM", "2026-11-30 00:30"),
        ("2026-11-30T14:30:00.000Z", "2026-11-30 21:30"),
        ("2026-11-30T20:30:00.000Z", "2026-12-01 03:30"),
        ("2026-11-30T14:30:00.123+07:00", "2026-11-30 14:30"),
        ("2026-11-30 14:30:00 +0700", "2026-11-30 14:30"),
        ("2026/11/30 14:30", "2026-11-30 14:30"),
        ("30/11/2026 14:30", "2026-11-30 14:30"),
        ("30-11-2026, 14h30", "2026-11-30 14:30"),
        ("30.11.2026 14.30", "2026-11-30 14:30"),
        ("14:30 30/11/2026", "2026-11-30 14:30"),
        ("14h30 ngày 30 tháng 11 năm 2026", "2026-11-30 14:30"),
        ("Thứ Hai, 30/11/2026, 14:30 (GMT+7)", "2026-11-30 14:30"),
        ("2026-11-30 14:30 UTC+7", "2026-11-30 14:30"),
        ("2026-11-30 07:30 UTC", "2026-11-30 14:30"),
        ("2026-11-30 14:30 +07", "2026-11-30 14:30"),
        ("2026-11-30 14:30 ICT", "2026-11-30 14:30"),
        ("2026-11-30 14h30'", "2026-11-30 14:30"),
        ("2026-11-30 14h30p", "2026-11-30 14:30"),
        ("2026–11–30 14：30", "2026-11-30 14:30"),
    ],
)
def test_a_moment_in_another_form_is_given_back_as_it_is_to_be_written(text, rewritten):
    with pytest.raises(ValueError, match="Giờ viết sau ngày, giữa giờ và phút là dấu hai chấm: ") as told:
        parse_moment(text)
    assert str(told.value).endswith(f": {rewritten}.")
    parse_moment(rewritten)


@pytest.mark.parametrize(
    ("text", "first", "last", "shown"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31), "2021"),
        ("2021-05-19", date(2021, 5, 19), date(2021, 5, 19), "19/5/2021"),
    ],
)
def test_a_loose_date_may_be_only_a_year(text, first, last, shown):
    loose = parse_loose(text)
    assert (loose.first, loose.last, str(loose)) == (first, last, shown)


@pytest.mark.parametrize("text", ["1899", "21", "2021-05", "tháng 5", "20215"])
def test_a_loose_date_is_no_looser_than_a_year(text):
    with pytest.raises(ValueError, match=r"Năm|ngày"):
        parse_loose(text)


def test_equal_loose_dates_are_equal():
    assert parse_loose("2021") == LooseDate(2021)
