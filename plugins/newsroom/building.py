"""Build the whole site beside the old one, verify it, then put it in its place; or leave the old one."""

from __future__ import annotations

import gc
import io
import logging
import sqlite3
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures.process import BrokenProcessPool
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.log import init as init_logging
from pelican.settings import read_settings

from incremental.parallel import in_background
from incremental.store import DamagedError
from incremental.writer import File, Report, open_store, survey
from newsroom.content import read_content, require_folder
from newsroom.core.addresses import PICTURES
from newsroom.core.loading import Content
from newsroom.core.problems import ContentError, Problem
from newsroom.items import ItemPages
from newsroom.particulars import unfilled
from newsroom.swapping import CACHE, BuildError, kept_file, link_all, replacing
from newsroom.verifying import heaviest, verify


@dataclass(frozen=True)
class Built:
    """What a build did: numbers of pages and feeds, the heaviest page and its bytes, words for the editor.

    ``until`` is the first moment at which the same content makes another site. ``draw`` gives name
    and HTML of the page of a content file as it is now, sooner than a build; None where it has none.
    """

    written: int
    skipped: int
    removed: int
    heaviest: tuple[str, int]
    warnings: list[Problem]
    unfilled: list[str]
    until: datetime
    draw: Callable[[Path], tuple[str, str] | None] = field(repr=False)


def build_site(settings_file: Path, content: Path, output: Path) -> Built:
    """Build *content* by *settings_file* into *output*, all or nothing.

    Raises:
        ContentError: The content must be mended first; *output* is as it was.
        BuildError: Pelican or the disk failed, or *output* is no place for a site; it is as it was.
    """
    gc.disable()  # ten thousand articles live to the end: looking through them takes half the time of an edit
    try:
        return _build(settings_file, content, output)
    except DamagedError:  # the store has been thrown away
        return _build(settings_file, content, output)


def _build(settings_file: Path, content: Path, output: Path) -> Built:
    require_folder(content)
    inside, outside = content.resolve(), output.resolve()
    if inside.is_relative_to(outside) or outside.is_relative_to(inside):
        raise BuildError(f"{output} chứa hoặc nằm trong thư mục nội dung: hãy chọn --output khác.")
    with replacing(output, keep=True) as stage, in_background(_prepare, outside, stage) as surveyed:
        paths = {
            "PATH": str(inside),
            "OUTPUT_PATH": str(stage),
            "INCREMENTAL_PREVIOUS": str(outside),
            "INCREMENTAL_STORE": str(kept_file(output, "sqlite")),
            "INCREMENTAL_SURVEY": surveyed,
            "INCREMENTAL_SOURCES": sorted(str(file) for file in settings_file.parent.glob("*.py")),
        }
        settings, checked, report = _run_pelican(settings_file, paths, content)
        policies = " ".join(style.policy for style in settings["JINJA_GLOBALS"]["styles"].values())
        verify(checked.site, report, stage, policies)
        weightiest = heaviest(report, stage)
    written, pages, removed = (_count(names) for names in (report.written, report.pages, report.removed))
    return Built(
        written=written,
        skipped=pages - written,
        removed=removed,
        heaviest=weightiest,
        warnings=list(checked.problems),
        unfilled=unfilled(settings["PARTICULARS"], settings["SITEURL"]),
        until=checked.site.changes_at,
        draw=partial(_draw, checked, settings["NEWSROOM_ITEM_PAGES"], inside),
    )


def _count(names: Iterable[str]) -> int:
    """How many are pages and feeds, not pictures."""
    return sum(not name.startswith(PICTURES) for name in names)


def _draw(checked: Content, pages: ItemPages, content: Path, file: Path) -> tuple[str, str] | None:
    item = checked.read_again(file.relative_to(content).as_posix()) if file.is_relative_to(content) else None
    return (item.url, pages.draw(item)) if item else None


def _prepare(output: Path, stage: Path) -> tuple[dict[str, File], dict[str, File]]:
    """Let the stage begin as the site before the last, or else as the last; and say what lies in both."""
    if not stage.exists() and output.exists():
        link_all(output, stage)
    stage.mkdir(parents=True, exist_ok=True)
    return survey(str(output), str(stage))


def _run_pelican(
    settings_file: Path, paths: dict[str, Any], content: Path
) -> tuple[dict[str, Any], Content, Report]:
    log = io.StringIO()  # what Pelican says is in English, and for who mends the code
    store = None
    try:
        settings = read_settings(str(settings_file), override=paths)
        store = open_store(settings)
        checked = read_content(
            str(content), drafts=bool(settings["DRAFT_SAVE_AS"]), parse_all=store.parse_all
        )
        checked.require_no_faults()
        settings["NEWSROOM_CONTENT"] = checked
        init_logging(level=logging.WARNING, fatal="errors")
        with redirect_stdout(log):
            Pelican(settings).run()
    except (ContentError, DamagedError):
        raise
    except BrokenProcessPool:
        message = "Một tiến trình dựng trang bị dừng giữa chừng, có thể vì thiếu bộ nhớ: hãy dựng lại."
        raise BuildError(message) from None
    except sqlite3.Error as error:
        raise BuildError(f"Không ghi được {paths['INCREMENTAL_STORE']}: {error}.") from error
    except Exception as error:
        if isinstance(error, OSError) and error.errno:
            raise
        trace = CACHE / "loi-dung-trang.txt"
        trace.parent.mkdir(parents=True, exist_ok=True)
        trace.write_text(log.getvalue() + traceback.format_exc(), "utf-8")
        message = f"Pelican dừng giữa chừng: {error}\n  Chi tiết cho người lập trình: {trace}"
        raise BuildError(message) from error
    finally:
        if store:
            store.close()
    return settings, checked, settings["INCREMENTAL_WRITER"].report
