"""Comparison of two names: equal spellings, similar names, questions for messages.

Only texts: ``vocabulary.closed_lists`` finds the record of a name, ``items.name_lookup`` reports names
that have none.
"""

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

from newsroom.language.characters import HYPHENS, make_plain
from newsroom.language.vietnamese import split_tone, without_marks

SIMILARITY = 0.72  # difflib's ratio; "Quảng Bin" and "Quảng Bình" have 0.95, "Hà Nam" and "Hà Nội" 0.67
SHORTEST_PART = 4  # letters; too many names contain a shorter part
LONGEST_QUOTED = 80  # letters
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


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Find the known name most similar to *name*; None if none is similar enough."""
    folded = {without_marks(candidate): candidate for candidate in known}
    wanted = without_marks(name).strip()
    close = difflib.get_close_matches(wanted, folded, n=1, cutoff=SIMILARITY)
    if close:
        return folded[close[0]]
    within = sorted((text for text in folded if len(wanted) >= SHORTEST_PART and wanted in text), key=len)
    return folded[within[0]] if within else None


def shorten(name: str) -> str:
    """Shorten a name for a message; a field may contain a whole pasted article."""
    return name if len(name) <= LONGEST_QUOTED else f"{name[:LONGEST_QUOTED]}…"


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Write a question to append to a message, with a leading space; empty if no name is similar."""
    candidate = nearest(name, known)
    return f" Có phải là “{candidate}”?" if candidate else ""


def join_choices(choices: Collection[str]) -> str:
    """Join *choices* with commas; with semicolons if a choice contains a comma."""
    return ("; " if any("," in choice for choice in choices) else ", ").join(choices)
