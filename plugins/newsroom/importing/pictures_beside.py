"""Pictures that a browser saved in a folder beside a page."""

from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from newsroom.pictures.picture_library import MOST_BYTES

MOST_OF_ALL = 120_000_000  # bytes of all pictures together


def read_pictures_beside(page: Path, addresses: Iterable[str]) -> dict[str, bytes]:
    """Read the pictures at those *addresses* that lead into a folder with the name of *page* at its start."""
    pictures: dict[str, bytes] = {}
    left = MOST_OF_ALL
    for address in dict.fromkeys(addresses):
        try:
            path = PurePosixPath(unquote(urlsplit(address).path))
            folder = page.parent.resolve() / path.parts[0]
            file = (page.parent / path).resolve()
            is_beside = folder.name.startswith(page.stem) and file.is_relative_to(folder) and file.is_file()
            if is_beside and (size := file.stat().st_size) <= min(MOST_BYTES, left):
                pictures[address] = file.read_bytes()
                left -= size
        except (OSError, ValueError, IndexError):
            continue  # as without the folder
    return pictures
