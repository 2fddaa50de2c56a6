"""Pictures that stand alone in Markdown become figures, the line under them their caption."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

GALLERY = "gallery"
_KINDS = r"(?:Ảnh|Tranh|Đồ họa)"
_CREDIT = re.compile(
    rf"(?P<caption>.*?)\s*\(?(?P<credit>{_KINDS}(?: minh họa| tư liệu)|{_KINDS}[^:().]*:[^()]+)\)?\s*",
    re.DOTALL,
)


def make_figures(root: Element) -> None:
    """Turn each paragraph that begins with a picture on a line of its own into figures.

    The caption is the line under the last of some pictures, else the title of the only one. What
    follows ``Ảnh:`` at its end is the credit. Several in one figure are a gallery. A picture within
    a line of text stays where it is.
    """
    for parent in list(root.iter()):
        for paragraph in [child for child in parent if child.tag == "p"]:
            figures = list(_figures(paragraph))
            if figures:
                place = list(parent).index(paragraph)
                parent.remove(paragraph)
                for offset, figure in enumerate(figures):
                    figure.tail = "\n"
                    parent.insert(place + offset, figure)


def _figures(paragraph: Element) -> Iterator[Element]:
    """The figures of *paragraph*; none when it is text with a picture in it."""
    children = list(paragraph)
    stands_alone = not (paragraph.text or "").strip() and children and children[0].tag == "img"
    if not stands_alone or not all(_ends_line(child) for child in children if child.tag == "img"):
        return
    attributes = dict(paragraph.attrib)
    while children:
        figure = Element("figure", attributes)
        attributes = {}
        while children and children[0].tag == "img" and not (children[0].tail or "").strip():
            figure.append(children.pop(0))
        caption = ""
        if children and children[0].tag == "img":  # the last before its caption
            figure.append(children.pop(0))
            caption = (figure[-1].tail or "").lstrip()
        elif children and children[0].tag == "br":
            caption = (children.pop(0).tail or "").lstrip()
        rest = []
        while children and children[0].tag != "img":
            rest.append(children.pop(0))
        _lay_out(figure)
        if not caption and not rest and len(figure) == 1:
            caption = figure[0].attrib.pop("title", "")
        if caption or rest:
            _caption(figure, caption, rest)
        yield figure


def _lay_out(figure: Element) -> None:
    for image in figure:
        image.tail = "\n"
    if len(figure) > 1:
        figure.set("class", f"{figure.get('class', '')} {GALLERY}".strip())


def _ends_line(image: Element) -> bool:
    tail = image.tail or ""
    return not tail.strip() or tail.startswith("\n")


def _caption(figure: Element, text: str, rest: list[Element]) -> None:
    caption = SubElement(figure, "figcaption")
    credit = _CREDIT.fullmatch(text) if not rest else None
    caption.text = f"{credit['caption']} ".lstrip() if credit else text
    if credit:
        SubElement(caption, "span", {"class": "credit"}).text = credit["credit"].strip()
    caption.extend(rest)
