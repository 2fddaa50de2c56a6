"""The folder content/ as tasks and builds read it."""

from __future__ import annotations

import os
from pathlib import Path

from newsroom.core.clock import now
from newsroom.core.keeping import ParseAll, parse_each
from newsroom.core.loading import Content, load_content
from newsroom.core.problems import ContentError, Problem


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
