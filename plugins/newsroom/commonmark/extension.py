"""Extension of Python-Markdown that makes it read CommonMark."""

from typing import cast

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension, FootnoteInlineProcessor

from newsroom.commonmark.inlines import Inlines
from newsroom.commonmark.leaves import Comment, Fence, Heading, Paragraph, Rule
from newsroom.commonmark.lines import LineParser
from newsroom.commonmark.lists import List
from newsroom.commonmark.quotes import Footnote, Quote
from newsroom.commonmark.tables import Table

# In order of precedence; LineParser.begins_block leaves out the last two.
PROCESSORS = (
    Quote,
    Rule,
    Heading,
    Fence,
    Comment,
    Footnote,
    List,
    Table,
    Paragraph,
)


class CommonMark(Extension):
    """CommonMark with tables, strikethrough, bare addresses, and the *footnotes* of Python-Markdown."""

    def __init__(self, **footnotes: object) -> None:
        super().__init__()
        self._footnotes = FootnoteExtension(**footnotes)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's)
        """Replace the parser of blocks, the patterns of inline marks, and what prepared the text for them."""
        md.registerExtension(self)
        self.parser = LineParser(md, PROCESSORS, self._footnotes)
        md.parser = self.parser
        md.preprocessors.deregister("html_block")
        md.preprocessors.deregister("normalize_whitespace")
        self._footnotes.extendMarkdown(md)
        marks = cast("FootnoteInlineProcessor", md.inlinePatterns["footnote"])
        md.treeprocessors.register(Inlines(md, self.parser, marks), "inline", 20)

    def reset(self) -> None:
        """Forget the last body."""
        self.parser.prepare([])
