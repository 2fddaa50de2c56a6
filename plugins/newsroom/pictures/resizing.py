"""Derivatives of an original picture: whole and cropped for cards, as AVIF and JPEG.

All are upright, in sRGB and on white, and contain no metadata. JPEG is for older browsers.
"""

import io
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from PIL import Image

from newsroom.pictures.originals import TURNS, open_original, read_orientation
from newsroom.pictures.pixels import show_as_browsers, shrink

# Image pixels: the only width for phones (see SIZES in picture_library), then for screens with one image
# pixel per CSS pixel, then for dense screens.
WIDTHS = (480, 720, 1200)
LIGHT = 13_500  # bytes of the narrowest, with headers 14 KB; quality falls until it fits
CARD_SIZES = ((160, 107), (320, 213))  # image pixels: for one per CSS pixel, and for dense screens
CARD_LIGHT = 2_700  # bytes, with headers 3 KB, as a list has many cards
CARD_FOCUS = 0.25  # of the height that a crop leaves out, the part above it: faces are high in a picture
# Best first. Below the last, a JPEG is unusable, so detailed pictures may exceed these limits.
QUALITIES = {"avif": range(52, 3, -4), "jpg": range(80, 39, -4)}
SPEED = 8  # AVIF; lower speeds save a few per cent in three times the time
CARD_SPEED = 9  # AVIF; the search for a quality encodes each size several times
RECIPE = f"{WIDTHS} {LIGHT} {CARD_SIZES} {CARD_LIGHT} {CARD_FOCUS} {QUALITIES} {SPEED} {CARD_SPEED}"


class Derivative(NamedTuple):
    """The bytes of a picture of this *width*, in image pixels, as ``avif`` or ``jpg``."""

    width: int
    kind: str
    data: bytes
    is_card: bool = False


def widths_of(width: int) -> tuple[int, ...]:
    """Choose the widths for an original of *width* image pixels: ascending, never wider."""
    widest = min(width, WIDTHS[-1])
    return (*(narrower for narrower in WIDTHS if narrower < widest), widest)


def derive(data: bytes, size: tuple[int, int], *, cards: bool) -> Iterator[Derivative]:
    """Yield each derivative of the original *data*; with *cards*, also those for cards.

    *size* is that of the largest derivative, in image pixels. Damaged originals raise errors of many kinds.
    """
    image = _prepare(data, size)
    width, height = size
    for narrower in widths_of(width):
        resized = image.resize(
            (narrower, max(1, round(height * narrower / width))), Image.Resampling.LANCZOS, reducing_gap=3
        )
        for kind in QUALITIES:
            yield Derivative(narrower, kind, _encode(resized, kind, LIGHT if narrower <= WIDTHS[0] else None))
    if cards:
        card = image.resize(CARD_SIZES[-1], Image.Resampling.LANCZOS, box=_crop(size), reducing_gap=3)
        for card_size in CARD_SIZES:
            resized = card.resize(card_size, Image.Resampling.LANCZOS)
            for kind in QUALITIES:
                made = _encode(resized, kind, CARD_LIGHT, speed=CARD_SPEED)
                yield Derivative(card_size[0], kind, made, is_card=True)


def _crop(size: tuple[int, int]) -> tuple[float, float, float, float]:
    """Return the largest box within *size* that has the proportions of a card."""
    width, height = size
    card_width, card_height = CARD_SIZES[-1]
    scale = min(width / card_width, height / card_height)
    # Rounding may make a side too long by a trifle, which Pillow refuses.
    crop_width, crop_height = min(width, card_width * scale), min(height, card_height * scale)
    left, top = (width - crop_width) / 2, (height - crop_height) * CARD_FOCUS
    return left, top, left + crop_width, top + crop_height


def _prepare(data: bytes, size: tuple[int, int]) -> Image.Image:
    with open_original(data) as original:
        scale = min(1, 2 * max(size) / max(original.size))
        original.draft("RGB", (round(original.width * scale), round(original.height * scale)))
        original.load()
        turn = TURNS.get(read_orientation(original))
        smaller = shrink(original, size)
        upright = smaller if turn is None else smaller.transpose(turn)
        return show_as_browsers(upright, size)


def _encode(image: Image.Image, kind: str, most: int | None, speed: int = SPEED) -> bytes:
    """Encode *image* in the best quality that takes at most *most* bytes, or with None in the best of all."""
    qualities = QUALITIES[kind]

    @cache
    def encoded(quality: int) -> bytes:
        stream = io.BytesIO()
        if kind == "avif":  # other processes encode other pictures
            image.save(stream, "AVIF", quality=quality, speed=speed, max_threads=1)
        else:
            image.save(stream, "JPEG", quality=quality, optimize=True, progressive=True)
        return stream.getvalue()

    best = bisect_left(qualities, True, key=lambda quality: len(encoded(quality)) <= most) if most else 0  # noqa: FBT003
    return encoded(qualities[min(best, len(qualities) - 1)])
