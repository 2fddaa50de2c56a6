"""Descriptions of fields for the handbook, new files and editing programs.

The words themselves are beside the fields, in ``models``.
"""

import textwrap
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from newsroom.language.name_matching import join_choices

COMMENT_WIDTH = 98  # characters of a comment line


def describe(field: FieldInfo) -> str:
    """Describe *field*: its words, its choices, its inner fields, and whether it is required."""
    text = field.description or ""
    choices = get_args(field.annotation) if get_origin(field.annotation) is Literal else ()
    if choices and choices[0] not in text:
        text += f", một trong: {join_choices(choices)}"
    part = part_of(field)
    if part:
        text, _, rest = text.partition(":" if ":" in text else ";")
        parts = (f"{name} ({describe(inner)})" for name, inner in part.model_fields.items())
        text += f": gồm {', '.join(parts)}" + (f";{rest}" if rest else "")
    return f"{text}; bắt buộc" if field.is_required() else text


def part_of(field: FieldInfo) -> type[BaseModel] | None:
    """Return the model of *field* or of its items; None if it is a single value."""
    if any(isinstance(item, WithJsonSchema) for item in field.metadata):
        return None
    parts = _walk_annotation(field.annotation)
    return next((part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)), None)


def comment_lines(text: str) -> Iterator[str]:
    """Yield *text* as lines of comments, which begin with a capital."""
    for line in textwrap.wrap(text[:1].upper() + text[1:], COMMENT_WIDTH, break_on_hyphens=False):
        yield f"# {line}"


def _walk_annotation(annotation: Any) -> Iterator[Any]:
    yield annotation
    for argument in get_args(annotation):
        yield from _walk_annotation(argument)
