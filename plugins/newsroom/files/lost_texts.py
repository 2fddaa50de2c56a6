"""Texts that YAML drops, because it takes # for the start of a comment."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from yaml import Event, ScalarEvent

from newsroom.files.yaml_writing import propose_text, value_column
from newsroom.language.name_matching import shorten
from newsroom.problems import Position, Problems

_WHOLE_VALUE = re.compile(r"[^\"'#]*[\[,{][ \t]*#|[ \t]*(?:-[ \t]+)*(?:-|[\w-]+:)[ \t]+#")
_REST = re.compile(r"\s*#")
_BLOCK_START = re.compile(r"[|>][-+\d]*(?=\s*#)")


def report_lost_texts(lines: Sequence[str], events: Iterable[Event], problems: Problems) -> None:
    """Report each comment in *lines* that stands for a value, or behind a value; *events* are theirs."""
    for number, line in enumerate(lines, start=1):
        if "#" in line and (match := _WHOLE_VALUE.match(line)):
            _report(lines, (number, match.end()), problems)
    for event in events:
        number, column = _end_of_value(lines, event)
        if column and (rest := _REST.match(lines[number - 1], column)):
            _report(lines, (number, rest.end()), problems)


def _end_of_value(lines: Sequence[str], event: Event) -> Position:
    """Return the line and the column at which a value ends; column 0 if no value ends on that line."""
    end: Any = event.end_mark
    line = lines[end.line] if end.line < len(lines) else ""
    if not isinstance(event, ScalarEvent):
        return end.line + 1, end.column if line[end.column - 1 : end.column] in {"]", "}"} else 0
    if event.style in {"|", ">"}:
        start: Any = event.start_mark
        opening = _BLOCK_START.match(lines[start.line], start.column)
        return start.line + 1, opening.end() if opening else 0
    return end.line + 1, end.column if line and (event.value or event.style) else 0


def _report(lines: Sequence[str], place: Position, problems: Problems) -> None:
    number, column = place
    line = lines[number - 1]
    message = f"YAML coi phần từ dấu # trở đi là ghi chú và bỏ mất: “{shorten(line[column - 1 :].strip())}”."
    advice = "Là ghi chú thì để ở dòng riêng. Là nội dung thì sửa dòng này. "
    start = value_column(line)
    is_list = line[start - 1 : start] in {"[", "{"}
    proposal = "" if is_list else propose_text(lines, (number, start))
    problems.fault(place, message, advice + (proposal or "Đặt cả giá trị trong ngoặc kép."))
