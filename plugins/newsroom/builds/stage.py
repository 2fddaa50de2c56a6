"""The folder that a site is built in, and its exchange with the old site in a single step."""

import ctypes
import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from newsroom.addresses import NEWEST
from newsroom.failures import describe_failure, describe_file_failure
from newsroom.problems import UserError

CACHE = Path(__file__).parents[3] / ".cache"
LOCKS = CACHE / "locks"
KEPT_FORMATS = (
    "sqlite",
    "json",
    "digests",
)  # of files that builds keep
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # from <fcntl.h> and <linux/fs.h>


class BuildError(UserError):
    """A failure to build the site, for a reason that is not in the content."""


def is_site(output: Path) -> bool:
    """Return whether *output* may be replaced: it does not exist, is empty, or is a site.

    Every site that was built has a file NEWEST, and no other folder has.
    """
    if not output.exists():
        return True
    return output.is_dir() and ((output / NEWEST).is_file() or not any(output.iterdir()))


def require_site(output: Path) -> None:
    """Raise BuildError unless *output* may be replaced."""
    with _explaining(output):
        is_ours = is_site(output)
    if not is_ours:
        raise BuildError(f"{output} có thứ khác, không phải trang do lệnh build dựng: hãy chọn nơi khác.")


def resolve(folder: Path) -> Path:
    """Return *folder* as an absolute path without links.

    Raises:
        BuildError: A link leads back to itself.
    """
    try:
        return folder.resolve()
    except RuntimeError:
        reason = describe_failure(OSError(errno.ELOOP, ""))
        raise BuildError(f"Không mở được {folder}: {reason}.") from None


def overlap(first: Path, second: Path) -> bool:
    """Return whether one of two folders lies within the other, through links too."""
    first, second = resolve(first), resolve(second)
    return first.is_relative_to(second) or second.is_relative_to(first)


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Keep all other processes from *output*; this process may lock it repeatedly.

    Raises:
        BuildError: Another process is at work on it, or the disk failed.
    """
    with ExitStack() as held:
        with _writing(LOCKS):
            LOCKS.mkdir(parents=True, exist_ok=True)
            try:
                held.enter_context(FileLock(LOCKS / _name(resolve(output)), timeout=0, is_singleton=True))
            except Timeout:  # an OSError
                raise BuildError(f"Đang có một lượt dựng khác vào {output}: hãy đợi lượt ấy xong.") from None
        with _explaining(output):
            yield


@contextmanager
def _explaining(file: Path) -> Iterator[None]:
    """Run the block, which reads and writes *file*, and other files that errors name."""
    try:
        yield
    except OSError as error:
        raise BuildError(describe_file_failure(error, file)) from error


@contextmanager
def _writing(file: Path) -> Iterator[None]:
    """Run the block, which only writes *file*, and other files that errors name."""
    try:
        yield
    except OSError as error:
        raise BuildError(f"Không ghi được {error.filename or file}: {describe_failure(error)}.") from error


@contextmanager
def replacing(output: Path, *, keep: bool = False) -> Iterator[Path]:
    """Give a folder beside *output* to build in; at the end, put it in the place of *output*.

    Args:
        keep: Leave the old site in that folder, for the next build to begin with. The folder then
            begins as the site before the last, else as the last; otherwise, it begins empty.

    Raises:
        BuildError: Another build is at work on *output*, it holds something else, or the disk
            failed; *output* is as it was.
    """
    output = output.resolve()  # a link stays, its target is exchanged
    stage, old = spare(output), output.with_name(f".{output.name}.old")
    with locked(output):
        _bring_back(old, output)
        require_site(output)
        if not keep or stage.is_symlink() or not stage.is_dir():
            remove(stage)
        try:
            with _writing(stage):
                if keep and output.exists() and not stage.exists():
                    with suppress(shutil.Error):  # files that cannot be linked are left out
                        shutil.copytree(output, stage, copy_function=os.link)
                stage.mkdir(parents=True, exist_ok=True)
            yield stage
            with _writing(output):
                _exchange(stage, output, old)
        except BaseException:
            _bring_back(old, output)
            remove(stage)
            raise
        if not keep:
            remove(stage)


def kept_file(output: Path, kind: str) -> Path:
    """Return the file of this *kind* that builds into *output* keep; each output has its own."""
    return CACHE / "builds" / f"{_name(output.resolve())}.{kind}"


def _name(output: Path) -> str:
    return hashlib.sha256(os.fsencode(output)).hexdigest()[:16]


def forget(output: Path) -> None:
    """Remove the files that builds into *output* keep, but no pictures: their names change when they do."""
    with locked(output):
        for kind in KEPT_FORMATS:
            remove(kept_file(output, kind))


def remove_site(output: Path) -> None:
    """Remove *output*, unless it holds something else or a build is at work on it.

    Raises:
        BuildError: *output* is as it was.
    """
    with replacing(output):
        pass  # an empty folder takes its place
    output.resolve().rmdir()
    remove(spare(output))


def spare(output: Path) -> Path:
    """Return the folder in which builds into *output* leave the site before the last."""
    output = output.resolve()
    return output.with_name(f".{output.name}.new")


def remove(*folders: Path) -> None:
    """Remove folders with their contents, or anything in their place; remove links, not their targets."""
    for folder in folders:
        if folder.is_symlink() or not folder.is_dir():
            folder.unlink(missing_ok=True)
        else:
            shutil.rmtree(folder, ignore_errors=True)
            if folder.exists():
                _open_folders(folder)
                shutil.rmtree(folder, ignore_errors=True)


def _open_folders(folder: Path) -> None:
    """Give the owner all rights to *folder* and the folders below it."""
    folder.chmod(0o700)
    for here, names, _ in os.walk(folder):
        for below in (Path(here, name) for name in names):
            if not below.is_symlink():
                below.chmod(0o700)


def _exchange(stage: Path, output: Path, old: Path) -> None:
    """Exchange the two in a single step, or else in steps that can be undone."""
    if not output.exists():
        stage.rename(output)
    elif not _exchange_at_once(stage, output):
        output.rename(old)
        stage.rename(output)
        old.rename(stage)


def _exchange_at_once(first: Path, second: Path) -> bool:
    with suppress(AttributeError, OSError, TypeError):  # not all systems have it; Windows has no CDLL(None)
        rename = ctypes.CDLL(None).renameat2
        failure: int = rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE)
        return failure == 0
    return False


def _bring_back(old: Path, output: Path) -> None:
    """Undo or finish the exchange of a build that was killed between two renames."""
    if old.is_dir() and not old.is_symlink() and not output.exists():
        old.rename(output)
    remove(old)
