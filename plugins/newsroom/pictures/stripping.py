"""Removal of the place and other metadata from original pictures.

Phones note the place in EXIF and XMP. Derivatives carry neither, but everybody who may read the repository
may read the originals. A picture is not encoded again: only the parts that describe it are removed.
"""

import os
import re
import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from PIL import ExifTags

from incremental.sealed_files import read_file, replace_bytes
from newsroom.failures import describe_failure
from newsroom.pictures.boxes import EXIF, find_descriptions
from newsroom.pictures.originals import UNREADABLE, measure, open_original, read_orientation
from newsroom.pictures.structure import PNG_START, find_end, read_chunks, read_segments
from newsroom.problems import RefusedError

_XMP_PLACE = b"GPSLatitude"
_EXIF_SIGN = re.compile(rb"Exif\0|eXIf|EXIF|Raw profile type")
_DESCRIBING = {0xE1, 0xED, 0xFE}  # segments of a JPEG with EXIF or XMP, with IPTC, and with a comment
_SEVERAL = (0xE2, b"MPF\0")  # a segment of a JPEG that lists further pictures behind the first
_DESCRIBING_CHUNKS = {b"eXIf", b"tEXt", b"zTXt", b"iTXt"}  # of a PNG
_DESCRIBING_BLOCKS = {b"EXIF", b"XMP "}  # of a WebP
_HAS_EXIF, _HAS_XMP = 0x08, 0x04  # flags in the block VP8X of a WebP


def has_place(data: bytes) -> bool:
    """Return whether the picture *data* says where it was taken."""
    if _XMP_PLACE in data:
        return True
    if _EXIF_SIGN.search(data):  # Pillow decodes a whole PNG before it finds none
        with suppress(Exception), open_original(data) as image:  # of many kinds, for damaged EXIF
            return bool(image.getexif().get_ifd(ExifTags.IFD.GPSInfo))
    return False


def strip_file(file: Path) -> str:
    """Remove from the picture *file* what describes it; return a message.

    Raises:
        RefusedError: It is no picture that can be published, or cannot be written.
    """
    place = os.path.realpath(file)
    try:
        data = read_file(place)
        measure(file.name, data)
        stripped = strip(data)
        if _pixels(stripped) != _pixels(data):
            raise RefusedError(UNREADABLE.format(file.name))
        if stripped != data:
            replace_bytes(place, stripped)
    except ValueError as error:
        raise RefusedError(str(error)) from None
    except OSError as error:
        raise RefusedError(f"Không đọc hay ghi được {file} ({describe_failure(error)}).") from None
    if stripped == data:
        return f"{file} không kèm dữ liệu nào, tệp giữ nguyên."
    return f"Đã bỏ mọi dữ liệu kèm theo {file}; hình và chiều xoay giữ nguyên."


def strip(data: bytes) -> bytes:
    """Return the picture *data* without metadata but its orientation and colours."""
    with open_original(data) as image:
        kind, orientation = image.format, read_orientation(image)
    exif = _make_exif(orientation) if orientation > 1 else b""
    strippers = {"JPEG": _strip_jpeg, "MPO": _strip_jpeg, "PNG": _strip_png, "WEBP": _strip_webp}
    strippers |= {"HEIF": _blank_items, "AVIF": _blank_items, "BMP": _keep}
    if kind not in strippers:
        raise RefusedError(f"Không gỡ được dữ liệu khỏi tệp {kind}: hãy mở ra rồi lưu thành PNG.")
    return strippers[kind](data, exif)


def _pixels(data: bytes) -> tuple[int, str, bytes, bytes]:
    with open_original(data) as image:
        return read_orientation(image), image.mode, image.tobytes(), image.info.get("icc_profile") or b""


def _make_exif(orientation: int) -> bytes:
    """Return EXIF with an *orientation* alone."""
    return struct.pack("<2sHIHHHIII", b"II", 42, 8, 1, ExifTags.Base.Orientation, 3, 1, orientation, 0)


def _strip_jpeg(data: bytes, exif: bytes) -> bytes:
    parts = [data[:2]]
    if exif:
        exif = b"Exif\0\0" + exif
        parts.append(b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif)
    end = 2
    for marker, place in read_segments(data):
        after = place + int.from_bytes(data[place : place + 2], "big")
        several = marker == _SEVERAL[0] and data.startswith(_SEVERAL[1], place + 2)
        if marker in _DESCRIBING or several:
            parts.append(data[end : place - 1].rstrip(b"\xff"))
        else:
            parts.append(data[end:after])
        end = after
    return b"".join([*parts, data[end : find_end(data, end)]])


def _strip_png(data: bytes, exif: bytes) -> bytes:
    parts = [PNG_START]
    for kind, start, end in read_chunks(data):
        if kind not in _DESCRIBING_CHUNKS:
            parts.append(data[start:end])
        if kind == b"IHDR" and exif:
            chunk = b"eXIf" + exif
            parts.append(len(exif).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big"))
        if kind == b"IEND":
            break
    return b"".join(parts)


def _blank_items(data: bytes, exif: bytes) -> bytes:  # noqa: ARG001 (the orientation is no EXIF here)
    """Write empty EXIF and zeros over the items that describe a HEIC or AVIF."""
    blank = bytearray(data)
    try:
        descriptions = list(find_descriptions(data))
    except (IndexError, KeyError, ValueError):  # damaged where Pillow does not look
        message = "Tệp ảnh có cấu trúc lạ nên không gỡ được gì: hãy mở ra rồi lưu thành JPEG."
        raise RefusedError(message) from None
    for kind, start, end in descriptions:
        empty = b"\0\0\0\0II*\0\x08\0\0\0" if kind == EXIF else b""
        blank[start:end] = (empty + bytes(end - start))[: end - start]
    return bytes(blank)


def _keep(data: bytes, exif: bytes) -> bytes:  # noqa: ARG001 (a BMP has none)
    return data


def _strip_webp(data: bytes, exif: bytes) -> bytes:
    parts = [part for part in _blocks(data) if part[:4] not in _DESCRIBING_BLOCKS]
    if parts[0].startswith(b"VP8X"):
        flags = parts[0][8] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if exif else 0)
        parts[0] = parts[0][:8] + bytes([flags]) + parts[0][9:]
        parts += [b"EXIF" + len(exif).to_bytes(4, "little") + exif] if exif else []
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _blocks(data: bytes) -> Iterator[bytes]:
    """Yield each block of a WebP, with its name, its length, and a byte that makes it even."""
    place, end = 12, 8 + int.from_bytes(data[4:8], "little")
    while place + 8 <= end:
        length = int.from_bytes(data[place + 4 : place + 8], "little")
        yield data[place : place + 8 + length + length % 2]
        place += 8 + length + length % 2
