"""Lines of front matter with values that YAML misreads.

Each is plain to its editor; in quotes, YAML reads what was typed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

import yaml
from yaml import Event, ScalarEvent

from newsroom.files.yaml_writing import quote_value, value_column
from newsroom.problems import Position

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, if installed, is 15 times as fast
MOST_READ = 2_000  # events of a value that is read alone
_NEXT_FIELD = re.compile(r"( *)[\w-]+:(\s|$)")
_NO_TEXT = "[{\"'"  # openings of values that may end on a later line


def parse_events(text: str) -> Iterator[Event]:
    """Yield the events of YAML in *text*; raise YAMLError where it cannot be read."""
    events: Iterator[Event] = yaml.parse(text, Loader=LOADER)
    return events


def find_misread_line(
    lines: Sequence[str], events: Iterable[Event], error: yaml.MarkedYAMLError | None
) -> int | None:
    """Find the line whose value YAML refuses with *error*, or reads together with the fields below it."""
    for event in events:
        if isinstance(event, ScalarEvent) and event.style in {"'", '"'}:
            start, end = _lines_of(event)
            if end > start and _swallows(lines[start : end + 1]):
                return start
    if not error:
        return None
    lines_named = [mark.line for mark in (error.context_mark, error.problem_mark) if mark]
    if not (error.context and ("flow" in error.context or "quoted" in error.context)):
        lines_named = lines_named[-1:]  # else it is the line where all fields begin
    above = reversed(range(lines_named[-1]))  # where a bracket may be open
    found = chain(
        (index for index in lines_named if _is_refused(lines, index)),
        (index for index in above if _is_refused(lines, index, openings=_NO_TEXT)),
    )
    return next(found, None)


def describe_misreading(
    line: str, value: Position, error: yaml.MarkedYAMLError | None
) -> tuple[Position, str, str]:
    """Describe the misread *line*, whose *value* begins at that position.

    Returns:
        The place of the problem, the message, and the first part of a hint.
    """
    first = line[value[1] - 1]
    reason, context = (error and error.problem) or "", (error and error.context) or ""
    mark: Any = error and error.problem_mark
    place = (mark.line + 1, mark.column + 1) if mark and mark.line + 1 == value[0] else value
    if first in "\"'" and (place == value or "quoted" in context or not error):
        return value, describe_quotes(error), ""
    if first == '"':
        return place, "Sau dấu ngoặc kép đóng còn chữ: đặt cả giá trị trong một cặp ngoặc đơn thẳng.", ""
    if first == "'":
        return place, "Sau dấu ngoặc đơn đóng còn chữ: đặt cả giá trị trong một cặp ngoặc kép.", ""
    if first.isalnum() or ("mapping values" in reason and place > value):
        message = "Dấu hai chấm trong giá trị làm YAML hiểu nhầm: giá trị này phải đặt trong ngoặc kép."
        return place, message, ""
    if first in "[{" and (place == value or "flow" in context):
        hint = "Là danh sách thì đóng lại. Là chữ thì sửa dòng này. "
        return value, f"Dấu {first} mở ở đây mà không đóng.", hint
    message = f"Dấu {first} ở đầu giá trị làm YAML hiểu nhầm: giá trị này phải đặt trong ngoặc kép."
    return value, message, ""


def describe_quotes(error: yaml.MarkedYAMLError | None) -> str:
    """Describe a quoted value that YAML refuses, or that goes on into other fields."""
    if error and "escape" in (error.problem or ""):
        return "Dấu \\ không dùng được trong ngoặc kép: dùng ngoặc đơn thẳng."
    return "Ngoặc kép mở ở đây mà không đóng."


def _lines_of(event: Any) -> tuple[int, int]:
    return event.start_mark.line, event.end_mark.line


def _swallows(lines: Sequence[str]) -> bool:
    """Check for a field below the first of *lines*, no deeper than its own field."""
    depth = len(lines[0]) - len(lines[0].lstrip(" -"))
    return any((field := _NEXT_FIELD.match(line)) and len(field[1]) <= depth for line in lines[1:])


def _is_refused(lines: Sequence[str], index: int, openings: str = "") -> bool:
    """Check that YAML refuses the value on a line even alone; with *openings*, only a value behind them."""
    column = value_column(lines[index]) if index < len(lines) else 0
    value = lines[index][column - 1 :] if column and quote_value(lines, (index + 1, column)) else ""
    if not value or (openings and value[0] not in openings):
        return False
    try:
        for _ in islice(parse_events(f"x: {value}"), MOST_READ):
            pass
    except yaml.YAMLError:
        return True
    return False
