"""Text typed for old Vietnamese fonts: "Thi ®ua yªu n­íc", "Thi ñua yeâu nöôùc", "Thi ðua yêu nýõìc".

No sign names the encoding, so the words of a text are weighed: a word counts for an encoding if it makes
no sense as it stands, but is a syllable when it is decoded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from newsroom.language.characters import restore_d
from newsroom.language.old_fonts import FOREIGN, OLD_FONTS, OldFont
from newsroom.language.passages import Passage
from newsroom.language.syllables import is_syllable

CERTAIN = 4.0  # the weight of a passage that is in an old encoding: that of one clear word, or four others
LIKELY = 2.5  # the same, in a file with certain passages
WIDEST = 16  # characters of a word in an old encoding
SHORT = 3  # letters of a formula
_WORD = re.compile(r"((?:[^\W\d_]|[\u00a1-\u00ff\u0300-\u036f])+)")  # signs may be letters of old fonts
_ODD = re.compile(f"[{re.escape(FOREIGN)}]")
_VOWEL = re.compile(r"[aăâeêioôơuưy]")
# Words that have lost an ư, which is a soft hyphen in TCVN3: many programs drop it.
_AFTER_U = re.compile("(?<!ư)(?=[ơờớởỡợ])")
_REDUCED = re.compile(
    "ngời|dới|mơi|cời|lới|cới|vờn|mợn|lợt|trợt|vơn|ơm|gơm|bớm|rỡi|th|ng|nh|s|nhng|trng|bng|tng|hng",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Word:
    text: str  # as decoded
    weight: float
    has_lost_letter: bool = False


_FOREIGN = -3.0
_UNICODE = _Word("", float("-inf"))


def find_old_font(text: str, least: float = CERTAIN) -> Passage | None:
    """Find an old encoding in *text*, a line or a paragraph, whose passage has the weight *least*."""
    odd = {word for match in _ODD.finditer(text) for word in _words_around(text, match.start())}
    fonts = [font for font in OLD_FONTS if any(_weigh(font, word).weight > 0 for word in odd)]
    readings = (_Reading(font, text) for font in fonts)
    best = max(readings, key=lambda reading: reading.weight, default=None)
    return best.passage() if best and best.weight >= least else None


def _words_around(text: str, place: int) -> list[str]:
    """Return the words of *text* that touch the character at *place*."""
    before, after = text[max(0, place - WIDEST) : place], text[place : place + WIDEST]
    return _WORD.findall(before.rpartition(" ")[2] + after.partition(" ")[0])


class _Reading:
    """A reading of one text by one encoding."""

    def __init__(self, font: OldFont, text: str) -> None:
        self.font = font
        self.pieces = _WORD.split(text)  # at odd indexes words, and what is between them
        self.typed = self.pieces[1::2]
        self.words = [_weigh(font, word) for word in self.typed]
        self.runs = list(filter(self._old_words, self._split_at_unicode()))
        self.weight = max(map(self._weigh_run, self.runs), default=0.0)

    def passage(self) -> Passage:
        """Return the passage from the first word in the encoding to the last."""
        first, last = self._old_words(self.runs[0])[0], self._old_words(self.runs[-1])[-1]
        start = len("".join(self.pieces[: 2 * first + 1]))
        end = len("".join(self.pieces[: 2 * last + 2]))
        is_certain = self._is_certain()
        pieces = self.pieces.copy()
        for index in (index for run in self.runs if is_certain for index in self._changed_words(run)):
            pieces[2 * index + 1] = self._in_case(index)
        return Passage(self.font.name, start, end, "".join(pieces), is_certain)

    def _split_at_unicode(self) -> Iterator[range]:
        """Yield the ranges of words between those that are in Unicode for certain."""
        start = 0
        for index, word in enumerate([*self.words, _UNICODE]):
            if word is _UNICODE:
                yield range(start, index)
                start = index + 1

    def _old_words(self, run: range) -> list[int]:
        return [index for index in run if self.words[index].weight > 0]

    def _changed_words(self, run: range) -> list[int]:
        return [index for index in run if self.words[index].text != self.typed[index]]

    def _weigh_run(self, run: range) -> float:
        """Return the weight of the heaviest passage; a repeated word weighs nothing."""
        heaviest = weight = 0.0
        seen: set[str] = set()
        for index in run:
            word = self.words[index]
            if word.weight > 0 and word.text in seen:
                continue
            seen.add(word.text)
            weight = max(0.0, weight + word.weight)
            heaviest = max(heaviest, weight)
        return heaviest

    def _is_certain(self) -> bool:
        """Check that no word is in neither encoding, or may be in either."""
        if any(word.weight == _FOREIGN for word in self.words) or self._has_lost_letters():
            return False
        return _UNICODE not in self.words or all(map(self._is_clear, self.runs))

    def _has_lost_letters(self) -> bool:
        may_lose = "\xad" in self.font.letters and not any("\xad" in word for word in self.typed)
        return may_lose and any(word.has_lost_letter or _REDUCED.fullmatch(word.text) for word in self.words)

    def _is_clear(self, run: range) -> bool:
        """Check that the words in the encoding are certainly the first and the last that change."""
        old, changed = self._old_words(run), self._changed_words(run)
        return self._weigh_run(run) >= CERTAIN and (changed[0], changed[-1]) == (old[0], old[-1])

    def _in_case(self, index: int) -> str:
        """Return a repaired word, in capitals if a word beside it is: "Hµ NéI" is "HÀ NỘI"."""
        text = self.words[index].text
        beside = [word.text for word in self.words[max(0, index - 1) : index + 2] if word.text != text]
        is_among_capitals = any(len(word) > 1 and word.isupper() and is_syllable(word) for word in beside)
        is_open = text[0].isupper() and not re.search("[a-z]", self.typed[index])
        return text.upper() if is_open and is_among_capitals else text


@lru_cache(10_000)
def _weigh(font: OldFont, word: str) -> _Word:
    """Decode *word*; weigh it by how much it shows that its passage is in the encoding of *font*."""
    if word.isascii():
        return _Word(word, 0 if is_syllable(word) or word.isupper() or len(word) == 1 else -0.5)
    text = font.decode(word) if len(word) <= WIDEST else ""
    if text == "":
        return _Word(word, _FOREIGN)
    if text is None:
        own = word.strip("«»·°º¹²³®©").replace("ƣ", "ư")
        restored = restore_d(own)
        is_unicode = restored != own or is_syllable(own)
        return _UNICODE if is_unicode else _Word(word, _FOREIGN if own else 0)
    if is_syllable(word):
        return _Word(text, 0) if is_syllable(text) else _UNICODE
    has_lost_letter = not is_syllable(text) and is_syllable(_AFTER_U.sub("ư", text.lower()))
    if has_lost_letter or is_syllable(text):
        is_clear = len(word) > 1 and (font.clear.match(word) or _is_divided(word))
        return _Word(text, CERTAIN if is_clear else _weigh_unclear(word), has_lost_letter)
    if len(word) == 1:  # a sign like © by itself
        return _Word(word, 0)
    is_short_form = text.isupper() and not _VOWEL.search(text.lower())  # HĐND
    return _Word(text, 0 if is_short_form else _FOREIGN)


def _is_divided(word: str) -> bool:
    """Check for a soft hyphen where no syllable is divided: it is the ư of TCVN3."""
    joined = word.replace("\xad", "")
    return "\xad" in word[:-1] and not (joined.isascii() and is_syllable(joined))


def _weigh_unclear(word: str) -> float:
    """Weigh a word that another language may have, or a formula like "m×n"."""
    if len(word) == 1:
        return 0
    letters = word.replace("\xad", "")
    return 0.7 if word == "µm" or (len(letters) <= SHORT and not letters.isalpha()) else 1
