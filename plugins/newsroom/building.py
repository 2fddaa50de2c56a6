"""Build the whole site beside the old one, then put it in its place; or leave the old one."""

from __future__ import annotations

import hashlib
import io
import logging
import shutil
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from pelican import Pelican
from pelican.log import init as init_logging
from pelican.settings import read_settings

from newsroom import content as content_plugin
from newsroom.core.problems import ContentError, Problem
from newsroom.particulars import unfilled

CACHE = Path(__file__).parents[2] / ".cache"
LOCKS = CACHE / "locks"
MARK = "tin-moi.json"  # in every site that was built, and in no other folder


class BuildError(Exception):
    """The site could not be built, for a reason that is not in the content."""


@dataclass(frozen=True)
class Built:
    """What a build made: files, and warnings for the editor."""

    files: int
    seconds: float
    warnings: list[Problem]
    unfilled: list[str]


def build_site(settings_file: Path, content: Path, output: Path) -> Built:
    """Build *content* by *settings_file* into *output*, all or nothing.

    Raises:
        ContentError: The content must be mended first; *output* is as it was.
        BuildError: Pelican or the disk failed, or *output* is no place for a site; it is as it was.
    """
    started = time.monotonic()
    content_plugin.require_folder(content)
    inside, outside = content.resolve(), output.resolve()
    if inside.is_relative_to(outside) or outside.is_relative_to(inside):
        raise BuildError(f"{output} chứa hoặc nằm trong thư mục nội dung: hãy chọn --output khác.")
    with _exchange(output) as stage:
        stage.mkdir(parents=True)
        paths = {"PATH": str(inside), "OUTPUT_PATH": str(stage)}
        settings = read_settings(str(settings_file), override=paths)
        warnings = _run_pelican(settings, content)
        files = sum(1 for file in stage.rglob("*") if file.is_file())
    waiting = unfilled(settings["PARTICULARS"], settings["SITEURL"])
    return Built(files, time.monotonic() - started, warnings, waiting)


def copy_whole(site: Path, target: Path) -> None:
    """Copy *site* beside *target* and exchange the two.

    Raises:
        BuildError: The disk failed, or *target* holds something else; it is as it was.
    """
    with _exchange(target) as stage:
        shutil.copytree(site, stage)


def forget() -> None:
    """Remove what builds keep, but not the locks: a build at work may hold one."""
    for kept in set(CACHE.glob("*")) - {LOCKS}:
        if kept.is_dir():
            shutil.rmtree(kept, ignore_errors=True)
        else:
            kept.unlink(missing_ok=True)


def remove_site(output: Path) -> None:
    """Remove *output*, unless it holds something else or a build is at work on it.

    Raises:
        BuildError: It was left as it is.
    """
    with _exchange(output) as stage:
        stage.mkdir()
    output.resolve().rmdir()


def is_site(output: Path) -> bool:
    """Whether *output* may be replaced: it is not there, is empty, or is a site that was built."""
    if not output.exists():
        return True
    return output.is_dir() and ((output / MARK).is_file() or not any(output.iterdir()))


@contextmanager
def _exchange(output: Path) -> Iterator[Path]:
    """A place beside *output* to build in; what is there in the end takes the place of *output*."""
    output = output.resolve()  # a link stays, what it leads to is exchanged
    stage, old = (output.with_name(f".{output.name}.{word}") for word in ("new", "old"))
    name = hashlib.sha256(str(output).encode()).hexdigest()[:16]
    try:
        LOCKS.mkdir(parents=True, exist_ok=True)
        with FileLock(LOCKS / name, timeout=0):
            _bring_back(old, output)
            if not is_site(output):
                raise BuildError(
                    f"{output} có thứ khác, không phải trang do lệnh build dựng: hãy chọn nơi khác."
                )
            _remove(stage, old)
            try:
                yield stage
                if output.exists():
                    output.rename(old)
                stage.rename(output)
            finally:
                _bring_back(old, output)
                _remove(stage, old)
    except Timeout:
        raise BuildError(f"Đang có một lượt dựng khác vào {output}: hãy đợi lượt ấy xong.") from None
    except OSError as error:
        raise BuildError(f"Không ghi được {error.filename or output}: {error.strerror}.") from error


def _bring_back(old: Path, output: Path) -> None:
    """Undo the first of the two renames, when the second never came."""
    if old.exists() and not output.exists():
        old.rename(output)


def _remove(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _run_pelican(settings: dict[str, Any], content: Path) -> list[Problem]:
    checked = content_plugin.read(str(content), drafts=bool(settings["DRAFT_SAVE_AS"]))
    if checked.faults:
        raise ContentError(checked.problems)
    settings["NEWSROOM_CONTENT"] = checked
    init_logging(level=logging.WARNING, fatal="errors")
    log = io.StringIO()  # what Pelican says is in English, and for who mends the code
    try:
        with redirect_stdout(log):
            Pelican(settings).run()
    except ContentError:
        raise
    except Exception as error:
        trace = Path(settings["CACHE_PATH"], "loi-dung-trang.txt")
        trace.parent.mkdir(parents=True, exist_ok=True)
        trace.write_text(log.getvalue() + traceback.format_exc(), "utf-8")
        message = f"Pelican dừng giữa chừng: {error}\n  Chi tiết cho người lập trình: {trace}"
        raise BuildError(message) from error
    return list(checked.problems)
