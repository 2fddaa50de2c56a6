"""New content files, with every field explained."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import get_origin

from pydantic.fields import FieldInfo

from newsroom import addresses
from newsroom.content.models import ReportedFront
from newsroom.content.parser import FRONT_MODELS
from newsroom.editor.field_help import comment_lines, describe, part_of
from newsroom.editor.new_entry import ENTRY_MODELS, add_entry
from newsroom.failures import describe_failure
from newsroom.files.content_folder import require_content, write_new
from newsroom.files.frontmatter import MAX_LENGTH
from newsroom.files.text_file import decode
from newsroom.files.validation import WITHDRAWN
from newsroom.files.yaml_writing import quote
from newsroom.identity.reading import load_identity
from newsroom.language.name_matching import did_you_mean, join_choices, shorten
from newsroom.language.vietnamese import short_slug, without_marks
from newsroom.problems import FileProblems, Problems, RefusedError

KIND_NAMES: dict[str, tuple[str, ...]] = {  # folder or list to editors' words for it, the offered word first
    "articles": ("bài", "bài báo", "bài viết", "tin", "article"),
    "exemplars": ("điển hình", "gương", "exemplar"),
    "campaigns": ("phong trào", "đợt thi đua", "campaign"),
    "pages": ("trang", "page"),
    "awards": ("khen thưởng", "hình thức khen thưởng", "award"),
    "documents": ("văn bản", "document"),
    "units": ("đơn vị", "unit"),
    "clusters": ("cụm thi đua", "khối thi đua", "cụm", "khối", "cluster"),
}
OFFERED = tuple(names[0] for names in KIND_NAMES.values())
LONGEST_NAME = 80  # characters of a file name; longer names are hard to read in addresses
FIRST_FIELDS = ("title", "kind", "category", "date", "status", "summary")
IMPORTED = "imported"  # only `invoke import` writes this field
OPENING_COMMENT = (
    "Dòng mở đầu bằng dấu # là lời giải thích, không lên trang; muốn dùng trường con thì bỏ dấu # ở đầu dòng."
    " Trường không dùng thì để trống hoặc xóa đi. Nội dung viết sau dòng --- cuối cùng. Viết xong, đổi status"
    " thành published."
)


def make_file(content: Path, kind: str, title: str, now: datetime) -> str:
    """Make a new file below *content*, dated *now*, or a new entry of a closed list.

    At a terminal, ask for a missing *kind* or *title*.

    Returns:
        The path of the file, for display.

    Raises:
        RefusedError: An option is missing or wrong, or the file exists; nothing was written.
    """
    require_content(content)
    folder = _ask(kind, "kind", f"Loại ({', '.join(OFFERED)}): ", folder_of)
    now = now.astimezone(load_identity(content, FileProblems()).site.zone)
    title = _ask(title, "title", "Tiêu đề: ", clean_title)
    if folder in ENTRY_MODELS:
        return _show(add_entry(content, folder, title))
    try:
        path, text = draft(folder, title, now, _choices(content))
    except ValueError as error:
        raise RefusedError(str(error)) from None
    file = content / path
    shown = _show(file)
    try:
        write_new(file, text)
    except OSError as error:
        if isinstance(error, FileExistsError) and os.path.lexists(file):
            message = f"Đã có {shown}: không ghi đè. Hãy đặt tiêu đề khác hoặc sửa tệp ấy."
            raise RefusedError(message) from None
        raise RefusedError(f"Không ghi được {shown} ({describe_failure(error)}).") from None
    return shown


def _show(file: Path) -> str:
    return os.path.relpath(file) if file.is_relative_to(Path.cwd()) else file.as_posix()


def _ask(given: str, option: str, question: str, read: Callable[[str], str]) -> str:
    """Read *given*; at a terminal, ask until *read* accepts the answer."""
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


def folder_of(kind: str) -> str:
    """Return the folder or list of an editor's word *kind*, in any case, with or without marks.

    Raises:
        ValueError: There is no such kind; the message is Vietnamese.
    """
    wanted = without_marks(" ".join(kind.split()))
    for folder, names in KIND_NAMES.items():
        if wanted in {*map(without_marks, names), folder}:
            return folder
    question = did_you_mean(kind, OFFERED)
    raise ValueError(f"Không có loại “{shorten(kind)}”.{question} Chọn một trong: {', '.join(OFFERED)}.")


def clean_title(title: str) -> str:
    """Return *title* on one line, as it is read in a file; print what has been repaired.

    Raises:
        ValueError: The title is not allowed; the message is Vietnamese.
    """
    problems = Problems("")
    title = " ".join(decode(title.encode("utf-8", "replace"), problems).split())
    if problems.has_faults:
        raise ValueError(problems[0].message)
    for warning in problems:
        print(warning.message)
    if not title:
        raise ValueError("Tiêu đề còn trống.")
    if len(title) > MAX_LENGTH:
        raise ValueError(f"Tiêu đề dài quá {MAX_LENGTH} ký tự.")
    return title


def _choices(content: Path) -> dict[str, list[str]]:
    site = load_identity(content, FileProblems()).site
    return {"category": [category.name for category in site.categories]}


def draft(
    folder: str, title: str, now: datetime, choices: Mapping[str, Sequence[str]] | None = None
) -> tuple[str, str]:
    """Make the path below content/ and the text of a new file; *choices* are the values of fields.

    Raises:
        ValueError: *title* is not allowed or makes no file name; the message is Vietnamese.
    """
    title = clean_title(title)
    slug = short_slug(title, LONGEST_NAME)
    if not slug:
        raise ValueError(f"Tiêu đề “{shorten(title)}” không có chữ cái, chữ số nào để đặt tên tệp.")
    addresses.check_slug(slug)
    year = f"{now.year}/" if folder == "articles" else ""
    return f"{folder}/{year}{slug}.md", "\n".join(_file_lines(folder, title, slug, now, choices or {}))


def _file_lines(
    folder: str, title: str, slug: str, now: datetime, choices: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    model = FRONT_MODELS[folder]
    values = {"title": quote(title), "slug": slug, "status": "draft"}
    if issubclass(model, ReportedFront):
        values["date"] = f"{now:%Y-%m-%d %H:%M}"  # by the minute, articles of a day keep their order
    yield "---"
    yield from comment_lines(OPENING_COMMENT)
    fields = {name: field for name, field in model.model_fields.items() if name != IMPORTED}
    for name in sorted(fields, key=lambda name: (*FIRST_FIELDS, name).index(name)):
        yield ""
        chosen = f"; một trong: {join_choices(choices[name])}" if name in choices else ""
        yield from comment_lines(f"{describe(fields[name])}{chosen}")
        field = f"{name}: {values.get(name, '')}".rstrip()
        yield f"# {field}" if name == WITHDRAWN else field
        yield from _inner_field_lines(fields[name])
    yield "---"
    yield ""


def _inner_field_lines(field: FieldInfo) -> Iterator[str]:
    """Yield the inner fields of *field*, commented out and indented correctly."""
    part = part_of(field)
    for index, name in enumerate(part.model_fields if part else ()):
        if get_origin(field.annotation) is tuple:
            yield f"#  {'  ' if index else ' -'} {name}:"
        else:
            yield f"#   {name}:"
