"""The words that a reader may type for what is written."""

import pytest

from newsroom.search.spelling import Words, fold, spell

SAME = [
    ("hòa", "hoà"),
    ("thủy", "thuỷ"),
    ("khỏe", "khoẻ"),
    ("quý", "qúy"),
    ("đường", "đươ\u0300ng"),
    ("ế", "e\u0302\u0301"),
]
FOLDED = [
    ("điển", "dien"),
    ("đắk", "dak"),
    ("lắk", "lak"),
    ("đường", "duong"),
    ("thuở", "thuo"),
    ("nghĩa", "nghia"),
    ("ưỡn", "uon"),
    ("bằng", "bang"),
    ("2024", "2024"),
    ("café", "cafe"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_tone_may_stand_on_either_vowel(one, other):
    assert spell(one) == spell(other)


@pytest.mark.parametrize(("one", "other"), [("thi", "thị"), ("dương", "đường"), ("hoa", "hòa"), ("a", "ă")])
def test_marks_make_other_words(one, other):
    assert spell(one) != spell(other)


@pytest.mark.parametrize(("word", "expected"), FOLDED)
def test_a_word_can_be_typed_without_marks(word, expected):
    assert fold(spell(word)) == expected


def test_a_text_gives_its_words_in_their_order():
    words = Words().of_text("Quyết định 666/QĐ-TTg:\u00a0“Vì NGƯỜI nghèo”")
    expected = ["quyết", "định", "666", "qđ", "ttg", "vì", "người", "nghèo"]
    assert words == tuple(map(spell, expected))


def test_a_body_gives_its_words_but_no_markup():
    body = '<p class="a">R&amp;D &nbsp;<a href="/tin/x.html" title="y">xã</a>,\n<strong>hoà</strong>.</p>'
    assert Words().of_html(body) == {"r", "d", spell("xã"), spell("hòa")}
