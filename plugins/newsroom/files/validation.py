"""Validation of front matter by models, with Vietnamese messages at their lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import tzinfo
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

from annotated_types import MinLen
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from newsroom.files.frontmatter import FrontMatter, Value, parse
from newsroom.files.text_file import decode, read_bytes
from newsroom.files.yaml_writing import propose_text
from newsroom.language.name_matching import did_you_mean, join_choices, shorten
from newsroom.problems import Problems, Where

M = TypeVar("M", bound=BaseModel)

MOST_READINGS = 20  # each leaves out all values that are wrong on their own; three are usual
MOST_REPORTED = 100  # errors of one reading
WITHDRAWN = "withdrawn"  # a blank value must not keep the article published
HANDBOOK = "Xem docs/so-tay-bien-tap.md."
GLOSSES = {
    "title": "tiêu đề",
    "date": "ngày",
    "category": "chuyên mục",
    "summary": "tóm tắt",
    "kind": "loại",
    "alt": "lời tả ảnh",
    "src": "tệp ảnh",
    "name": "tên",
    "status": "trạng thái",
    "sources": "thư mục",
}
_SHAPES = {
    "string_type": "“{name}” phải là một dòng chữ.",
    "string_too_short": "“{name}” đang để trống.",
    "tuple_type": "“{name}” phải là một danh sách, mỗi dòng một mục bắt đầu bằng “- ”.",
    "model_type": "“{name}” phải gồm các trường con, thụt vào hai dấu cách: {fields}.",
    "int_parsing": "“{name}” phải là số nguyên, không có dấu chấm hay chữ.",
    "greater_than_equal": "“{name}” nhỏ nhất là {limit}.",
    "less_than_equal": "“{name}” lớn nhất là {limit}.",
    "bool_parsing": "“{name}” là true (có) hoặc false (không).",
}


def read_yaml(
    content: Path,
    path: str,
    model: type[M],
    problems: Problems,
    stand_ins: FrontMatter | None = None,
    *,
    sample: str = "",
) -> tuple[M, str, bytes]:
    """Read the YAML file at *path* below *content*.

    Args:
        stand_ins: A valid value for each field that *model* requires; by default an empty list.
        sample: The path of a file that may be copied when there is none.

    Returns:
        The model of the file, which has only stand-ins after problems, its text and its bytes.
    """
    nothing = stand_ins or _nothing(model)
    data = read_bytes(content / path, problems, sample=sample)
    text = "" if problems else decode(data, problems)
    filled = read_records(text, model, problems, nothing) if text or not problems else None
    return filled or model.model_validate(nothing), text, data


def _nothing(model: type[BaseModel]) -> FrontMatter:
    return {name: [] for name, field in model.model_fields.items() if field.is_required()}


def read_records(
    text: str, model: type[M], problems: Problems, stand_ins: FrontMatter | None = None
) -> M | None:
    """Read YAML as *model*; report its problems and return None if it has any fault."""
    earlier = len(problems)
    values = parse(text, problems, first_line=1)
    if len(problems) > earlier:
        return None
    filled, *_ = validate(model, values, problems, stand_ins or _nothing(model), thorough=False)
    return None if problems.has_faults else filled


def validate(
    model: type[M],
    front: FrontMatter,
    problems: Problems,
    stand_ins: FrontMatter,
    *,
    thorough: bool = True,
    zone: tzinfo | None = None,
) -> tuple[M, dict[str, Value], frozenset[str]]:
    """Read *front* as *model*; report and leave out wrong values until the rest is valid.

    Args:
        stand_ins: A valid value for each field that *model* requires.
        thorough: Report also contradictions that appear after wrong values have been left out; pass over
            lists of blank groups.
        zone: The time zone of moments; by default Vietnam's.

    Returns:
        The model, the values that make the same model again, and the fields filled with stand-ins.

    Raises:
        ValidationError: A stand-in is invalid.
    """
    values, empty = _without_empty(model, front, keeps_groups=not thorough)
    used: set[str] = set()
    touched: set[Where] = set()
    for reading in range(MOST_READINGS):
        try:
            return model.model_validate(values, context=zone), values, frozenset(used)
        except ValidationError as error:
            errors = list(_without_consequences(error.errors(include_url=False)))
        for number, details in enumerate(errors):
            where, kind = details["loc"], details["type"]
            # Later errors follow from missing values, unless a rule of the newsroom is broken.
            is_new = not reading or (kind == "newsroom" and thorough and where not in touched)
            if is_new and number < MOST_REPORTED:
                _report(problems, model, details, empty)
            if kind == "missing" and len(where) == 1:
                values[str(where[0])] = stand_ins[str(where[0])]
                used.add(str(where[0]))
                continue
            if kind == "missing":
                where = where[:-1]
            elif kind == "newsroom":
                where = where or details["ctx"]["where"]  # leave out the whole group, if it is a field
            touched |= {where[:end] for end in range(1, len(where))}
            _leave_out(values, where)
        if not reading and len(errors) > MOST_REPORTED:
            _report_rest(problems, errors[MOST_REPORTED:])
    values = {name: stand_ins[name] for name, field in model.model_fields.items() if field.is_required()}
    return model.model_validate(values, context=zone), values, frozenset(values)


def _without_consequences(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Yield the *errors*, without those of lists that are too short because their items are wrong."""
    holders = {error["loc"][:end] for error in errors for end in range(len(error["loc"]))}
    return (error for error in errors if error["type"] != "too_short" or error["loc"] not in holders)


