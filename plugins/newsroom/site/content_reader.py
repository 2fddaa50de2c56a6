"""The folder content/ as tasks and builds read it."""

from __future__ import annotations

import os
from pathlib import Path

from incremental.parsed import ParseAll, parse_each
from newsroom.clock import now
from newsroom.problems import ContentError, Problem
from newsroom.site.content_loader import Content, load_content


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
