"""Films and sound in bodies: cards for films on other sites, players for files of our own.

A page takes nothing from another site: readers follow a link, which says where it leads.
"""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from newsroom.body.layout import add_caption
from newsroom.commonmark.escapes import protect
from newsroom.pictures.originals_folder import STATIC

_SITES = {
    "YouTube": r"(?:(?:www|m)\.)?youtube\.com/(?:watch|shorts/|live/|embed/|playlist)|youtu\.be/.",
    "Vimeo": r"(?:(?:www|player)\.)?vimeo\.com/(?:.*/)?\d",
    "Facebook": r"(?:(?:www|m|web)\.)?facebook\.com/(?:watch|reel/|share/[rv]/|video|.*/videos/)|fb\.watch/.",
    "VTV": r"(?:www\.)?vtv\.vn/(?:video|truyen-hinh)|(?:www\.)?vtvgo\.vn/.",
}
_FILM = {name: re.compile(rf"https?://(?:{pattern})", re.IGNORECASE) for name, pattern in _SITES.items()}
_OWN = re.compile(rf"{re.escape(STATIC)}\S[^\n]*\.(?:mp4|m4a|mp3)", re.IGNORECASE)


class OwnFilm(NamedTuple):
    """A figure for a file of our own in the place of *paragraph*, with the picture typed above, if any."""

    paragraph: Element
    figure: Element
    target: str
    poster: Element | None


def make_cards(root: Element) -> None:
    """Make a card of each line that is only the address of a film, with the picture of the line above."""
    for parent in list(root.iter()):
        for place, paragraph in enumerate(parent):
            if paragraph.tag == "p" and (card := _make_card(paragraph)) is not None:
                parent[place] = card


def find_own(root: Element) -> list[OwnFilm]:
    """Make a figure of each line that is only the path of a film or of sound; its player comes later."""
    films = []
    for parent in list(root.iter()):
        for place, paragraph in enumerate(parent):
            if paragraph.tag == "p" and (film := _read_own(paragraph)):
                parent[place] = film.figure
                films.append(film)
    return films


def add_player(film: OwnFilm, url: str, media_type: str, poster: str, captions: str) -> None:
    """Add a player of the file at *url*, with the addresses of its *poster* and *captions*, if any."""
    if film.poster is not None:
        film.figure.remove(film.poster)
    player = Element(media_type.partition("/")[0], {"controls": "", "preload": "none"})
    if poster:
        player.set("poster", poster)
    SubElement(player, "source", {"src": url, "type": media_type})
    if captions:
        track = {"kind": "captions", "src": captions, "srclang": "vi", "label": "Phụ đề", "default": ""}
        SubElement(player, "track", track)
    film.figure.insert(0, player)


def _make_card(paragraph: Element) -> Element | None:
    children = list(paragraph)
    image = children.pop(0) if children and children[0].tag == "img" else None
    if (paragraph.text or "").strip() or (image is not None and (image.tail or "").strip()) or not children:
        return None
    link, *rest = children
    address = link.get("href", "")
    site = next((name for name, pattern in _FILM.items() if pattern.match(address)), "")
    alone = not rest and (not link.tail or link.tail.startswith("\n"))
    if link.tag != "a" or not site or not alone or link.text not in {address, protect(address)}:
        return None
    card = Element("figure", paragraph.attrib | {"class": "film"})
    card.tail, caption, link.tail = "\n", (link.tail or "").strip(), None
    link.text = None
    if image is not None:
        link.append(image)
        image.tail = None
    SubElement(link, "span").text = f"Xem phim trên {site}"
    card.append(link)
    if caption:
        add_caption(card, caption)
    return card


def _read_own(paragraph: Element) -> OwnFilm | None:
    image = paragraph[0] if len(paragraph) == 1 and paragraph[0].tag == "img" else None
    if len(paragraph) and (image is None or (paragraph.text or "").strip()):
        return None
    text = ((image.tail if image is not None else paragraph.text) or "").strip()
    target, _, caption = text.partition("\n")
    if not _OWN.fullmatch(target.rstrip()):
        return None
    figure = Element("figure", paragraph.attrib)
    figure.tail = "\n"
    if image is not None:
        figure.append(image)
        image.tail = None
    if caption.strip():
        add_caption(figure, caption.strip())
    return OwnFilm(paragraph, figure, target.rstrip(), image)
