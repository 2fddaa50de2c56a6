"""Original picture files: opening, measuring, reasons for refusal."""

import errno
import io
import math
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

from PIL import ExifTags, Image, ImageChops

from newsroom.pictures.pixels import show_as_browsers
from newsroom.pictures.structure import complete, has_several_scans, has_too_many_parts

PICTURE_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "BMP")
MOVING = {"PNG", "WEBP", "AVIF"}  # several pictures in a JPEG are a phone's depth data, not an animation
TURNS = {  # from the EXIF orientation
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = {5, 6, 7, 8}  # EXIF orientations that swap width and height
LONGEST = 16_000  # image pixels per side; AVIF and JPEG do not allow much more
MOST_HELD = 27_000_000  # image pixels of a picture whose decoder holds all of it in memory, several times
MOST_OF_PHONE = 50_000_000  # image pixels of a HEIC; the largest of phones have 48 million
HOLDING = {"WEBP", "AVIF", "TIFF"}
LAST_ROWS = 32  # image pixels: two rows of blocks at the end of a JPEG, which may be missing
COARSE = (1200, 1200)  # image pixels; decoding at this size is enough to check a file
CORNER = (0, 0, 8, 8)  # image pixels; enough to try what needs no decoding
UNREADABLE = "Không đọc được ảnh “{}”: cần tệp JPEG, PNG, WebP, HEIC, AVIF, TIFF hoặc BMP còn nguyên."
HELD = (
    f"Ảnh “{{}}” quá lớn, hơn {MOST_HELD // 1_000_000} triệu điểm ảnh với WebP, AVIF, TIFF hay JPEG hiện dần"
    f" (progressive), {MOST_OF_PHONE // 1_000_000} triệu với HEIC: hãy thu nhỏ, rộng 2.400 px là đủ."
)
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_FILLER = bytes(range(1, 0xFF))  # may stand for missing bytes of a scan: no marker


class _RefusedError(ValueError):
    """A picture that can be opened, but not published; the message has a place for its name."""


@contextmanager
def open_original(data: bytes) -> Iterator[Image.Image]:
    """Open the picture in *data*; raise an error for absurd sizes and ignore Pillow's other warnings."""
    formats: tuple[str, ...] = PICTURE_FORMATS
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        formats = ("HEIF", *formats)
        _learn_heif()
    with warnings.catch_warnings(action="ignore"):
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(complete(data)), formats=formats) as image:
            if max(image.size) > LONGEST:
                raise Image.DecompressionBombError
            yield image


@cache
def _learn_heif() -> None:
    """Teach Pillow to read the pictures of phones."""
    from pillow_heif import register_heif_opener  # noqa: PLC0415 (slow to load)

    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def read_orientation(image: Image.Image) -> int:
    """Return the EXIF orientation of the loaded *image*; 1, which is upright, if EXIF is damaged."""
    with suppress(Exception):  # Pillow raises many kinds of errors for damaged EXIF
        orientation: Any = image.getexif().get(ExifTags.Base.Orientation)
        if orientation in TURNS:
            return int(orientation)
    return 1


def measure(name: str, data: bytes) -> tuple[int, int]:
    """Return upright width and height, in image pixels, of the picture *data* of the file *name*.

    Raises:
        ValueError: The picture cannot be published; the message is Vietnamese.
        OSError: This machine lacks the memory to open it.
    """
    try:
        return _try(data)
    except _RefusedError as error:
        reason = str(error)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        most = f"{(Image.MAX_IMAGE_PIXELS or 0) // 1_000_000} triệu điểm ảnh hay một cạnh hơn 16.000"
        reason = f"Ảnh “{{}}” quá lớn, hơn {most}: hãy thu nhỏ, rộng 2.400 px là đủ."
    except MemoryError:
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM)) from None
    except Exception:  # noqa: BLE001 (Pillow raises many kinds of errors for damaged files)
        reason = _explain_unreadable(data)
    raise ValueError(reason.format(name))


def _try(data: bytes) -> tuple[int, int]:
    """Try all that can fail when derivatives are made; return upright width and height."""
    if has_too_many_parts(data):
        raise _RefusedError("Ảnh “{}” gồm quá nhiều phần nhỏ: hãy mở ra rồi lưu lại.")
    with open_original(data) as image:
        if image.format in MOVING and getattr(image, "is_animated", False):
            raise _RefusedError("Ảnh “{}” là ảnh động: hãy chọn một hình, lưu thành JPEG hoặc PNG.")
        if image.format == "TIFF" and getattr(image, "n_frames", 1) > 1:
            raise _RefusedError("Ảnh “{}” có nhiều trang: bản quét nhiều trang hãy lưu thành PDF.")
        width, height = image.size
        is_held = image.format in HOLDING or has_several_scans(data)
        if width * height > (MOST_OF_PHONE if image.format == "HEIF" else MOST_HELD if is_held else math.inf):
            raise _RefusedError(HELD)
        if len(complete(data)) > len(data) and _count_missing(data) > min(LAST_ROWS, height / 10):
            raise _RefusedError(UNREADABLE)
        image.draft("RGB", COARSE)
        image.load()
        _ = image.has_transparency_data  # raises an error for a missing palette, which the corner would have
        show_as_browsers(image.crop(CORNER), CORNER[2:])
        return (height, width) if read_orientation(image) in SIDEWAYS else (width, height)


def _count_missing(data: bytes) -> float:
    """Return the number of rows that a JPEG without an end lacks, in image pixels.

    They differ with the bytes that stand for the missing ones.
    """
    fillers = (b"", _FILLER * (len(data) // len(_FILLER) + 1))
    pictures = []
    for filler in fillers:
        with Image.open(io.BytesIO(complete(data + filler)), formats=("JPEG",)) as image:
            height = image.height
            image.draft("RGB", COARSE)
            pictures.append(image.convert("RGB"))
    different = ImageChops.difference(*pictures).getbbox()
    return height * (1 - different[1] / pictures[0].height) if different else 0


def _explain_unreadable(data: bytes) -> str:
    if not data:
        return "Tệp ảnh “{}” rỗng (0 byte): hãy chép lại từ máy ảnh hoặc điện thoại."
    if data.startswith(b"GIF8"):
        return "Ảnh “{}” là GIF: hãy mở ra, lưu một hình thành PNG hoặc JPEG."
    if b"<svg" in data[:4096]:
        return "Ảnh “{}” là hình vẽ SVG: hãy xuất thành PNG, rộng ít nhất 1.200 px."
    return UNREADABLE
