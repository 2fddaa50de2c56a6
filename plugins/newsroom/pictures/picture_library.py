"""The original pictures in content/images, by typed paths.

Originals are never published. The addresses of derivatives contain the hash of the original: they
change with the picture, and are known before it is resized.
"""

import hashlib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from incremental.keyed.parsed import Data, ParseAll, parse_each
from newsroom.addresses import PICTURES
from newsroom.language.file_names import show
from newsroom.language.vietnamese import format_size
from newsroom.pictures.originals import measure
from newsroom.pictures.originals_folder import STATIC, OriginalsFolder, typed_path
from newsroom.pictures.resizing import CARD_SIZES, QUALITIES, RECIPE, WIDTHS, widths_of
from newsroom.pictures.stripping import has_place
from newsroom.problems import FileProblems, Problems, Where

PICTURES_FOLDER = "images"
FULL_WIDTH = WIDTHS[-1]
MAX_PICTURE = 4_000_000  # bytes
MOST_BYTES = 30_000_000  # of a picture that is read
_ABOVE = re.compile(r"\A(?:\.{0,2}/)+")  # at the start of a path
# A browser multiplies these by the density of its screen to choose a width. Phones show a picture on their
# whole width, but read a third of it here: then the narrowest is enough at a density of 3.
SIZES, HALF_SIZES = "(min-width:40em) 640px,33vw", "(min-width:40em) 316px,33vw"


@dataclass(frozen=True)
class CardPicture:
    """The picture of a card; ``name`` is the common prefix of the addresses of its derivatives.

    ``url``, ``width`` and ``height`` (image pixels) are those of its largest JPEG; ``avif`` and ``jpeg`` are
    values of ``srcset``, and ``largest`` is that of the largest AVIF alone.
    """

    name: str
    width, height = CARD_SIZES[-1]

    @property
    def url(self) -> str:
        return self.address(self.width, "jpg")

    @property
    def largest(self) -> str:
        return f"/{self.address(self.width, 'avif')}"

    @property
    def avif(self) -> str:
        return self._candidates("avif")

    @property
    def jpeg(self) -> str:
        return self._candidates("jpg")

    @property
    def urls(self) -> Iterator[str]:
        """The addresses of all derivatives."""
        for width, _ in CARD_SIZES:
            yield from (self.address(width, kind) for kind in QUALITIES)

    def address(self, width: int, kind: str) -> str:
        """Return the address of the derivative of this *width*, as ``avif`` or ``jpg``."""
        return f"{self.name}-{width}.{kind}"

    def _candidates(self, kind: str) -> str:
        narrowest = CARD_SIZES[0][0]
        return ",".join(f"/{self.address(width, kind)} {width // narrowest}x" for width, _ in CARD_SIZES)


@dataclass(frozen=True)
class Picture:
    """A published picture; ``name`` is the common prefix of the addresses of its derivatives.

    ``url``, ``width`` and ``height`` (image pixels) are those of the largest JPEG; ``avif`` and ``jpeg``
    are values of ``srcset``. ``size`` is that of the original, in bytes.
    """

    original: Path
    name: str
    width: int
    height: int
    size: int = 0
    sizes = SIZES

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
    def urls(self) -> Iterator[str]:
        """The addresses of all derivatives."""
        for width in widths_of(self.width):
            yield from (self.address(width, kind) for kind in QUALITIES)

    def address(self, width: int, kind: str) -> str:
        """Return the address of the derivative of this *width*, as ``avif`` or ``jpg``."""
        return f"{self.name}-{width}.{kind}"

    @property
    def card(self) -> CardPicture:
        """The crop of it that cards show."""
        return CardPicture(f"{self.name}-nho")

    def _candidates(self, kind: str) -> str:
        return ",".join(f"/{self.address(width, kind)} {width}w" for width in widths_of(self.width))


