"""The original pictures in content/images, by typed paths.

Originals are never published. The addresses of derivatives contain the hash of the original: they
change with the picture, and are known before it is resized.
"""

import hashlib
import posixpath
import re
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from urllib.parse import unquote

from incremental.keyed.parsed import Data, ParseAll, parse_each
from incremental.walking import walk_files
from newsroom.addresses import PICTURES
from newsroom.failures import describe_failure
from newsroom.language.file_names import describe_odd_name, show
from newsroom.language.name_matching import Suggestions, file_key
from newsroom.pictures.originals import measure
from newsroom.pictures.resizing import QUALITIES, RECIPE, WIDTHS, widths_of
from newsroom.pictures.stripping import has_place
from newsroom.problems import FileProblems, Problems, Where

PICTURES_FOLDER = "images"
FULL_WIDTH = WIDTHS[-1]
MAX_PICTURE = 4_000_000  # bytes
MOST_BYTES = 30_000_000  # of a picture that is read
STATIC = "{static}"
_ABOVE = re.compile(r"\A(?:\.{0,2}/)+")  # at the start of a path
# A browser multiplies these by the density of its screen to choose a width. Phones show a picture on their
# whole width, but read a third of it here: then the narrowest is enough at a density of 3.
SIZES, HALF_SIZES = "(min-width:40em) 640px,33vw", "(min-width:40em) 316px,33vw"


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

    def _candidates(self, kind: str) -> str:
        return ",".join(f"/{self.address(width, kind)} {width}w" for width in widths_of(self.width))


class Pictures:
    """The measured originals below one content folder."""

    def __init__(self, content: Path, parse_all: ParseAll = parse_each) -> None:
        sizes = dict(sorted(_find_originals(content), key=lambda found: found[0].split("/")))
        names = [name for name, size in sizes.items() if size <= MOST_BYTES]
        parsed = parse_all(content, names, partial(_measure, content), lambda _name, _data: True)
        data_of = {file.name: file.data for file in parsed}
        self._content = content
        self._measured: dict[str, Picture | str] = {}
        self._suggestions = Suggestions(lambda: self._measured, by_part=True)
        self._placed: list[str] = []  # names of pictures that say where they were taken
        self.alike: list[tuple[str, str]] = []  # pairs of names that find does not distinguish
        self._names: dict[str, str] = {}
        self._used: set[str] = set()
        for name, size in sizes.items():
            key, data = file_key(name), data_of.get(name)
            if (first := self._names.setdefault(key, name)) != name:
                self.alike.append((first, name))
            elif data is None:
                self._measured[key] = _describe_weight(name, size)
            else:
                fields = {**data}
                if fields.pop("placed", False):
                    self._placed.append(name)
                self._measured[key] = fields.get("error") or Picture(content / name, **fields)

    def find(self, target: str, beside: str = "") -> Picture:
        """Find the picture that *target* names in the file *beside*; errors are Vietnamese."""
        path = _original_path(target, beside)
        key = file_key(path)
        self._used.add(key)
        measured = self._measured.get(key)
        if not measured:
            raise ValueError(f"Không có tệp ảnh “{path}” trong content/.{self._suggestions.ask(path)}")
        if isinstance(measured, Picture):
            return measured
        raise ValueError(measured)

    @property
    def unused(self) -> list[str]:
        """The paths of the files that :meth:`find` was not asked for, sorted."""
        return sorted(name for key, name in self._names.items() if key not in self._used)

    def report_alike(self, files: FileProblems) -> None:
        """Report names that differ only in signs that look alike."""
        for path, other in self.alike:
            codes = ", ".join(f"U+{ord(char):04X}" for char in sorted(set(path) ^ set(other)))
            odd = f" ({codes})" if codes else ""
            message = f"Tên tệp này trông giống “{path}”, chỉ khác ở dấu cách, dấu gạch hay cách ghi dấu{odd}"
            files[other].fault((1, 1), f"{message}: hãy đổi tên hoặc xóa một tệp.")

    def report_places(self, files: FileProblems) -> None:
        """Warn of pictures that say where they were taken."""
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
                f"Ảnh “{name}” nặng {_megabytes(picture.size)}, quá 4 MB: hãy thu nhỏ trước khi chép vào."
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
    path = unquote(target.removeprefix(STATIC))
    folder = "" if path.startswith("/") else posixpath.dirname(beside)
    return unicodedata.normalize("NFC", posixpath.normpath(posixpath.join(folder, path.lstrip("/"))))


def _propose_target(target: str) -> str:
    """Write *target* as it must be typed in a body, with its folders below that of pictures."""
    path = target.removeprefix(STATIC)
    _, folder, below = f"/{path}".partition(f"/{PICTURES_FOLDER}/")
    return f"{STATIC}/{PICTURES_FOLDER}/{below if folder else _ABOVE.sub('', path)}"


def _find_originals(content: Path) -> Iterator[tuple[str, int]]:
    """Yield path and bytes of each file in the folder of pictures; the loader of content reports others."""
    folder = content / PICTURES_FOLDER
    for name, state in walk_files(str(folder), strict=False):
        with suppress(OSError):  # a link to nowhere
            target = (folder / name).stat() if stat.S_ISLNK(state.st_mode) else state
            if stat.S_ISREG(target.st_mode) and not describe_odd_name(name):
                yield f"{PICTURES_FOLDER}/{name}", target.st_size


def _measure(content: Path, name: str) -> tuple[Data, str, bytes]:
    """Return the fields of the picture *name*, or an ``error``; an empty text; and its bytes.

    Without bytes, the next build looks again.
    """
    file = content / name
    try:
        data = file.read_bytes()
        width, height = measure(file.name, data)
    except OSError as error:
        return {"error": f"Không mở được ảnh “{file.name}” ({describe_failure(error)})."}, "", b""
    except ValueError as error:
        return {"error": str(error)}, "", data
    published = min(width, FULL_WIDTH)
    height = max(1, round(height * published / width))
    fields = {"name": published_name(data), "width": published, "height": height, "size": len(data)}
    return fields | ({"placed": True} if has_place(data) else {}), "", data


def _describe_weight(name: str, size: int) -> str:
    most = f"{MOST_BYTES // 1_000_000} MB"
    return (
        f"Ảnh “{posixpath.basename(name)}” nặng {_megabytes(size)}, quá {most} nên không được đọc:"
        " hãy thu nhỏ, rộng 2.400 px là đủ."
    )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def published_name(data: bytes) -> str:
    """Return the prefix of the addresses of derivatives, by the bytes of the original and the recipe."""
    return f"{PICTURES}{hashlib.sha256(RECIPE.encode() + data).hexdigest()[:16]}"
