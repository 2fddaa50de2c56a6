"""Pixels of any picture as a browser shows them: eight bits, in sRGB, on white.

A picture that fails here cannot be published. So its check runs the same code, on a corner of it.
"""

import io

from PIL import Image, ImageCms

MANY = 27_000_000  # image pixels, of which the steps here would need several copies in memory
STRIP = 64  # image pixels: the height of the parts in which such a picture is made smaller
PROFILED = {"L", "RGB", "RGBA", "CMYK"}  # modes to which a colour profile applies


def show_as_browsers(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return *image*, resized to *size*, in RGB and without metadata."""
    image = _to_eight_bits(image).resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
    image = _flatten(_to_srgb(image))
    image.info.clear()  # encoders would copy profiles and comments from it
    return image


def shrink(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return *image* in eight bits at twice *size* or more, if it has many pixels; else as it is."""
    factor = max(image.size) // (2 * max(size))
    if image.width * image.height <= MANY or factor <= 1:
        return image
    height = STRIP * factor
    boxes = [(0, top, image.width, min(top + height, image.height)) for top in range(0, image.height, height)]
    strips = [_to_eight_bits(image.crop(box)).reduce(factor) for box in boxes]
    shrunk = Image.new(strips[0].mode, (strips[0].width, sum(strip.height for strip in strips)))
    for number, strip in enumerate(strips):
        shrunk.paste(strip, (0, number * STRIP))
    shrunk.info = strips[0].info
    return shrunk


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
