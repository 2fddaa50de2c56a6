"""Markdown bodies to safe HTML, with the links and pictures in them and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import nh3
from markdown import Markdown

from newsroom.core.addresses import LINK_SCHEMES
from newsroom.core.citations import Citation
from newsroom.core.locating import Locator
from newsroom.core.markup import ALLOWED, COMMON_ATTRIBUTES, INVISIBLE, MADE, Markup, RawMarkup
from newsroom.core.patterns import Patterns
from newsroom.core.pictures import Pictures
from newsroom.core.problems import Problem
from newsroom.core.source import Source, hidden_by_number

MAX_MARKS = 2000  # Python-Markdown's time grows with the square of some of them
EXTENSIONS = ("attr_list", "footnotes", "tables", "sane_lists")
EXTENSION_CONFIGS: dict[str, dict[str, object]] = {
    "footnotes": {"BACKLINK_TITLE": "Trở lại chỗ chú thích {}"},
    "tables": {"use_align_attribute": True},
}

SANITISER = nh3.Cleaner(
    tags={*ALLOWED, *MADE},
    attributes={
        tag: ALLOWED.get(tag, set()) | MADE.get(tag, set()) | COMMON_ATTRIBUTES for tag in (*ALLOWED, *MADE)
    },
    url_schemes=set(LINK_SCHEMES),
    link_rel=None,
)


class Link(NamedTuple):
    """A link as it is written: its target and its place in the file."""

    target: str
    line: int
    column: int


@dataclass(frozen=True)
class Body:
    """A rendered body; ``links`` and ``pictures`` are as written.

    In ``html`` they lead to addresses, but links to files are still ``{filename}`` and a path, and
    ``citations`` ``{document}`` and a number.
    """

    html: str = ""
    links: tuple[Link, ...] = ()
    pictures: tuple[str, ...] = ()
    ids: frozenset[str] = frozenset()
    citations: tuple[Citation, ...] = ()


class BodyRenderer:
    """One Markdown converter for many bodies; making one costs as much as a short article."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._make_converter()

    def _make_converter(self) -> None:
        self._markdown = Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSION_CONFIGS)
        self._markup = Markup(self._markdown, self._pictures)
        self._markdown.treeprocessors.register(self._markup, "newsroom-markup", -1)  # after all others
        self._patterns = Patterns(self._markdown)

    def render(self, source: Source, *, leads: bool = False) -> tuple[Body, list[Problem], list[Problem]]:
        """Convert the body of *source*.

        Args:
            leads: Whether no picture of its page stands before it.

        Returns:
            The body; what in it may not be published or, as a warning, should be looked at; and
            pictures that still lack their words.
        """
        if any(source.body.count(mark) > MAX_MARKS for mark in "[<>`"):
            message = "Quá nhiều dấu [, <, > hoặc ` trong một bài: tệp này không phải bài viết."
            return Body(), [Problem(source.path, source.body_line, 1, message)], []
        self._markdown.reset()
        self._markup.begin(source.path, leads=leads)
        self._patterns.choose(source.body)
        found = self._markup.found
        locate = Locator(source)
        try:
            text = self._markdown.convert(source.body)
            RawMarkup(found).read(map(str, self._markdown.htmlStash.rawHtmlBlocks))
        except RecursionError:
            self._make_converter()  # what it was in the middle of would show in the next body
            return Body(), [Problem(source.path, source.body_line, 1, "Nội dung lồng nhau quá sâu.")], []
        except AssertionError:
            self._make_converter()
            return Body(), [Problem(source.path, *locate("<!["), INVISIBLE)], []
        links: list[Link] = []
        faults = [*hidden_by_number(source)]
        missing: list[Problem] = []
        for element in found.elements:
            place = locate(element.text)
            faults += [Problem(source.path, *place, message) for message in element.faults]
            faults += [Problem(source.path, *place, message, warning=True) for message in element.advice]
            missing += [Problem(source.path, *place, message) for message in element.missing]
            if element.is_link:
                links.append(Link(element.text, *place))
        lost = locate.lost_definitions(self._markdown.references)
        faults += [Problem(source.path, *place, message) for place, message in lost]
        pictures, ids, citations = tuple(found.pictures), frozenset(found.ids), tuple(found.citations)
        body = Body(SANITISER.clean(text), tuple(links), pictures, ids, citations)
        return body, faults, missing
