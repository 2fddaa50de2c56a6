"""Layout of a rendered body: figures of pictures, tables, quotations."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from xml.etree.ElementTree import Element, SubElement

from newsroom.language.vietnamese import missing_decimals

GALLERY = "gallery"
REGION = {"class": "scroll", "role": "region", "tabindex": "0"}
HUNG = "hung"
_KINDS = r"(?:Ảnh|Tranh|Đồ họa)"
_LONGEST_CAPTION = 1000  # characters, with the credit
_CREDIT = re.compile(
    rf"(?P<caption>.*?)\s*\(?(?P<credit>{_KINDS}(?: minh họa| tư liệu)|{_KINDS}[^:().]*:[^()]+)\)?\s*",
    re.DOTALL,
)


def make_figures(root: Element) -> None:
    """Turn each paragraph that begins with a picture on a line of its own into figures.

    The caption is the line under the last picture, or the title of a single picture; its end from
    ``Ảnh:`` on is the credit. Several pictures in one figure are a gallery. Pictures within a line of
    text stay there.
    """
    for parent in list(root.iter()):
        made = {
            child: figures for child in parent if child.tag == "p" and (figures := list(_make_figures(child)))
        }
        if made:
            parent[:] = [part for child in parent for part in made.get(child, [child])]


def let_tables_scroll(root: Element) -> None:
    """Put each table into a region that readers can scroll by keyboard, named by its columns."""
    tables = list(root.iter("table"))
    regions: dict[Element, Element] = {}
    for number, table in enumerate(tables, start=1):
        heads = list(table.iter("th"))
        names = ", ".join(filter(None, (" ".join("".join(head.itertext()).split()) for head in heads)))
        for head in heads:
            head.set("scope", "col")
        region = Element("div", REGION | {"aria-label": f"Bảng {number}: {names}".rstrip(": ")})
        region.tail, table.tail = table.tail, None
        regions[table] = region
    for parent in list(root.iter()) if tables else ():
        parent[:] = [regions.get(child, child) for child in parent]
    for table, region in regions.items():
        region.append(table)


def align_decimals(root: Element) -> None:
    """Set ``data-lacks`` on each number of a right-aligned column to what only others have after the comma.

    The theme leaves their room empty, so that decimal commas stand below each other.
    """
    for table in root.iter("table"):
        for cells in zip_longest(*table.iter("tr")):
            right = [cell for cell in cells if cell is not None and cell.get("class") == "align-right"]
            for cell, lacks in zip(
                right, missing_decimals("".join(one.itertext()) for one in right), strict=True
            ):
                if lacks:
                    cell.set("data-lacks", lacks)


def hang_quotes(root: Element) -> None:
    """Mark each quotation that begins with a quotation mark, which the theme hangs into the margin."""
    for quote in root.iter("blockquote"):
        if len(quote) and quote[0].tag == "p" and (quote[0].text or "").startswith("“"):
            quote[0].set("class", HUNG)


def paired_pictures(root: Element) -> Iterator[Element]:
    """Yield the pictures of galleries shown in pairs: all but the first of an odd number."""
    for figure in root.iter("figure"):
        if GALLERY in figure.get("class", "").split():
            images = figure.findall("img")
            yield from images[len(images) % 2 :]


def _make_figures(paragraph: Element) -> Iterator[Element]:
    """Make the figures of *paragraph*; none if it is text with a picture in it."""
    children = list(paragraph)
    if (paragraph.text or "").strip() or not children or children[0].tag != "img":
        return
    tails = [child.tail or "" for child in children if child.tag == "img"]
    if any(tail.strip() and not tail.startswith("\n") for tail in tails):  # a picture within a line
        return
    attributes = dict(paragraph.attrib)
    while children:
        figure = Element("figure", attributes)
        figure.tail = "\n"
        attributes = {}
        caption = ""
        while children and children[0].tag == "img" and not caption:
            figure.append(children.pop(0))
            caption = (figure[-1].tail or "").lstrip()
            figure[-1].tail = "\n"
        if children and children[0].tag == "br" and not caption:
            caption = (children.pop(0).tail or "").lstrip()
        rest = []
        while children and children[0].tag != "img":
            rest.append(children.pop(0))
        if len(figure) > 1:
            figure.set("class", f"{figure.get('class', '')} {GALLERY}".strip())
        elif not caption and not rest:
            caption = figure[0].attrib.pop("title", "")
        if caption or rest:
            add_caption(figure, caption, rest)
        yield figure


def add_caption(figure: Element, text: str, rest: Iterable[Element] = ()) -> None:
    """Add the caption of *figure*: *text*, whose end may be the credit, then the *rest*."""
    caption = SubElement(figure, "figcaption")
    credit = _CREDIT.fullmatch(text) if not rest and len(text) <= _LONGEST_CAPTION else None
    caption.text = f"{credit['caption']} ".lstrip() if credit else text
    if credit:
        SubElement(caption, "span", {"class": "credit"}).text = credit["credit"].strip()
    caption.extend(rest)
