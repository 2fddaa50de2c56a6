"""Files of content that a page in the browser may read and write.

The page is code of others: it gets the kinds of files that editors edit, and no path leads elsewhere.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from incremental.sealed_files import read_file
from newsroom.addresses import RESERVED_NAMES
from newsroom.attachments.attachment_library import FILES_FOLDER
from newsroom.attachments.kinds import KINDS
from newsroom.content.parser import FRONT_MODELS
from newsroom.failures import describe_file_failure
from newsroom.files.content_folder import replace_whole
from newsroom.language.file_names import show
from newsroom.pictures.picture_library import PICTURES_FOLDER
from newsroom.problems import RefusedError
from newsroom.site.content_files import IGNORED
from newsroom.vocabulary.closed_lists import VOCABULARY_PATHS

CONTENT = "content"  # as the page calls the folder, wherever it is
PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff", ".bmp")
LONGEST_PART = 240  # bytes of a name; file systems allow 255, and unfinished files have endings
_SIGNS = re.compile(r'[\\:*?"<>|]')  # refused by Windows, or with a meaning there


class ContentFiles:
    """The files below the folder *content*."""

    def __init__(self, content: Path) -> None:
        self._root = Path(os.path.realpath(content))

    def find(self, path: str, *, media: bool = False) -> Path:
        """Return the file at *path*, which begins with ``content/``; there may be none yet.

        Args:
            media: Only pictures and attachments are wanted, else only texts.

        Raises:
            RefusedError: The page must not touch it; the message is Vietnamese.
        """
        parts = self._parts(path)
        name = "/".join(parts)
        suffix = PurePosixPath(name).suffix
        if media:
            allowed = {PICTURES_FOLDER: PICTURE_SUFFIXES, FILES_FOLDER: tuple(KINDS)}.get(parts[0], ())
            is_allowed = len(parts) > 1 and suffix.lower() in allowed
        else:
            is_allowed = name in VOCABULARY_PATHS or (
                len(parts) > 1 and parts[0] in FRONT_MODELS and suffix == ".md"
            )
        if not is_allowed:
            raise RefusedError(f"Bàn biên tập không đọc hay sửa tệp loại này: {show(path)[:200]}")
        return self._require_inside(path, parts)

    def list(self, folder: str, suffix: str, depth: int = 100) -> Iterator[str]:
        """Yield the paths of the files below *folder* whose names end in *suffix*, sorted.

        Links, hidden files and odd names are left out; so are folders that cannot be opened.
        """
        parts = self._parts(folder)
        if parts[0] not in {*FRONT_MODELS, PICTURES_FOLDER, FILES_FOLDER}:
            raise RefusedError(f"Bàn biên tập không mở thư mục này: {show(folder)[:200]}")
        waiting = [(self._require_inside(folder, parts), depth)]
        while waiting:
            place, left = waiting.pop()
            try:
                with os.scandir(place) as found:
                    entries = sorted(found, key=lambda entry: entry.name)
            except OSError:
                continue
            for entry in entries:
                if not _is_plain_name(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting += [(Path(entry.path), left - 1)] if left > 1 else []
                elif entry.name.lower().endswith(suffix) and entry.is_file(follow_symlinks=False):
                    yield f"{CONTENT}/{Path(entry.path).relative_to(self._root).as_posix()}"

    def complete(self, path: str, list_folder: Callable[[str], Sequence[str]]) -> str:
        """Return *path*; if nothing is there, that of the only file with its name in a folder below.

        Decap leaves the folder out of the names of pictures and attachments. *list_folder* returns the
        paths of all files below a folder.
        """
        folder, _, name = path.rpartition("/")
        if os.path.lexists(self._root.joinpath(*self._parts(path))):
            return path
        found = [other for other in list_folder(folder) if other.endswith(f"/{name}")]
        return found[0] if len(found) == 1 else path

    def _parts(self, path: str) -> tuple[str, ...]:
        """Return the names in *path* after ``content/``, each of which every system takes for a name."""
        root, *parts = path.split("/")
        if root != CONTENT or not parts or not all(map(_is_plain_name, parts)):
            raise RefusedError(f"Đường dẫn này không dùng được ở bàn biên tập: {show(path)[:200]}")
        return tuple(parts)

    def _require_inside(self, path: str, parts: tuple[str, ...]) -> Path:
        """Return the file of *parts* unless a link, or another spelling of a name, leads there."""
        file = self._root.joinpath(*parts)
        if os.path.realpath(file) != str(file):
            raise RefusedError(
                f"Đường dẫn này đi qua liên kết (symlink) nên không được mở: {show(path)[:200]}"
            )
        return file


def _is_plain_name(name: str) -> bool:
    return bool(
        name
        and name.isprintable()
        and not _SIGNS.search(name)
        and not IGNORED.fullmatch(name)
        and name == name.strip().rstrip(".")
        and name.partition(".")[0].strip().lower() not in RESERVED_NAMES
        and len(name.encode("utf-8", "replace")) <= LONGEST_PART
    )


def read(file: Path) -> bytes | None:
    """Return the bytes of *file*; None if there is none.

    Raises:
        RefusedError: It cannot be read.
    """
    try:
        return read_file(str(file))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise RefusedError(describe_file_failure(error, file)) from None


def write(file: Path, data: bytes) -> None:
    """Replace *file* by *data*, completely or not at all.

    Raises:
        RefusedError: This failed, and the file is as it was.
    """
    try:
        replace_whole(file, data)
    except OSError as error:
        raise RefusedError(f"{describe_file_failure(error, file)} Tệp trên ổ đĩa vẫn như cũ.") from None


def remove(file: Path) -> None:
    """Delete *file*.

    Raises:
        RefusedError: This failed.
    """
    try:
        file.unlink()
    except OSError as error:
        raise RefusedError(describe_file_failure(error, file)) from None
