"""Files as the forms of the desk show them, and the way back.

A form groups fields that are seldom used, and has only the longest way to write each value: a list where a
file may have a single item, and a group of fields where a file may have only a name.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from newsroom.content.parser import FRONT_MODELS
from newsroom.desk.documents import save_text, show_text
from newsroom.editor.new_entry import ENTRY_MODELS
from newsroom.editor.new_file import FIRST_FIELDS
from newsroom.files import frontmatter
from newsroom.files.field_types import as_list, as_named
from newsroom.files.text_file import split
from newsroom.problems import Problems, RefusedError

BODY = "body"
FILE_NAME = "file_name"  # of a new file, which the page makes from the title
EMPTY: tuple[Any, ...] = (None, "", [], {})
FIRST_SEEN = {  # with the body, the fields that a newcomer sees
    "articles": ("title", "category", "date", "summary", "provinces", "image"),
    "exemplars": ("title", "kind", "date", "summary", "provinces", "image"),
    "campaigns": ("title", "kind", "launched_by", "start", "end", "summary"),
    "pages": ("title", "summary", "image"),
}
GROUPS = {  # fields by the label of their group; the last group has all others
    "Khen thưởng, người, số liệu": ("role", "field", "place", "honours", "people", "exemplars", "figures"),
    "Hội nghị, phong trào, đơn vị": ("event", "campaigns", "cluster", "units"),
    "Nguồn, người viết, thẻ, tệp": (
        *("source", "photo_credit", "authors", "tags", "documents", "attachments", "image"),
        *("provinces", "aliases", "short", "launched"),
    ),
    "Trạng thái, địa chỉ, sửa và gỡ": (),
}


def group_fields(folder: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield key, label and fields of each group in the forms of *folder*."""
    model = FRONT_MODELS[folder]
    rest = [name for name in model.model_fields if name not in FIRST_SEEN[folder]]
    for number, (label, members) in enumerate(GROUPS.items()):
        names = [name for name in members if name in rest] or ([] if members else rest)
        rest = [name for name in rest if name not in names]
        if names:
            yield f"group_{number}", label, names


def model_of(path: str) -> type[BaseModel] | None:
    """Return the model of the file at *path* below content/; None if the desk has no form for it."""
    folder, name = PurePosixPath(path).parts[0], PurePosixPath(path).stem
    return FRONT_MODELS.get(folder) or (ENTRY_MODELS[name][0] if name in ENTRY_MODELS else None)


def show_form(path: str, data: bytes) -> str:
    """Return the form of the file at *path*, which contains *data*.

    Raises:
        RefusedError: It cannot be read; the message is Vietnamese.
    """
    return write_form(path, show_text(path, data))


def save_form(path: str, data: bytes | None, form: str) -> bytes:
    """Return the file at *path* with what the *form* says; *data* is the file so far.

    Raises:
        RefusedError: One of the two cannot be read; the message is Vietnamese.
    """
    earlier = None if data is None else show_text(path, data)
    try:
        sent = read_form(path, form, earlier)
    except (ValueError, AttributeError, TypeError, RecursionError):  # no JSON, or not of a form
        raise RefusedError(f"Không đọc được các trường vừa gửi của {path}, nên chưa lưu gì.") from None
    return save_text(path, data, sent)


def write_form(path: str, text: str) -> str:
    """Write the *text* of the file at *path* as the JSON of its form.

    Raises:
        RefusedError: It cannot be read; the message is Vietnamese.
    """
    values, body = _read(path, text)
    model = model_of(path)
    form = _expand(values, model) if model else values
    folder = PurePosixPath(path).parts[0]
    if folder in FRONT_MODELS:
        for key, _label, names in group_fields(folder):
            form[key] = {name: form.pop(name) for name in names if name in form}
        form[BODY] = body
    return json.dumps(form, ensure_ascii=False)


