"""Search for names in text or HTML, however their letters are written.

Readers see the same name in other case, with a tone on another vowel, across line ends, and with marks of
emphasis or characters that show nothing within it. So names and texts are compared in a folded form.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from newsroom.body.allowed_markup import TYPED_TAGS
from newsroom.language.characters import drop_invisible
from newsroom.language.vietnamese import TONES

Span = tuple[int, int]

_SIGNS = "*_~`"  # of emphasis in Markdown
_INLINE_TAGS = TYPED_TAGS - {"br"} | {"a", "code", "em", "strong", "wbr"}  # which do not end a word
_TAG = re.compile(r"</?(?P<element>\w*)[^<>]*>")
_PIECE = re.compile(rf"{_TAG.pattern}|&(?:amp;)?(?P<entity>#\w+|[A-Za-z]\w*);|(?P<char>.)", re.DOTALL)
_LETTER = r"[\w\u0300-\u036f]"
_GAP = r"[^\w\u0300-\u036f]*"
_WORD = re.compile(f"{_LETTER}+")
_LOWER = bytes(range(256)).lower()
_NO_LETTERS = bytes(byte for byte in range(256) if not chr(byte).isascii() or not chr(byte).isalnum())
_NO_CONSONANTS = _NO_LETTERS + b"aeiouyAEIOUY"


def find_names(text: str, names: Iterable[str]) -> list[Span]:
    """Return the places of *names* in *text*, which may be HTML: sorted, without overlaps."""
    wanted = [name for name in names if _may_contain(text, name)]
    if not wanted:
        return []
    pattern = re.compile("|".join(map(_pattern, sorted(wanted, key=len, reverse=True))))
    attributes = [(tag.start() + 1, tag[0][1:-1]) for tag in _TAG.finditer(text) if " " in tag[0]]
    return sorted(
        (begin + start, begin + end)
        for begin, part in [(0, text), *attributes]
        for start, end in _find(part, pattern)
    )


def _may_contain(text: str, name: str) -> bool:
    """Check quickly that *text* has the consonants of *name* in a row, then that it has the letters."""
    return all(letters_of(name) in letters_of(text) for letters_of in (_consonants, _letters))


@lru_cache(100)  # names are few, and each text is compared with all of them
def _consonants(text: str) -> bytes:
    return _without_tags(text).encode("ascii", "ignore").translate(_LOWER, _NO_CONSONANTS)


@lru_cache(100)
def _letters(text: str) -> bytes:
    decomposed = unicodedata.normalize("NFD", _without_tags(text))
    return decomposed.encode("ascii", "ignore").translate(_LOWER, _NO_LETTERS)


def _without_tags(text: str) -> str:
    """Return *text* without tags, then the insides of its tags."""
    if "<" in text:
        tags = " ".join(tag[0][1:-1] for tag in _TAG.finditer(text))
        text = f"{_TAG.sub('', text)} {tags}"
    return html.unescape(html.unescape(text)) if "&" in text else text


def _stand_in(tag: re.Match[str]) -> str:
    return "" if tag["element"].lower() in _INLINE_TAGS else " "


@lru_cache
def _pattern(name: str) -> str:
    """Write a pattern for *name* in a folded text; the marks between its words may differ."""
    folded = "".join(char for char, _ in _fold(name))
    gaps = [gap if gap == " " else _GAP for gap in _WORD.split(folded)[1:-1]]
    words = map(re.escape, _WORD.findall(folded))
    inner = "".join(part for pair in zip(words, [*gaps, ""], strict=True) for part in pair)
    return rf"(?<!{_LETTER}){inner or re.escape(folded)}(?!{_LETTER})"


def _find(text: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    folded = list(_fold(text))
    for match in pattern.finditer("".join(char for char, _ in folded)):
        spans = [span for _, span in folded[match.start() : match.end()]]
        yield spans[0][0], max(end for _, end in spans)


def _fold(text: str) -> Iterator[tuple[str, Span]]:
    """Yield each character of the folded *text* with its place in *text*.

    Letters have no case, no marks twice and no tones, which follow their word; white space is one space.
    """
    tones: dict[str, Span] = {}
    before = ""
    for char, span in _characters(text):
        if char in TONES:
            tones[char] = span
        elif _WORD.match(char):
            if char != before or not unicodedata.combining(char):
                yield char, span
        else:
            yield from sorted(tones.items())
            tones.clear()
            if not char == before == " ":
                yield char, span
        before = char
    yield from sorted(tones.items())


def _characters(text: str) -> Iterator[tuple[str, Span]]:
    """Yield the characters that *text* shows, in lower case and apart from their marks."""
    for piece in _PIECE.finditer(text):
        if piece["element"] is not None:
            shown = _stand_in(piece)
        elif piece["entity"]:
            shown = html.unescape(f"&{piece['entity']};")
        else:
            shown = "" if piece["char"] in _SIGNS else piece["char"]
        for char in _decompose(shown):
            yield char, piece.span()


@lru_cache(2000)
def _decompose(shown: str) -> str:
    folded = unicodedata.normalize("NFD", drop_invisible(shown)).casefold()
    shown = "".join(char for char in folded if unicodedata.category(char) != "Cf")
    return "".join(" " if char.isspace() else char for char in unicodedata.normalize("NFD", shown))
