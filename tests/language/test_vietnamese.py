import random
import unicodedata
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from newsroom.language.vietnamese import (
    collation_key,
    first_letter,
    format_date,
    format_hour,
    format_long_date,
    format_number,
    format_period,
    missing_decimals,
    slugify,
    split_tone,
    typeset,
    without_marks,
)


@pytest.mark.parametrize(
    "order",
    [
        pytest.param(["An Giang", "Ăn", "Ấn", "Ba", "Cà Mau", "Da", "Đa", "E", "Ê", "Yên Bái"], id="letters"),
        pytest.param(["o", "ô", "ơ", "p", "u", "ư", "v"], id="o ô ơ, u ư"),
        pytest.param(["ma", "mà", "mả", "mã", "má", "mạ"], id="tones as in dictionaries"),
        pytest.param(["ma", "má", "mai", "mạn", "măn", "mân"], id="letters before tones"),
        pytest.param(
            ["Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hải Dương", "Hậu Giang"], id="syllable by syllable"
        ),
        pytest.param(["ba lần", "bà ba", "bá"], id="tone of the first syllable before the second syllable"),
        pytest.param(["Quảng Bình", "Quảng Nam", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị"], id="provinces"),
        pytest.param(["Đắk Lắk", "Đắk Nông", "Điện Biên", "Đồng Nai", "Đồng Tháp"], id="Đ"),
        pytest.param(["Dũng", "Đào", "Giang"], id="Đ after D, before G"),
        pytest.param(["Bài 2", "Bài 10", "Bài 100", "Bài a"], id="numbers by value, before letters"),
        pytest.param(["", "1", "a"], id="nothing first"),
        pytest.param(["9", "10", "9" * 4999, "1" * 5000, "2" * 5000, "a"], id="numbers without end"),
    ],
)
def test_names_are_sorted_as_in_a_dictionary(order):
    shuffled = order.copy()
    random.Random(7).shuffle(shuffled)
    assert sorted(shuffled, key=collation_key) == order


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa Bình", "HOÀ BÌNH"),
        ("Bà Rịa - Vũng Tàu", "Bà Rịa – Vũng Tàu"),
        ("“Vì người nghèo”", "Vì người nghèo"),
        ("Bài 7", "Bài 007"),
    ],
)
def test_case_tone_place_and_punctuation_do_not_change_the_order(one, other):
    assert collation_key(one) == collation_key(other)


@pytest.mark.parametrize(
    ("syllable", "letters", "tone"),
    [
        ("hoa", "hoa", 0),
        ("hoà", "hoa", 1),
        ("hòa", "hoa", 1),
        ("Huyện", "Huyên", 5),
        ("đường", "đương", 1),
        ("Ẵm", "Ăm", 3),
        ("ở", "ơ", 2),
        ("ế", "ê", 4),
    ],
)
def test_a_syllable_is_its_letters_and_one_tone(syllable, letters, tone):
    assert split_tone(syllable) == (letters, tone)
    assert split_tone(unicodedata.normalize("NFD", syllable)) == (letters, tone)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đắk Lắk", "dak-lak"),
        ("Thành phố Hồ Chí Minh", "thanh-pho-ho-chi-minh"),
        ("Vì người nghèo - Không để ai bị bỏ lại phía sau", "vi-nguoi-ngheo-khong-de-ai-bi-bo-lai-phia-sau"),
        (unicodedata.normalize("NFD", "Ưỡn ẹo, Ẩm thực"), "uon-eo-am-thuc"),
        ("“3.000 km” đường", "3-000-km-duong"),
        ("666/QĐ-TTg", "666-qd-ttg"),
        ("../x", "x"),
        ("–– ? ––", ""),
        ("", ""),
    ],
)
def test_a_slug_is_made_of_plain_letters_digits_and_hyphens(text, slug):
    assert slugify(text) == slug


