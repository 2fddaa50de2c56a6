"""Publish the pictures that are used, in a few widths and without metadata, and the cards for sharing.

Reads:   site and cards (set by newsroom.pages.plugin); theme/fonts; .cache/pictures and .cache/cards
Writes:  /anh/<hash>-<width>.avif and .jpg; /anh/the/<hash>.png
"""

from functools import partial
from pathlib import Path

from pelican.generators import Generator
from PIL import features

from incremental import sealed_files
from incremental.keyed.writer import KeyedWriter
from incremental.parallel import fork_map
from newsroom.failures import describe_failure
from newsroom.pictures.picture_library import Picture, published_name
from newsroom.pictures.resizing import derive
from newsroom.problems import ContentError, Problem
from newsroom.sharing.card_drawing import Artist
from newsroom.sharing.cards import SharingCard

NO_AVIF = (
    "Pillow trên máy này không ghi được AVIF: hãy dùng Python 64 bit cho x86-64 rồi cài lại requirements.txt."
)
BROKEN = "Tệp ảnh bị hỏng hoặc bị cắt cụt."


class PictureFiles(Generator):
    def generate_output(self, writer: KeyedWriter) -> None:
        cache = Path(self.settings["CACHE_PATH"])
        artist, site = self.settings["NEWSROOM"].artist, self.context["site"]
        for url, card in self.context["cards"].drawn(site.shown).items():
            writer.write_made(url, url, partial(_draw_card, artist, card, cache / "cards" / Path(url).stem))
        problems = _resize_missing(site.pictures, cache / "pictures")
        if problems:
            raise ContentError(problems)
        for picture in site.pictures:
            for url in picture.urls:
                writer.write_made(url, url, partial(_read_resized, picture, url, cache / "pictures"))


def _draw_card(artist: Artist, card: SharingCard, cached: Path) -> bytes:
    """Return the *card* as drawn by an earlier build, of any output, or draw it."""
    data = sealed_files.read(cached)
    if data is None:
        data = artist.draw(card)
        sealed_files.write(cached, data)
    return data


def _resize_missing(pictures: tuple[Picture, ...], cache: Path) -> list[Problem]:
    """Resize the pictures that no earlier build, of any output, has resized; return the problems met."""
    made = {file.name for file in cache.glob("*")}
    missing = [picture for picture in pictures if not made.issuperset(Path(url).name for url in picture.urls)]
    if missing and not features.check("avif"):  # wheels for rare systems lack it
        raise RuntimeError(NO_AVIF)
    outcomes = fork_map(partial(_resize, cache), missing, "Làm ảnh", heavy=True)
    return [problem for problem in outcomes if problem]


def _resize(cache: Path, picture: Picture) -> Problem | None:
    """Put all derivatives of *picture* into *cache*."""
    try:
        data = picture.original.read_bytes()
        if published_name(data) != picture.name:
            return _report(picture, "Ảnh vừa được thay trong lúc dựng: hãy dựng lại.")
        derivatives = list(derive(data, (picture.width, picture.height)))
    except MemoryError:
        return _report(picture, "Máy không đủ bộ nhớ để thu nhỏ ảnh này: hãy thu nhỏ trước khi chép vào.")
    except OSError as error:
        if not error.errno:  # of Pillow
            return _report(picture, BROKEN)
        return _report(picture, f"Không mở được ảnh này ({describe_failure(error)}).")
    except Exception:  # noqa: BLE001 (Pillow raises many kinds of errors)
        return _report(picture, BROKEN)
    for width, kind, derived in derivatives:
        sealed_files.write(cache / Path(picture.address(width, kind)).name, derived)
    return None


def _report(picture: Picture, message: str) -> Problem:
    return Problem(picture.original.as_posix(), 1, 1, message)


def _read_resized(picture: Picture, url: str, cache: Path) -> bytes:
    """Read the derivative at *url*; resize its picture again if the kept file is damaged."""
    file = cache / Path(url).name
    data = sealed_files.read(file)
    if data is None:
        problem = _resize(cache, picture)
        data = sealed_files.read(file)
        if problem or data is None:
            raise ValueError(problem or f"{file} cannot be kept")
    return data
