"""Names as editors write them, compared as a Vietnamese reader would."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from newsroom.core.vietnamese import split_tone, without_marks

SIMILARITY = 0.72  # of difflib's ratio; "Quảng Bin" is 0.95 of "Quảng Bình", "Hà Nam" 0.67 of "Hà Nội"
SHORTEST_PART = 4  # letters; a shorter scrap would be found in too many names
LONGEST_QUOTED = 80  # letters
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]+\s*")
_DROPPED = re.compile("[\"'\u2018-\u201f\u00ab\u00bb.,;]")
_SYLLABLE = re.compile(r"[^\W\d_]+")


@lru_cache(10_000)
def equalise(name: str) -> str:
    """The form in which two spellings of one name are the same string.

    NFC, case, spaces, dashes, quotes, stops and the placement of tones are made equal.
    Marks and đ are kept: "ngheo" is not "nghèo".
    """
    text = " ".join(unicodedata.normalize("NFC", name).casefold().split())
    text = _DROPPED.sub(" ", _DASHES.sub("-", text))
    return " ".join(_SYLLABLE.sub(_tone_last, text).split())


def _tone_last(match: re.Match[str]) -> str:
    letters, tone = split_tone(match[0])
    return f"{letters}{tone or ''}"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that *name* was most likely meant to be, if any comes near."""
    folded = {without_marks(candidate): candidate for candidate in known}
    wanted = without_marks(name).strip()
    close = difflib.get_close_matches(wanted, folded, n=1, cutoff=SIMILARITY)
    if close:
        return folded[close[0]]
    within = sorted((text for text in folded if len(wanted) >= SHORTEST_PART and wanted in text), key=len)
    return folded[within[0]] if within else None


def shorten(name: str) -> str:
    """A name as it is quoted in a message: a whole article pasted into a field is not."""
    return name if len(name) <= LONGEST_QUOTED else f"{name[:LONGEST_QUOTED]}…"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A question to put after a complaint, with its leading space; empty when nothing is near."""
    candidate = nearest(name, known)
    return f" Có phải là “{candidate}”?" if candidate else ""
