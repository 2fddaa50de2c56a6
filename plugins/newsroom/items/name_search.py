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
FOOTNOTE = re.compile(
    r"<sup[^<>]*>(?:<a[^<>]*>)?[\d*,; ]+(?:</a>)?</sup>|\[\^[^\[\]\s]+\]"
)  # a mark within a text
_SUPERSCRIPT = re.compile("[\u00b2\u00b3\u00b9\u2070-\u2079]")  # such a mark, or not part of a name
_PIECE = re.compile(
    rf"(?P<mark>{FOOTNOTE.pattern}|{_SUPERSCRIPT.pattern})|{_TAG.pattern}|&(?:amp;)?(?P<entity>#\w+|[A-Za-z]\w*);|(?P<char>.)",
    re.DOTALL,
)
# Letters that look like an apostrophe; lines below and through letters; a pattern of Braille without dots.
_ALIKE = dict.fromkeys(map(ord, "\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\ua78b\ua78c"), "'")
_ALIKE |= dict.fromkeys([0x305, *range(0x332, 0x339)], "") | {0x2800: " "}
_LETTER = r"[\w\u0300-\u036f]"
_GAP = r"[^\w\u0300-\u036f]*"
_SPACE = "(?:[ \"'\u2018-\u201f\u00ab\u00bb]+|[-\u2010-\u2015])"  # between two words of a name
_SHORTEST_JOINED = 3  # words of a name that is found without its spaces too: two may be an ordinary word
_WORD = re.compile(f"{_LETTER}+")
_LOWER = bytes(range(256)).lower()
_NO_LETTERS = bytes(byte for byte in range(256) if not chr(byte).isascii() or not chr(byte).isalnum())
_NO_CONSONANTS = _NO_LETTERS + b"aeiouyAEIOUY"


def find_names(text: str, names: Iterable[str]) -> list[Span]:
    """Return the places of *names* in *text*, which may be HTML: sorted, without overlaps."""
    wanted = select_likely(text, names)
    if not wanted:
        return []
    pattern = re.compile("|".join(map(_pattern, sorted(wanted, key=len, reverse=True))))
    attributes = [(tag.start() + 1, tag[0][1:-1]) for tag in _TAG.finditer(text) if " " in tag[0]]
    return sorted(
        (begin + start, begin + end)
        for begin, part in [(0, text), *attributes]
        for start, end in _find(part, pattern)
    )


def find_name(text: str, name: str) -> Span | None:
    """Return a place of *name* in *text*, the first where it is typed as usual."""
    usual = re.search(rf"(?<!{_LETTER}){re.escape(name)}(?!{_LETTER})", text)
    return usual.span() if usual else next(iter(find_names(text, [name])), None)


def select_likely(text: str, names: Iterable[str]) -> list[str]:
    """Select quickly those of *names* whose consonants *text* has in a row, then whose letters it has."""
    consonants = _consonants(text)
    likely = [name for name in names if _consonants_of_name(name) in consonants]
    return [name for name in likely if _letters_of_name(name) in _letters(text)]


@lru_cache(4)  # a text is searched again and again
def _consonants(text: str) -> bytes:
    return _plain(text).encode("ascii", "ignore").translate(_LOWER, _NO_CONSONANTS)


@lru_cache(4)
def _letters(text: str) -> bytes:
    decomposed = unicodedata.normalize("NFD", _plain(text))
    return decomposed.encode("ascii", "ignore").translate(_LOWER, _NO_LETTERS)


_consonants_of_name = lru_cache(10_000)(_consonants.__wrapped__)
_letters_of_name = lru_cache(10_000)(_letters.__wrapped__)


def _plain(text: str) -> str:
    """Return *text* without tags and marks of footnotes, then the insides of its tags."""
    if "<" in text or "[^" in text:
        tags = " ".join(tag[0][1:-1] for tag in _TAG.finditer(text))
        text = f"{_TAG.sub('', FOOTNOTE.sub('', text))} {tags}"
    text = html.unescape(html.unescape(text)) if "&" in text else text
    return (
        text
        if unicodedata.is_normalized("NFKC", text)
        else unicodedata.normalize("NFKC", _SUPERSCRIPT.sub("", text))
    )


def _stand_in(tag: re.Match[str]) -> str:
    return "" if tag["element"].lower() in _INLINE_TAGS else " "


@lru_cache
def _pattern(name: str) -> str:
    """Write a pattern for *name* in a folded text; the marks between its words may differ."""
    folded = "".join(char for char, _ in _fold(name)).strip()
    if not folded:  # a name of marks of Markdown
        return "(?!)"
    gaps = [_SPACE if gap == " " else _GAP for gap in _WORD.split(folded)[1:-1]]
    words = list(map(re.escape, _WORD.findall(folded)))
    inner = "".join(part for pair in zip(words, [*gaps, ""], strict=True) for part in pair) if words else ""
    forms = [inner or re.escape(folded)]
    if len(name.split()) >= _SHORTEST_JOINED:
        forms.append(re.escape("".join(char for char, _ in _fold("".join(name.split())))))
    return rf"(?<!{_LETTER})(?:{'|'.join(forms)})(?!{_LETTER})"


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
        if piece["mark"]:
            shown = ""
        elif piece["element"] is not None:
            shown = _stand_in(piece)
        elif piece["entity"]:
            shown = html.unescape(f"&{piece['entity']};")
        else:
            shown = "" if piece["char"] in _SIGNS else piece["char"]
        for char in _decompose(shown):
            yield char, piece.span()


@lru_cache(2000)
def _decompose(shown: str) -> str:
    folded = unicodedata.normalize("NFKD", drop_invisible(shown).translate(_ALIKE)).casefold()
    shown = "".join(char for char in folded if unicodedata.category(char) not in {"Cf", "Me"})
    return "".join(" " if char.isspace() else char for char in unicodedata.normalize("NFD", shown))
