"""A proposal is what the editor meant: never another rank, authority or number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.language.name_matching import NameList
from newsroom.language.vietnamese import without_marks

MEANT = [
    ("Bang khen cua Thu tuong Chinh phu", "Bằng khen của Thủ tướng Chính phủ"),
    ("Bằng khen của Thủ tướng Chính phũ", "Bằng khen của Thủ tướng Chính phủ"),
    ("Bằng khen Thủ tướng Chính phủ", "Bằng khen của Thủ tướng Chính phủ"),
    ("Bằng khen của Thủ tướng Chínhphủ", "Bằng khen của Thủ tướng Chính phủ"),
    ("Bằng khne của Thủ tướng Chính phủ", "Bằng khen của Thủ tướng Chính phủ"),
    ("Bằng khen của Chủ tịch UNBD tỉnh", "Bằng khen của Chủ tịch UBND tỉnh"),
    ("Bằng khen của Chủ tich UBND tỉn", "Bằng khen của Chủ tịch UBND tỉnh"),
    ("Bằngkhen của Chủ tịch UBND tỉnh", "Bằng khen của Chủ tịch UBND tỉnh"),
    ("Huân chươn Lao động", "Huân chương Lao động"),
    ("Huân chương Lao đôngj", "Huân chương Lao động"),
    ("Chiến sỹ thi đua cơ sở", "Chiến sĩ thi đua cơ sở"),
    ("Chiến sĩ thi đua cấp cơ sở", "Chiến sĩ thi đua cơ sở"),
    ("Tập thể lao dộng xuất sắc", "Tập thể lao động xuất sắc"),
    ("Giấy khe", "Giấy khen"),
    ("hạng Nhấ", "hạng Nhất"),
    ("Quyết định số 123/QĐ-TTg", "Quyết định 123/QĐ-TTg"),
    ("Quyết đinh 123/QD-TTg", "Quyết định 123/QĐ-TTg"),
    ("Quyết định 123/QĐTTg", "Quyết định 123/QĐ-TTg"),
    ("Quyết định 123 QĐ-TTg", "Quyết định 123/QĐ-TTg"),
    ("Quyết định 123", "Quyết định 123/QĐ-TTg"),
    ("Chi thị 45 CT/TW", "Chỉ thị 45-CT/TW"),
    ("Luật Thi đua khen thưởngg năm 2022", "Luật Thi đua, khen thưởng năm 2022"),
    ("Cụm thi đua 7", "Cụm thi đua số 7"),
    ("Cụm thiđua số 7", "Cụm thi đua số 7"),
    ("Khối thi đua các huyện thi xã", "Khối thi đua các huyện, thị xã"),
    ("Quảng Bin", "Quảng Bình"),
    ("Hà Nộ", "Hà Nội"),
    ("Lào Cay", "Lào Cai"),
    ("Sở Giáo dục và Đào tạoo", "Sở Giáo dục và Đào tạo"),
    ("Hội Liên hiệp phụ nữ thi xã", "Hội Liên hiệp Phụ nữ thị xã"),
]
ANOTHER = [
    ("Bằng khen của Tỉnh ủy", "Bằng khen của Thủ tướng Chính phủ"),
    ("Bằng khen của Bộ trưởng", "Bằng khen của Thủ tướng Chính phủ"),
    ("Bằng khen của Chính phủ", "Bằng khen của Thủ tướng Chính phủ"),
    ("Bằng khen", "Bằng khen của Thủ tướng Chính phủ"),
    ("Bằng khen của Chủ tịch UBND huyện", "Bằng khen của Chủ tịch UBND tỉnh"),
    ("Bằng khen của Chủ tịch HĐND tỉnh", "Bằng khen của Chủ tịch UBND tỉnh"),
    ("Giấy khen của Chủ tịch UBND tỉnh", "Bằng khen của Chủ tịch UBND tỉnh"),
    ("Cờ thi đua của Bộ Quốc phòng", "Cờ thi đua của Chính phủ"),
    ("Cờ thi đua", "Cờ thi đua của Chính phủ"),
    ("Chiến sĩ thi đua toàn quân", "Chiến sĩ thi đua toàn quốc"),
    ("Chiến sĩ thi đua cấp tỉnh", "Chiến sĩ thi đua cơ sở"),
    ("Chiến sĩ thi đua cơ sở", "Chiến sĩ thi đua toàn quốc"),
    ("Huân chương Lao động", "Huân chương Quân công"),
    ("Huân chương Lao động hạng Ba", "Huân chương Lao động hạng Nhất"),
    ("Đơn vị tiên tiến xuất sắc", "Đơn vị tiên tiến"),
    ("Nghệ sĩ nhân dân", "Nghệ sĩ ưu tú"),
    ("hạng Nhì", "hạng Nhất"),
    ("1234/QĐ-UBND", "923/QĐ-TTg"),
    ("Quyết định 123/QĐ-UBND", "Quyết định 123/QĐ-TTg"),
    ("Quyết định 124/QĐ-TTg", "Quyết định 123/QĐ-TTg"),
    ("Quyết định 12/QĐ-TTg", "Quyết định 123/QĐ-TTg"),
    ("Quyết định 123/QĐ-TTg năm 2024", "Quyết định 123/QĐ-TTg"),
    ("Chỉ thị 45-CT/TU", "Chỉ thị 45-CT/TW"),
    ("Quyết định 123/QĐ-BCT", "Quyết định 123/QĐ-BTC"),
    ("Quyết định 123/QĐ-BNNMT", "Quyết định 123/QĐ-BTNMT"),
    ("Luật Thi đua, khen thưởng năm 2013", "Luật Thi đua, khen thưởng năm 2022"),
    ("Cụm thi đua số 1", "Cụm thi đua số 7"),
    ("UBND tỉnh Lào Cai", "Văn phòng UBND tỉnh Lào Cai"),
    ("Quảng Ninh", "Quảng Bình"),
    ("Hội Phụ nữ huyện", "Hội Phụ nữ tỉnh"),
]
KNOWN = sorted({known for _, known in MEANT})
AUTHORITIES = ["tỉnh", "huyện", "xã", "Tỉnh ủy", "Trung ương", "Chính phủ", "Bộ Nội vụ", "Quốc hội", "ngành"]


@pytest.mark.parametrize(("typed", "known"), MEANT)
def test_a_typing_slip_is_answered_by_the_name(typed, known):
    assert NameList([known]).nearest(typed) == known
    assert NameList(KNOWN).nearest(typed) == known


@pytest.mark.parametrize(("typed", "known"), ANOTHER)
def test_another_rank_authority_or_number_is_answered_by_nothing(typed, known):
    assert NameList([known]).nearest(typed) is None


def is_long(word):
    return len(word) > 3 and word.isalpha() and not word.isupper()


def slips(name):
    """Draw *name* with a letter of a longer word missing, doubled, or swapped with the next."""
    words = name.split()
    longer = [index for index, word in enumerate(words) if is_long(word)]

    def slip(index, kind, place):
        word = words[index]
        at = 1 + place % (len(word) - 2)
        changed = {
            "missing": word[:at] + word[at + 1 :],
            "doubled": word[:at] + word[at] + word[at:],
            "swapped": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        }[kind]
        return " ".join([*words[:index], changed, *words[index + 1 :]])

    kinds = st.sampled_from(["missing", "doubled", "swapped"])
    return st.builds(slip, st.sampled_from(longer), kinds, st.integers(0, 9))


@given(st.data())
def test_any_slip_of_a_finger_is_answered_by_the_name(data):
    name = data.draw(st.sampled_from([name for name in KNOWN if any(map(is_long, name.split()))]))
    typed = data.draw(slips(name).flatmap(lambda slip: st.sampled_from([slip, without_marks(slip)])))
    assert NameList(KNOWN).nearest(typed) == name


@given(st.integers(1, 9999), st.integers(1, 9999), st.sampled_from(["QĐ-TTg", "QĐ-UBND", "CT/TW", "KH/TU"]))
def test_no_number_is_answered_by_another(typed, known, sign):
    found = NameList([f"Quyết định {known}/{sign}"]).nearest(f"Quyết định {typed}/{sign}")
    assert (found is not None) == (typed == known)


@given(
    st.sampled_from(AUTHORITIES), st.sampled_from(AUTHORITIES), st.sampled_from(["Bằng khen", "Cờ thi đua"])
)
def test_no_authority_is_answered_by_another(typed, known, award):
    found = NameList([f"{award} của {known}"]).nearest(f"{award} của {typed}")
    assert (found is not None) == (typed == known)