def test_marks_are_taken_off_every_vietnamese_letter():
    letters = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"
    assert (
        without_marks(letters + letters.upper())
        == ("a" * 17 + "e" * 11 + "i" * 5 + "o" * 17 + "u" * 11 + "y" * 5 + "d") * 2
    )


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Đắk Lắk", "Đ"),
        ("An Giang", "A"),
        ("Ấn", "Â"),
        ("Ẵm", "Ă"),
        ("ông", "Ô"),
        ("ứng", "Ư"),
        ("Yên Bái", "Y"),
        ("", ""),
    ],
)
def test_a_name_stands_under_its_first_letter_without_the_tone(name, letter):
    assert first_letter(name) == letter


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        pytest.param(date(2024, 3, 5), date(2024, 3, 5), "5/3/2024", id="one day"),
        pytest.param(date(2023, 12, 18), date(2023, 12, 19), "18–19/12/2023", id="one month"),
        pytest.param(date(2023, 11, 30), date(2023, 12, 2), "30/11–2/12/2023", id="two months"),
        pytest.param(date(2023, 12, 31), date(2024, 1, 2), "31/12/2023–2/1/2024", id="two years"),
        pytest.param(
            date(2023, 12, 5), date(2024, 12, 5), "5/12/2023–5/12/2024", id="one month of two years"
        ),
    ],
)
def test_a_period_repeats_no_more_than_it_must(start, end, text):
    assert format_period(start, end) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2023, 4, 14), "thứ Sáu, 14/4/2023"),
        (date(2023, 4, 16), "Chủ nhật, 16/4/2023"),
        (date(2023, 4, 17), "thứ Hai, 17/4/2023"),
    ],
)
def test_a_long_date_names_the_weekday(day, text):
    assert format_long_date(day) == text


def test_a_week_has_seven_names():
    week = [format_long_date(date(2024, 1, 1) + timedelta(days=n)).partition(",")[0] for n in range(7)]
    assert week == ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]


def test_a_date_has_no_noughts_before_its_numbers():
    assert format_date(date(2024, 3, 5)) == "5/3/2024"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("9", "9"),
        ("1276", "1.276"),
        ("4.41", "4,41"),
        ("1234567.5", "1.234.567,5"),
        ("-1200", "-1.200"),
        ("0", "0"),
        ("4.50", "4,50"),
    ],
)
def test_numbers_have_points_between_thousands_and_a_comma_before_decimals(number, text):
    assert format_number(Decimal(number)) == text


@pytest.mark.parametrize(
    ("amounts", "lacks"),
    [
        (["12", "trên 4,41", "1.234,5", "chưa có", ""], [",00", "", "0", "", ""]),
        (["12", "ít nhất 7"], ["", ""]),
        (["12", "2,5%", "3 %", "-4"], [",0%", "", ",0", ",0%"]),
        (["–"], [""]),
        ([], []),
    ],
    ids=["decimals", "whole numbers", "percent", "no number", "nothing"],
)
def test_amounts_of_a_column_lack_what_others_have_after_the_comma(amounts, lacks):
    assert missing_decimals(amounts) == lacks


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("giai đoạn 2021 - 2025 có", "giai đoạn 2021~- 2025 có"),
        ("trên 29.000 tỷ đồng", "trên 29.000~tỷ đồng"),
        ("7 tập thể và 12 cá nhân", "7~tập thể và 12~cá nhân"),
        ("Cụm 7 tỉnh - 3 cụm", "Cụm 7 tỉnh - 3 cụm"),
        ("họp ngày 5 tháng 12 năm 2026 tại", "họp ngày~5~tháng~12~năm~2026 tại"),
        ("Ngày 5/12, từ tháng 6/2024 đến năm 2030", "Ngày~5/12, từ tháng~6/2024 đến năm~2030"),
        ("trong 3 tháng đầu năm", "trong 3 tháng đầu năm"),
        ("Số 34-CT/TW và Chỉ thị số 5", "Số~34-CT/TW và Chỉ thị số~5"),
        ("ở TP. Huế và TP.HCM", "ở TP.~Huế và TP.HCM"),
        ("ông V. A. Mẫu nói. Bà Đ. Ví Dụ", "ông V.~A.~Mẫu nói. Bà Đ.~Ví Dụ"),
        ("một số nơi, tháng ngày, năm ấy", "một số nơi, tháng ngày, năm ấy"),
    ],
)
def test_what_is_read_in_one_breath_stays_on_one_line(text, kept):
    assert typeset(text) == kept.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("moment", "text"),
    [(datetime(2026, 12, 5, 14, 30, tzinfo=UTC), ", 14:30"), (datetime(2026, 12, 5, tzinfo=UTC), "")],
)
def test_an_hour_is_written_only_if_an_editor_gave_it(moment, text):
    assert format_hour(moment) == text
