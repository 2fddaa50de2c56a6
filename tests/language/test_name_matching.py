import unicodedata

import pytest

from newsroom.language.name_matching import (
    LONGEST_QUOTED,
    NameList,
    did_you_mean,
    join_choices,
    name_key,
    shorten,
)

CAMPAIGNS = [
    "Vì người nghèo - Không để ai bị bỏ lại phía sau",
    "Cả nước chung sức xây dựng nông thôn mới",
    "Cả nước thi đua đổi mới sáng tạo và chuyển đổi số",
]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("hòa", "hoà", id="tone of oa"),
        pytest.param("quý", "qúy", id="tone of uy"),
        pytest.param("Thủy", "Thuỷ", id="tone of uy, hỏi"),
        pytest.param("khỏe", "khoẻ", id="tone of oe"),
        pytest.param("HÀ NỘI", "hà nội", id="case"),
        pytest.param("ĐẮK LẮK", "đắk lắk", id="case of Đ"),
        pytest.param("Huế", unicodedata.normalize("NFD", "Huế"), id="decomposed marks"),
        pytest.param("Bà Rịa - Vũng Tàu", "Bà Rịa – Vũng Tàu", id="en dash"),
        pytest.param("Bà Rịa - Vũng Tàu", "Bà Rịa—Vũng Tàu", id="em dash without spaces"),
        pytest.param("Bà Rịa - Vũng Tàu", "Bà Rịa\u2011Vũng Tàu", id="no-break hyphen"),
        pytest.param("Bà Rịa - Vũng Tàu", "Bà Rịa \u2212 Vũng Tàu", id="minus"),
        *(
            pytest.param("34-CT/TW", f"34{sign}CT/TW", id=f"hyphen U+{ord(sign):04X}")
            for sign in "\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d"
        ),
        *(
            pytest.param("Hà Nội", f"Hà{sign}Nội", id=f"space U+{ord(sign):04X}")
            for sign in "\u00a0\u2000\u2003\u2007\u2009\u200a\u202f\u205f\u3000"
        ),
        pytest.param("“Bình dân học vụ số”", "Bình dân học vụ số", id="curly quotes"),
        pytest.param('"Bình dân học vụ số"', "«Bình dân học vụ số»", id="straight and angle quotes"),
        pytest.param("TP.HCM", "tp hcm", id="stop between letters"),
        pytest.param("  Hà   Nội ", "Hà Nội", id="spaces"),
        pytest.param("Hội đồng Thi đua, khen thưởng", "Hội đồng Thi đua khen thưởng", id="comma"),
        pytest.param("Quyết định 666/QĐ-TTg.", "quyết định 666/qđ – ttg", id="number of a document"),
    ],
)
def test_two_spellings_of_one_name_are_equal(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ngheo", "nghèo"),
        ("Đà", "Dà"),
        ("ma", "má"),
        ("mà", "má"),
        ("to", "tơ"),
        ("Hà Nam", "Hà Nội"),
        ("hòa", "hóa"),
        ("666/QĐ", "667/QĐ"),
    ],
)
def test_marks_and_letters_make_another_name(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        pytest.param("ngheo", CAMPAIGNS, CAMPAIGNS[0], id="a part without marks"),
        pytest.param("nông thôn mới", CAMPAIGNS, CAMPAIGNS[1], id="a part"),
        pytest.param(
            "VI NGUOI NGHEO - KHONG DE AI BI BO LAI PHIA SAU", CAMPAIGNS, CAMPAIGNS[0], id="without marks"
        ),
        pytest.param(
            "Quảng Bin", ["Quảng Bình", "Quảng Ninh", "Hà Nội"], "Quảng Bình", id="a slip of the finger"
        ),
        pytest.param("  Hà Nộii ", ["Hà Nội", "Hà Nam"], "Hà Nội", id="spaces around"),
        pytest.param("thi đua", ["Cụm thi đua số 7", "Khối thi đua"], None, id="a part of two"),
        pytest.param(
            "Phong trào Cả nước chung sức xây dựng nông thôn mới", CAMPAIGNS, CAMPAIGNS[1], id="more"
        ),
        pytest.param(
            "articles/2023/lu.md", ["articles/2024/lu.md"], "articles/2024/lu.md", id="another folder"
        ),
        pytest.param("images/anh-1.jpg", ["images/anh-2.jpg"], None, id="another number"),
        pytest.param("Hà", ["Hà Nội"], None, id="too short to tell"),
        pytest.param("Paris", ["Hà Nội", "Huế"], None, id="nothing near"),
        pytest.param("Hà Nội", [], None, id="nothing known"),
        pytest.param("", ["Hà Nội"], None, id="nothing asked"),
    ],
)
def test_the_nearest_name_is_what_was_most_likely_meant(name, known, meant):
    assert NameList(known, by_part=True).nearest(name) == meant


def test_a_question_follows_a_complaint_only_when_there_is_something_to_ask():
    assert did_you_mean("Quảng Bin", ["Quảng Bình"]) == " Có phải là “Quảng Bình”?"
    assert did_you_mean("Paris", ["Quảng Bình"]) == ""


def test_a_whole_article_in_a_field_is_not_quoted_whole():
    assert shorten("a" * LONGEST_QUOTED) == "a" * LONGEST_QUOTED
    assert shorten("a" * (LONGEST_QUOTED + 1)) == "a" * LONGEST_QUOTED + "…"


def test_choices_stay_apart_when_one_of_them_holds_a_comma():
    assert join_choices(["Hội nghị", "Phong trào"]) == "Hội nghị, Phong trào"
    assert join_choices(["Hội nghị", "Gương người tốt, việc tốt"]) == "Hội nghị; Gương người tốt, việc tốt"
