"""Citations of documents in running text, found while a file is parsed.

The closed list is not known yet: a place that may become a link is a link to ``{document}`` and its number
until link_citations, so that a change of the list parses no file again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple
from xml.etree.ElementTree import Element

from newsroom.files.prose import Prose
from newsroom.language.dates import BEFORE_YEAR, DAY_MONTH
from newsroom.problems import Position

DOCUMENT_KINDS = (
    "Bộ luật|Luật|Pháp lệnh|Sắc lệnh|Nghị quyết|Nghị định|Chỉ thị|Quyết định|Hướng dẫn|Kế hoạch|Thông tư"
    "|Kết luận|Công văn|Công điện|Quy định|Quy chế|Thông báo|Chương trình|Đề án"
)
NAMED = {"Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết"}  # also cited by a name instead of a number
DOCUMENT = "{document}"
LONGEST_NAME = 120  # characters
UNLINKED = {"a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "kbd", "figcaption", "caption"}

_SIGN = r"(?:[/–-](?:\d{4}(?=[/–-])|[A-ZĐ][^\W_]*))"  # /QĐ-TTg, -CT/TW, /2022/QH15
_END = r"(?![\w%]|[/.,–-]\d)"
_SPAN = r"\s+(?:năm(?!\s+\d{4}(?!\s*[-–]))|(?:tháng|tuần|ngày)(?!\s+\d))\b"  # "Kế hoạch 5 năm"
CITATION = re.compile(
    rf"(?<!\w)(?:(?P<kind>{DOCUMENT_KINDS})\s+(?:(?:số\s*:?\s*)?(?P<number>\d+{_SIGN}*){_END}(?!{_SPAN})|(?=[^\W\d_]))"
    rf"|(?<![/.,_–-])(?P<code>\d+{_SIGN}+){_END})"
    r"(?:(?P<apart>,)?[\s*_(]*(?:(?:được\s+)?(?:ký|ban hành)\s+)?"
    rf"(?:(?:ngày\s+)?{DAY_MONTH}{BEFORE_YEAR}|năm\s+)(?P<year>(?:19|20)\d\d)(?![\w/]|\s*[-–]\s*\d))?"
)
_SIGN_OF_ANY = re.compile(f"{DOCUMENT_KINDS}|/[A-ZĐ]")
_MARK = re.compile(r'<a href="\{document\}(\d+)">([^<]*)</a>')
_CHARACTER = re.compile(r"&\w+;|.", re.DOTALL)  # of HTML


class Citation(NamedTuple):
    """Words that may name a document.

    ``kind`` is empty where a number stands alone; ``number`` where a kind is followed by a name, and then
    ``words`` reach as far as the name may. ``printed`` is the day or year right behind, see printed_date.
    """

    kind: str
    number: str
    words: str
    printed: str


def find_citations(text: str) -> Iterator[tuple[int, Citation]]:
    """Yield each citation with its place in *text*, in order; no two overlap."""
    matches = list(CITATION.finditer(text)) if _SIGN_OF_ANY.search(text) else []
    next_starts = [*(match.start() for match in matches[1:]), len(text)]
    for match, next_start in zip(matches, next_starts, strict=False):
        start, kind = match.start(), match["kind"] or ""
        group = "number" if match["number"] else "code"
        if number := match[group]:
            yield start, Citation(kind, number, text[start : match.end(group)], printed_date(match))
        elif kind in NAMED:
            yield start, Citation(kind, "", text[start : min(next_start, start + LONGEST_NAME)], "")


def printed_date(match: re.Match[str]) -> str:
    """The day or year behind a match of CITATION, as ``2/6/2022`` or ``2022``; "" where there is none."""
    if match["apart"] or not match["year"]:  # behind a comma it may belong to the next clause
        return ""
    return f"{int(match['day'])}/{int(match['month'])}/{match['year']}" if match["day"] else match["year"]


def mark_citations(root: Element) -> list[Citation]:
    """Make each citation below *root* a link to ``{document}`` and its number in the returned list."""
    found: list[Citation] = []

    def mark(text: str | None, parent: Element, place: int) -> tuple[str | None, int]:
        """Move the citations of *text* into *parent*; return the text before them, and the next place."""
        left, end = text, 0
        for start, citation in find_citations(text or ""):
            between = (text or "")[end:start]
            if end:
                parent[place - 1].tail = between
            else:
                left = between
            end = start + len(citation.words)
            link = Element("a", {"href": f"{DOCUMENT}{len(found)}"})
            link.text, link.tail = citation.words, (text or "")[end:]
            found.append(citation)
            parent.insert(place, link)
            place += 1
        return left, place

    def walk(element: Element) -> None:
        if element.tag in UNLINKED:
            return
        children = list(element)
        element.text, place = mark(element.text, element, 0)
        for child in children:
            walk(child)
            child.tail, place = mark(child.tail, element, place + 1)

    walk(root)
    return found


def link_citations(text: str, links: Sequence[tuple[str, int] | None]) -> str:
    """Replace the marks of mark_citations in HTML by links, or by plain words where there is no link.

    Args:
        text: HTML that holds the marks.
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


def find_dated(texts: Iterable[Prose]) -> Iterator[tuple[Citation, Position]]:
    """Yield the citations with a day right behind them, and the place of each in the file."""
    for prose in texts:
        for start, citation in find_citations(prose.text):
            if "/" in citation.printed:
                yield citation, prose.place(start)
