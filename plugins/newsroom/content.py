"""Read, check and relate all of content/ before Pelican reads any of it.

Reads:   PATH; NEWSROOM_CONTENT, when a task has already checked the content
Writes:  settings["NEWSROOM"], and in every template ``site`` and ``today``
Stops the build, with one line per problem, when something must be mended.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import Generator

from newsroom.core.dates import now
from newsroom.core.loading import Content, load_content
from newsroom.core.problems import ContentError, Problem
from newsroom.reporting import describe

logger = logging.getLogger(__name__)


def read(path: str, *, drafts: bool) -> Content:
    """Load the content at *path*, named in messages as an editor would: from this folder on."""
    folder = Path(path)
    require_folder(folder)
    shown = Path(os.path.relpath(folder)) if folder.is_relative_to(Path.cwd()) else folder
    return load_content(shown, now(), drafts=drafts)


def require_folder(folder: Path) -> None:
    """Raise ContentError when there is no content at all."""
    if not folder.is_dir():
        message = "Không có thư mục nội dung này: lệnh chạy từ thư mục gốc của dự án, hoặc thêm --content."
        raise ContentError([Problem(folder.as_posix(), 1, 1, message)])


def attach(pelican: Pelican) -> None:
    """Once per run, before any generator is made."""
    settings = pelican.settings
    content = settings.pop("NEWSROOM_CONTENT", None) or read(
        settings["PATH"], drafts=bool(settings["DRAFT_SAVE_AS"])
    )
    if content.faults:
        raise SystemExit(describe(content.problems))  # which, unlike an error, Pelican lets pass
    for warning in content.problems:
        logger.warning("%s", warning)
    settings["NEWSROOM"] = content


def share(generator: Generator) -> None:
    """Let every template see the site."""
    site = generator.settings["NEWSROOM"].site
    generator.context.update(site=site, today=site.now.date())


def register() -> None:
    signals.get_generators.connect(attach)
    signals.generator_init.connect(share)
