"""Publish the pictures that are used: a few widths of each as AVIF and JPEG, with no metadata.

Reads:   the pictures that newsroom.pages.plugin found named in the content; .cache/pictures
Writes:  /anh/<hash>-<width>.avif and .jpg
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from pelican.generators import Generator
from pelican.writers import Writer
from PIL import features

from incremental import sealed_files
from incremental.parallel import fork_map
from newsroom.pictures.library import Picture, published_name
from newsroom.pictures.resizing import derive
from newsroom.problems import ContentError, Problem

NO_AVIF = (
    "Pillow trên máy này không ghi được AVIF: hãy dùng Python 64 bit cho x86-64 rồi cài lại requirements.txt."
)


class PictureFiles(Generator):
    def generate_output(self, writer: Writer) -> None:
        cache = Path(self.settings["CACHE_PATH"], "pictures")
        pictures = self.context["site"].pictures
        problems = _make_missing(pictures, cache)
        if problems:
            raise ContentError(problems)
        for picture in pictures:
            for url in picture.urls:
                writer.write_bytes(url, url, partial(_kept, picture, url, cache))


def _make_missing(pictures: tuple[Picture, ...], cache: Path) -> list[Problem]:
    """Make what no earlier build, of whatever output, has made; the problems of what cannot be made."""
    made = {file.name for file in cache.glob("*")}
    missing = [one for one in pictures if not made.issuperset(Path(url).name for url in one.urls)]
    if missing and not features.check("avif"):  # wheels for rare systems lack it
        raise RuntimeError(NO_AVIF)
    outcomes = fork_map(partial(_make, cache), missing, "Làm ảnh", heavy=True)
    return [problem for problem in outcomes if problem]


def _make(cache: Path, picture: Picture) -> Problem | None:
    """Put all derivatives of *picture* into *cache*."""
    message = ""
    try:
        data = picture.original.read_bytes()
        if published_name(data) != picture.name:
            message = "Ảnh vừa được thay trong lúc dựng: hãy dựng lại."
        else:
            for width, kind, derived in derive(data, (picture.width, picture.height)):
                sealed_files.write(cache / Path(picture.address(width, kind)).name, derived)
    except (OSError, ValueError):
        message = "Tệp ảnh bị hỏng hoặc bị cắt cụt."
    return Problem(picture.original.as_posix(), 1, 1, message) if message else None


def _kept(picture: Picture, url: str, cache: Path) -> bytes:
    """The derivative at *url*: made again, with the others of its picture, when the kept one is damaged."""
    file = cache / Path(url).name
    data = sealed_files.read(file)
    if data is None:
        problem = _make(cache, picture)
        data = sealed_files.read(file)
        if problem or data is None:
            raise ValueError(problem or f"{file} cannot be kept")
    return data
