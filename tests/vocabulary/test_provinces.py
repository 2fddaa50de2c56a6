import re
import unicodedata
from datetime import date, timedelta

import pytest

from newsroom.vocabulary.provinces import name_provinces

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
IN_2022, IN_2024 = date(2022, 5, 1), date(2024, 3, 5)


def test_there_were_63_units_and_there_are_34(provinces):
    assert len(provinces.units) == 34
    assert len(provinces.former) == 63
    assert sum(former.vanished for former in provinces.former) == 29
    assert len(provinces.regions) == 6
    assert {unit.region for unit in provinces.units} == set(provinces.regions)


def test_units_come_in_vietnamese_order(provinces):
    names = [unit.name for unit in provinces.units]
    assert names[:4] == ["An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng"]
    assert names.index("Đà Nẵng") < names.index("Đắk Lắk") < names.index("Gia Lai") < names.index("Hà Nội")


def test_every_unit_of_its_day_is_known_by_its_name_and_none_of_another_day(provinces):
    for former in provinces.former:
        mention = provinces.resolve(former.name, BEFORE)
        assert (mention.former, mention.unit.slug) == (former, former.successor)
    for unit in provinces.units:
        mention = provinces.resolve(unit.name, AFTER)
        assert (mention.unit, mention.former) == (unit, None)
        assert mention.label == unit.name


def test_a_vanished_unit_is_refused_from_the_day_after_its_last(provinces):
    for former in provinces.former:
        if former.vanished:
            assert provinces.resolve(former.name, former.until).former == former
            with pytest.raises(ValueError, match=r"\(đến 30/6/2025\): viết “"):
                provinces.resolve(former.name, former.until + timedelta(days=1))


@pytest.mark.parametrize(
    ("name", "day", "slug", "label"),
    [
        pytest.param(
            "Hà Giang",
            IN_2024,
            "tuyen-quang",
            "Hà Giang (nay thuộc tỉnh Tuyên Quang)",
            id="joined to another",
        ),
        pytest.param("Tuyên Quang", IN_2024, "tuyen-quang", "Tuyên Quang", id="kept its name"),
        pytest.param(
            "Hà Giang", BEFORE, "tuyen-quang", "Hà Giang (nay thuộc tỉnh Tuyên Quang)", id="on its last day"
        ),
        pytest.param("Tuyên Quang", AFTER, "tuyen-quang", "Tuyên Quang", id="on the first day"),
        pytest.param("Thừa Thiên Huế", IN_2022, "hue", "Thừa Thiên Huế (nay là thành phố Huế)", id="renamed"),
        pytest.param(
            "Thừa Thiên Huế",
            date(2024, 12, 31),
            "hue",
            "Thừa Thiên Huế (nay là thành phố Huế)",
            id="renamed, last day",
        ),
        pytest.param("Huế", date(2025, 1, 1), "hue", "Huế", id="new name, first day"),
        pytest.param("Huế", AFTER, "hue", "Huế", id="new name, after the merger"),
        pytest.param(
            "Bình Dương",
            IN_2024,
            "ho-chi-minh",
            "Bình Dương (nay thuộc thành phố Hồ Chí Minh)",
            id="joined to a city",
        ),
        pytest.param(
            "Bình Phước",
            IN_2024,
            "dong-nai",
            "Bình Phước (nay thuộc thành phố Đồng Nai)",
            id="joined to a city of 2026",
        ),
        pytest.param(
            "Hà Giang", None, "tuyen-quang", "Hà Giang (nay thuộc tỉnh Tuyên Quang)", id="at no known time"
        ),
        pytest.param("Lào Cai", None, "lao-cai", "Lào Cai", id="at no known time, kept its name"),
    ],
)
def test_a_province_is_understood_at_the_day_of_the_news(provinces, name, day, slug, label):
    mention = provinces.resolve(name, day)
    assert (mention.unit.slug, mention.label) == (slug, label)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("HOÀ BÌNH", "Hòa Bình"),
        (unicodedata.normalize("NFD", "Điện Biên"), "Điện Biên"),
        ("Đăk Lăk", "Đắk Lắk"),
        ("Daklak", "Đắk Lắk"),
        ("TP.HCM", "Hồ Chí Minh"),
        ("TPHCM", "Hồ Chí Minh"),
        ("TP HCM", "Hồ Chí Minh"),
        ("TP. Hồ Chí Minh", "Hồ Chí Minh"),
        ("Tp Hồ Chí Minh", "Hồ Chí Minh"),
        ("thành phố Hồ Chí Minh", "Hồ Chí Minh"),
        ("Thành phố Hồ Chí Minh", "Hồ Chí Minh"),
        ("Sài Gòn", "Hồ Chí Minh"),
        ("Thủ đô Hà Nội", "Hà Nội"),
        ("tỉnh Lào Cai", "Lào Cai"),
        ("Tỉnh Lào Cai", "Lào Cai"),
        ("thành phố  Hà Nội", "Hà Nội"),
        ("lào  cai ", "Lào Cai"),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Bà Rịa Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("tỉnh BR-VT", "Bà Rịa - Vũng Tàu"),
        ("TT. Huế", "Thừa Thiên Huế"),
        ("Thừa Thiên – Huế", "Thừa Thiên Huế"),
        ("Kontum", "Kon Tum"),
    ],
)
def test_a_province_is_known_however_it_is_spelt(provinces, written, name):
    assert provinces.resolve(written, IN_2024).name == name


