"""Reader of the marks within a text, in one pass.

Source: "Phase 2: inline structure" in the appendix of the specification. Python-Markdown's patterns, each
tried on the whole text after the other, cannot follow its rules of precedence.
"""

import re
from functools import cached_property
from xml.etree.ElementTree import Element

from markdown.extensions.footnotes import FootnoteInlineProcessor
from markdown.util import ETX, STX

from newsroom.commonmark.escapes import ENTITY, decode_entity, protect
from newsroom.commonmark.inlines import autolinks
from newsroom.commonmark.inlines.brackets import Brackets
from newsroom.commonmark.inlines.emphasis import (
    DelimiterRun,
    Node,
    make_run,
    measure_depth,
    pair_runs,
    report_runs,
)
from newsroom.commonmark.lines import DEEPEST, ExcessError, Text
from newsroom.language.code_spans import CodeSpans

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
_FOOTNOTE = re.compile(r"\[\^([^\]]{0,200})\]")  # a limit, for it is tried at each bracket
# What attr_list of Python-Markdown may read; it would drop other text in braces.
_ATTRIBUTES = re.compile(
    r"\{:?[ ]*(?:(?:[#.][^\W\d][\w-]*|[A-Za-z][\w:-]*=(?:\"[^\"]*\"|'[^']*'|[^\s\"'{}]+))(?:[ ]+|(?=\})))+\}"
)
# Section 6.6, raw HTML.
_ATTRIBUTE = r"(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)"
_TAG = re.compile(
    rf"<(?:[A-Za-z][A-Za-z0-9-]*{_ATTRIBUTE}*\s*/?>|/[A-Za-z][A-Za-z0-9-]*\s*>|!---?>)", re.ASCII
)
_OPENING = re.compile(r"<!--|<\?|<![A-Za-z]|<!\[CDATA\[")
_CLOSINGS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}  # of a declaration: >


def read_inlines(text: Text, footnotes: FootnoteInlineProcessor) -> list[Node]:
    """Return the nodes of *text*; none if there is no mark in it."""
    with_addresses = autolinks.may_contain_address(text.content)
    if not with_addresses and not _SIGN.search(text.content):
        return []
    return _Reader(text, footnotes).read(_SIGN_OR_ADDRESS if with_addresses else _SIGN)


