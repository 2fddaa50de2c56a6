"""YAML front matter to plain strings, lists and mappings.

Scalars stay the text that the editor typed, for the models to read: YAML's own guesses turn
``no`` into False, ``12:30`` into 750 and ``2024-02-30`` into an exception without a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from newsroom.files.text_file import position
from newsroom.language.characters import describe_forbidden, forbidden_character
from newsroom.problems import Position, Problems, Where

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
FrontMatter: TypeAlias = "Mapping[str, Value]"

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # 15 times as fast where libyaml is there
MAX_DEPTH = 8  # provinces.yaml, the deepest, goes seven down
_NULLS = {"", "~", "null", "Null", "NULL"}
MAX_LENGTH = 5000  # characters of one value
_LOST = re.compile(r"\s+#")
_LOST_AT_ONCE = re.compile(r"^[^\"'#\n]*[\[,{][ \t]*#|^[ \t]*(?:-[ \t]+)*(?:-|[\w-]+:)[ \t]+#", re.MULTILINE)
_QUOTED_START = re.compile(r"(\s*(?:- )?[\w-]+:\s*)(\".*\"\s*[^\s#].*)")
_FIELD = re.compile(r"[^\s:]+:(\s|$)|\s|#|-\s|$")
_ENVELOPE = (StreamStartEvent, StreamEndEvent, DocumentStartEvent, DocumentEndEvent)
_QUOTE_HINT = 'Đặt cả giá trị trong ngoặc kép thẳng, ví dụ title: "Lào Cai: trao thưởng".'


def parse(text: str, problems: Problems, first_line: int = 2) -> dict[str, Value]:
    """Read *text*, which begins at line *first_line* of its file, as far as it can be read.

    Note the positions of keys and values in *problems*, beside every problem found.
    """
    return _Composer(text, problems, first_line).compose()


def quote(text: str) -> str:
    """Write *text* as a quoted value of YAML on one line."""
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


class _Composer:
    """One reading of one text; events rather than nodes, so that aliases are never followed."""

    def __init__(self, text: str, problems: Problems, first_line: int) -> None:
        self.lines = text.split("\n")
        self.text = text
        self.first_line = first_line
        self.problems = problems

    def compose(self) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for match in _LOST_AT_ONCE.finditer(self.text):
            line, column = position(self.text, match.end() - 1)
            rest = self.lines[line - 1][column - 1 :]
            self._complain_of_loss((line - 1 + self.first_line, column), rest)
        try:
            events = [
                event for event in yaml.parse(self.text, Loader=LOADER) if not isinstance(event, _ENVELOPE)
            ]
        except yaml.MarkedYAMLError as error:
            self._complain_of_yaml(error)
            return values
        for event in events:
            self._look_behind(event)
        if not events:
            return values
        stream = iter(events)
        first = next(stream)
        if isinstance(first, MappingStartEvent):
            self._mapping(first, stream, (), values)
        else:
            self._complain(first.start_mark, "Phần khai báo phải gồm các dòng “tên: giá trị”.")
            return values
        for event in stream:
            self._complain(event.start_mark, "Phần khai báo chỉ được có một khối “tên: giá trị”.")
            break
        return values

    def _place(self, mark: Any) -> Position:
        return mark.line + self.first_line, mark.column + 1

    def _complain(self, mark: Any, message: str, hint: str = "") -> None:
        self.problems.fault(self._place(mark), message, hint)

    def _look_behind(self, event: Event) -> None:
        """Report a note behind a value that ends on its line."""
        if isinstance(event, ScalarEvent) and (event.style in {"|", ">"} or not (event.value or event.style)):
            return
        end: Any = event.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if not isinstance(event, ScalarEvent) and line[end.column - 1 : end.column] not in {"]", "}"}:
            return
        lost = _LOST.match(line, end.column)
        if lost:
            place = (end.line + self.first_line, lost.end())
            self._complain_of_loss(place, line[lost.end() - 1 :])

    def _complain_of_loss(self, place: Position, rest: str) -> None:
        message = f"YAML coi phần từ dấu # trở đi là ghi chú và bỏ mất: “{rest.strip()}”."
        hint = "Là nội dung thì đặt cả giá trị trong ngoặc kép; là ghi chú thì viết ở dòng riêng."
        self.problems.fault(place, message, hint)

    def _complain_of_yaml(self, error: yaml.MarkedYAMLError) -> None:
        mark: Any = error.problem_mark or error.context_mark
        reason = error.problem or ""
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        misshapen = next(
            (number for number, text in enumerate(self.lines[: mark.line + 1]) if not _FIELD.match(text)),
            None,
        )
        quoted = _QUOTED_START.fullmatch(line)
        if "\\t" in reason or line.startswith("\t"):
            self._complain(mark, "Thụt đầu dòng bằng phím Tab: YAML chỉ nhận dấu cách.")
        elif "escape" in reason:
            message = "Dấu \\ không dùng được trong ngoặc kép: dùng ngoặc đơn thẳng."
            self._complain(error.context_mark or mark, message)
        elif "quoted scalar" in (error.context or "") and error.context_mark:
            self._complain(error.context_mark, "Ngoặc kép mở ở đây mà không đóng.")
        elif misshapen is not None:
            place = (misshapen + self.first_line, 1)
            message = "Dòng khai báo phải có dạng “tên: giá trị”, sau dấu hai chấm có dấu cách."
            self.problems.fault(place, message)
        elif quoted:
            message = "Sau dấu ngoặc kép đóng còn chữ: đặt cả giá trị trong một cặp ngoặc đơn thẳng."
            self._complain(mark, message, f"Viết {quoted[1].strip()} '{quoted[2].strip()}'")
        elif "mapping values are not allowed" in reason:
            key, _, value = line.strip().partition(": ")
            value = value.strip().replace("'", "''") if '"' in value else value.strip()
            quote = "'" if '"' in value else '"'
            hint = f"Viết {key}: {quote}{value}{quote}" if ": " in value else _QUOTE_HINT
            message = "Dấu hai chấm trong giá trị làm YAML hiểu nhầm: giá trị này phải đặt trong ngoặc kép."
            self._complain(mark, message, hint)
        else:
            self._complain(mark, "Không đọc được phần khai báo (YAML) từ chỗ này.", _QUOTE_HINT)

    def _value(self, event: Event, stream: Iterator[Event], where: Where) -> Value:
        self.problems.positions[where] = self._place(event.start_mark)
        if isinstance(event, AliasEvent):
            self._complain(event.start_mark, "Không dùng dấu * của YAML ở đầu giá trị.", _QUOTE_HINT)
            return None
        if isinstance(event, NodeEvent) and event.anchor:
            self._complain(event.start_mark, "Không dùng dấu & của YAML ở đầu giá trị.", _QUOTE_HINT)
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if isinstance(event, CollectionStartEvent) and event.tag:
            self._complain(event.start_mark, f"Không dùng thẻ “{event.tag}” của YAML.", _QUOTE_HINT)
        if len(where) >= MAX_DEPTH:
            self._complain(event.start_mark, "Khai báo lồng nhau quá sâu.")
            self._skip(stream)
            return None
        if isinstance(event, SequenceStartEvent):
            return self._sequence(stream, where)
        values: dict[str, Value] = {}
        self._mapping(event, stream, where, values)
        return values

    def _scalar(self, event: ScalarEvent) -> str | None:
        if event.tag and event.tag != "!":
            self._complain(event.start_mark, f"Không dùng thẻ “{event.tag}” của YAML.", _QUOTE_HINT)
        if len(event.value) > MAX_LENGTH:
            self._complain(event.start_mark, f"Giá trị dài quá {MAX_LENGTH} ký tự: nội dung để sau dòng ---.")
            return None
        char = forbidden_character(event.value)
        if char:
            self._complain(event.start_mark, describe_forbidden(char))
            return None
        return None if not event.style and event.value in _NULLS else event.value

    def _sequence(self, stream: Iterator[Event], where: Where) -> list[Value]:
        values: list[Value] = []
        for event in stream:
            if isinstance(event, SequenceEndEvent):
                break
            values.append(self._value(event, stream, (*where, len(values))))
        return values

    def _mapping(self, start: Event, stream: Iterator[Event], where: Where, values: dict[str, Value]) -> None:
        self.problems.positions[where] = self._place(start.start_mark) if where else (1, 1)
        for event in stream:
            if isinstance(event, MappingEndEvent):
                return
            key = event.value if isinstance(event, ScalarEvent) else None
            if key is None:
                self._complain(event.start_mark, "Tên trường phải là một từ.", _QUOTE_HINT)
                if isinstance(event, MappingStartEvent | SequenceStartEvent):
                    self._skip(stream)
                self._value(next(stream), stream, (*where, "?"))
                continue
            if key in values:
                first = self.problems.key_positions[(*where, key)][0]
                self._complain(event.start_mark, f"Trường “{key}” đã khai ở dòng {first}: chỉ giữ một.")
                self._value(next(stream), stream, (*where, "?"))
                continue
            self.problems.key_positions[(*where, key)] = self._place(event.start_mark)
            values[key] = self._value(next(stream), stream, (*where, key))

    @staticmethod
    def _skip(stream: Iterator[Event]) -> None:
        depth = 1
        for event in stream:
            depth += isinstance(event, MappingStartEvent | SequenceStartEvent)
            depth -= isinstance(event, MappingEndEvent | SequenceEndEvent)
            if not depth:
                return