@pytest.mark.parametrize(
    ("name", "day", "message"),
    [
        pytest.param(
            "Hà Giang",
            AFTER,
            "Ngày 1/7/2025 không còn tỉnh Hà Giang (đến 30/6/2025): viết “Tuyên Quang”.",
            id="joined to another",
        ),
        pytest.param(
            "Bà Rịa - Vũng Tàu",
            date(2026, 1, 2),
            "Ngày 2/1/2026 không còn tỉnh Bà Rịa - Vũng Tàu (đến 30/6/2025): viết “Hồ Chí Minh”.",
            id="joined to a city",
        ),
        pytest.param(
            "Huế",
            IN_2022,
            "Ngày 1/5/2022 chưa có tên “Huế” (từ 1/1/2025): viết “Thừa Thiên Huế”.",
            id="not yet renamed",
        ),
        pytest.param(
            "Huế",
            date(2024, 12, 31),
            "Ngày 31/12/2024 chưa có tên “Huế” (từ 1/1/2025): viết “Thừa Thiên Huế”.",
            id="the day before",
        ),
        pytest.param(
            "Thừa Thiên Huế",
            date(2025, 3, 1),
            "Ngày 1/3/2025 không còn tỉnh Thừa Thiên Huế (đến 31/12/2024): viết “Huế”.",
            id="already renamed",
        ),
        pytest.param(
            "Thừa Thiên Huế",
            AFTER,
            "Ngày 1/7/2025 không còn tỉnh Thừa Thiên Huế (đến 31/12/2024): viết “Huế”.",
            id="renamed, then merged",
        ),
        pytest.param(
            "thành phố Lạng Sơn",
            IN_2024,
            "“thành phố Lạng Sơn” khi ấy không phải đơn vị cấp tỉnh. Nếu muốn nói tỉnh, viết “Lạng Sơn”;"
            " tên thành phố thuộc tỉnh ghi ở “place”.",
            id="a city within a province",
        ),
        pytest.param(
            "TP. Huế",
            IN_2022,
            "Ngày 1/5/2022 chưa có tên “TP. Huế” (từ 1/1/2025): viết “Thừa Thiên Huế”.",
            id="a city within a province of another name",
        ),
        pytest.param(
            "tỉnh Hà Nội", IN_2024, "Hà Nội khi ấy là thành phố, không phải tỉnh.", id="a city is no province"
        ),
        pytest.param(
            "tỉnh Huế", AFTER, "Huế khi ấy là thành phố, không phải tỉnh.", id="never a province of that name"
        ),
        pytest.param(
            "Quảng Bin",
            IN_2024,
            "Không có tỉnh, thành phố “Quảng Bin”. Có phải là “Quảng Bình”?",
            id="a slip of the finger",
        ),
        pytest.param("Paris", IN_2024, "Không có tỉnh, thành phố “Paris”.", id="abroad"),
        pytest.param(
            "tỉnh Quảng Bin",
            IN_2024,
            "Không có tỉnh, thành phố “tỉnh Quảng Bin”. Có phải là “Quảng Bình”?",
            id="a slip after the kind",
        ),
        pytest.param("tỉnh", IN_2024, "Không có tỉnh, thành phố “tỉnh”.", id="only the kind"),
    ],
)
def test_a_name_that_is_not_right_says_what_to_write(provinces, name, day, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        provinces.resolve(name, day)


@pytest.mark.parametrize(
    ("name", "first_day"),
    [("Đồng Nai", date(2026, 4, 30)), ("Quảng Ninh", date(2026, 9, 1)), ("Bắc Ninh", date(2026, 9, 20))],
)
def test_a_province_that_became_a_city_is_one_from_its_day(provinces, name, first_day):
    eve = first_day - timedelta(days=1)
    assert provinces.resolve(f"thành phố {name}", first_day).label == name
    assert provinces.resolve(f"tỉnh {name}", eve).label == name
    with pytest.raises(ValueError, match="khi ấy không phải đơn vị cấp tỉnh"):
        provinces.resolve(f"thành phố {name}", eve)
    with pytest.raises(ValueError, match="khi ấy là thành phố, không phải tỉnh"):
        provinces.resolve(f"tỉnh {name}", first_day)


def test_full_names_say_the_kind_of_unit(provinces):
    assert provinces.by_slug["dong-nai"].full_name == "thành phố Đồng Nai"
    assert provinces.by_slug["lao-cai"].full_name == "tỉnh Lào Cai"
    assert provinces.resolve("Hà Giang", IN_2024).former.full_name == "tỉnh Hà Giang"


def test_only_a_renamed_unit_left_an_old_address(provinces):
    assert {unit.slug: unit.renamed_slugs for unit in provinces.units if unit.renamed_slugs} == {
        "hue": ("thua-thien-hue",)
    }


def test_a_unit_of_today_knows_what_it_was_formed_from(provinces):
    assert [former.name for former in provinces.by_slug["phu-tho"].former] == [
        "Phú Thọ",
        "Vĩnh Phúc",
        "Hòa Bình",
    ]


def test_every_right_name_of_every_time_can_be_suggested(provinces):
    assert {"Thừa Thiên Huế", "Huế", "Hà Giang", "Tuyên Quang"} <= set(provinces.names())
    assert len(provinces.names()) == 64


@pytest.mark.parametrize(
    ("names", "named"),
    [
        ([], ()),
        (["Lào Cai", "Huế", "Sơn La"], ("Lào Cai", "Huế", "Sơn La")),
        (["Lào Cai", "Huế", "Sơn La", "Cà Mau"], ("4 tỉnh, thành phố",)),
    ],
    ids=["none", "three", "four"],
)
def test_a_list_names_three_provinces_and_counts_more(names, named):
    assert name_provinces(names) == named
