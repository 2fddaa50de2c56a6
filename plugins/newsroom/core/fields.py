"""What a field is for, in words for editors: in the handbook, in new files, in editing programs.

The words themselves stand beside the fields, in ``models``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo


def describe(field: FieldInfo) -> str:
    """What may stand in *field*: its words, its choices, the fields within it, whether it must be there."""
    text = field.description or ""
    choices = choices_of(field)
    if choices and choices[0] not in text:
        text += f", một trong: {', '.join(choices)}"
    part = part_of(field)
    if part:
        text, _, rest = text.partition(":" if ":" in text else ";")
        parts = (f"{name} ({describe(inner)})" for name, inner in part.model_fields.items())
        text += f": gồm {', '.join(parts)}" + (f";{rest}" if rest else "")
    return f"{text}; bắt buộc" if field.is_required() else text


def choices_of(field: FieldInfo) -> tuple[str, ...]:
    """The values that *field* may have, when they are few."""
    return get_args(field.annotation) if get_origin(field.annotation) is Literal else ()


def part_of(field: FieldInfo) -> type[BaseModel] | None:
    """The model of what stands within *field*, or within each of its items."""
    if any(isinstance(one, WithJsonSchema) for one in field.metadata):
        return None  # it is written as one value
    classes = (one for one in _within(field.annotation) if isinstance(one, type))
    return next((one for one in classes if issubclass(one, BaseModel)), None)


def _within(annotation: Any) -> Iterator[Any]:
    yield annotation
    for argument in get_args(annotation):
        yield from _within(argument)
