"""Trees of rendered bodies, for comparison.

A tree is a tuple of blocks, each a tuple of its kind and what it holds. Inline content is a string:
text with single spaces, in which tags stand for emphasis, links and pictures.
"""

import html
import re
from urllib.parse import unquote

from bs4 import BeautifulSoup, Comment, NavigableString

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = HEADINGS | {"p", "ul", "ol", "li", "blockquote", "table", "hr", "pre", "figure", "div"}
SCHEMES = ("", "http://", "https://", "mailto:")
_EMPTY_COMMENT = re.compile(r"<!---?>")  # html.parser takes it for the start of one
_PLACE = re.compile(r"(?:(?:^| )#+)? ?\{ ?#([\w-]+) ?\}$")  # of a heading, after the closing signs


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
