"""Words in a uniform spelling, and without marks, as readers type them.

The script of the search page, theme/static/assets/tim-kiem.js, follows the same rules.
"""

import html
import re
import unicodedata
from itertools import chain

from newsroom.language.vietnamese import TONES

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(rb"<[^>]*>")
# Every ASCII character outside words becomes a gap, except & # ; which entities need.
_TO_GAPS = bytes(
    ord(" ") if chr(code).isascii() and not (chr(code).isalnum() or chr(code) in "&#;") else code
    for code in range(256)
)


def spell(word: str) -> str:
    """Move the tone of a lower-case *word* to its end, so that ``hòa`` and ``hoà`` are equal."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    tones = "".join(char for char in decomposed if char in TONES)
    letters = "".join(char for char in decomposed if char not in TONES)
    return unicodedata.normalize("NFC", letters) + tones


def fold(spelt: str) -> str:
    """Remove all marks: ``đường`` gives ``duong``."""
    if spelt.isascii():
        return spelt
    decomposed = unicodedata.normalize("NFD", spelt.replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.category(char).startswith("M"))


class Words(dict[bytes, tuple[str, ...]]):
    """A cache of the spelt words in each stretch of text between gaps; few stretches make up all texts."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: dict[str, tuple[str, ...]] = {}

    def __missing__(self, stretch: bytes) -> tuple[str, ...]:
        text = unicodedata.normalize("NFC", html.unescape(stretch.decode())).lower()
        words = self[stretch] = tuple(map(spell, _WORD.findall(text)))
        return words

    def of_text(self, text: str) -> tuple[str, ...]:
        """Return the words of a plain *text*, in order, from a cache: most such texts are recurring names."""
        if text not in self._texts:
            stretches = text.encode().translate(_TO_GAPS).split()
            self._texts[text] = tuple(chain.from_iterable(map(self.__getitem__, stretches)))
        return self._texts[text]

    def of_html(self, text: str) -> set[str]:
        """Return the words in the HTML *text*."""
        stretches = set(_TAG.sub(b" ", text.encode()).translate(_TO_GAPS).split())
        return set(chain.from_iterable(map(self.__getitem__, stretches)))
