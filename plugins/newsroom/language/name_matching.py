"""Comparison of two names: equal spellings, similar names, questions for messages.

Only texts: ``vocabulary.closed_lists`` finds the record of a name, ``items.name_lookup`` reports names
that have none.
"""

import difflib
import heapq
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from functools import cached_property, lru_cache
from itertools import pairwise

from newsroom.language.characters import HYPHENS, make_plain
from newsroom.language.vietnamese import split_tone, without_marks

SIMILARITY = 0.72  # difflib's ratio; "Quảng Bin" and "Quảng Bình" have 0.95, "Hà Nam" and "Hà Nội" 0.67
SHORTEST_PART = 4  # letters; too many names contain a shorter part
LONGEST_QUOTED = 80  # letters
LONGEST_COMPARED = 400  # letters; no name is so long
MOST_COMPARED = 20  # names in full: those with the most pairs of letters in common
MOST_QUESTIONS = 100  # about the names of one list: each question compares them all
_PAIRS = 1021  # bits for the pairs of letters of a name; a prime
_DASHES = re.compile(rf"\s*[{HYPHENS}\u2014\u2015]+\s*")
_HYPHEN = re.compile(f"[{HYPHENS}]")
_DROPPED = re.compile("[\"'\u2018-\u201f\u00ab\u00bb.,;]")
_SYLLABLE = re.compile(r"[^\W\d_]+")


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


class NameList:
    """Names to find the nearest of, prepared for many searches."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {without_marks(name): name for name in names}
        self._pairs: list[tuple[int, str]] = []

    def nearest(self, name: str) -> str | None:
        """Find the name most similar to *name*; None if none is similar enough."""
        wanted = without_marks(name[:LONGEST_COMPARED]).strip()
        close = difflib.get_close_matches(wanted, self._likely(wanted), n=1, cutoff=SIMILARITY)
        if close:
            return self._names[close[0]]
        within = (text for text in self._names if len(wanted) >= SHORTEST_PART and wanted in text)
        shortest = min(within, key=len, default=None)
        return self._names[shortest] if shortest else None

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

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        self._get_names = names
        self._left = MOST_QUESTIONS

    @cached_property
    def _names(self) -> NameList:
        return NameList(self._get_names())

    def ask(self, name: str) -> str:
        """Write the question of did_you_mean; "" after MOST_QUESTIONS."""
        self._left -= 1
        return _question(self._names.nearest(name)) if self._left >= 0 else ""

    def error(self, message: str, name: str) -> UnknownNameError:
        """Make an error for the unknown *name*."""
        return UnknownNameError(message, lambda: self.ask(name))


def shorten(name: str) -> str:
    """Shorten a name for a message; a field may contain a whole pasted article."""
    return name if len(name) <= LONGEST_QUOTED else f"{name[:LONGEST_QUOTED]}…"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Write a question to append to a message, with a leading space; empty if no name is similar."""
    return _question(NameList(known).nearest(name))


def _question(candidate: str | None) -> str:
    return f" Có phải là “{candidate}”?" if candidate else ""


def join_choices(choices: Collection[str]) -> str:
    """Join *choices* with commas; with semicolons if a choice contains a comma."""
    return ("; " if any("," in choice for choice in choices) else ", ").join(choices)
