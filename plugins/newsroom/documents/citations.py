"""Citations of documents in running text, found while a file is parsed.

Parsing does not use the closed list, so that a change of the list parses no file again: a citation is a
link to ``{document}`` and its number until link_citations.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from newsroom.files.prose import Prose
from newsroom.language.characters import HYPHENS
from newsroom.language.dates import BEFORE_YEAR, DAY_MONTH
from newsroom.problems import Position

DOCUMENT_KINDS = (
    "Bộ luật|Luật|Pháp lệnh|Sắc lệnh|Nghị quyết|Nghị định|Chỉ thị|Quyết định|Hướng dẫn|Kế hoạch|Thông tư"
    "|Kết luận|Công văn|Công điện|Quy định|Quy chế|Thông báo|Chương trình|Đề án"
)
NAMED = {"Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết"}  # may be cited by name instead of number
DOCUMENT = "{document}"
LONGEST_NAME = 120  # characters
UNLINKED = {"a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "kbd", "figcaption", "caption"}

# /QĐ-TTg, -CT/TW, /2022/QH15, " - CT/TW"
_SIGN = rf"(?:[/{HYPHENS}](?:\d{{4}}(?=[/{HYPHENS}])|[A-ZĐ][^\W_]*)|\s?[{HYPHENS}]\s?[A-ZĐ]+(?=/[A-ZĐ]))"
_END = rf"(?![\w%]|[/.,{HYPHENS}]\d)"
_SPAN = r"\s+(?:năm(?!\s+\d{4}(?!\s*[-–]))|(?:tháng|tuần|ngày)(?!\s+\d))\b"  # "Kế hoạch 5 năm"
CITATION = re.compile(
    rf"(?<!\w)(?:(?P<kind>{DOCUMENT_KINDS})\s+(?:(?:số\s*+:?\s*+)?(?P<number>\d+{_SIGN}*){_END}(?!{_SPAN})|(?=[^\W\d_]))"
    rf"|(?<![/.,_{HYPHENS}])(?P<code>\d+{_SIGN}+){_END})"
    r"(?:(?P<apart>,)?[\s*_(]*(?:(?:được\s+)?(?:ký|ban hành)\s+)?"
    rf"(?:(?:ngày\s+)?{DAY_MONTH}{BEFORE_YEAR}|năm\s+)(?P<year>(?:19|20)\d\d)(?![\w/]|\s*[-–]\s*\d))?"
)
_SIGN_OF_ANY = re.compile(f"{DOCUMENT_KINDS}|/[A-ZĐ]")
_MARK = re.compile(r'<a href="\{document\}(\d+)">([^<]*)</a>')
_CHARACTER = re.compile(r"&\w+;|.", re.DOTALL)  # of HTML


class Citation(NamedTuple):
    """Words that may name a document.

    A number alone has no ``kind``. A kind and a name have no ``number``; their ``words`` extend as far as
    the name may. ``printed`` is the day or year that follows, see printed_date.
    """

    kind: str
    number: str
    words: str
    printed: str


def find_citations(text: str) -> Iterator[tuple[int, Citation]]:
    """Yield each citation with its offset in *text*, in order; no two overlap."""
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
    """Return the day or year in a match of CITATION, as ``2/6/2022`` or ``2022``, or ""."""
    if match["apart"] or not match["year"]:  # after a comma it may belong to the next clause
        return ""
    return f"{int(match['day'])}/{int(match['month'])}/{match['year']}" if match["day"] else match["year"]


def mark_citations(root: Element) -> list[Citation]:
    """Make each citation below *root* a link to ``{document}`` and its index in the returned list."""
    found: list[Citation] = []

    def mark(text: str | None, children: list[Element]) -> str | None:
        """Add links for the citations in *text* to *children*; return the text before them."""
        cited = list(find_citations(text)) if text else []
        if not text or not cited:
            return text
        next_starts = [*(start for start, _ in cited[1:]), None]
        for (start, citation), next_start in zip(cited, next_starts, strict=True):
            link = Element("a", {"href": f"{DOCUMENT}{len(found)}"})
            link.text, link.tail = citation.words, text[start + len(citation.words) : next_start]
            found.append(citation)
            children.append(link)
        return text[: cited[0][0]]

    def walk(element: Element) -> None:
        if element.tag in UNLINKED:
            return
        children: list[Element] = []
        element.text = mark(element.text, children)
        for child in element:
            walk(child)
            children.append(child)
            child.tail = mark(child.tail, children)
        if len(children) > len(element):
            element[:] = children

    if _SIGN_OF_ANY.search("".join(root.itertext())):
        walk(root)
    return found


def link_citations(text: str, links: Sequence[tuple[str, int] | None]) -> str:
    """Replace the links of mark_citations in the HTML *text* by links, or by their words.

    *links* has, for each citation, the address and the number of linked characters, or None.
    """

    def resolve(match: re.Match[str]) -> str:
        number, words = int(match[1]), match[2]
        link = links[number] if number < len(links) else None
        if not link:
            return words
        address, length = link
        linked = "".join(_CHARACTER.findall(words)[:length])
        return f'<a href="/{address}">{linked}</a>{words[len(linked) :]}'

    return _MARK.sub(resolve, text) if links else text


def find_dated(texts: Iterable[Prose]) -> Iterator[tuple[Citation, Position]]:
    """Yield the citations followed by a day, with their positions in the file."""
    for prose in texts:
        for start, citation in find_citations(prose.text):
            if "/" in citation.printed:
                yield citation, prose.place(start)
