"""Renderer of Markdown bodies as safe HTML."""

from markdown import Markdown

from newsroom.attachments.attachment_library import Attachments
from newsroom.body.allowed_markup import sanitise
from newsroom.body.markup import Markup
from newsroom.body.rendered_body import Body
from newsroom.body.typed_html import TypedHTML
from newsroom.commonmark.extension import AttributeLists, CommonMark
from newsroom.commonmark.lines import ExcessError
from newsroom.files.text_file import TextFile, check_numbered_characters
from newsroom.language.characters import drop_invisible
from newsroom.pictures.picture_library import Pictures
from newsroom.problems import Problems


class BodyRenderer:
    """A Markdown converter for many bodies; making it takes as long as converting a short article."""

    def __init__(self, pictures: Pictures, attachments: Attachments) -> None:
        self._pictures = pictures
        self._attachments = attachments
        self._make_converter()

    def _make_converter(self) -> None:
        commonmark = CommonMark(BACKLINK_TITLE="Trở lại chỗ chú thích {}", USE_DEFINITION_ORDER=False)
        self._markdown = Markdown(extensions=[commonmark, AttributeLists()])
        self._parser = commonmark.parser
        self._markup = Markup(self._markdown, self._parser, self._pictures, self._attachments)
        self._markdown.treeprocessors.register(self._markup, "newsroom-markup", -1)  # after all others

    def render(self, source: TextFile, problems: Problems, *, leads: bool = False) -> Body:
        """Convert the body of *source*; if that fails, report it and return an empty body.

        *leads*: the page has no picture before the body.
        """
        self._markdown.reset()
        body = Body(source, is_draft=problems.is_draft)
        self._parser.begin(body.problems, source.body_line)
        self._markup.begin(body, leads=leads)
        try:
            text = self._markdown.convert(source.body)
            is_closed = TypedHTML(body).read(self._parser.raw_html)
        except ExcessError as excess:
            self._make_converter()  # its state would leak into the next body
            problems.fault(excess.position, excess.message)
            return Body(source)
        problems.extend(body.problems)
        check_numbered_characters(source, problems)
        if is_closed:  # else the sanitiser would open the tags again in each paragraph
            body.html = sanitise(text, has_players=body.has_players)
        if "&" in source.body:  # entities such as &shy;
            body.html = drop_invisible(body.html)
        return body
