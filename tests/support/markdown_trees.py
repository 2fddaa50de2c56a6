"""Trees of rendered bodies, ours and markdown-it-py's, for comparison.

A tree is a tuple of blocks, each a tuple of its kind and what it holds. Inline content is a string:
text with single spaces, in which tags stand for emphasis, links and pictures.
"""

import difflib
import html
import re
from pathlib import Path
from types import FunctionType
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Comment, NavigableString
from markdown_it import MarkdownIt
from markdown_it.rules_block import list as list_rule
from markdown_it.rules_block import paragraph, table
from PIL import Image

from newsroom.addresses import LINK_SCHEMES
from newsroom.body.renderer import BodyRenderer
from newsroom.commonmark.lookalikes import JOINED, LISTLIKE  # said of text that reads as in CommonMark
from newsroom.files.text_file import TextFile
from newsroom.pictures.picture_library import Pictures
from newsroom.problems import Problems

FIRST_LINE = 7  # of the body, in its file
MAX_LINES = 1_000_000
PICTURE = "{static}/images/le-trao.jpg"
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = HEADINGS | {"p", "ul", "ol", "li", "blockquote", "table", "hr", "pre", "figure", "div"}
SCHEMES = ("", "http://", "https://", "mailto:")
STANDARD = MarkdownIt("commonmark")
# The marks of items in word processors, and letters.
_PASTED = re.compile(r"(?:[•‣⁃∙◦▪▫■□●○◆◇·–—\uf020-\uf0ff]|(?:[a-zđ]|[ivx]{2,4})\))(?=[ \t]+\S)")
_LETTER = re.compile(r"(?:^|(?<=[ \t>]))[a-zđ]+\)(?=[ \t]|$)")
_DELIMITERS = re.compile(r"(?=.*[|:])[ \t|:–—―−─-]+$")  # below the head of a table
_EMPTY_COMMENT = re.compile(r"<!---?>")  # html.parser takes it for the start of one
_FOOTNOTE = re.compile(r"\[(\^\w+)\]")
_PLACE = re.compile(r"(?:(?:^| )#+)? ?\{ ?#([\w-]+) ?\}$")  # of a heading, after the closing signs


def skip_bullet(state, line):
    """Return the place after the mark of an item that begins *line*, or -1."""
    start, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    mark = _PASTED.match(state.src, start, end)
    if not mark:
        return list_rule.skipBulletListMarker(state, line)
    is_in_paragraph = state.parentType == "paragraph" and state.sCount[line] >= state.blkIndent
    return -1 if is_in_paragraph and len(mark[0]) > 1 and mark[0] != "a)" else mark.end()


_list = FunctionType(list_rule.list_block.__code__, vars(list_rule) | {"skipBulletListMarker": skip_bullet})


def read_list(state, start, end, silent):
    """Read a list; where it ends a paragraph, at any indentation."""
    kept = state.listIndent
    if silent:
        state.listIndent = -1
    is_list = _list(state, start, end, silent)
    state.listIndent = kept
    return is_list


def read_paragraph(state, start, end, silent):
    """Read a paragraph; a block ends it at any indentation."""
    kept = state.sCount
    state.sCount = [*kept[: start + 1], *(min(count, state.blkIndent + 3) for count in kept[start + 1 :])]
    paragraph(state, start, end, silent)
    state.sCount = kept
    return True


def read_table(state, start, end, silent):
    """Read a table whose delimiters may be dashes of word processors, or begin with ``- |``.

    An item may begin with its head.
    """
    if read_list(state, start, end, silent=True):
        return False
    text = state.src
    if start + 1 < end:
        place = state.bMarks[start + 1] + state.tShift[start + 1]
        row = text[place : state.eMarks[start + 1]]
        if _DELIMITERS.match(row):
            row = re.sub("^- ", "--", re.sub("[–—―−─]", "-", row))
            state.src = text[:place] + row + text[place + len(row) :]
        elif ":" not in row:  # a rule
            return False
    is_table = table(state, start, end, silent)
    state.src = text
    return is_table


