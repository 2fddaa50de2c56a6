"""Derivatives of an original picture: a few widths, as AVIF and JPEG.

All are upright, in sRGB and on white, and contain no metadata. JPEG is for older browsers.
"""

import io
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from PIL import Image, ImageCms, ImageOps

from newsroom.pictures.originals import open_original

# Image pixels: the only width for phones (see SIZES in picture_library), then for screens with one image
# pixel per CSS pixel, then for dense screens.
WIDTHS = (480, 720, 1200)
LIGHT = 13_500  # bytes of the narrowest, with headers 14 KB; quality falls until it fits
# Best first. Below the last, a JPEG is unusable, so detailed pictures may exceed LIGHT.
QUALITIES = {"avif": range(52, 3, -4), "jpg": range(80, 39, -4)}
SPEED = 8  # AVIF; lower speeds save a few per cent in three times the time
RECIPE = f"{WIDTHS} {LIGHT} {QUALITIES} {SPEED}"
PROFILED = {"L", "RGB", "RGBA", "CMYK"}  # modes to which a colour profile applies


def widths_of(width: int) -> tuple[int, ...]:
    """Choose the widths for an original of *width* image pixels: ascending, never wider."""
    widest = min(width, WIDTHS[-1])
    return (*(narrower for narrower in WIDTHS if narrower < widest), widest)


def derive(data: bytes, size: tuple[int, int]) -> Iterator[tuple[int, str, bytes]]:
    """Yield width, kind and bytes of each derivative of the original *data*.

    *size* is that of the largest derivative, in image pixels. Damaged originals raise OSError or ValueError.
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
        image = ImageOps.exif_transpose(original)
    image = _flatten(_to_srgb(_to_eight_bits(image).resize(size, Image.Resampling.LANCZOS, reducing_gap=3)))
    image.info.clear()  # encoders would copy profiles and comments from it
    return image


def _to_eight_bits(image: Image.Image) -> Image.Image:
    """Convert to eight bits per channel without a palette, which resizing needs."""
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in PROFILED and "transparency" not in image.info:
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _to_srgb(image: Image.Image) -> Image.Image:
    """Convert to sRGB by the embedded profile; keep the image if it has no readable profile."""
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
    """Put white behind transparent parts; such pictures assume a light page."""
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image.convert("RGB")


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
