"""Pictures that a page holds in its addresses, as pages of SingleFile do."""

import base64
import binascii
import io
import re
import warnings

from PIL import Image

SMALLEST = 100  # pixels of a side; smaller pictures are icons
LONGEST_SHORT = 2_000  # characters of an address; longer ones may be pictures worth keeping
_ADDRESS = re.compile(rb"data:(?:image/([a-z0-9.+-]{1,20}))?[^\s\"'()<>]{100,}", re.IGNORECASE)
_SUFFIXES = {"jpeg": "jpg", "jpg": "jpg", "png": "png", "webp": "webp"}


def take_pictures(page: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Return *page* without the data in its addresses, and the pictures by their new addresses."""
    pictures: dict[str, bytes] = {}

    def replace(match: re.Match[bytes]) -> bytes:
        suffix = _SUFFIXES.get((match[1] or b"").decode().lower())
        picture = _read_picture(match[0]) if suffix and len(match[0]) > LONGEST_SHORT else b""
        if not picture:
            return b"data:,"
        name = f"anh-{len(pictures) + 1}.{suffix}"
        pictures[name] = picture
        return name.encode()

    return _ADDRESS.sub(replace, page), pictures


def _read_picture(address: bytes) -> bytes:
    """Return the picture in *address*; nothing if it is an icon or broken."""
    head, _, data = address.partition(b",")
    try:
        picture = base64.b64decode(data, validate=True) if head.endswith(b";base64") else b""
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(picture)) as image:
                return picture if min(image.size) >= SMALLEST else b""
    except (binascii.Error, Exception):  # noqa: BLE001 (Pillow raises many kinds of errors for damaged files)
        return b""