def make_dialect():
    """Make a parser of our dialect: CommonMark with tables, strikethrough, pasted bullets and letters.

    The last line of a paragraph never makes it a heading. Indented text is text, not code, and a block
    may begin at any indentation.
    """
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable(["code", "lheading"])
    parser.block.ruler.at("list", read_list, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.block.ruler.at("table", read_table, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("paragraph", read_paragraph)
    return parser


DIALECT = make_dialect()


class Difference(NamedTuple):
    """Blocks that differ, and their lines in the body, from 0."""

    lines: range
    expected: tuple
    ours: tuple

    def __str__(self):
        sides = [
            "\n".join(f"  {mark} {block}" for block in side)
            for mark, side in (("markdown-it", self.expected), ("ours", self.ours))
        ]
        return "\n".join(filter(None, sides))


class BodyComparison:
    """A comparison of our renderer with markdown-it-py, over a folder with one picture."""

    def __init__(self, folder: Path) -> None:
        file = folder / PICTURE.removeprefix("{static}/")
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (1600, 900), "white").save(file)
        self.renderer = BodyRenderer(Pictures(folder))

    def render(self, text):
        """Render the body *text*; return its tree and the lines, from 0, that problems name."""
        problems = Problems("articles/2024/a.md")
        body = self.renderer.render(TextFile(problems.path, "", text, FIRST_LINE), problems)
        # The check of links, which knows the whole site, names schemes that may not be.
        refused = [link for link in body.links if urlsplit(link.target).scheme not in {"", *LINK_SCHEMES}]
        told = [*refused, *(one for one in problems if not one.message.startswith((JOINED, LISTLIKE)))]
        return tree(body.html, body.pictures), {one.line - FIRST_LINE for one in told}

    def differences(self, text, parser=DIALECT):
        """Return the differences between the two trees of *text* that no problem names."""
        ours, named = self.render(text)
        return [one for one in compare(ours, expected_blocks(text, parser)) if named.isdisjoint(one.lines)]


def compare(ours, expected):
    """Return the differences of the tree *ours* and the *expected* pairs of lines and block."""
    blocks = tuple(block for _, block in expected)
    matcher = difflib.SequenceMatcher(None, blocks, ours, autojunk=False)
    for kind, start, end, our_start, our_end in matcher.get_opcodes():
        if kind != "equal":
            before = expected[start - 1][0].stop if start else 0
            after = expected[end][0].start if end < len(expected) else MAX_LINES
            between = range(before, after)
            lines = range(expected[start][0].start, expected[end - 1][0].stop) if start < end else between
            yield Difference(lines, blocks[start:end], ours[our_start:our_end])


def expected_blocks(text, parser=DIALECT):
    """Return a pair for each top-level block of *text*: its lines, from 0, and its tree."""
    rows = list(enumerate(text.split("\n")))
    if parser is DIALECT:
        rows = _without_repeated_blanks(_FOOTNOTE.sub(r"⟦\1⟧", text).split("\n"))
    tokens = parser.parse("\n".join(row for _, row in rows))
    _number_items(tokens, [row for _, row in rows])
    pairs = []
    start = 0
    for end, token in enumerate(tokens, start=1):
        if token.level == 0 and token.nesting <= 0:
            first, stop = tokens[start].map
            lines = range(rows[first][0], rows[stop - 1][0] + 1)
            page = parser.renderer.render(tokens[start:end], parser.options, {})
            for block in tree(page):
                if block[0] == "figure" and pairs and pairs[-1][1][0] == "figure":
                    before, last = pairs[-1]
                    pairs[-1] = range(before.start, lines.stop), ("figure", f"{last[1]} {block[1]}")
                else:
                    pairs.append((lines, block))
            start = end
    return pairs


def _without_repeated_blanks(lines):
    """Return numbered *lines*: markdown-it ends a list when two blank lines follow an empty item."""
    return [
        (number, line)
        for number, line in enumerate(lines)
        if line.strip(" \t>") or not number or line != lines[number - 1]
    ]


def _number_items(tokens, lines):
    """Add to the items among *tokens* the number or letter that was typed, which HTML need not show."""
    letters = {}
    for token in tokens:
        if token.type == "list_item_open" and token.info:
            token.attrSet("value", token.info)
        elif token.type == "list_item_open" and token.markup == ")":
            line = token.map[0]
            token.attrSet("data-letter", next(letters.setdefault(line, iter(_LETTER.findall(lines[line])))))


def tree(page, pictures=()):
    """Reduce a *page* of HTML; *pictures* are their targets as typed, where *page* has addresses."""
    soup = BeautifulSoup(_EMPTY_COMMENT.sub("", page), "html.parser")
    for image, picture in zip(soup.find_all("img"), pictures, strict=False):
        image["src"] = picture
    notes = soup.find("div", class_="footnote")
    blocks = _blocks(soup if notes is None else notes.extract() and soup)
    for note in notes.ol.find_all("li", recursive=False) if notes else ():
        for back in note.find_all("a", class_="footnote-backref"):
            back.decompose()
        label = note["id"].removeprefix("fn:")
        blocks += [(kind, f"⟦^{label}⟧: {text}", *rest) for kind, text, *rest in _blocks(note)]
    return tuple(blocks)


def _blocks(parent):
    """Return the blocks in *parent*; text outside paragraphs is a block of the kind ``text``."""
    blocks = []
    line = []
    for child in [*parent.children, None]:
        is_block = child is None or getattr(child, "name", None) in BLOCKS
        if not is_block:
            line.append(_inline(child))
            continue
        if text := _tidy("".join(line)):
            blocks.append(("text", text))
        line = []
        if child is not None:
            for block in _block(child):
                if block[0] == "figure" and blocks and blocks[-1][0] == "figure":
                    blocks[-1] = ("figure", f"{blocks[-1][1]} {block[1]}")
                else:
                    blocks.append(block)
    return blocks


def _block(element):
    match element.name:
        case "div":
            return _blocks(element)
        case "p" | "figure":
            if text := _figure(element):
                return [("figure", text)]
            text = _tidy(_inlines(element))
            return [("p", text)] if text else []
        case "hr":
            return [("hr",)]
        case "pre":
            return [("pre", re.sub(r"[ \t]+\n", "\n", element.get_text()))]
        case "blockquote":
            return [("blockquote", *_blocks(element))]
        case "ul":
            return [("ul", *map(_item, element.find_all("li", recursive=False)))]
        case "ol":
            items = element.find_all("li", recursive=False)
            numbers = _numbers(items, int(element.get("start", 1)))
            return [("ol", *((number, *_blocks(item)) for number, item in zip(numbers, items, strict=True)))]
        case "table":
            rows = element.find_all("tr")
            return [("table", *(tuple(map(_cell, row.find_all(["th", "td"]))) for row in rows))]
    text = _tidy(_inlines(element))
    place = _PLACE.search(text)
    return [
        (element.name, text[: place.start()] if place else text, element.get("id") or (place and place[1]))
    ]


def _item(item):
    """Return the blocks of an item; a letter is text of its first paragraph."""
    letter = item.get("data-letter")
    blocks = _blocks(item)
    if letter and blocks and blocks[0][0] in {"text", "p", "figure"}:
        blocks[0] = (blocks[0][0].replace("figure", "p"), _tidy(f"{letter} {blocks[0][1]}"))
    elif letter:
        blocks.insert(0, ("text", letter))
    return tuple(blocks)


def _numbers(items, start):
    """Return the number of each of *items*: as typed, unless 1 was typed throughout to let Markdown count."""
    typed = [item.get("value") and int(item["value"]) for item in items]
    if set(typed) in ({0}, {1}):
        typed = [None] * len(typed)
    numbers = []
    for value in typed:
        numbers.append(numbers[-1] + 1 if value is None and numbers else start if value is None else value)
    return numbers


def _cell(cell):
    side = re.search(r"(?:align-|text-align: ?)(\w+)", f"{cell.get('class', '')} {cell.get('style', '')}")
    return cell.name, side and side[1], _tidy(_inlines(cell))


def _figure(element):
    """Return the content of a figure, or of a paragraph that is to become figures; otherwise nothing.

    The title of a picture is text: it is the caption of a picture that has no other.
    """
    images = element.find_all("img")
    if element.name == "p":
        children = [child for child in element.children if not _is_blank(child)]
        tails = [image.next_sibling for image in images if image.parent is element]
        if not children or children[0].name != "img" or not all(map(_ends_line, tails)):
            return ""
        for tail in tails:
            if tail is not None and tail.name == "br":
                tail.decompose()
    for image in images:
        image.insert_after(f" {image.attrs.pop('title', '')} ")
    return _tidy(" ".join(map(_inline, element.children)) if element.name == "figure" else _inlines(element))


def _ends_line(tail):
    return not isinstance(tail, NavigableString) or _is_blank(tail) or tail.startswith("\n")


def _is_blank(node):
    return isinstance(node, NavigableString) and not node.strip()


def _inlines(element):
    return "".join(map(_inline, element.children))


def _inline(node):
    if isinstance(node, Comment):
        return ""
    if isinstance(node, NavigableString):
        return html.escape(node, quote=False)
    name = "del" if node.name == "s" else node.name
    if name == "sup" and node.get("id", "").startswith("fnref"):
        return f"⟦^{node.a['href'].removeprefix('#fn:')}⟧"
    match name:
        case "img":
            title = f" “{node['title']}”" if node.get("title") else ""
            return f"<img {unquote(node['src'])} “{' '.join(node.get('alt', '').split())}”{title}>"
        case "br":
            return "<br>"
        case "source":
            return ""
        case "picture" | "figcaption":
            return _inlines(node)
        case "span" if node.get("class") == ["credit"]:
            return _inlines(node)
        case "a":
            return _link(node)
    inner = _inlines(node)
    return f"<{name}>{inner.strip() if name == 'code' else inner}</{name}>"


def _link(link):
    """Return a link, or the text alone of a link whose text is its address or that cites a document."""
    target = unquote(link.get("href", ""))
    inner = _inlines(link)
    text = unquote(link.get_text())
    if target.startswith("{document}") or target in {f"{scheme}{text}" for scheme in SCHEMES}:
        return inner
    if target.startswith("{filename}"):
        target = target.rpartition("/")[2].removeprefix("{filename}")
    title = f" “{link['title']}”" if link.get("title") else ""
    return f"<a {target}{title}>{inner}</a>"


def _tidy(text):
    """Return *text* with single spaces, and none at its ends and at line breaks."""
    return re.sub(r"\s*<br>\s*", "<br>", re.sub(r"\s+", " ", text)).strip()
