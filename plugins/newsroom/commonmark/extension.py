"""Extension of Python-Markdown that makes it read CommonMark."""

import re
from typing import cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.footnotes import FootnoteInlineProcessor
from markdown.treeprocessors import Treeprocessor

from newsroom.commonmark.blocks.definitions import report_unused_definitions
from newsroom.commonmark.blocks.footnotes import Footnote
from newsroom.commonmark.blocks.leaves import Comment, Fence, Heading, Paragraph, ThematicBreak
from newsroom.commonmark.blocks.lists import List, unwrap
from newsroom.commonmark.blocks.quotes import Quote
from newsroom.commonmark.blocks.tables import Table
from newsroom.commonmark.footnotes import Footnotes
from newsroom.commonmark.inlines.emphasis import fill
from newsroom.commonmark.inlines.reading import read_inlines
from newsroom.commonmark.lines import LineParser, Text

# In order of precedence; LineParser.begins_block leaves out the last two.
PROCESSORS = (Quote, ThematicBreak, Heading, Fence, Comment, Footnote, List, Table, Paragraph)


class CommonMark(Extension):
    """CommonMark with tables, strikethrough, bare addresses, and the *footnotes* of Python-Markdown.

    ``parser.begin`` prepares for each body.
    """

    def __init__(self, **footnotes: object) -> None:
        super().__init__()
        self._footnotes = Footnotes(**footnotes)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's)
        """Replace the parser of blocks, the patterns of inline marks, and what prepared the text for them."""
        md.parser = self.parser = LineParser(md, PROCESSORS, self._footnotes)
        md.is_block_level = frozenset(md.block_level_elements).__contains__  # type: ignore[assignment,method-assign]
        md.preprocessors.deregister("html_block")
        md.preprocessors.deregister("normalize_whitespace")
        self._footnotes.extendMarkdown(md)
        marks = cast("FootnoteInlineProcessor", md.inlinePatterns["footnote"])
        md.treeprocessors.register(Inlines(self.parser, marks), "inline", 20)


class AttributeLists(Extension):
    """The attribute lists of Python-Markdown, in linear time."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's)
        """Read attributes after all marks."""
        md.treeprocessors.register(_Attributes(md), "attr_list", 8)


class _AtEnd:
    """The pattern of attributes at the end of a heading or a cell, searched only if it can match."""

    pattern = re.compile(r"(?<! )" + AttrListTreeprocessor.HEADER_RE.pattern)

    def search(self, text: str) -> re.Match[str] | None:
        return self.pattern.search(text) if text.rstrip(" ").endswith("}") else None


class _Attributes(AttrListTreeprocessor):
    """The reader of attributes, which walks through the tree only if the body has a brace."""

    HEADER_RE = _AtEnd()  # type: ignore[assignment,misc]

    def run(self, doc: Element) -> None:
        if any("{" in line for line in self.md.lines):  # type: ignore[attr-defined]
            super().run(doc)


class Inlines(Treeprocessor):
    """The second phase: the marks within the texts that the parser of lines has found."""

    def __init__(self, parser: LineParser, footnotes: FootnoteInlineProcessor) -> None:
        super().__init__(parser.md)
        self._parser = parser
        self._footnotes = footnotes

    def run(self, _root: Element) -> None:
        for element, number in self._parser.texts:
            text = Text(element.text or "", number, self._parser)
            if nodes := read_inlines(text, self._footnotes):
                fill(element, nodes)
        for item, paragraph in self._parser.tight:
            unwrap(item, paragraph)
        report_unused_definitions(self._parser)
