"""What editors make by a command rather than by hand: new files, and the schemas of their fields."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from newsroom.editor.new_file import OFFERED, clean_title, draft, folder_of
from newsroom.editor.schemas import make_schemas
from newsroom.problems import FileProblems, UserError
from newsroom.site.content_loader import read_content
from newsroom.vocabulary.closed_lists import load_vocabularies


class RefusedError(UserError):
    """No file was made; the reason is for the editor."""


def make(content: Path, kind: str, title: str, today: date) -> str:
    """Make a new file below *content*, asking for what is missing when a person is there.

    Returns:
        Its path, as it is shown.

    Raises:
        RefusedError: Something is missing or wrong, or the file is there already; nothing was written.
    """
    if not content.is_dir():
        raise RefusedError(f"Không có thư mục nội dung {content}.")
    folder = _settle(kind, "kind", f"Loại ({', '.join(OFFERED)}): ", folder_of)
    title = _settle(title, "title", "Tiêu đề: ", clean_title)
    try:
        path, text = draft(folder, title, today)
    except ValueError as error:
        raise RefusedError(str(error)) from None
    file = content / path
    shown = os.path.relpath(file) if file.is_relative_to(Path.cwd()) else file.as_posix()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise RefusedError(f"Đã có {shown}: không ghi đè. Hãy đặt tiêu đề khác hoặc sửa tệp ấy.") from None
    except OSError as error:
        raise RefusedError(f"Không ghi được {shown} ({error.strerror}).") from None
    return shown


def _settle(given: str, option: str, question: str, read: Callable[[str], str]) -> str:
    """What *given*, or else the person at the keyboard, says; asked again until *read* takes it."""
    asks = sys.stdin is not None and sys.stdin.isatty()
    if not given.strip() and not asks:
        raise RefusedError(
            f'Thiếu --{option}. Ví dụ: invoke new --kind bài --title "Trao thưởng bảy tập thể".'
        )
    while True:
        try:
            return read(given if given.strip() else input(question))
        except ValueError as error:
            if not asks:
                raise RefusedError(str(error)) from None
            print(error)
            given = ""
        except (EOFError, KeyboardInterrupt):
            raise RefusedError("\nĐã thôi, không tạo tệp nào.") from None


def write_schemas(content: Path, target: Path) -> list[Path]:
    """Write the schemas of the fields as *content* has them.

    Raises:
        ContentError: There is no content.
    """
    site = read_content(str(content), drafts=True).site
    lists = load_vocabularies(content, FileProblems())
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in make_schemas(site, lists).items():
        file = target / f"{name}.json"
        file.write_text(f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n", "utf-8", newline="\n")
        written.append(file)
    return written
