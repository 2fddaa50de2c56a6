"""Citations of documents in running text, found while a file is parsed.

Which document is meant, if any, depends on the closed list: a place that may become a link is a link to
``{document}`` and its number until then, see link_citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeAlias
from xml.etree.ElementTree import Element

from newsroom.core.prose import Prose

DOCUMENT_KINDS = (
    "Bộ luật|Luật|Pháp lệnh|Sắc lệnh|Nghị quyết|Nghị định|Chỉ thị|Quyết định|Hướng dẫn|Kế hoạch|Thông tư"
    "|Kết luận|Công văn|Công điện|Quy định|Quy chế|Thông báo|Chương trình|Đề án"
)
NAMED = {"Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết"}  # cited by a name instead of a number
DOCUMENT = "{document}"
REACH = 120  # characters that may tell which document is meant
UNLINKED = {"a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "kbd", "figcaption", "caption"}
BLOCKS = {"p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "div", "figure", "table", "tr", "pre"}
BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "figcaption"}
APART = {"td", "th", "br"}  # of one block, but not of one word
BORDER = "\n\n"  # as between paragraphs in the file

_SPACE = r"(?:[^\S\n]|\n(?!\n))"
_SIGN = r"(?:[/–-](?:[0-9]{4}(?=[/–-])|[A-ZĐ][^\W_]*+))"  # /QĐ-TTg, -CT/TW, /2022/QH15
_END = r"(?![\w%]|[/.,–-][0-9])"
# These begin with letters, or a digit, which the search can leap to.
_KIND = re.compile(
    rf"(?P<kind>{DOCUMENT_KINDS}){_SPACE}+(?:(?:số{_SPACE}*:?{_SPACE}*)?(?P<number>[0-9]++{_SIGN}*+){_END}|(?=[^\W\d_]))"
)
_NUMBER = re.compile(rf"(?P<number>[0-9][0-9]*+{_SIGN}++){_END}")
_ANY_KIND = re.compile(DOCUMENT_KINDS)
_ANY_SIGN = re.compile("/[A-ZĐ]")
_SPAN = re.compile(  # "Kế hoạch 5 năm", "Kế hoạch 5 năm 2021 - 2025", "Chương trình 100 ngày"
    r"\s+(?:năm(?!\s+\d{4}(?!\s*[-–]))|(?:tháng|tuần|ngày)(?!\s+\d))\b"
)
_STASHED = re.compile("\x02[^\x03]*\x03")  # Markdown's stand-ins for tags and entities that were typed
_BORDER = re.compile(r"\n\s*\n")
# "TP. Hà Nội" goes on, and so does "5. 9. 2023".
_SENTENCE_END = re.compile(r"(?<![A-ZĐ])(?<!\b[Tt][px])[.!?…](?=\W*\s\W*(?P<next>\w))")
_DAY = re.compile(r"\d{1,2}(?:[/.-]|\s+tháng\s+)\d{1,2}(?:[/.-]|,?\s+năm\s+)(?:19|20)\d\d(?!\d)")
_MARK = re.compile(r'<a href="\{document\}(\d+)">([^<]*)</a>')
_CHARACTER = re.compile(r"&\w+;|.", re.DOTALL)  # of HTML

Place: TypeAlias = "tuple[int, int]"


class Citation(NamedTuple):
    """Words that may name a document.

    ``kind`` is empty where a number stands by itself; ``number`` where a kind is followed by a name, and
    ``words`` go on as far as that may. ``after`` is what follows ``words`` in the same sentence, up to the
    next citation with a kind; a number by itself is left out, for a day behind it may be that of both.
    """

    kind: str
    number: str
    words: str
    after: str


def may_cite(text: str) -> bool:
    """A fast look: most texts cite nothing."""
    return bool(_ANY_KIND.search(text) or _ANY_SIGN.search(text))


def find_citations(text: str, following: str = "") -> Iterator[tuple[int, Citation]]:
    """What may name a document, with its place in *text*, in order; no two overlap.

    Their sentence may go on in what is *following*.
    """
    matches = list(_KIND.finditer(text))
    if _ANY_SIGN.search(text):
        matches += _NUMBER.finditer(text)
    matches = sorted((match for match in matches if _stands_alone(match)), key=re.Match.start)
    end = 0
    for place, match in enumerate(matches):
        start = match.start()
        if start < end:
            continue
        kind, number = match.groupdict().get("kind", ""), match["number"] or ""
        end = match.end() if number else start + REACH
        if not number and place + 1 < len(matches):
            end = min(end, matches[place + 1].start())
        yield start, Citation(kind, number, text[start:end], _after(f"{text[end : end + REACH]}{following}"))


def _after(text: str) -> str:
    """The part of *text* that may tell which document is meant by what stands before it."""
    text = _STASHED.sub(" ", text)[:REACH]
    border = _BORDER.search(text)
    text = this_sentence(text[: border.start()] if border else text)
    if "cùng" not in text:  # "Quyết định … và Quyết định … cùng ngày 5/9/2023"
        others = (one.start() for one in _KIND.finditer(text) if one["number"] and _stands_alone(one))
        text = text[: next(others, REACH)]
    return _NUMBER.sub(lambda one: " " * len(one[0]) if _ANY_SIGN.search(one[0]) else one[0], text)


def this_sentence(text: str) -> str:
    """*text* up to the end of the sentence that it begins in."""
    ends = (match.start() for match in _SENTENCE_END.finditer(text) if match["next"].isupper())
    return text[: next(ends, len(text))]


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether no word or number goes on on either side, nor is this a span of time."""
    before = match.string[match.start() - 1 : match.start()]
    number = match["number"]
    if before.isalnum():
        return False
    if match[0] == number and (before in {"/", ".", ",", "–", "-", "_"} or not _ANY_SIGN.search(number)):
        return False
    if not number:
        return match["kind"] in NAMED
    bare = number.isdecimal() and "số" not in match[0]
    return not (bare and _SPAN.match(match.string, match.end()))


