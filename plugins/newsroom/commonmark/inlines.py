"""Marks within a text, read in one pass.

Source: "Phase 2: inline structure" in the appendix of the specification. Python-Markdown's patterns, each
tried on the whole text after the other, cannot follow its rules of precedence.
"""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, HTML_PLACEHOLDER_RE, STX

from newsroom.commonmark import links, lookalikes
from newsroom.commonmark.emphasis import Node, Run, fill, make_run, pair
from newsroom.commonmark.lines import LineParser, Place

_SIGNS = re.compile(r"[\\`<&\[*_~\n]|://|www\.")
_TOKEN = re.compile(
    r"(?P<escape>\\[!-/:-@\[-`{-~]|\\\n *)"
    r"|(?P<code>`+)"
    r"|(?P<angle><)"
    rf"|(?P<amp>{links.ENTITY}|&)"
    r"|(?P<open>!?\[)|(?P<close>\])"
    r"|(?P<run>\*+|_+|~+)"
    r"|(?P<line> *\n)"
    r"|(?P<bare>(?<![^\s*_~(\[“‘«|:;,–—-])(?:https?://|www\.))"
)
# Section 6.6, raw HTML.
_ATTRIBUTE = r"(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)"
_HTML = re.compile(
    rf"<(?:[A-Za-z][A-Za-z0-9-]*{_ATTRIBUTE}*\s*/?>|/[A-Za-z][A-Za-z0-9-]*\s*>"
    r"|!---?>|!--.*?-->|\?.*?\?>|![A-Za-z][^>]*>|!\[CDATA\[.*?\]\]>)",
    re.DOTALL | re.ASCII,
)


@dataclass
class Bracket:
    """An opening bracket that may begin a link or a picture."""

    place: int  # among the nodes
    start: int  # of the text after it
    is_picture: bool
    is_active: bool = True


class Inlines(Treeprocessor):
    """A processor of the texts that the parser of lines has found."""

    def __init__(self, markdown: Markdown, parser: LineParser, footnotes: FootnoteInlineProcessor) -> None:
        super().__init__(markdown)
        self.parser = parser
        self.footnotes = footnotes

    def run(self, _root: Element) -> None:
        for element, number in self.parser.texts:
            text = element.text or ""
            if _SIGNS.search(text):
                reading = Reading(self, text, number)
                fill(element, reading.nodes)
                lookalikes.check_text(text, number, reading.left, self.parser)
        for item, paragraph in self.parser.tight:
            _unwrap(item, paragraph)
        self._check_definitions()

    def _check_definitions(self) -> None:
        """Report definitions that nothing refers to: they may be lines of text."""
        unused = [one for label, one in self.parser.definitions.items() if label not in self.parser.used]
        message = "Markdown coi dòng “[{}]:” là định nghĩa và bỏ mất: thêm chữ vào trước [."
        for definition in unused:
            self.parser.remark(definition.place, message.format(definition.label), is_fault=True)
        for label, line in self.parser.footnote_lines.items():
            if label not in self.parser.footnotes.footnote_order:
                self.parser.remark_line(line, message.format(f"^{label}"), is_fault=True)