def _leave_out(values: dict[str, Value], where: Where) -> None:
    """Remove the field at *where*; of a list all items, so that the positions of the rest stay true."""
    while isinstance(where[-1], int):
        where = where[:-1]
    holder: Any = values
    with suppress(KeyError):  # a group around it may have been removed before
        for part in where[:-1]:
            if isinstance(holder, list) or isinstance(part, str):  # else a value typed instead of a list
                holder = holder[part]
        del holder[where[-1]]


def _without_empty(
    model: type[BaseModel], values: FrontMatter, *, keeps_groups: bool
) -> tuple[dict[str, Value], set[Where]]:
    """Leave out known fields that are blank; return the rest, and the paths of blank values.

    A required list that may have no items stays: ``documents: []`` is an answer.

    Args:
        keeps_groups: Keep the items of lists that are blank groups of fields, so that they are reported.
    """
    empty: set[Where] = set()

    def prune(value: Any, where: Where) -> Any:
        if isinstance(value, dict):
            fields = {
                field.alias or name: field for name, field in _model_at(model, where).model_fields.items()
            }
            droppable = fields.keys() - {WITHDRAWN}
            kept = {key: prune(item, (*where, key)) for key, item in value.items()}
            for key in [key for key, item in kept.items() if not item and key in droppable]:
                if value[key] != [] or not _may_have_no_items(fields[key]):
                    empty.add((*where, key))
                    del kept[key]
            return kept
        if isinstance(value, list):
            items = [prune(item, (*where, index)) for index, item in enumerate(value)]
            return items if any(items) or (keeps_groups and {} in items) else []
        if value is None or not value.strip():
            empty.add(where)
            return ""
        return value

    return prune(dict(values), ()), empty


def _report_rest(problems: Problems, errors: list[ErrorDetails]) -> None:
    """Report how many *errors* are not reported each."""
    is_lack = all(error["type"] == "missing" for error in errors)
    message = f"Từ đây còn {len(errors)} lỗi nữa trong phần khai báo: sửa các lỗi ở trên rồi kiểm tra lại."
    (problems.lack if is_lack else problems.fault)(errors[0]["loc"], message)


def _may_have_no_items(field: FieldInfo) -> bool:
    """Return whether *field* is required, and may be a list without items."""
    limits = (part for part in field.metadata if isinstance(part, MinLen))
    return field.is_required() and get_origin(field.annotation) is tuple and not any(limits)


def _report_missing(problems: Problems, model: type[BaseModel], where: Where, empty: set[Where]) -> None:
    name = str(where[-1])
    gloss = f" ({GLOSSES[name]})" if name in GLOSSES else ""
    fields = {field.alias or own: field for own, field in _model_at(model, where[:-1]).model_fields.items()}
    hint = f"Chưa có mục nào thì viết: {name}: []" if _may_have_no_items(fields[name]) else ""
    if where in empty:
        problems.lack(where, f"Trường “{name}”{gloss} đang để trống.", hint, key=True)
    else:
        problems.lack(where[:-1], f"Thiếu trường “{name}”{gloss}.", hint or HANDBOOK)


def _report(problems: Problems, model: type[BaseModel], details: ErrorDetails, empty: set[Where]) -> None:
    where, kind = details["loc"], details["type"]
    name = next((str(part) for part in reversed(where) if isinstance(part, str)), "")
    if kind == "missing":
        _report_missing(problems, model, where, empty)
    elif kind == "newsroom":
        problems.fault((*where, *details["ctx"]["where"]), details["ctx"]["message"])
    elif kind == "extra_forbidden":
        fields_here = _model_at(model, where[:-1]).model_fields
        known = [field.alias or field_name for field_name, field in fields_here.items()]
        message = f"Không có trường “{shorten(name)}”.{did_you_mean(name, known)}"
        problems.fault(where, message, f"Các trường: {', '.join(known)}.", key=True)
    elif kind == "literal_error":
        annotation = _model_at(model, where).model_fields[name].annotation
        choices = [part for part in _annotations(annotation) if isinstance(part, str)]
        question = did_you_mean(str(details["input"]), choices)
        message = f"“{shorten(str(details['input']))}” không phải {GLOSSES.get(name, name)} có sẵn.{question}"
        problems.fault(where, message, f"Chọn một trong: {join_choices(choices)}.")
    else:
        fields = ", ".join(_model_at(model, where).model_fields) if kind == "model_type" else ""
        limits = details.get("ctx", {})
        limit = limits.get("ge", limits.get("le", limits.get("max_length")))
        shape = _SHAPES.get(kind, "“{name}” không đúng dạng.")
        message = shape.format(name=name, fields=fields, limit=limit)
        hint = propose_text(problems.lines, problems.position(where)) if kind == "string_type" else ""
        problems.fault(where, message, hint if kind in _SHAPES else HANDBOOK)


def _annotations(annotation: Any) -> Iterator[Any]:
    """Yield the classes and literals that an annotation consists of."""
    yield annotation
    for argument in get_args(annotation):
        yield from _annotations(argument)


def _model_at(model: type[BaseModel], where: Where) -> type[BaseModel]:
    for part in where:
        if isinstance(part, str) and part in model.model_fields:
            inner = _annotations(model.model_fields[part].annotation)
            model = next((a for a in inner if isinstance(a, type) and issubclass(a, BaseModel)), model)
    return model