class _Reader:
    """A reader of one text; each method returns the node of a token and the end of that node."""

    def __init__(self, text: Text, footnotes: FootnoteInlineProcessor) -> None:
        self.text = text
        self.content = text.content
        self.parser = text.parser
        self.footnotes = footnotes
        self.nodes: list[Node] = []
        self.runs: list[DelimiterRun] = []
        self._absent: set[str] = set()  # closing marks of HTML that do not follow
        self.brackets = Brackets(text, self.nodes)

    def read(self, signs: re.Pattern[str]) -> list[Node]:
        """Return the nodes of the text, in which *signs* begin tokens."""
        content, end = self.content, 0
        while sign := signs.search(content, end):
            if sign.start() > end:
                self.nodes.append(content[end : sign.start()])
            if token := _TOKEN.match(content, sign.start()):
                node, end = getattr(self, f"_read_{token.lastgroup}")(token)
                self.nodes.append(node)
        if end < len(content):
            self.nodes.append(content[end:])
        self.brackets.report_unclosed()
        nodes = pair_runs(self.nodes)
        if len(self.runs) > DEEPEST and measure_depth(nodes) > DEEPEST:
            message = f"Dấu đậm, nghiêng lồng nhau quá {DEEPEST} tầng: hãy viết lại cho bớt tầng."
            raise ExcessError(self.text.locate(0), message)
        report_runs(self.text, self.runs)
        return nodes

    def _make_link(self, address: str, target: str, start: int, end: int) -> tuple[Element, int]:
        link = Element("a", {"href": target})
        link.text = protect(address)
        self.parser.positions[link] = self.text.locate(start)
        return link, end

    def _read_escape(self, token: re.Match[str]) -> tuple[Node, int]:
        """Read a backslash escape (2.4), or a hard line break (6.7)."""
        char = token[0][1]
        if char == "\n":
            return Element("br"), token.end()
        # What is escaped is a mark to no later processor.
        return "&amp;" if char == "&" else f"{STX}{ord(char)}{ETX}", token.end()

    def _read_code(self, token: re.Match[str]) -> tuple[Node, int]:
        """Read a code span (6.1)."""
        ticks = token[0]
        end = self._code_spans.close(token.end(), len(ticks))
        if end < 0:
            return ticks, token.end()
        code = self.content[token.end() : end].replace("\n", " ")
        if code.strip(" ") and code[0] == code[-1] == " ":
            code = code[1:-1]
        element = Element("code")
        element.text = protect(code)
        return element, end + len(ticks)

    def _read_angle(self, token: re.Match[str]) -> tuple[Node, int]:
        """Read an autolink (6.5) or raw HTML (6.6)."""
        start = token.start()
        if found := autolinks.read_autolink(self.content, start):
            return self._make_link(*found, start + 1, start + len(found[0]) + 2)
        if end := self._end_of_html(start):
            tag = self.content[start:end]
            self.parser.raw_html.append((tag, self.text.locate(start)))
            return self.parser.md.htmlStash.store(tag), end
        if self.content.startswith("<!--", start):
            message = "Ghi chú <!-- không có dấu đóng --> trong cùng đoạn nên hiện ra trên trang."
            self.text.fault(start, message, "Hãy xóa, hoặc thêm -->.")
        return "<", token.end()

    def _end_of_html(self, start: int) -> int:
        """Return the end of the raw HTML that begins at *start*; 0 if none does."""
        if tag := _TAG.match(self.content, start):
            return tag.end()
        opening = _OPENING.match(self.content, start)
        if not opening:
            return 0
        mark = _CLOSINGS.get(opening[0], ">")
        end = -1 if mark in self._absent else self.content.find(mark, opening.end())
        if end < 0:
            self._absent.add(mark)
        return end + len(mark) if end >= 0 else 0

    @cached_property
    def _code_spans(self) -> CodeSpans:
        return CodeSpans(self.content)

    def _read_ampersand(self, token: re.Match[str]) -> tuple[Node, int]:
        """Read an entity (2.5), or an ampersand."""
        return protect(decode_entity(token[0])), token.end()

    def _read_line_end(self, token: re.Match[str]) -> tuple[Node, int]:
        """Read the end of a line: a hard (6.7) or a soft line break (6.8)."""
        before = self.nodes[-1] if self.nodes else None
        if not isinstance(before, str):
            return "\n", token.end()
        self.nodes[-1] = before.rstrip(" ")
        return Element("br") if before.endswith("  ") else "\n", token.end()

    def _read_brace(self, token: re.Match[str]) -> tuple[Node, int]:
        """Read an opening brace: of attributes, an extension of Python-Markdown's, or of text."""
        is_mark = _ATTRIBUTES.match(self.content, token.start())
        return "{" if is_mark else f"{STX}{ord('{')}{ETX}", token.end()

    def _read_text(self, token: re.Match[str]) -> tuple[Node, int]:
        """Read a sign without meaning here."""
        return token[0], token.end()

    def _read_run(self, token: re.Match[str]) -> tuple[Node, int]:
        """Read a delimiter run (6.2)."""
        self.runs.append(make_run(self.content, *token.span()))
        return self.runs[-1], token.end()

    def _read_address(self, token: re.Match[str]) -> tuple[Node, int]:
        """Read a bare address, an extension of GitHub's."""
        start = token.start()
        if found := autolinks.read_bare_address(self.content, start):
            return self._make_link(*found, start, start + len(found[0]))
        return token[0], token.end()

    def _read_opening(self, token: re.Match[str]) -> tuple[Node, int]:
        """Read an opening bracket (6.3 and 6.4), or the mark of a footnote."""
        if mark := _FOOTNOTE.match(self.content, token.start()):
            found = self.footnotes.handleMatch(mark, self.content)[0]
            if isinstance(found, Element):
                return found, mark.end()
            message = f"Chú thích [^{mark[1]}] không có lời ở cuối bài."
            hint = f"Viết một đoạn [^{mark[1].replace(' ', '-')}]: lời chú; tên không có dấu cách."
            self.text.fault(token.start(), message, hint)
        self.brackets.open(token[0], token.end())
        return token[0], token.end()

    def _read_closing(self, token: re.Match[str]) -> tuple[Node, int]:
        """Read a closing bracket (6.3 and 6.4)."""
        return self.brackets.close(token.end())
