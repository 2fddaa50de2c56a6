"""Pictures that an editor names: found among the originals, measured, given an address.

Originals lie in content/images and are never published. The address of what is published holds
the hash of the original, so it changes when the picture does.
"""

from __future__ import annotations

import hashlib
import io
import posixpath
import unicodedata
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from urllib.parse import unquote

from PIL import ExifTags, Image

from newsroom.core.keeping import Data, ParseAll, parse_each
from newsroom.core.names import did_you_mean

FOLDER = "images"
WIDTH = 1200  # image pixels: 600 CSS pixels, the widest a picture stands in text, on a dense screen
QUALITY = 80  # of JPEG
FORMATS = ("JPEG", "PNG", "WEBP")
SIDEWAYS = {5, 6, 7, 8}  # of EXIF's orientations, those that exchange width and height
STATIC = "{static}"


@dataclass(frozen=True)
class Picture:
    """A published picture: *url* without leading slash, width and height in image pixels.

    ``size`` is that of the original, in bytes.
    """

    original: Path
    url: str
    width: int
    height: int
    size: int = 0


class Pictures:
    """The originals below one content folder, measured."""

    def __init__(self, content: Path, parse_all: ParseAll = parse_each) -> None:
        names = [path.relative_to(content).as_posix() for path in _files(content / FOLDER)]
        parsed = parse_all(content, names, partial(_measure, content), lambda _name, _data: True)
        self._measured = {
            unicodedata.normalize("NFC", one.name): one.data.get("error")
            or Picture(content / one.name, **one.data)
            for one in parsed
        }

    def find(self, target: str, beside: str = "") -> Picture:
        """The picture that *target* names in the file *beside*.

        Raises:
            ValueError: With a Vietnamese message: no such file, or not a picture.
        """
        path = self._path(target, beside)
        measured = self._measured.get(path)
        if not measured:
            question = did_you_mean(path, self._measured)
            raise ValueError(f"Không có tệp ảnh “{path}” trong content/.{question}")
        if isinstance(measured, Picture):
            return measured
        raise ValueError(measured)

    @staticmethod
    @lru_cache(10_000)
    def _path(target: str, beside: str) -> str:
        if "://" in target or target.startswith("//"):
            raise ValueError(
                "Không lấy ảnh từ trang khác: chép tệp vào content/images/ rồi dùng {static}/images/…."
            )
        if "\\" in target:
            raise ValueError("Đường dẫn ảnh viết bằng dấu gạch chéo /, không phải \\.")
        if beside and not target.startswith(STATIC):
            raise ValueError(f"Ảnh trong bài viết là {{static}}/images/{posixpath.basename(target)}.")
        path = unquote(target.removeprefix(STATIC))
        folder = "" if path.startswith("/") else posixpath.dirname(beside)
        return unicodedata.normalize("NFC", posixpath.normpath(posixpath.join(folder, path.lstrip("/"))))


@contextmanager
def _no_bombs() -> Iterator[None]:
    """A picture of absurd size is an error; what else Pillow finds odd is no concern of an editor."""
    with warnings.catch_warnings(action="ignore"):
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        yield


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _measure(content: Path, name: str) -> tuple[Data, str, bytes]:
    """The address and size of the picture *name* as it will be published, or an ``error``."""
    file = content / name
    data = b""
    try:
        data = file.read_bytes()
        with _no_bombs(), Image.open(io.BytesIO(data), formats=FORMATS) as image:
            width, height = image.size
            if image.getexif().get(ExifTags.Base.Orientation) in SIDEWAYS:
                width, height = height, width
            image.draft("RGB", (WIDTH, WIDTH))  # a coarse look is enough to find it whole
            image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombWarning, Image.DecompressionBombError):
        return (
            {"error": f"Không đọc được ảnh “{file.name}”: cần tệp JPEG, PNG hoặc WebP còn nguyên."},
            "",
            data,
        )
    scale = min(1, WIDTH / width)
    return (
        {
            "url": address(data),
            "width": max(1, round(width * scale)),
            "height": max(1, round(height * scale)),
            "size": len(data),
        },
        "",
        data,
    )


def address(data: bytes) -> str:
    """Where the picture made of *data* is published; another recipe makes another address."""
    recipe = f"{WIDTH} {QUALITY}".encode()
    return f"anh/{hashlib.sha256(recipe + data).hexdigest()[:16]}.jpg"
