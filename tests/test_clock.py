from datetime import datetime

import pytest

from newsroom.clock import ClockError, now
from newsroom.language.dates import HERE


def test_now_can_be_fixed_for_a_repeatable_build(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert now() == datetime(2023, 11, 15, 5, 13, 20, tzinfo=HERE)


ODD_EPOCHS = [
    *(
        "hôm nay",
        "1.5",
        "1e9",
        "2024-03-05",
        "0x10",
        "+1",
        "1_700",
        " 1700000000",
        "1700000000 ",
        "١٧٠٠",
        "²",
    ),
    *("9" * 30, "9" * 5000, "-" + "9" * 14, "-1", "253370739600", "253402300799"),
]


@pytest.mark.parametrize("epoch", ODD_EPOCHS)
def test_a_fixed_now_that_is_no_number_stops_with_a_sentence(monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(
        ClockError, match=r"^SOURCE_DATE_EPOCH phải là số giây từ 1/1/1970; đang là "
    ) as caught:
        now()
    assert len(str(caught.value)) < 120


@pytest.mark.parametrize(("epoch", "year"), [("0", 1970), ("2147483648", 2038), ("253370739599", 9998)])
def test_a_fixed_now_may_lie_far_ahead(monkeypatch, epoch, year):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert now().year == year


def test_a_fixed_now_left_blank_is_none(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert now().year >= 2024


def test_now_is_the_time_in_vietnam(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert abs(now() - datetime.now(HERE)).total_seconds() < 60
    assert now().utcoffset().total_seconds() == 7 * 3600
