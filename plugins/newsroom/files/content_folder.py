"""The folder of content as commands of editors use it: required, searched and added to."""

import errno
import itertools
import os
import shutil
from collections.abc import Container
from pathlib import Path

from incremental.walking import walk_files
from newsroom.failures import describe_failure
from newsroom.problems import RefusedError


def require_content(content: Path) -> None:
    """Raise RefusedError unless *content* is a folder."""
    try:
        is_folder = content.is_dir()
    except OSError as error:
        message = f"Không mở được thư mục nội dung {content} ({describe_failure(error)})."
        raise RefusedError(message) from None
    if not is_folder:
        raise RefusedError(f"Không có thư mục nội dung {content}.")


def find_markdown(folder: Path) -> list[Path]:
    """Return the Markdown files below *folder*, sorted; leave out folders that cannot be opened."""
    return sorted(folder / name for name, _ in walk_files(str(folder), strict=False) if name.endswith(".md"))


def find_free(path: Path, taken: Container[Path] = ()) -> Path:
    """Return *path*, numbered if it is *taken* or exists."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in itertools.count(2))
    free = (each for each in itertools.chain([path], numbered) if each not in taken)
    return next(each for each in free if not os.path.lexists(each))


def replace_whole(file: Path, data: bytes) -> None:
    """Replace *file* by *data*, completely or not at all; make the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.stem}.{os.getpid()}.part")  # hidden: after a kill, nothing reads it
    try:
        with unfinished.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())  # a power failure must not leave an empty file under the name
        if file.exists():
            shutil.copymode(file, unfinished)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def write_new(file: Path, text: str) -> None:
    """Write *text* into a new *file*, completely or not at all; make the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f".{file.stem}.{os.getpid()}.part")  # hidden: after a kill, nothing reads it
    try:
        unfinished.write_text(text, "utf-8", newline="\n")
        if os.path.lexists(file):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
        unfinished.rename(file)
    finally:
        unfinished.unlink(missing_ok=True)
