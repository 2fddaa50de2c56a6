"""Comparison of two names: equal spellings, similar names, questions for messages.

Only texts: ``vocabulary.closed_lists`` finds the record of a name, ``items.name_lookup`` reports names
that have none.
"""

import heapq
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from functools import cached_property, lru_cache
from itertools import pairwise

from newsroom.language.characters import HYPHENS, make_plain
from newsroom.language.vietnamese import split_tone, without_marks

SHORTEST_PART = 4  # letters; too many names contain a shorter part
SHORT_WORD = 3  # letters; another letter makes another word of shorter words
WORDS_PER_SLIP = 4  # of a long name, which may have a slip more for each so many
LONGEST_QUOTED = 80  # letters
LONGEST_COMPARED = 400  # letters; no name is so long
MOST_COMPARED = 20  # names in full: those with the most pairs of letters in common
MOST_QUESTIONS = 100  # about the names of one list: each question compares them all
_PAIRS = 1021  # bits for the pairs of letters of a name; a prime
_DASHES = re.compile(rf"\s*[{HYPHENS}\u2014\u2015]+\s*")
_HYPHEN = re.compile(f"[{HYPHENS}]")
_DROPPED = re.compile("[\"'\u2018-\u201f\u00ab\u00bb.,;]")
_SYLLABLE = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"\d+|[^\W\d_]+")
_THOUSANDS = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")
_FILLERS = frozenset({"cua", "va", "cac", "cap"})  # của, và, các, cấp


@lru_cache(10_000)
def name_key(name: str) -> str:
    """Return a key that is equal for all spellings of a name.

    Spellings may differ in Unicode form, case, spaces, dashes, quotes, stops and the placement of
    tones, but not in marks and đ: "ngheo" is not "nghèo".
    """
    text = " ".join(unicodedata.normalize("NFC", name).casefold().split())
    text = _DROPPED.sub(" ", _DASHES.sub("-", text))
    return " ".join(_SYLLABLE.sub(_tone_last, text).split())


def _tone_last(match: re.Match[str]) -> str:
    letters, tone = split_tone(match[0])
    return f"{letters}{tone or ''}"


def file_key(path: str) -> str:
    """Return a key that is equal for spellings of a path that look alike.

    A Mac puts a no-break space before "AM" in names of screenshots, which nobody types.
    """
    return unicodedata.normalize("NFC", _HYPHEN.sub("-", make_plain(unicodedata.normalize("NFC", path))))


class _Reading:
    """A name as its words, without marks and small words that distinguish nothing."""

    def __init__(self, name: str) -> None:
        text = _THOUSANDS.sub("", unicodedata.normalize("NFC", name))
        typed = [(word, without_marks(word).replace("y", "i")) for word in _WORD.findall(text)]  # sỹ is sĩ
        plains = [plain for _, plain in typed] + [""]
        kept = [
            (word, plain)
            for (word, plain), after in zip(typed, plains[1:], strict=True)
            if plain not in _FILLERS and not (plain == "so" and after.isdecimal())  # "số 7" is "7"
        ]
        self.name = name
        self.words = [plain for _, plain in kept]
        self.numbers = [word for word in self.words if word.isdecimal()]
        self.spaced = f" {' '.join(self.words)} "
        self.joined = "".join(self.words)
        self._is_exact = [
            word.isdecimal() or (not name.isupper() and sum(map(str.isupper, word)) > 1) for word, _ in kept
        ]

    def count_slips(self, typed: "_Reading") -> int | None:
        """Count the typing slips that make *typed* of this name; None if it is another name.

        Numbers and abbreviations such as "UBND" and "TTg" are the same in both: they name an authority.
        """
        if self.numbers != typed.numbers:
            return None
        if self.joined == typed.joined:
            return 0
        if len(self.words) != len(typed.words):
            return None
        slips = 0
        for word, known, is_exact in zip(typed.words, self.words, self._is_exact, strict=True):
            if word != known:
                slips += 1
                if slips > 1 + len(self.words) // WORDS_PER_SLIP or not _is_slip(
                    word, known, is_exact=is_exact
                ):
                    return None
        return slips


def _is_slip(typed: str, known: str, *, is_exact: bool) -> bool:
    """Check that the word *typed* is *known* but for a letter that is missing, added, wrong or swapped.

    A wrong first letter makes another word, as in "binh" and "ninh"; so does any letter of a shorter word.
    """
    pairs = enumerate(zip(typed, known, strict=False))
    start = next((place for place, (letter, other) in pairs if letter != other), min(len(typed), len(known)))
    rest, other = typed[start:], known[start:]
    is_swapped = len(rest) > 1 and rest[1::-1] + rest[2:] == other
    if is_exact:
        return is_swapped and len(known) > SHORT_WORD
    if max(len(typed), len(known)) < SHORT_WORD:
        return False
    is_wrong = start > 0 and len(known) > SHORT_WORD and rest[1:] == other[1:]
    return is_swapped or is_wrong or rest[1:] == other or rest == other[1:]


