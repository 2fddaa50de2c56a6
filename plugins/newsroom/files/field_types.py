"""Types of the fields in content and lists, for texts that editors type.

Every error is a complete Vietnamese sentence.
"""

import datetime as dt
import re
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from newsroom import addresses
from newsroom.language.dates import HERE, LooseDate, parse_day, parse_loose, parse_moment
from newsroom.language.name_matching import shorten


def problem_at(message: str, *where: str | int) -> PydanticCustomError:
    """Make an error from a Vietnamese sentence and the path of the field, below the model, at fault."""
    return PydanticCustomError("newsroom", "{message}", {"message": message, "where": where})


def parsed_by(read: Any) -> BeforeValidator:
    """Parse a field with *read*, whose ValueError becomes the error of the field."""
    return BeforeValidator(partial(_parse, read))


def _parse(read: Callable[[str], Any], value: Any) -> Any:
    if not isinstance(value, str):
        raise problem_at("Ở đây phải là một giá trị, không phải danh sách hay nhóm trường.")
    try:
        return read(value.strip())
    except ValueError as error:
        raise problem_at(str(error)) from None


def _parse_moment(value: Any, info: ValidationInfo) -> dt.datetime:
    """Parse a moment in the time zone of the newsroom, which is the context of a validation."""
    moment: dt.datetime = _parse(partial(parse_moment, zone=info.context or HERE), value)
    return moment


def typed_as(pattern: str, complaint: str, *, number: bool = False) -> WithJsonSchema:
    """Describe the typed text to editing programs, which may read it as a *number*."""
    types = ["string", "number"] if number else ["string"]
    return WithJsonSchema({"type": types, "pattern": pattern, "patternErrorMessage": complaint})


def as_list(value: Any) -> Any:
    """Make a list of a single value."""
    return [value] if isinstance(value, str | dict) else value


def as_named(value: Any) -> Any:
    """Make a group with only the name of a single text."""
    if isinstance(value, str | list) and not (value and isinstance(value, str)):
        raise PydanticCustomError("string_type" if value else "string_too_short", "no text")
    return {"name": value} if isinstance(value, str) else value


def unrepeated(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Refuse two equal items of a list."""
    seen = set()
    for index, value in enumerate(values):
        if value in seen:
            raise problem_at(f"“{shorten(getattr(value, 'name', value))}” có hai lần trong danh sách.", index)
        seen.add(value)
    return values


def matching(pattern: str, complaint: str) -> BeforeValidator:
    """Refuse a text unlike *pattern* with *complaint*, in which ``{}`` is the text."""

    def read(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(complaint.format(shorten(text)))
        return text

    return parsed_by(read)


Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(as_list)]
Unrepeated = Annotated[Texts, AfterValidator(unrepeated)]
_IN_ORDER = "Ngày viết theo thứ tự năm-tháng-ngày, như 2024-03-05."
Day = Annotated[dt.date, parsed_by(parse_day), typed_as(r"^\d{4}-\d{1,2}-\d{1,2}$", _IN_ORDER)]
Moment = Annotated[
    dt.datetime,
    BeforeValidator(_parse_moment),
    typed_as(r"^\d{4}-\d{1,2}-\d{1,2}([T ]+\d{1,2}:.*)?$", _IN_ORDER),
]
Loose = Annotated[
    LooseDate, parsed_by(parse_loose), typed_as(r"^\d{4}(-\d{1,2}-\d{1,2})?$", _IN_ORDER, number=True)
]
Slug = Annotated[str, parsed_by(addresses.check_slug)]
WebUrl = Annotated[str, parsed_by(addresses.check_web_url)]
Redirects = Annotated[
    tuple[Annotated[str, parsed_by(addresses.check_redirect)], ...],
    BeforeValidator(as_list),
    AfterValidator(unrepeated),
]
_NO_COUNT = "“{}” phải là một số đếm: chỉ gồm chữ số, không có dấu chấm, dấu trừ hay chữ."
Count = Annotated[
    int, matching(r"[0-9]{1,9}", _NO_COUNT), typed_as(r"^\d{1,9}$", "Số đếm chỉ gồm chữ số.", number=True)
]
Year = Annotated[
    int,
    matching(r"(19|20)[0-9]{2}", "“{}” phải là một năm, viết bằng bốn chữ số như 2024."),
    typed_as(r"^(19|20)\d{2}$", "Năm viết bằng bốn chữ số, như 2024.", number=True),
]


class Model(BaseModel):
    """An immutable model that refuses unknown fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
