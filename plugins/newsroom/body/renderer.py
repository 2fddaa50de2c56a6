"""Markdown bodies to safe HTML, with the links and pictures in them and where they stand."""

from __future__ import annotations

from dataclasses import dataclass

import nh3
from markdown import Markdown

from newsroom.addresses import LINK_SCHEMES
from newsroom.body.fast_markdown import Patterns
from newsroom.body.markup import (
    ALLOWED,
    COMMON_ATTRIBUTES,
    INVISIBLE,
    MADE,
    Findings,
    Link,
    Markup,
    RawMarkup,
)
from newsroom.body.positions import Locator
from newsroom.documents.citations import Citation
from newsroom.files.text_file import TextFile, check_numbered_characters
from newsroom.pictures.library import Pictures
from newsroom.problems import Problems

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

    def render(self, source: TextFile, problems: Problems, *, leads: bool = False) -> Body:
        """Convert the body of *source*; a body that cannot be converted is empty, and reported.

        Args:
            leads: Whether no picture of its page stands before it.
        """
        if any(source.body.count(mark) > MAX_MARKS for mark in "[<>`"):
            message = "Quá nhiều dấu [, <, > hoặc ` trong một bài: tệp này không phải bài viết."
            problems.fault((source.body_line, 1), message)
            return Body()
        self._markdown.reset()
        locate = Locator(source)
        found = Findings(Problems(source.path), locate)
        found.problems.is_draft = problems.is_draft
        self._markup.begin(found, leads=leads)
        self._patterns.choose(source.body)
        try:
            text = self._markdown.convert(source.body)
            RawMarkup(found).read(map(str, self._markdown.htmlStash.rawHtmlBlocks))
        except RecursionError:
            self._make_converter()  # what it was in the middle of would show in the next body
            problems.fault((source.body_line, 1), "Nội dung lồng nhau quá sâu.")
            return Body()
        except AssertionError:
            self._make_converter()
            problems.fault(Locator(source)("<!["), INVISIBLE)
            return Body()
        problems += found.problems
        check_numbered_characters(source, problems)
        locate.check_definitions(self._markdown.references, problems)
        links, pictures, ids = tuple(found.links), tuple(found.pictures), frozenset(found.ids)
        return Body(SANITISER.clean(text), links, pictures, ids, tuple(found.citations))
