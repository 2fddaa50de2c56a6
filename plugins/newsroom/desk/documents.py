"""Whole files of content: the text that a browser gets, and the file that a saved text becomes."""

import json
import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache
from pathlib import PurePosixPath
from typing import Any, get_args

from pydantic import BaseModel, WithJsonSchema

from newsroom.content.parser import FRONT_MODELS
from newsroom.desk.bodies import merge_bodies, tidy_body
from newsroom.desk.merging import MergeError, merge_fields
from newsroom.desk.yaml_nodes import Data, Fields, UnreadableError, read_fields
from newsroom.desk.yaml_style import Order, sort_names, write_field
from newsroom.editor.field_help import part_of
from newsroom.editor.new_entry import ENTRY_MODELS
from newsroom.editor.new_file import FIRST_FIELDS
from newsroom.files import frontmatter
from newsroom.files.text_file import decode, split
from newsroom.problems import Problems, RefusedError
from newsroom.vocabulary.models import ProvincesFile

_FENCE = re.compile(r"^---[ \t]*(?:\n|$)", re.MULTILINE)
_BREAK = re.compile(r"\r\n|\r|\n")
_BY_HAND = "Hãy sửa tệp bằng trình soạn thảo, rồi tải lại trang này."
BOM = "\ufeff"


def show_text(path: str, data: bytes) -> str:
    """Return the file *data* as the browser should read it: each value is the text that was typed.

    Raises:
        RefusedError: It cannot be read; the message is Vietnamese.
    """
    front, body = _divide(path, _read(path, data))
    try:
        values = read_fields(front).values
    except UnreadableError:
        raise RefusedError(_explain(path, data)) from None
    lines = "".join(f"{_write(name)}: {_write(_all_data(value))}\n" for name, value in values.items())
    return f"---\n{lines}---\n{body}" if _has_body(path) else lines


def save_text(path: str, data: bytes | None, sent: str) -> bytes:
    """Return the file at *path* with the values and the body of *sent*; *data* is the file so far.

    Raises:
        RefusedError: One of the two cannot be read; the message is Vietnamese.
    """
    sent = _BREAK.sub("\n", sent.encode("utf-8", "replace").decode()).removeprefix(BOM)
    try:
        sent_front, sent_body = _divide(path, sent)
        values = read_fields(sent_front)
    except (RefusedError, UnreadableError):
        raise RefusedError(f"Không đọc được phần khai báo vừa gửi của {path}, nên chưa lưu gì.") from None
    if values.data is None:
        raise RefusedError(f"Các trường của {path} đều trống, nên chưa lưu gì.")
    order = find_order(path)
    if data is None:
        front = "".join(
            f"{write_field(name, values.values[name], order.within(name), 0)}\n"
            for name in sort_names(values, order)
        )
        body = f"{tidy_body(sent_body)}\n" if sent_body.strip() else ""
        return (f"---\n{front}---\n{body}" if _has_body(path) else front).encode()
    text = _read(path, data)
    front, body = _divide(path, text)
    try:
        merged = merge_fields(front, values, order)
    except (UnreadableError, MergeError):
        raise RefusedError(_explain(path, data)) from None
    start = text.index(front, text.index("\n") + 1 if _has_body(path) else 0)
    end = start + len(front)
    if _has_body(path):
        merged_body = merge_bodies(body, sent_body)
        fence = text[end : len(text) - len(body)]
        fence += "\n" if merged_body and not fence.endswith("\n") else ""
        new = f"{text[:start]}{merged}{fence}{merged_body}"
    else:
        new = merged
    return data if new == text else _restore_breaks(data.decode(), new).encode()


@cache
def find_order(path: str) -> Order:
    """Return the fields of the file at *path* below content/ in the order of the handbook."""
    folder, name = PurePosixPath(path).parts[0], PurePosixPath(path).stem
    if folder in FRONT_MODELS:
        order = _order_of(FRONT_MODELS[folder])
        first = [name for name in FIRST_FIELDS if name in order]
        return Order({name: order[name] for name in dict.fromkeys([*first, *order])})
    return _order_of(ENTRY_MODELS[name][0] if name in ENTRY_MODELS else ProvincesFile)


def _order_of(model: type[BaseModel]) -> Order:
    order = Order()
    for name, field in model.model_fields.items():
        part = part_of(field)
        inner = order[field.alias or name] = _order_of(part) if part else Order()
        inner.is_number = not part and _may_be_number(field.annotation, field.metadata)
    return order


def _may_be_number(annotation: Any, metadata: Iterable[Any]) -> bool:
    """Check for an integer, or the sign of ``typed_as`` that editing programs may read a number."""
    schemas = [item.json_schema for item in metadata if isinstance(item, WithJsonSchema)]
    if annotation is int or any("number" in (schema or {}).get("type", ()) for schema in schemas):
        return True
    return any(_may_be_number(part, getattr(part, "__metadata__", ())) for part in get_args(annotation))


def _has_body(path: str) -> bool:
    return path.endswith(".md")


def _read(path: str, data: bytes) -> str:
    """Return *data* with Unix line ends and without a byte order mark."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedError(f"{path} không phải mã UTF-8. {_BY_HAND}") from None
    return _BREAK.sub("\n", text).removeprefix(BOM)


def _divide(path: str, text: str) -> tuple[str, str]:
    """Separate the front matter of *text* from its body; all of a file without a body is front matter."""
    if not _has_body(path):
        return text, ""
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end()) if opening else None
    if not opening or not closing:
        raise RefusedError(f"{path} không có phần khai báo giữa hai dòng ---. {_BY_HAND}")
    return text[opening.end() : closing.start()], text[closing.end() :]


def _explain(path: str, data: bytes) -> str:
    """Return the first complaint of a check about the front matter of the file."""
    problems = Problems(path)
    text = decode(data, problems)
    source = split(text, problems) if _has_body(path) else None
    frontmatter.parse(source.front if source else text, problems, 2 if source else 1)
    fault = next((str(problem) for problem in sorted(problems) if not problem.warning), "")
    return f"Không ghép được vào {path}. {_BY_HAND}" if not fault else f"{fault}\n{_BY_HAND}"


def _all_data(value: object) -> Data:
    """Return the value with its empty parts, as the browser's forms show them."""
    if isinstance(value, Fields):
        return {name: _all_data(inner) for name, inner in value.values.items()}
    items = getattr(value, "items", None)
    if items is not None:
        return [_all_data(item) for item in items]
    return None if value.data is None else value.text  # type: ignore[attr-defined]


def _write(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False)


def _restore_breaks(old: str, new: str) -> str:
    """Return *new* with the line ends and the byte order mark of *old*; added lines get the usual end."""
    mark = BOM if old.startswith(BOM) else ""
    ends = _BREAK.findall(old)
    if not ends or set(ends) == {"\n"}:
        return mark + new
    usual = max(set(ends), key=ends.count)
    before, after = _BREAK.split(old.removeprefix(BOM)), new.split("\n")
    found = [usual] * (len(after) - 1)
    for first, start, size in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        for number in range(size):
            if first + number < len(ends) and start + number < len(found):
                found[start + number] = ends[first + number]
    return mark + "".join(f"{line}{end}" for line, end in zip(after, [*found, ""], strict=True))