class Pictures:
    """The measured originals below one content folder."""

    def __init__(self, content: Path, parse_all: ParseAll = parse_each) -> None:
        self._content = content
        self._placed: list[str] = []  # names of pictures that say where they were taken
        self.folder = OriginalsFolder(
            content,
            PICTURES_FOLDER,
            parse_all,
            noun="ảnh",
            most_bytes=lambda name: 0 if _is_film(name) else MOST_BYTES,
            look=_measure,
            make=self._make,
            too_large=": hãy thu nhỏ, rộng 2.400 px là đủ",
        )

    def _make(self, name: str, data: Data) -> Picture:
        fields = {**data}
        if fields.pop("placed", False):
            self._placed.append(name)
        return Picture(self._content / name, **fields)

    def find(self, target: str, beside: str = "") -> Picture:
        """Find the picture that *target* names in the file *beside*; errors are Vietnamese."""
        return self.folder.find(_original_path(target, beside))

    def report(self, files: FileProblems) -> None:
        """Report names that look alike, films beside phones' pictures, and pictures that say their place."""
        self.folder.report_alike(files)
        stems = {name.rpartition(".")[0]: name for name in self.folder.names if not _is_film(name)}
        for film in filter(_is_film, self.folder.names):
            if picture := stems.get(film.rpartition(".")[0]):
                message = (
                    f"Đoạn phim này điện thoại ghi kèm ảnh “{picture}” (Live Photo): trang chỉ dùng ảnh."
                )
                files[film].warn((1, 1), message, "Hãy xóa tệp phim.")
        for name in self._placed:
            message = "Tệp ảnh ghi cả nơi chụp (GPS): trang không đăng, nhưng ai có tệp này thì đọc được."
            hint = f'Bỏ đi, hình giữ nguyên: invoke strip "{show(f"{self._content}/{name}")}"'
            files[name].warn((1, 1), message, hint)

    def find_or_report(
        self, target: str, where: Where, problems: Problems, beside: str = ""
    ) -> Picture | None:
        """Find a picture; report that it cannot be used, or has too many bytes or too few pixels."""
        try:
            picture = self.find(target, beside)
        except ValueError as error:
            problems.fault(where, str(error))
            return None
        name = picture.original.name
        if picture.size > MAX_PICTURE:
            message = (
                f"Ảnh “{name}” nặng {format_size(picture.size)}, quá 4 MB: hãy thu nhỏ trước khi chép vào."
            )
            problems.warn(where, message)
        if picture.width < FULL_WIDTH:
            message = f"Ảnh “{name}” chỉ rộng {picture.width} px: cần ít nhất 1.200 px để hiện rõ."
            problems.warn(where, message)
        return picture


def _original_path(target: str, beside: str) -> str:
    """Return the path below content/ of the original that *target* names in the file *beside*."""
    if "://" in target or target.startswith("//"):
        raise ValueError(
            "Không lấy ảnh từ trang khác: chép tệp vào content/images/ rồi dùng {static}/images/…."
        )
    if "\\" in target:
        proposal = _propose_target(target.replace("\\", "/"))
        raise ValueError(f"Đường dẫn ảnh viết bằng dấu gạch chéo /, không phải \\. Viết {proposal}.")
    if beside and not target.startswith(STATIC):
        raise ValueError(f"Ảnh trong bài viết là {_propose_target(target)}.")
    return typed_path(target, beside)


def _propose_target(target: str) -> str:
    """Write *target* as it must be typed in a body, with its folders below that of pictures."""
    path = target.removeprefix(STATIC)
    _, folder, below = f"/{path}".partition(f"/{PICTURES_FOLDER}/")
    return f"{STATIC}/{PICTURES_FOLDER}/{below if folder else _ABOVE.sub('', path)}"


def _is_film(name: str) -> bool:
    return name.lower().endswith(".mov")


def _measure(name: str, data: bytes) -> Data:
    """Return the fields of the picture *name*, and whether it says where it was taken."""
    width, height = measure(posixpath.basename(name), data)
    published = min(width, FULL_WIDTH)
    height = max(1, round(height * published / width))
    fields = {"name": published_name(data), "width": published, "height": height, "size": len(data)}
    return fields | ({"placed": True} if has_place(data) else {})


def published_name(data: bytes) -> str:
    """Return the prefix of the addresses of derivatives, by the bytes of the original and the recipe."""
    return f"{PICTURES}{hashlib.sha256(RECIPE.encode() + data).hexdigest()[:16]}"
