"""Text typed for old Vietnamese fonts: TCVN3, VNI and Windows-1258.

Their letters, read as Windows-1252, are letters and signs of other languages: "Thi ®ua yªu n­íc",
"Thi ñua yeâu nöôùc", "Thi ðua yêu nýõìc". Nothing says that a text is in such an encoding, so its
words are weighed: those that make no sense as they stand, but are syllables when they are decoded.
"""

import re
import string
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from newsroom.language.characters import FOREIGN, restore_d
from newsroom.language.syllables import is_syllable

CERTAIN = 4.0  # the weight of a passage that is in an old encoding: that of one clear word, or four others
WIDEST = 16  # characters of a word in an old encoding
SHORT = 3  # letters of a formula
_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300\u0309\u0303\u0301\u0323"
_CIRCUMFLEX, _BREVE = "\u0302\u0306"
_TOKEN = re.compile(r"(?:[^\W\d_]|[\u00a1-\u00ff\u0300-\u036f])+")  # signs may be letters of old fonts
_ODD = re.compile(f"[{re.escape(FOREIGN)}]")  # in each passage
_VOWEL = re.compile(r"[aăâeêioôơuưy]")
# Words that have lost an ư, which is a soft hyphen in TCVN3: many programs drop it.
_AFTER_U = re.compile("(?<!ư)(?=[ơờớởỡợ])")
_REDUCED = re.compile(
    "ngời|dới|mơi|cời|lới|cới|vờn|mợn|lợt|trợt|vơn|ơm|gơm|bớm|rỡi|th|ng|nh|s|nhng|trng|bng|tng|hng",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class OldFont:
    """An encoding: its ``letters``, and a pattern of ``clear`` words, which no other language has."""

    name: str
    letters: dict[str, str]
    clear: re.Pattern[str]
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        longest_first = sorted(self.letters, key=len, reverse=True)
        object.__setattr__(self, "pattern", re.compile("|".join(map(re.escape, longest_first))))

    def decode(self, word: str) -> str | None:
        """Decode *word*; None if it has letters that are not in this encoding."""
        if self.pattern.sub("", word).strip(string.ascii_letters):
            return None
        text = unicodedata.normalize("NFC", self.pattern.sub(lambda match: self.letters[match[0]], word))
        # Capitals with tones are in fonts of their own, which show small letters as capitals.
        is_capital = sum("A" <= char <= "Z" for char in word) > 1 and not re.search("[a-z]", word)
        is_mixed = any(one.islower() and other.isupper() for one, other in pairwise(text))
        return text.upper() if is_capital or is_mixed else text


def _tcvn3() -> dict[str, str]:
    codes = (
        "\xa1Ă\xa2Â\xa3Ê\xa4Ô\xa5Ơ\xa6Ư\xa7Đ\xa8ă\xa9â\xaaê\xabô\xacơ\xadư\xaeđ"
        "\xb5à\xb6ả\xb7ã\xb8á\xb9ạ\xbbằ\xbcẳ\xbdẵ\xbeắ\xc6ặ\xc7ầ\xc8ẩ\xc9ẫ\xcaấ\xcbậ"
        "\xccè\xceẻ\xcfẽ\xd0é\xd1ẹ\xd2ề\xd3ể\xd4ễ\xd5ế\xd6ệ\xd7ì\xd8ỉ\xdcĩ\xddí\xdeị"
        "\xdfò\xe1ỏ\xe2õ\xe3ó\xe4ọ\xe5ồ\xe6ổ\xe7ỗ\xe8ố\xe9ộ\xeaờ\xebở\xecỡ\xedớ\xeeợ"
        "\xefù\xf1ủ\xf2ũ\xf3ú\xf4ụ\xf5ừ\xf6ử\xf7ữ\xf8ứ\xf9ự\xfaỳ\xfbỷ\xfcỹ\xfdý\xfeỵ"
    )
    return dict(zip(codes[::2], codes[1::2], strict=True))


def _vni() -> dict[str, str]:
    tones = {"ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ù": _ACUTE, "ï": _DOT}
    circumflexes = {"à": _GRAVE, "å": _HOOK, "ã": _TILDE, "á": _ACUTE, "ä": _DOT, "â": ""}
    breves = {"è": _GRAVE, "ú": _HOOK, "ü": _TILDE, "é": _ACUTE, "ë": _DOT, "ê": ""}
    marks = tones | {mark: _CIRCUMFLEX + tone for mark, tone in circumflexes.items()}
    of_base = {"a": marks | {mark: _BREVE + tone for mark, tone in breves.items()}}
    of_base |= {"e": marks, "o": marks, "u": tones, "y": tones, "ô": tones, "ö": tones}
    plain = {"ô": "ơ", "ö": "ư"}
    letters = plain | {"ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
    letters |= {
        base + mark: unicodedata.normalize("NFC", plain.get(base, base) + made)
        for base, of_mark in of_base.items()
        for mark, made in of_mark.items()
    }
    capital = {old.upper(): new.upper() for old, new in letters.items()}
    title = {old[0].upper() + old[1:]: new.upper() for old, new in letters.items()}
    return letters | title | capital


def _windows_1258() -> dict[str, str]:
    letters = dict(zip("ãÃõÕýÝðÐþ", "ăĂơƠưƯđĐ₫", strict=True))
    letters |= dict(zip("ÌìÒòÞ", _GRAVE + _ACUTE + _HOOK + _DOT + _TILDE, strict=True))
    return letters | {letter: letter for letter in "àáâèéêíóôùúÀÁÂÈÉÊÍÓÔÙÚ"}


_FONTS = (
    OldFont(
        "TCVN3 (phông .VnTime)",
        _tcvn3(),
        re.compile("(?=...)(?:.*[¡-©¬®µ¶¸»-¾]|.+ª)|[A-Za-z](?:[µ¶¸¨©¬]$|¹[a-z])"),
    ),
    OldFont(
        "VNI (phông VNI-Times)",
        _vni(),
        re.compile("[\x00-\x7f]*[^\x00-\x7f].*[^\x00-\x7f]|[ñÑ]..|.*[aeouy]ø|.*[aeuy]ù"),
    ),
    OldFont("Windows-1258", _windows_1258(), re.compile(".*[ðýõãÐÝÕÃ].*[ìÌòÒÞ]|.*ýõ|.*[a-zâêô][ÌÒÞ]")),
)


@dataclass(frozen=True)
class Passage:
    """A text in an old encoding; ``repaired`` is None if its reading is uncertain."""

    encoding: str
    start: int  # of its first word
    sample: str
    repaired: str | None


def find_old_font(text: str) -> Passage | None:
    """Find an old encoding in *text*, a line or a paragraph."""
    odd = {word for match in _ODD.finditer(text) for word in _words_around(text, match.start())}
    fonts = [font for font in _FONTS if any(_weigh(font, word).weight > 0 for word in odd)]
    if not fonts:
        return None
    tokens = list(_TOKEN.finditer(text))
    readings = (_Reading(font, text, tokens) for font in fonts)
    best = max(readings, key=lambda reading: reading.weight)
    return best.passage() if best.weight >= CERTAIN else None


def _words_around(text: str, place: int) -> list[str]:
    """Return the words of *text* that touch the character at *place*."""
    before, after = text[max(0, place - WIDEST) : place], text[place : place + WIDEST]
    return _TOKEN.findall(before.rpartition(" ")[2] + after.partition(" ")[0])


class _Reading:
    """A reading of one text by one encoding."""

    def __init__(self, font: OldFont, text: str, tokens: list[re.Match[str]]) -> None:
        self.font, self.text, self.tokens = font, text, tokens
        self.words = [_weigh(font, token[0]) for token in tokens]
        self.weight = max((self._weigh_run(run) for run in self._runs()), default=0.0)

    def _runs(self) -> Iterator[range]:
        """Yield the ranges of words between those that are in Unicode for certain."""
        start = 0
        for index, word in enumerate([*self.words, _UNICODE]):
            if word is _UNICODE:
                yield range(start, index)
                start = index + 1

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

    def passage(self) -> Passage:
        old = [index for index, word in enumerate(self.words) if word.weight > 0]
        first, last = self.tokens[old[0]], self.tokens[old[-1]]
        sample = self.text[first.start() : last.end()]
        return Passage(self.font.name, first.start(), sample, self._repair())

    def _repair(self) -> str | None:
        """Return the repaired text; None where words are in neither encoding, or may be in either."""
        if any(word.weight == _FOREIGN for word in self.words) or self._has_lost_letters():
            return None
        runs = list(self._runs())
        pieces, end = [], 0
        for run in runs:
            old = [index for index in run if self.words[index].weight > 0]
            if not old:
                continue
            changed = [index for index in run if self.words[index].text != self.tokens[index][0]]
            is_clear = self._weigh_run(run) >= CERTAIN and (changed[0], changed[-1]) == (old[0], old[-1])
            if len(runs) > 1 and not is_clear:
                return None
            for index in changed:
                token = self.tokens[index]
                pieces += [self.text[end : token.start()], self._in_case(index)]
                end = token.end()
        return "".join([*pieces, self.text[end:]])

    def _has_lost_letters(self) -> bool:
        may_lose = "\xad" in self.font.letters and "\xad" not in self.text
        return may_lose and any(word.is_reduced or _REDUCED.fullmatch(word.text) for word in self.words)

    def _in_case(self, index: int) -> str:
        """Return a repaired word, in capitals if a word beside it is: "Hµ NéI" is "HÀ NỘI"."""
        text = self.words[index].text
        beside = [word.text for word in self.words[max(0, index - 1) : index + 2] if word.text != text]
        is_among_capitals = any(len(word) > 1 and word.isupper() and is_syllable(word) for word in beside)
        is_open = text[0].isupper() and not re.search("[a-z]", self.tokens[index][0])
        return text.upper() if is_open and is_among_capitals else text


@dataclass(frozen=True)
class _Word:
    text: str
    weight: float
    is_reduced: bool = False


_FOREIGN = -3.0
_UNICODE = _Word("", float("-inf"))


@lru_cache(10_000)
def _weigh(font: OldFont, word: str) -> _Word:
    """Decode *word*; weigh it by how much it shows that its passage is in the encoding of *font*."""
    if word.isascii():
        return _Word(word, 0 if is_syllable(word) or word.isupper() or len(word) == 1 else -0.5)
    text = font.decode(word)
    if text is None:
        own = word.strip("«»·°º¹²³®©").replace("ƣ", "ư")
        restored = restore_d(own)
        is_unicode = restored != own or is_syllable(own)
        return _UNICODE if is_unicode else _Word(word, _FOREIGN if own else 0)
    if is_syllable(word):
        return _Word(text, 0) if is_syllable(text) else _UNICODE
    is_reduced = not is_syllable(text) and is_syllable(_AFTER_U.sub("ư", text.lower()))
    if is_reduced or is_syllable(text):
        is_clear = len(word) > 1 and (font.clear.match(word) or _is_divided(word))
        return _Word(text, CERTAIN if is_clear else _weigh_unclear(word), is_reduced)
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