class NameList:
    """Names to find the nearest of, prepared for many searches."""

    def __init__(self, names: Iterable[str], *, by_part: bool = False) -> None:
        """Take the *names*; *by_part* if parts of them mean them, because none names an authority."""
        self._names = {without_marks(name): name for name in names}
        self._by_part = by_part
        self._pairs: list[tuple[int, str]] = []
        self._readings: dict[str, _Reading] = {}

    def nearest(self, name: str) -> str | None:
        """Find the only name that *name* means but for typing slips, or of which it is a part."""
        wanted = _Reading(name[:LONGEST_COMPARED])
        if not wanted.words:
            return None
        counts: dict[_Reading, int] = {}
        for text in self._likely(without_marks(wanted.name).strip()):
            known = self._read(text)
            if (slips := known.count_slips(wanted)) is not None:
                counts[known] = slips
        fewest = min(counts.values(), default=0)
        close = [known for known, slips in counts.items() if slips == fewest] or self._find_parts(wanted)
        return close[0].name if len(close) == 1 else None

    def _read(self, text: str) -> _Reading:
        if text not in self._readings:
            self._readings[text] = _Reading(self._names[text])
        return self._readings[text]

    def _find_parts(self, wanted: _Reading) -> list[_Reading]:
        """Find the names that begin with *wanted*, which has their number, or any that share a part."""
        if len(wanted.joined) < SHORTEST_PART:
            return []
        known = [self._read(text) for text in self._names]
        if not self._by_part:
            return [other for other in known if wanted.numbers and other.spaced.startswith(wanted.spaced)]
        holding = [other for other in known if wanted.spaced in other.spaced]
        folder, slash, file = wanted.name.rpartition("/")
        if holding or (slash and not file):
            return holding
        if folder:  # the file may be in another
            return [other for other in known if other.spaced.endswith(_Reading(file).spaced)]
        held = (other for other in known if other.words and other.spaced in wanted.spaced)
        return [other for other in held if other.numbers == wanted.numbers]

    def _likely(self, wanted: str) -> Collection[str]:
        """Return the few names that share the most pairs of letters with *wanted*."""
        if len(self._names) <= MOST_COMPARED:
            return self._names
        self._pairs = self._pairs or [(_letter_pairs(text), text) for text in self._names]
        pairs = _letter_pairs(wanted)

        def likeness(other: tuple[int, str]) -> float:
            return (pairs & other[0]).bit_count() / ((pairs.bit_count() + other[0].bit_count()) or 1)

        return [text for _pairs, text in heapq.nlargest(MOST_COMPARED, self._pairs, key=likeness)]


def _letter_pairs(text: str) -> int:
    """Return a number with a bit for each pair of neighbouring letters."""
    pairs = 0
    for first, second in pairwise(text):
        pairs |= 1 << (ord(first) * 31 + ord(second)) % _PAIRS
    return pairs


class UnknownNameError(ValueError):
    """An unknown name; reading its message asks for the name that was meant, which takes time."""

    def __init__(self, message: str, ask: Callable[[], str]) -> None:
        super().__init__(message)
        self._ask = ask

    def __str__(self) -> str:
        return f"{self.args[0]}{self._ask()}"


class Suggestions:
    """Questions that propose a name of one list for each of the first MOST_QUESTIONS unknown names."""

    def __init__(self, *names: Callable[[], Iterable[str]], by_part: bool = False) -> None:
        """Take functions that return *names*: names of a later function are for want of an earlier one's."""
        self._get_names = names
        self._by_part = by_part
        self._left = MOST_QUESTIONS

    @cached_property
    def _lists(self) -> list[NameList]:
        return [NameList(get_names(), by_part=self._by_part) for get_names in self._get_names]

    def ask(self, name: str) -> str:
        """Write the question of did_you_mean; "" after MOST_QUESTIONS."""
        self._left -= 1
        if self._left < 0:
            return ""
        return _question(next(filter(None, (names.nearest(name) for names in self._lists)), None))

    def error(self, message: str, name: str) -> UnknownNameError:
        """Make an error for the unknown *name*."""
        return UnknownNameError(message, lambda: self.ask(name))


def shorten(name: str) -> str:
    """Shorten a name for a message; a field may contain a whole pasted article."""
    return name if len(name) <= LONGEST_QUOTED else f"{name[:LONGEST_QUOTED]}…"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Write a question about the choices of a field, with a leading space; empty if none is similar."""
    return _question(NameList(known, by_part=True).nearest(name))


def _question(candidate: str | None) -> str:
    return f" Có phải là “{candidate}”?" if candidate else ""


def join_choices(choices: Collection[str]) -> str:
    """Join *choices* with commas; with semicolons if a choice contains a comma."""
    return ("; " if any("," in choice for choice in choices) else ", ").join(choices)
