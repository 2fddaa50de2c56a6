"""Derivatives of an original picture: a few widths, as AVIF and JPEG.

All are upright, in sRGB and on white, and contain no metadata. JPEG is for older browsers.
"""

import io
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from PIL import Image

from newsroom.pictures.originals import TURNS, open_original, read_orientation
from newsroom.pictures.pixels import show_as_browsers

# Image pixels: the only width for phones (see SIZES in picture_library), then for screens with one image
# pixel per CSS pixel, then for dense screens.
WIDTHS = (480, 720, 1200)
LIGHT = 13_500  # bytes of the narrowest, with headers 14 KB; quality falls until it fits
# Best first. Below the last, a JPEG is unusable, so detailed pictures may exceed LIGHT.
QUALITIES = {"avif": range(52, 3, -4), "jpg": range(80, 39, -4)}
SPEED = 8  # AVIF; lower speeds save a few per cent in three times the time
RECIPE = f"{WIDTHS} {LIGHT} {QUALITIES} {SPEED}"


def widths_of(width: int) -> tuple[int, ...]:
    """Choose the widths for an original of *width* image pixels: ascending, never wider."""
    widest = min(width, WIDTHS[-1])
    return (*(narrower for narrower in WIDTHS if narrower < widest), widest)


def derive(data: bytes, size: tuple[int, int]) -> Iterator[tuple[int, str, bytes]]:
    """Yield width, kind and bytes of each derivative of the original *data*.

    *size* is that of the largest derivative, in image pixels. Damaged originals raise errors of many kinds.
    """
    image = _prepare(data, size)
    width, height = size
    for narrower in widths_of(width):
        resized = image.resize(
            (narrower, max(1, round(height * narrower / width))), Image.Resampling.LANCZOS, reducing_gap=3
        )
        for kind in QUALITIES:
            yield narrower, kind, _encode(resized, kind, light=narrower <= WIDTHS[0])


def _prepare(data: bytes, size: tuple[int, int]) -> Image.Image:
    with open_original(data) as original:
        scale = min(1, 2 * max(size) / max(original.size))
        original.draft("RGB", (round(original.width * scale), round(original.height * scale)))
        original.load()
        turn = TURNS.get(read_orientation(original))
        upright = original if turn is None else original.transpose(turn)
        return show_as_browsers(upright, size)


def _encode(image: Image.Image, kind: str, *, light: bool) -> bytes:
    qualities = QUALITIES[kind]

    @cache
    def encoded(quality: int) -> bytes:
        stream = io.BytesIO()
        if kind == "avif":  # other processes encode other pictures
            image.save(stream, "AVIF", quality=quality, speed=SPEED, max_threads=1)
        else:
            image.save(stream, "JPEG", quality=quality, optimize=True, progressive=True)
        return stream.getvalue()

    best = bisect_left(qualities, True, key=lambda quality: len(encoded(quality)) <= LIGHT) if light else 0  # noqa: FBT003
    return encoded(qualities[min(best, len(qualities) - 1)])
