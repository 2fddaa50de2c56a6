"""Reader of the marks within a text, in one pass.

Source: "Phase 2: inline structure" in the appendix of the specification. Python-Markdown's patterns, each
tried on the whole text after the other, cannot follow its rules of precedence.
"""

import re
from functools import partial
from xml.etree.ElementTree import Element

from markdown.extensions.footnotes import FootnoteInlineProcessor
from markdown.util import ETX, STX

from newsroom.commonmark import autolinks
from newsroom.commonmark.brackets import Brackets
from newsroom.commonmark.emphasis import DelimiterRun, Node, make_run, pair_runs, report_runs
from newsroom.commonmark.escapes import ENTITY, decode_entity, protect
from newsroom.commonmark.lines import LineParser

_SIGN = re.compile(r"[\\`<&!\[\]{*_~\n]")
_SIGN_OR_ADDRESS = re.compile(rf"{_SIGN.pattern}|{autolinks.BEGINNING}")
_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~]|\\\n *)"
    r"|(?P<code>`+)"
    r"|(?P<angle><)"
    rf"|(?P<ampersand>{ENTITY}|&)"
    r"|(?P<opening>!?\[)|(?P<closing>\])"
    r"|(?P<run>\*+|_+|~+)"
    r"|(?P<line_end>\n)"
    rf"|(?P<address>(?<![^\s*_~(\[“‘«\"'>|:;,–—-])(?<!=[\"']){autolinks.BEGINNING})"
    r"|(?P<brace>\{)"
    r"|(?P<text>.)"
)
# What attr_list of Python-Markdown may read; it would drop other text in braces.
_ATTRIBUTES = re.compile(
    r"\{:?[ ]*(?:(?:[#.][^\W\d][\w-]*|[A-Za-z][\w:-]*=(?:\"[^\"]*\"|'[^']*'|[^\s\"'{}]+))(?:[ ]+|(?=\})))+\}"
)
# Section 6.6, raw HTML.
_ATTRIBUTE = r"(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)"
_HTML = re.compile(
    rf"<(?:[A-Za-z][A-Za-z0-9-]*{_ATTRIBUTE}*\s*/?>|/[A-Za-z][A-Za-z0-9-]*\s*>"
    r"|!---?>|!--.*?-->|\?.*?\?>|![A-Za-z][^>]*>|!\[CDATA\[.*?\]\]>)",
    re.DOTALL | re.ASCII,
)


def read_inlines(
    text: str, number: int, parser: LineParser, footnotes: FootnoteInlineProcessor
) -> list[Node] | None:
    """Return the nodes of *text*, which begins in line *number*; None if there is no mark in it."""
    with_addresses = autolinks.may_contain_address(text)
    if not with_addresses and not _SIGN.search(text):
        return None
    return _Reader(text, number, parser, footnotes).read(_SIGN_OR_ADDRESS if with_addresses else _SIGN)