class Reading:
    """A text that is read from start to end; ``left`` are the runs that found no partner."""

    def __init__(self, inlines: Inlines, text: str, number: int) -> None:
        self.md = inlines.md
        self.parser = inlines.parser
        self.footnotes = inlines.footnotes
        self.text = text
        self.number = number
        self.nodes: list[Node] = []
        self.left: list[Run] = []
        self.brackets: list[Bracket] = []
        self._addresses: set[Element] = set()
        self._read()
        self.nodes = self._pair(self.nodes)

    def _read(self) -> None:
        text, place = self.text, 0
        while token := _TOKEN.search(text, place):
            if token.start() > place:
                self.nodes.append(text[place : token.start()])
            place = getattr(self, f"_read_{token.lastgroup}")(token)
        if place < len(text):
            self.nodes.append(text[place:])

    def _add(self, node: Node, end: int) -> int:
        self.nodes.append(node)
        return end

    def _add_link(self, element: Element, place: int, end: int) -> int:
        """Add a link whose text is its address; within the text of another link it is only text."""
        self._addresses.add(element)
        self.parser.places[element] = self._locate(place)
        return self._add(element, end)

    def _locate(self, offset: int) -> Place:
        return self.parser.locate(self.text, self.number, offset)

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
        element.text = links.protect(code)
        return self._add(element, end.end())

    def _read_angle(self, token: re.Match[str]) -> int:
        """Read an autolink (6.5) or raw HTML (6.6)."""
        place = token.start()
        if link := links.AUTOLINK.match(self.text, place) or links.AUTOMAIL.match(self.text, place):
            target = link[1] if link.re is links.AUTOLINK else f"mailto:{link[1]}"
            return self._add_link(_link(target, link[1]), link.start(1), link.end())
        if tag := _HTML.match(self.text, place):
            self.parser.tags.append((tag[0], self._locate(place)))
            return self._add(self.md.htmlStash.store(tag[0]), tag.end())
        return self._add("<", token.end())

    def _read_amp(self, token: re.Match[str]) -> int:
        """Read an entity (2.5), or an ampersand."""
        return self._add(links.protect(links.decode_entity(token[0])), token.end())

    def _read_line(self, token: re.Match[str]) -> int:
        """Read the end of a line (6.7 and 6.8)."""
        return self._add("\n" if len(token[0]) <= 2 else Element("br"), token.end())  # noqa: PLR2004 (one space)

    def _read_run(self, token: re.Match[str]) -> int:
        """Read a run of delimiters (6.2)."""
        return self._add(make_run(self.text, *token.span()), token.end())

    def _read_bare(self, token: re.Match[str]) -> int:
        """Read a bare address, an extension of GitHub's."""
        address = links.bare_address(self.text, token.start())
        if not address:
            return self._add(token[0], token.end())
        link = _link(f"http://{address}" if address[0] in "wW" else address, address)
        return self._add_link(link, token.start(), token.start() + len(address))

    def _read_open(self, token: re.Match[str]) -> int:
        """Read an opening bracket (6.3 and 6.4), or the mark of a footnote."""
        if mark := self.footnotes.compiled_re.match(self.text, token.start()):
            found = self.footnotes.handleMatch(mark, self.text)[0]
            if isinstance(found, Element):
                return self._add(found, mark.end())
            message = f"Chú thích [^{mark[1]}] không có lời ở cuối bài."
            self.parser.remark(self._locate(token.start()), message, is_fault=True)
        self.brackets.append(Bracket(len(self.nodes), token.end(), token[0] == "!["))
        return self._add(token[0], token.end())

    def _read_close(self, token: re.Match[str]) -> int:
        """Read a closing bracket: section "look for link or image" of the appendix."""
        end = token.end()
        bracket = self.brackets.pop() if self.brackets else None
        found = self._find_target(bracket, end) if bracket and bracket.is_active else None
        if not bracket or not found:
            self._check_broken(bracket, end)
            return self._add("]", end)
        target, title, place, end = found
        inner = self.nodes[bracket.place + 1 :]
        del self.nodes[bracket.place :]
        if bracket.is_picture:
            element = Element("img", {"src": target})
            alt = "".join(map(_plain_text, self._pair(inner)))
        else:
            element = Element("a", {"href": target})
            inner = [
                node.text or "" if isinstance(node, Element) and node in self._addresses else node
                for node in inner
            ]
            fill(element, self._pair(inner))
            for outer in self.brackets:  # links contain no links
                outer.is_active &= outer.is_picture
        if title:
            element.set("title", links.protect(title))
        if bracket.is_picture:
            element.set("alt", alt)
        self.parser.places[element] = place
        return self._add(element, end)

    def _check_broken(self, bracket: Bracket | None, end: int) -> None:
        """Report what was meant as a link; *end* is after its closing bracket."""
        if target := links.TARGET.match(self.text, end):
            message = "Không thành liên kết: địa chỉ có dấu cách, thiếu dấu ngoặc, hoặc liên kết lồng nhau."
            if target["space"]:
                message = "Khoảng trống giữa ] và ( làm mất liên kết."
        elif bracket and links.SWAPPED.match(self.text, self.text.rfind(")", 0, bracket.start)):
            message = "Liên kết viết ngược."
        else:
            return
        place = self._locate(bracket.start - 1 if bracket else end - 1)
        hint = "Viết liền: [chữ](địa chỉ). Địa chỉ có dấu cách thì đặt trong < >: [chữ](<địa chỉ>)."
        self.parser.remark(place, message, hint, is_fault=True)

    def _find_target(self, bracket: Bracket, end: int) -> tuple[str, str | None, Place, int] | None:
        """Return the target, title and place of the link whose text ends before *end*, and its own end."""
        text = self.text
        if inline := links.INLINE_LINK.match(text, end):
            title = links.clean_title(inline["title"]) if inline["title"] else None
            place = self._locate(inline.start("to") + inline["to"].startswith("<"))
            return links.clean_destination(inline["to"]), title, place, inline.end()
        label = links.REFERENCE.match(text, end)
        if label:
            end = label.end()
        else:
            label = links.REFERENCE.fullmatch(text, bracket.start - 1, end)
            end += 2 * text.startswith("[]", end)
        key = links.normalize_label(label["label"]) if label else ""
        if key not in self.md.references:
            return None
        self.parser.used.add(key)
        return *self.md.references[key], self.parser.definitions[key].target, end

    def _pair(self, nodes: list[Node]) -> list[Node]:
        nodes = pair(nodes)
        self.left += [node for node in nodes if isinstance(node, Run)]
        return nodes


def _link(target: str, text: str) -> Element:
    link = Element("a", {"href": target})
    link.text = links.protect(text)
    return link


def _plain_text(node: Node) -> str:
    if isinstance(node, Run):
        return node.char * node.count
    if isinstance(node, str):
        return HTML_PLACEHOLDER_RE.sub("", node)
    return node.get("alt") or _plain_text("".join(node.itertext()))


def _unwrap(item: Element, paragraph: Element) -> None:
    """Put the content of *paragraph* in its place in *item*, an item of a tight list."""
    place = list(item).index(paragraph)
    item.remove(paragraph)
    if place:
        item[place - 1].tail = paragraph.text
    else:
        item.text = paragraph.text
    for count, child in enumerate(paragraph):
        item.insert(place + count, child)
