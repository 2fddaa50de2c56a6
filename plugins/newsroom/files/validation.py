"""From values to models, with every complaint in Vietnamese at its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from newsroom.files.frontmatter import FrontMatter, Value
from newsroom.language.name_matching import did_you_mean
from newsroom.problems import Problems, Where

M = TypeVar("M", bound=BaseModel)

WITHDRAWN = "withdrawn"  # left blank it must not mean that the article stays
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
}


@dataclass(frozen=True)
class Validated(Generic[M]):
    """A model of all that could be understood.

    ``stand_ins`` names the fields that were filled with a stand-in so that the rest can still be
    checked, or a draft be shown. ``values`` are what the model was made of, and make it again.
    """

    model: M
    values: dict[str, Value]
    stand_ins: frozenset[str]


def validate(
    model: type[M], front: FrontMatter, problems: Problems, stand_ins: FrontMatter, *, thorough: bool = True
) -> Validated[M]:
    """Read *front* as *model*, reporting and leaving out what is wrong until the rest is right.

    Args:
        stand_ins: A valid value for each field that *model* requires, or the reading never ends.
        thorough: Whether what contradicts itself in the rest is reported too.
    """
    values, empty = _without_empty(model, front)
    used: set[str] = set()
    touched: set[Where] = set()
    first_reading = True
    while True:
        try:
            return Validated(model.model_validate(values), values, frozenset(used))
        except ValidationError as error:
            for details in _apart(error.errors()):
                where = details["loc"]
                if details["type"] == "missing":
                    if first_reading:
                        _report_missing(problems, where, empty)
                    if len(where) == 1:
                        values[str(where[0])] = stand_ins[str(where[0])]
                        used.add(str(where[0]))
                    else:
                        _leave_out(values, where[:-1])
                    continue
                if details["type"] == "newsroom":
                    if first_reading or (thorough and where not in touched):
                        problems.fault((*where, *details["ctx"]["where"]), details["ctx"]["message"])
                    where = where or details["ctx"]["where"]  # a group that contradicts itself goes whole
                elif first_reading:  # later ones come of what has been left out
                    _report(problems, model, where, details)
                touched |= {where[:end] for end in range(1, len(where))}
                _leave_out(values, where)
            first_reading = False


def _apart(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """The *errors*, but not that a list is too short where its items have been told wrong."""
    for details in errors:
        within = [
            one
            for one in errors
            if one is not details and one["loc"][: len(details["loc"])] == details["loc"]
        ]
        if not (details["type"] == "too_short" and within):
            yield details


def _leave_out(values: dict[str, Value], where: Where) -> None:
    """Remove the field at *where*; a whole list rather than an item of it, so that places stay true."""
    while isinstance(where[-1], int):
        where = where[:-1]
    holder: Value = values
    for part in where[:-1]:
        if isinstance(holder, list) and isinstance(part, int):
            holder = holder[part]
        elif isinstance(holder, dict) and part in holder:
            holder = holder[str(part)]
    if isinstance(holder, dict):
        holder.pop(str(where[-1]), None)


def _without_empty(model: type[BaseModel], values: FrontMatter) -> tuple[dict[str, Value], set[Where]]:
    """Leave out known fields that are blank, as if their lines were not there, and note where."""
    empty: set[Where] = set()

    def prune(value: Value, where: Where) -> Value:
        if isinstance(value, dict):
            known = _model_at(model, where).model_fields.keys()
            pruned = {key: prune(item, (*where, key)) for key, item in value.items()}
            return {
                key: item
                for key, item in pruned.items()
                if item not in ("", {}, []) or key not in known - {WITHDRAWN}
            }
        if isinstance(value, list):
            items = [prune(item, (*where, index)) for index, item in enumerate(value)]
            return items if any(item not in ("", {}, []) for item in items) else []
        if value is None or not value.strip():
            empty.add(where)
            return ""
        return value

    pruned = prune(dict(values), ())
    return (pruned if isinstance(pruned, dict) else {}), empty


def _report_missing(problems: Problems, where: Where, empty: set[Where]) -> None:
    name = str(where[-1])
    gloss = f" ({GLOSSES[name]})" if name in GLOSSES else ""
    if where in empty:
        problems.lack(where, f"Trường “{name}”{gloss} đang để trống.", key=True)
    else:
        problems.lack(where[:-1], f"Thiếu trường “{name}”{gloss}.", HANDBOOK)


def _report(problems: Problems, model: type[BaseModel], where: Where, details: ErrorDetails) -> None:
    name = next((str(part) for part in reversed(where) if isinstance(part, str)), "")
    kind = details["type"]
    if kind == "extra_forbidden":
        known = list(_model_at(model, where[:-1]).model_fields)
        message = f"Không có trường “{name}”.{did_you_mean(name, known)}"
        problems.fault(where, message, f"Các trường: {', '.join(known)}.", key=True)
    elif kind == "literal_error":
        choices = _choices(model, where)
        question = did_you_mean(str(details["input"]), choices)
        message = f"“{details['input']}” không phải {GLOSSES.get(name, name)} có sẵn.{question}"
        problems.fault(where, message, f"Chọn một trong: {', '.join(choices)}.")
    else:
        fields = ", ".join(_model_at(model, where).model_fields) if kind == "model_type" else ""
        limits = details.get("ctx", {})
        limit = limits.get("ge", limits.get("le"))
        shape = _SHAPES.get(kind, "“{name}” không đúng dạng.")
        message = shape.format(name=name, fields=fields, limit=limit)
        problems.fault(where, message, "" if kind in _SHAPES else HANDBOOK)


def _annotations(annotation: Any) -> Iterator[Any]:
    """The classes and literals that an annotation is built of."""
    yield annotation
    for argument in get_args(annotation):
        yield from _annotations(argument)


def _model_at(model: type[BaseModel], where: Where) -> type[BaseModel]:
    for part in where:
        if isinstance(part, str) and part in model.model_fields:
            inner = _annotations(model.model_fields[part].annotation)
            model = next((a for a in inner if isinstance(a, type) and issubclass(a, BaseModel)), model)
    return model


def _choices(model: type[BaseModel], where: Where) -> list[str]:
    while isinstance(where[-1], int):
        where = where[:-1]
    field = _model_at(model, where[:-1]).model_fields[str(where[-1])]
    arguments = (one for part in _annotations(field.annotation) for one in get_args(part))
    return [choice for choice in arguments if isinstance(choice, str)]
