"""A place to build a site in, and putting it in the place of the old one in a single step."""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from newsroom.addresses import NEWEST

CACHE = Path(__file__).parents[3] / ".cache"
LOCKS = CACHE / "locks"
KEPT_FORMATS = ("sqlite", "json")  # of files that builds keep: the store, and the fingerprint
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # from <fcntl.h> and <linux/fs.h>


class BuildError(Exception):
    """The site could not be built, for a reason that is not in the content."""


def link_all(site: Path, stage: Path) -> None:
    """Let *stage* hold every file of *site*, as links; files that cannot be linked are left out."""
    for folder, _, names in os.walk(site):
        here = stage / os.path.relpath(folder, site)
        here.mkdir(parents=True, exist_ok=True)
        for name in names:
            with suppress(OSError):
                os.link(f"{folder}/{name}", f"{here}/{name}")


def is_site(output: Path) -> bool:
    """Decide whether *output* may be replaced: it does not exist, is empty, or is a site.

    Every site that was built has a file NEWEST, and no other folder has.
    """
    if not output.exists():
        return True
    return output.is_dir() and ((output / NEWEST).is_file() or not any(output.iterdir()))


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Keep all other processes from *output*; asked for again within this one, it is given.

    Raises:
        BuildError: Another process is at work on it.
    """
    try:
        LOCKS.mkdir(parents=True, exist_ok=True)
        with FileLock(LOCKS / _name(output.resolve()), timeout=0, is_singleton=True):
            yield
    except Timeout:
        raise BuildError(f"Đang có một lượt dựng khác vào {output}: hãy đợi lượt ấy xong.") from None
    except OSError as error:
        raise BuildError(f"Không ghi được {error.filename or output}: {error.strerror}.") from error


@contextmanager
def replacing(output: Path, *, keep: bool = False) -> Iterator[Path]:
    """A folder beside *output* to build in, which takes the place of *output* in the end.

    Args:
        keep: Leave the old site in that folder, for the next build to begin with. What it holds
            at the beginning is then such a site, or nothing.

    Raises:
        BuildError: Another build is at work on *output*, it holds something else, or the disk
            failed; *output* is as it was.
    """
    output = output.resolve()  # a link stays, what it leads to is exchanged
    stage, old = (output.with_name(f".{output.name}.{word}") for word in ("new", "old"))
    with locked(output):
        _bring_back(old, output)
        if not is_site(output):
            raise BuildError(f"{output} có thứ khác, không phải trang do lệnh build dựng: hãy chọn nơi khác.")
        if not keep or stage.is_symlink() or not stage.is_dir():
            remove(stage)
        try:
            yield stage
            _exchange(stage, output, old)
        except BaseException:
            _bring_back(old, output)
            remove(stage)
            raise
        if not keep:
            remove(stage)


def kept_file(output: Path, kind: str) -> Path:
    """What builds into *output* keep; apart from other folders, for two builds may run at once."""
    return CACHE / "builds" / f"{_name(output.resolve())}.{kind}"


def _name(output: Path) -> str:
    return hashlib.sha256(str(output).encode()).hexdigest()[:16]


def forget(output: Path) -> None:
    """Remove what builds into *output* keep; not the pictures, whose names change when they do."""
    with locked(output):
        for kind in KEPT_FORMATS:
            kept_file(output, kind).unlink(missing_ok=True)


def remove_site(output: Path) -> None:
    """Remove *output*, unless it holds something else or a build is at work on it.

    Raises:
        BuildError: It was left as it is.
    """
    with replacing(output) as stage:
        stage.mkdir()
    output.resolve().rmdir()
    remove(spare(output))


def spare(output: Path) -> Path:
    """Where builds into *output* leave the site before the last."""
    output = output.resolve()
    return output.with_name(f".{output.name}.new")


def remove(*folders: Path) -> None:
    """Remove folders with all that is in them; of a link, the link."""
    for folder in folders:
        if folder.is_symlink() or folder.is_file():
            folder.unlink()
        else:
            shutil.rmtree(folder, ignore_errors=True)


def _exchange(stage: Path, output: Path, old: Path) -> None:
    """Let the two change places; where the system has no single step for it, in two that can be undone."""
    if not output.exists():
        stage.rename(output)
    elif not _exchange_at_once(stage, output):
        output.rename(old)
        stage.rename(output)
        old.rename(stage)


def _exchange_at_once(one: Path, other: Path) -> bool:
    with suppress(AttributeError, OSError):  # not Linux, or an old one; nor has every file system it
        rename = ctypes.CDLL(None).renameat2
        failure: int = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
        return failure == 0
    return False


def _bring_back(old: Path, output: Path) -> None:
    """Undo or finish what a build that was killed between two renames has left."""
    if old.exists() and not output.exists():
        old.rename(output)
    remove(old)
