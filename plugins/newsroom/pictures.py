"""Publish the pictures that are used: one JPEG each, turned upright, with no metadata.

Reads:   the pictures that newsroom.content found named in the content; .cache/pictures
Writes:  /anh/<hash>.jpg
"""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer
from PIL import Image, ImageOps

from newsroom.core.pictures import QUALITY, Picture, address
from newsroom.core.problems import ContentError, Problem


class PictureFiles(Generator):
    def generate_output(self, _writer: Writer) -> None:
        for picture in self.context["site"].pictures:
            cached = Path(self.settings["CACHE_PATH"], "pictures", Path(picture.url).name)
            if not cached.exists():
                _make(picture, cached)
            published = Path(self.output_path, picture.url)
            published.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(cached, published)


def _make(picture: Picture, target: Path) -> None:
    try:
        data = picture.original.read_bytes()
        if address(data) != picture.url:
            message = "Ảnh vừa được thay trong lúc dựng: hãy dựng lại."
            raise ContentError([Problem(picture.original.as_posix(), 1, 1, message)])
        with Image.open(io.BytesIO(data)) as image:
            upright = _flatten(ImageOps.exif_transpose(image))
    except (OSError, ValueError):
        message = "Tệp ảnh bị hỏng hoặc bị cắt cụt."
        raise ContentError([Problem(picture.original.as_posix(), 1, 1, message)]) from None
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(f".{os.getpid()}.part")  # another output may want the same picture
    resized = upright.resize((picture.width, picture.height), Image.Resampling.LANCZOS)
    resized.save(unfinished, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    unfinished.replace(target)


def _flatten(image: Image.Image) -> Image.Image:
    """Eight bits a colour, and white behind what is transparent: all that a JPEG can hold."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image.convert("RGBA"))
    return image.convert("RGB")


def get_generators(_pelican: Pelican) -> type[Generator]:
    return PictureFiles


def register() -> None:
    signals.get_generators.connect(get_generators)
