"""Read, check and relate all of content/ before Pelican reads any of it.

Reads:   PATH; NEWSROOM_CONTENT, when a task has already checked the content
Writes:  settings["NEWSROOM"]; in every template ``site`` (only on pages that are rendered at each
         build), ``has_news``, ``footer_links``, ``particulars`` and ``vocabularies``, which stands for
         the closed lists
Stops the build, with one line per problem, when something must be mended.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import Generator

from incremental.writer import open_store
from newsroom import fragments
from newsroom.core.clock import ClockError, now
from newsroom.core.keeping import ParseAll, parse_each
from newsroom.core.loading import Content, load_content
from newsroom.core.problems import ContentError, Problem
from newsroom.particulars import filled
from newsroom.reporting import MOST_WARNINGS, describe

logger = logging.getLogger(__name__)


def read_content(path: str, *, drafts: bool, parse_all: ParseAll = parse_each) -> Content:
    """Load the content at *path*, named in messages as an editor would: from this folder on."""
    folder = Path(path)
    require_folder(folder)
    shown = Path(os.path.relpath(folder)) if folder.is_relative_to(Path.cwd()) else folder
    return load_content(shown, now(), drafts=drafts, parse_all=parse_all)


def require_folder(folder: Path) -> None:
    """Raise ContentError when there is no content at all."""
    if not folder.is_dir():
        message = "Không có thư mục nội dung này: lệnh chạy từ thư mục gốc của dự án, hoặc thêm --content."
        raise ContentError([Problem(folder.as_posix(), 1, 1, message)])


def attach(pelican: Pelican) -> None:
    """Once per run, before any generator is made."""
    settings = pelican.settings
    try:
        content = settings.pop("NEWSROOM_CONTENT", None) or read_content(
            settings["PATH"],
            drafts=bool(settings["DRAFT_SAVE_AS"]),
            parse_all=open_store(settings).parse_all,
        )
    except ClockError as error:
        raise SystemExit(str(error)) from None  # which, unlike an error, Pelican lets pass
    if content.faults:
        raise SystemExit(describe(content.problems, most=MOST_WARNINGS))
    if content.problems:
        logger.warning("%s", describe(content.problems, most=MOST_WARNINGS))
    settings["NEWSROOM"] = content
    settings.pop("NEWSROOM_TEMPLATES", None)  # of an earlier run
    fragments.forget()


def share(generator: Generator) -> None:
    """Let templates see the site, and all of them what stands on every page; and compile each but once."""
    generator.env = generator.settings.setdefault("NEWSROOM_TEMPLATES", generator.env)
    site = generator.settings["NEWSROOM"].site
    generator.context.update(
        site=site,
        has_news=bool(site.stories),
        footer_links=(*generator.settings["RECORDS"], *((page.title, page.url) for page in site.pages)),
        particulars=filled(generator.settings["PARTICULARS"]),
        vocabularies=site.vocabularies,
    )


def register() -> None:
    signals.get_generators.connect(attach)
    signals.generator_init.connect(share)