class _Reader:
    """A reader of one text; each method adds the node of a token and returns where the node ends."""

    def __init__(
        self, text: str, number: int, parser: LineParser, footnotes: FootnoteInlineProcessor
    ) -> None:
        self.text = text
        self.parser = parser
        self.footnotes = footnotes
        self.locate = partial(parser.locate, text, number)
        self.nodes: list[Node] = []
        self.runs: list[DelimiterRun] = []
        self.brackets = Brackets(text, self.nodes, self.locate, parser)

    def read(self, signs: re.Pattern[str]) -> list[Node]:
        """Return the nodes of the text, in which *signs* begin tokens."""
        text, end = self.text, 0
        while sign := signs.search(text, end):
            if sign.start() > end:
                self.nodes.append(text[end : sign.start()])
            if token := _TOKEN.match(text, sign.start()):
                end = getattr(self, f"_read_{token.lastgroup}")(token)
        if end < len(text):
            self.nodes.append(text[end:])
        self.brackets.report_unclosed()
        nodes = pair_runs(self.nodes)
        report_runs(text, self.runs, self.locate, self.parser)
        return nodes

    def _add(self, node: Node, end: int) -> int:
        self.nodes.append(node)
        return end

    def _add_address(self, address: str, target: str, start: int, end: int) -> int:
        link = Element("a", {"href": target})
        link.text = protect(address)
        self.parser.positions[link] = self.locate(start)
        return self._add(link, end)

    def _read_escape(self, token: re.Match[str]) -> int:
        """Read a backslash escape (2.4), or a hard line break (6.7)."""
        char = token[0][1]
        if char == "\n":
            return self._add(Element("br"), token.end())
        # What is escaped is a mark to no later processor.
        return self._add("&amp;" if char == "&" else f"{STX}{ord(char)}{ETX}", token.end())

    def _read_code(self, token: re.Match[str]) -> int:
        """Read a code span (6.1)."""
        ticks = token[0]
        end = re.compile(f"(?<!`){ticks}(?!`)").search(self.text, token.end())
        if not end:
            return self._add(ticks, token.end())
        code = self.text[token.end() : end.start()].replace("\n", " ")
        if code.strip(" ") and code[0] == code[-1] == " ":
            code = code[1:-1]
        element = Element("code")
        element.text = protect(code)
        return self._add(element, end.end())

    def _read_angle(self, token: re.Match[str]) -> int:
        """Read an autolink (6.5) or raw HTML (6.6)."""
        start = token.start()
        if found := autolinks.read_autolink(self.text, start):
            return self._add_address(*found, start + 1, start + len(found[0]) + 2)
        if tag := _HTML.match(self.text, start):
            self.parser.raw_html.append((tag[0], self.locate(start)))
            return self._add(self.parser.md.htmlStash.store(tag[0]), tag.end())
        if self.text.startswith("<!--", start):
            message = "Ghi chú <!-- không có dấu đóng --> trong cùng đoạn nên hiện ra trên trang."
            self.parser.fault(self.locate(start), message, "Hãy xóa, hoặc thêm -->.")
        return self._add("<", token.end())

    def _read_ampersand(self, token: re.Match[str]) -> int:
        """Read an entity (2.5), or an ampersand."""
        return self._add(protect(decode_entity(token[0])), token.end())

    def _read_line_end(self, token: re.Match[str]) -> int:
        """Read the end of a line: a hard (6.7) or a soft line break (6.8)."""
        before = self.nodes[-1] if self.nodes else None
        if not isinstance(before, str):
            return self._add("\n", token.end())
        self.nodes[-1] = before.rstrip(" ")
        return self._add(Element("br") if before.endswith("  ") else "\n", token.end())

    def _read_brace(self, token: re.Match[str]) -> int:
        """Read an opening brace: of attributes, an extension of Python-Markdown's, or of text."""
        is_mark = _ATTRIBUTES.match(self.text, token.start())
        return self._add("{" if is_mark else f"{STX}{ord('{')}{ETX}", token.end())

    def _read_text(self, token: re.Match[str]) -> int:
        """Read a sign without meaning here."""
        return self._add(token[0], token.end())

    def _read_run(self, token: re.Match[str]) -> int:
        """Read a delimiter run (6.2)."""
        self.runs.append(make_run(self.text, *token.span()))
        return self._add(self.runs[-1], token.end())

    def _read_address(self, token: re.Match[str]) -> int:
        """Read a bare address, an extension of GitHub's."""
        start = token.start()
        if found := autolinks.read_bare_address(self.text, start):
            return self._add_address(*found, start, start + len(found[0]))
        return self._add(token[0], token.end())

    def _read_opening(self, token: re.Match[str]) -> int:
        """Read an opening bracket (6.3 and 6.4), or the mark of a footnote."""
        if mark := self.footnotes.compiled_re.match(self.text, token.start()):
            found = self.footnotes.handleMatch(mark, self.text)[0]
            if isinstance(found, Element):
                return self._add(found, mark.end())
            message = f"Chú thích [^{mark[1]}] không có lời ở cuối bài."
            hint = f"Viết một đoạn [^{mark[1].replace(' ', '-')}]: lời chú; tên không có dấu cách."
            self.parser.fault(self.locate(token.start()), message, hint)
        self.brackets.open(token[0], token.end())
        return token.end()

    def _read_closing(self, token: re.Match[str]) -> int:
        """Read a closing bracket (6.3 and 6.4)."""
        return self.brackets.close(token.end())
