"""What is published of an original: a few widths, each as AVIF and as JPEG for older browsers.

All are upright, in sRGB, on white paper, and hold no word of what a camera or a program noted.
"""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from PIL import Image, ImageCms, ImageOps

from newsroom.core.originals import open_original

# Image pixels: for phones, which take no other (see SIZES in newsroom.core.pictures), for screens of
# one image pixel to a CSS pixel, and for dense ones.
WIDTHS = (480, 720, 1200)
LIGHT = 13_500  # bytes of the narrowest, with its headers within 14 KB: the quality falls until it fits
# From the best down. Below the last a JPEG is no longer a picture: busy ones may be heavier.
QUALITIES = {"avif": range(52, 3, -4), "jpg": range(80, 39, -4)}
SPEED = 8  # of AVIF: slower ones make files a few per cent smaller in three times the time
RECIPE = f"{WIDTHS} {LIGHT} {QUALITIES} {SPEED}"
PROFILED = {"L", "RGB", "RGBA", "CMYK"}  # modes whose colour profile can be applied


def widths_of(width: int) -> tuple[int, ...]:
    """The widths in which an original of *width* image pixels is published: ascending, none larger."""
    return (*(one for one in WIDTHS if one < min(width, WIDTHS[-1])), min(width, WIDTHS[-1]))


def derive(data: bytes, size: tuple[int, int]) -> Iterator[tuple[int, str, bytes]]:
    """Each derivative of the original *data*, the largest of this *size*: width, kind and bytes.

    Raises:
        OSError, ValueError: The original is damaged.
    """
    image = _develop(data, size)
    width, height = size
    for narrower in widths_of(width):
        fitting = image.resize(
            (narrower, max(1, round(height * narrower / width))), Image.Resampling.LANCZOS, reducing_gap=3
        )
        for kind in QUALITIES:
            yield narrower, kind, _encode(fitting, kind, light=narrower <= WIDTHS[0])


def _develop(data: bytes, size: tuple[int, int]) -> Image.Image:
    with open_original(data) as original:
        scale = min(1, 2 * max(size) / max(original.size))
        original.draft("RGB", (round(original.width * scale), round(original.height * scale)))
        image = ImageOps.exif_transpose(original)
    image = _flatten(_to_srgb(_plain(image).resize(size, Image.Resampling.LANCZOS, reducing_gap=3)))
    image.info.clear()  # of which writers would take up profiles and comments
    return image


def _plain(image: Image.Image) -> Image.Image:
    """Eight bits a colour and no palette: what can be made smaller."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in PROFILED and "transparency" not in image.info:
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _to_srgb(image: Image.Image) -> Image.Image:
    """In the colours that its profile means; as it is where it has none, or one that cannot be read."""
    profile = image.info.get("icc_profile")
    if not profile:
        return image
    try:
        given, ours = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, given, ours, outputMode=mode) or image
    except (OSError, ImageCms.PyCMSError):
        return image


def _flatten(image: Image.Image) -> Image.Image:
    """White behind what is transparent: nobody drew it for the dark."""
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image.convert("RGB")


def _encode(image: Image.Image, kind: str, *, light: bool) -> bytes:
    qualities = QUALITIES[kind]

    @cache
    def encoded(quality: int) -> bytes:
        stream = io.BytesIO()
        if kind == "avif":  # on one processor: others have pictures of their own
            image.save(stream, "AVIF", quality=quality, speed=SPEED, max_threads=1)
        else:
            image.save(stream, "JPEG", quality=quality, optimize=True, progressive=True)
        return stream.getvalue()

    best = bisect_left(qualities, True, key=lambda quality: len(encoded(quality)) <= LIGHT) if light else 0  # noqa: FBT003
    return encoded(qualities[min(best, len(qualities) - 1)])
