"""Renderer of Markdown bodies as safe HTML."""

import nh3
from markdown import Markdown

from newsroom.addresses import LINK_SCHEMES
from newsroom.body.markup import ALLOWED, COMMON_ATTRIBUTES, INVISIBLE, MADE, Body, Markup, RawMarkup
from newsroom.body.pattern_choice import PatternChoice
from newsroom.files.text_file import TextFile, check_numbered_characters
from newsroom.pictures.picture_library import Pictures
from newsroom.problems import Problems

MAX_MARKS = 2000  # Python-Markdown takes quadratic time for some of them
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


class BodyRenderer:
    """A Markdown converter for many bodies; making it takes as long as converting a short article."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._make_converter()

    def _make_converter(self) -> None:
        self._markdown = Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSION_CONFIGS)
        self._markup = Markup(self._markdown, self._pictures)
        self._markdown.treeprocessors.register(self._markup, "newsroom-markup", -1)  # after all others
        self._patterns = PatternChoice(self._markdown)

    def render(self, source: TextFile, problems: Problems, *, leads: bool = False) -> Body:
        """Convert the body of *source*; if that fails, report it and return an empty body.

        *leads*: the page has no picture before the body.
        """
        nothing = Body(source)
        if any(source.body.count(mark) > MAX_MARKS for mark in "[<>`"):
            message = "Quá nhiều dấu [, <, > hoặc ` trong một bài: tệp này không phải bài viết."
            problems.fault((source.body_line, 1), message)
            return nothing
        self._markdown.reset()
        body = Body(source, is_draft=problems.is_draft)
        self._markup.begin(body, leads=leads)
        self._patterns.choose(source.body)
        try:
            text = self._markdown.convert(source.body)
            RawMarkup(body).read(map(str, self._markdown.htmlStash.rawHtmlBlocks))
        except (RecursionError, AssertionError) as error:
            self._make_converter()  # its state would leak into the next body
            if isinstance(error, RecursionError):
                problems.fault((source.body_line, 1), "Nội dung lồng nhau quá sâu.")
            else:
                problems.fault(nothing.locate("<!["), INVISIBLE)
            return nothing
        problems += body.problems
        check_numbered_characters(source, problems)
        body.locate.check_definitions(self._markdown.references, problems)
        body.html = SANITISER.clean(text)
        return body
