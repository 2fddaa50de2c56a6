"""Pictures that an editor names: found among the originals, measured, given addresses.

Originals lie in content/images and are never published. The addresses of what is published hold
the hash of the original, so they change when the picture does, and are known before it is made.
"""

from __future__ import annotations

import hashlib
import posixpath
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from urllib.parse import unquote

from incremental.parsed import Data, ParseAll, parse_each
from newsroom.addresses import PICTURES
from newsroom.language.name_matching import did_you_mean
from newsroom.pictures.originals import UNREADABLE, measure
from newsroom.pictures.resizing import QUALITIES, RECIPE, WIDTHS, widths_of
from newsroom.problems import Problems, Where

PICTURES_FOLDER = "images"
FULL_WIDTH = WIDTHS[-1]
MAX_PICTURE = 4_000_000  # bytes
STATIC = "{static}"
# What a browser multiplies by the density of its screen, to choose a width. On a phone a picture is told
# to be a third of the screen, though it is all of it: the narrowest is then enough at a density of 3.
SIZES, HALF_SIZES = "(min-width:40em) 640px,33vw", "(min-width:40em) 316px,33vw"


@dataclass(frozen=True)
class Picture:
    """A published picture: ``name`` begins the addresses of all its derivatives, without leading slash.

    ``url`` is that of the largest JPEG, width and height are its own, in image pixels; ``avif`` and
    ``jpeg`` are what stands in ``srcset``. ``size`` is that of the original, in bytes.
    """

    original: Path
    name: str
    width: int
    height: int
    size: int = 0

    @property
    def url(self) -> str:
        return self.address(self.width, "jpg")

    @cached_property
    def avif(self) -> str:
        return self._candidates("avif")

    @cached_property
    def jpeg(self) -> str:
        return self._candidates("jpg")

    @property
    def sizes(self) -> str:
        return SIZES

    @property
    def urls(self) -> Iterator[str]:
        """The addresses of all derivatives."""
        for width in widths_of(self.width):
            yield from (self.address(width, kind) for kind in QUALITIES)

    def address(self, width: int, kind: str) -> str:
        """Where the derivative of this *width* lies, as ``avif`` or ``jpg``."""
        return f"{self.name}-{width}.{kind}"

    def _candidates(self, kind: str) -> str:
        return ",".join(f"/{self.address(width, kind)} {width}w" for width in widths_of(self.width))


class Pictures:
    """The originals below one content folder, measured."""

    def __init__(self, content: Path, parse_all: ParseAll = parse_each) -> None:
        names = [path.relative_to(content).as_posix() for path in _files(content / PICTURES_FOLDER)]
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


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _measure(content: Path, name: str) -> tuple[Data, str, bytes]:
    """The addresses and size of the picture *name* as it will be published, or an ``error``."""
    file = content / name
    data = b""
    try:
        data = file.read_bytes()
        width, height = measure(file.name, data)
    except OSError:
        return {"error": UNREADABLE.format(file.name)}, "", data
    except ValueError as error:
        return {"error": str(error)}, "", data
    published = min(width, FULL_WIDTH)
    return (
        {
            "name": published_name(data),
            "width": published,
            "height": max(1, round(height * published / width)),
            "size": len(data),
        },
        "",
        data,
    )


def published_name(data: bytes) -> str:
    """What begins the addresses of the derivatives of *data*; another recipe makes another name."""
    return f"{PICTURES}{hashlib.sha256(RECIPE.encode() + data).hexdigest()[:16]}"


def advise_on_picture(picture: Picture, where: Where, problems: Problems) -> None:
    """Warn of an original that is too heavy or too narrow."""
    name = picture.original.name
    if picture.size > MAX_PICTURE:
        megabytes = f"{picture.size / 1_000_000:.1f}".replace(".", ",")
        message = f"Ảnh “{name}” nặng {megabytes} MB, quá 4 MB: hãy thu nhỏ trước khi chép vào."
        problems.warn(where, message)
    if picture.width < FULL_WIDTH:
        message = f"Ảnh “{name}” chỉ rộng {picture.width} px: cần ít nhất 1.200 px để hiện rõ."
        problems.warn(where, message)
