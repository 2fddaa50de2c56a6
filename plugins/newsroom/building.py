"""Build the whole site beside the old one, then put it in its place; or leave the old one."""

from __future__ import annotations

import logging
import shutil
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from pelican import Pelican
from pelican.log import console
from pelican.log import init as init_logging
from pelican.settings import read_settings

from newsroom import content as content_plugin
from newsroom.core.problems import ContentError, Problem


class BuildError(Exception):
    """The site could not be built, for a reason that is not in the content."""


@dataclass(frozen=True)
class Built:
    """What a build made: files, and warnings for the editor."""

    output: Path
    files: int
    seconds: float
    warnings: list[Problem]


def build_site(settings_file: Path, content: Path, output: Path) -> Built:
    """Build *content* by *settings_file* into *output*, all or nothing.

    Raises:
        ContentError: The content must be mended first; *output* is as it was.
        BuildError: Pelican or the disk failed; *output* is as it was.
    """
    started = time.monotonic()
    stage = _beside(output, "new")
    try:
        recover(output)
        shutil.rmtree(stage, ignore_errors=True)
        stage.mkdir(parents=True)
        checked = _run_pelican(settings_file, content, stage)
        files = sum(1 for file in stage.rglob("*") if file.is_file())
        replace_whole(stage, output)
    except OSError as error:
        raise BuildError(f"Không ghi được {error.filename or output}: {error.strerror}.") from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return Built(output, files, time.monotonic() - started, checked)


def _run_pelican(settings_file: Path, content: Path, stage: Path) -> list[Problem]:
    override = {"PATH": str(content.resolve()), "OUTPUT_PATH": str(stage.resolve())}
    settings = read_settings(str(settings_file), override=override)
    checked = content_plugin.read(str(content), drafts=bool(settings["DRAFT_SAVE_AS"]))
    if checked.faults:
        raise ContentError(checked.problems)
    settings["NEWSROOM_CONTENT"] = checked
    init_logging(level=logging.WARNING, fatal="errors")
    console.quiet = True  # Pelican's closing line is in English
    try:
        Pelican(settings).run()
    except (ContentError, OSError):
        raise
    except Exception as error:
        trace = Path(settings["CACHE_PATH"], "loi-dung-trang.txt")
        trace.parent.mkdir(parents=True, exist_ok=True)
        trace.write_text(traceback.format_exc(), "utf-8")
        raise BuildError(
            f"Pelican dừng giữa chừng: {error}\n  Chi tiết cho người lập trình: {trace}"
        ) from error
    finally:
        console.quiet = False
    return [problem for problem in checked.problems if problem.warning]


def replace_whole(stage: Path, output: Path) -> None:
    """Put *stage* where *output* is, by two renames; *output* is whole at all times but between them."""
    old = _beside(output, "old")
    if output.exists():
        output.rename(old)
    stage.rename(output)
    shutil.rmtree(old, ignore_errors=True)


def copy_whole(site: Path, target: Path) -> None:
    """Copy *site* beside *target* and exchange the two."""
    stage = _beside(target, "new")
    try:
        recover(target)
        shutil.rmtree(stage, ignore_errors=True)
        shutil.copytree(site, stage)
        replace_whole(stage, target)
    except OSError as error:
        raise BuildError(f"Không ghi được {error.filename or target}: {error.strerror}.") from error


def recover(output: Path) -> None:
    """Bring back the site that a build killed between the two renames had put aside."""
    old = _beside(output, "old")
    if old.exists() and not output.exists():
        old.rename(output)
    shutil.rmtree(old, ignore_errors=True)


def _beside(output: Path, word: str) -> Path:
    return output.parent / f".{output.name}.{word}"