def mark_citations(root: Element) -> list[Citation]:
    """Make a link to ``{document}`` and a number of each citation below *root* that may become one."""
    found: list[Citation] = []
    pieces: list[str] = []
    numbers: dict[tuple[Element, bool], int] = {}  # of the pieces, by an element and whether it is its tail
    _read(root, pieces, numbers)

    def mark(text: str | None, parent: Element, place: int, number: int) -> tuple[str | None, int]:
        """Take the citations out of *text* and put them into *parent*; what is left before the first."""
        if not (text and may_cite(text)):
            return text, place
        left, end, last = text, 0, None
        for start, citation in find_citations(text, _following(pieces, number)):
            between = text[end:start]
            if last is None:
                left = between
            else:
                last.tail = between
            last = Element("a", {"href": f"{DOCUMENT}{len(found)}"})
            last.text = citation.words
            end = start + len(citation.words)
            last.tail = text[end:]
            found.append(citation)
            parent.insert(place, last)
            place += 1
        return left, place

    def walk(element: Element) -> None:
        if element.tag in UNLINKED:
            return
        children = list(element)
        element.text, place = mark(element.text, element, 0, numbers[element, False])
        for child in children:
            walk(child)
            child.tail, place = mark(child.tail, element, place + 1, numbers[child, True])

    walk(root)
    return found


def _read(element: Element, pieces: list[str], numbers: dict[tuple[Element, bool], int]) -> None:
    """Add the texts in *element* to *pieces* as they are read, with borders between blocks."""
    border = BORDER if element.tag in BLOCKS else " " if element.tag in APART else ""
    pieces.append(border)
    numbers[element, False] = len(pieces)
    pieces.append(element.text or "")
    for child in element:
        if child.tag == "sup" and child.get("id", "").startswith("fnref"):  # the number of a note
            numbers |= {(one, False): 0 for one in child.iter()} | {(one, True): 0 for one in child.iter()}
        else:
            _read(child, pieces, numbers)
        numbers[child, True] = len(pieces)
        pieces.append(child.tail or "")
    pieces.append(border)


def _following(pieces: Sequence[str], number: int) -> str:
    """What is read after a piece, no farther than it may tell something."""
    text = ""
    for piece in islice(pieces, number + 1, None):
        text += piece
        if len(text) > REACH or piece == BORDER:
            break
    return text


def link_citations(text: str, links: Sequence[tuple[str, int] | None]) -> str:
    """Let the marks in HTML lead to the addresses in *links*, by number; those without one are taken out.

    Args:
        text: HTML that holds what mark_citations has made.
        links: For each mark, an address and how many of its characters are the citation.
    """

    def resolve(match: re.Match[str]) -> str:
        number, words = int(match[1]), match[2]
        link = links[number] if number < len(links) else None
        if not link:
            return words
        address, length = link
        end = sum(len(one[0]) for one in islice(_CHARACTER.finditer(words), length))
        return f'<a href="/{address}">{words[:end]}</a>{words[end:]}'

    return _MARK.sub(resolve, text) if links else text


def find_dated(texts: Iterable[Prose]) -> Iterator[tuple[Citation, Place]]:
    """Citations with a day behind them, and where in the file that stands."""
    for prose in texts:
        for start, citation in find_citations(prose.text):
            said = citation.words + citation.after
            day = _DAY.search(said, len(citation.words) if citation.number else 0)
            if day:
                yield citation, prose.place(start + day.start())
