"""Sizes of the pictures in a body, for browsers to choose from."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from newsroom.body.layout import GALLERY
from newsroom.pictures.picture_library import HALF_SIZES, Picture


def offer_pictures(root: Element, pictures: Sequence[tuple[Element, Picture]], lead: Element | None) -> None:
    """Offer the *pictures* below *root* in the place of their images; the *lead* loads first."""
    halves = set(_halves(root)) if pictures else set()
    for image, picture in pictures:
        _offer(image, picture, HALF_SIZES if image in halves else picture.sizes, leads=image is lead)


def _halves(root: Element) -> Iterator[Element]:
    """Yield the pictures of galleries shown in pairs: all but the first of an odd number."""
    for figure in root.iter("figure"):
        if GALLERY in figure.get("class", "").split():
            images = figure.findall("img")
            yield from images[len(images) % 2 :]


def _offer(image: Element, picture: Picture, sizes: str, *, leads: bool) -> None:
    """Offer *picture* in the place of *image*, as the component ``picture`` of the theme does."""
    own, tail = dict(image.attrib), image.tail
    image.clear()
    image.tag, image.tail = "picture", tail
    SubElement(image, "source", {"type": "image/avif", "srcset": picture.avif, "sizes": sizes})
    offered = {
        "src": f"/{picture.url}",
        "srcset": picture.jpeg,
        "sizes": sizes,
        "width": str(picture.width),
        "height": str(picture.height),
    }
    waits = {"fetchpriority": "high"} if leads else {"loading": "lazy", "decoding": "async"}
    SubElement(image, "img", own | offered | waits)
