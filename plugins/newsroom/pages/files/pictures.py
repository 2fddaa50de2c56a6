"""Publish the pictures that are used, in a few widths and without metadata, and the cards for sharing.

Reads:   site and cards (set by newsroom.pages.plugin); theme/fonts; .cache/pictures and .cache/cards
Writes:  /anh/<hash>-<width>.avif and .jpg, and /anh/<hash>-nho-<width>.avif and .jpg for cards;
         /anh/the/<hash>.png
"""

from collections.abc import Collection, Iterable
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
        pictures, on_cards = site.pictures, site.card_pictures
        problems = _resize_missing(pictures, on_cards, cache / "pictures")
        if problems:
            raise ContentError(problems)
        for picture in pictures:
            is_card = picture.url in on_cards
            for url in _urls(picture, is_card=is_card):
                make = partial(_read_resized, picture, url, cache / "pictures", is_card=is_card)
                writer.write_made(url, url, make)


def _urls(picture: Picture, *, is_card: bool) -> list[str]:
    return [*picture.urls, *(picture.card.urls if is_card else ())]


def _draw_card(artist: Artist, card: SharingCard, cached: Path) -> bytes:
    """Return the *card* as drawn by an earlier build, of any output, or draw it."""
    data = sealed_files.read(cached)
    if data is None:
        data = artist.draw(card)
        sealed_files.write(cached, data)
    return data


def _resize_missing(pictures: Iterable[Picture], on_cards: Collection[str], cache: Path) -> list[Problem]:
    """Resize the pictures that no earlier build, of any output, has resized; return the problems met."""
    made = {file.name for file in cache.glob("*")}
    missing = [
        (picture, is_card)
        for picture, is_card in ((picture, picture.url in on_cards) for picture in pictures)
        if not made.issuperset(Path(url).name for url in _urls(picture, is_card=is_card))
    ]
    if missing and not features.check("avif"):  # wheels for rare systems lack it
        raise RuntimeError(NO_AVIF)
    outcomes = fork_map(lambda pair: _resize(cache, *pair), missing, "Làm ảnh", heavy=True)
    return [problem for problem in outcomes if problem]


def _resize(cache: Path, picture: Picture, is_card: bool) -> Problem | None:  # noqa: FBT001
    """Put the derivatives of *picture* into *cache*, and those for cards if it is on any."""
    try:
        data = picture.original.read_bytes()
        if published_name(data) != picture.name:
            return _report(picture, "Ảnh vừa được thay trong lúc dựng: hãy dựng lại.")
        derivatives = list(derive(data, (picture.width, picture.height), cards=is_card))
    except MemoryError:
        return _report(picture, "Máy không đủ bộ nhớ để thu nhỏ ảnh này: hãy thu nhỏ trước khi chép vào.")
    except OSError as error:
        if not error.errno:  # of Pillow
            return _report(picture, BROKEN)
        return _report(picture, f"Không mở được ảnh này ({describe_failure(error)}).")
    except Exception:  # noqa: BLE001 (Pillow raises many kinds of errors)
        return _report(picture, BROKEN)
    for made in derivatives:
        url = (picture.card if made.is_card else picture).address(made.width, made.kind)
        sealed_files.write(cache / Path(url).name, made.data)
    return None


def _report(picture: Picture, message: str) -> Problem:
    return Problem(picture.original.as_posix(), 1, 1, message)


def _read_resized(picture: Picture, url: str, cache: Path, *, is_card: bool) -> bytes:
    """Read the derivative at *url*; resize its picture again if the kept file is damaged."""
    file = cache / Path(url).name
    data = sealed_files.read(file)
    if data is None:
        problem = _resize(cache, picture, is_card)
        data = sealed_files.read(file)
        if problem or data is None:
            raise ValueError(problem or f"{file} cannot be kept")
    return data
