from pathlib import Path

import pytest

from newsroom.language.syllables import is_syllable

SENTENCES = (Path(__file__).parent / "vietnamese_sentences.txt").read_text("utf-8")


def test_the_words_of_newspapers_are_syllables():
    words = {word.strip(".,").lower() for word in SENTENCES.split()}
    assert {word for word in words if not is_syllable(word)} == {"ki-lô-mét"}


@pytest.mark.parametrize(
    "word",
    ["nghiêng", "quốc", "QUYẾT", "giếng", "gì", "Đắk", "Krông", "khuỷu", "thuở", "hoà", "hòa", "uỷ", "y"],
)
def test_syllables_of_every_shape_are_possible(word):
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["", "víi", "nöôùc", "Guđrún", "các̀", "môt", "catà", "đ", "Île", "ñua", "nớc"]
)
def test_other_words_are_not(word):
    assert not is_syllable(word)