def read_form(path: str, form: str, earlier: str | None = None) -> str:
    """Write the JSON *form* as the text of the file at *path*, which had the text *earlier*.

    Fields that have not changed have the values that they had.
    """
    values: dict[str, Any] = json.loads(form, parse_constant=_refuse_number)
    body = values.pop(BODY, None) or ""
    values.pop(FILE_NAME, None)
    groups = [values.pop(key) or {} for key in [*values] if key.startswith("group_")]
    if not isinstance(body, str) or not all(isinstance(group, dict) for group in groups):
        raise TypeError
    for group in groups:
        values |= group
    model = model_of(path)
    before = _read(path, earlier)[0] if earlier is not None else {}
    kept = _restore(values, before, model)
    names = sorted(kept, key=lambda name: (*FIRST_FIELDS, name).index(name))
    fields = (json.dumps({name: kept[name]}, ensure_ascii=False)[1:-1] for name in names)
    front = "".join(f"{field}\n" for field in fields)
    return f"---\n{front}---\n{body}" if path.endswith(".md") else front


def _refuse_number(name: str) -> None:
    raise ValueError(name)  # NaN, Infinity


def _read(path: str, text: str) -> tuple[dict[str, Any], str]:
    problems = Problems(path)
    source = split(text, problems) if path.endswith(".md") else None
    values = frontmatter.parse(source.front if source else text, problems, 2 if source else 1)
    if fault := next((str(problem) for problem in problems if not problem.warning), ""):
        raise RefusedError(fault)
    return dict(values), source.body if source else ""


def fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of *model* by the names that files have for them."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def unwrap(annotation: Any, metadata: list[Any]) -> tuple[Any, list[Any]]:
    """Return the type within *annotation*, and all metadata about it."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return unwrap(arguments[0], [*arguments[1:], *metadata])
    if type(None) in arguments:
        return unwrap(next(part for part in arguments if part is not type(None)), metadata)
    return annotation, metadata


def _takes(reader: Any, metadata: list[Any]) -> bool:
    """Return whether *reader* reads the values first."""
    return any(isinstance(hook, BeforeValidator) and hook.func is reader for hook in metadata)


def _expand(values: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    fields = fields_of(model)
    form = {name: value for name, value in values.items() if value is not None}
    for name in form.keys() & fields:
        form[name] = _expand_value(form[name], fields[name].annotation, fields[name].metadata)
    return form


def _expand_value(value: Any, annotation: Any, metadata: list[Any]) -> Any:
    kind, hooks = unwrap(annotation, metadata)
    if get_origin(kind) is tuple:
        items = [value] if _takes(as_list, hooks) and not isinstance(value, list) else value
        inner = get_args(kind)[0]
        return [_expand_value(item, inner, []) for item in items] if isinstance(items, list) else items
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        value = {"name": value} if _takes(as_named, hooks) and isinstance(value, str) else value
        return _expand(value, kind) if isinstance(value, dict) else value
    return value


def _restore(new: Mapping[str, Any], old: Mapping[str, Any], model: type[BaseModel] | None) -> dict[str, Any]:
    """Return the *new* fields without empty ones; each as *old* has it, if it means the same."""
    fields = fields_of(model) if model else {}
    kept = {}
    for name, value in new.items():
        field = fields.get(name)
        same = _restore_value(value, old.get(name), field.annotation, field.metadata) if field else value
        if same not in EMPTY:
            kept[name] = same
    return kept


def _restore_value(new: Any, old: Any, annotation: Any, metadata: list[Any]) -> Any:
    kind, hooks = unwrap(annotation, metadata)
    if old is not None and new == _expand_value(old, annotation, metadata):
        return old
    if get_origin(kind) is tuple and isinstance(new, list):
        inner, before = get_args(kind)[0], old if isinstance(old, list) else [old]
        items = [
            _restore_value(item, before[index] if index < len(before) else None, inner, [])
            for index, item in enumerate(new)
        ]
        items = [item for item in items if item not in EMPTY]
        is_single = _takes(as_list, hooks) and len(items) == 1 and isinstance(items[0], dict)
        return items[0] if is_single and not isinstance(old, list) else items
    if isinstance(kind, type) and issubclass(kind, BaseModel) and isinstance(new, dict):
        group = _restore(new, old if isinstance(old, dict) else {}, kind)
        return group["name"] if _takes(as_named, hooks) and [*group] == ["name"] else group
    if isinstance(new, str):
        has_lines = isinstance(old, str) and "\n" in old.strip()
        return new.strip() if has_lines else " ".join(new.split())
    return str(new) if isinstance(new, int | float) else new
