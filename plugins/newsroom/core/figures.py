"""Pictures that stand alone in Markdown become figures, the line under them their caption."""

from __future__ import annotations

import re
from itertools import takewhile
from xml.etree.ElementTree import Element, SubElement

_CREDIT = re.compile(r"(?P<caption>.*?)\s*\(?(?P<credit>(?:Ảnh|Tranh|Đồ họa)\b[^()]*)\)?\s*", re.DOTALL)


def make_figures(root: Element) -> None:
    """Turn each paragraph of pictures into a figure.

    The caption is the line under the last picture, else the title of the only one. What follows
    ``Ảnh:`` at its end is the credit. A picture within a line of text stays where it is.
    """
    for paragraph in list(root.iter("p")):
        images = list(takewhile(lambda child: child.tag == "img", paragraph))
        if not images or (paragraph.text or "").strip() or not all(map(_ends_line, images)):
            continue
        rest = list(paragraph)[len(images) :]
        caption = (images[-1].tail or "").lstrip()
        if not caption and not rest and len(images) == 1:
            caption = images[0].attrib.pop("title", "")
        for image in images:
            image.tail = "\n"
        paragraph.tag = "figure"
        if caption or rest:
            _caption(paragraph, caption, rest)


def _ends_line(image: Element) -> bool:
    tail = image.tail or ""
    return not tail.strip() or tail.startswith("\n")


def _caption(figure: Element, text: str, rest: list[Element]) -> None:
    for child in rest:
        figure.remove(child)
    caption = SubElement(figure, "figcaption")
    credit = _CREDIT.fullmatch(text) if not rest else None
    caption.text = f"{credit['caption']} ".lstrip() if credit else text
    if credit:
        SubElement(caption, "span", {"class": "credit"}).text = credit["credit"]
    caption.extend(rest)
