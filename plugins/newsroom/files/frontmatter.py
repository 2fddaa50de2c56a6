"""YAML front matter as plain strings, lists and mappings.

Scalars keep the text that the editor typed: YAML's own guesses turn ``no`` into False, ``12:30`` into
750 and ``2024-02-30`` into an exception without a line.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from yaml import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from newsroom.files.lost_texts import report_lost_texts
from newsroom.files.yaml_events import QUOTE_HINT, TOO_DEEP, place_of, read_events
from newsroom.files.yaml_writing import propose_text
from newsroom.language.characters import describe_forbidden, make_plain
from newsroom.language.vietnamese import format_number
from newsroom.problems import Problems, Where

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
FrontMatter: TypeAlias = "Mapping[str, Value]"

MAX_DEPTH = 8  # provinces.yaml, the deepest, has seven levels
_NULLS = {"", "~", "null", "Null", "NULL"}
MAX_LENGTH = 5000  # characters of one value
MAX_FRONT = 100_000  # characters of front matter; the names of 2,000 people have as many
_TOO_LONG = "Phần khai báo dài {} ký tự, nhiều nhất {}: nội dung để sau dòng ---, danh sách dài để trong bài."


def parse(text: str, problems: Problems, first_line: int = 2, longest: int = MAX_FRONT) -> dict[str, Value]:
    """Read *text*, which begins at line *first_line* of its file, as far as it is readable.

    Add the problems and the positions of keys and values to *problems*.
    """
    if len(text) > longest:
        end = first_line + text.count("\n", 0, longest)
        problems.fault((end, 1), _TOO_LONG.format(format_number(len(text)), format_number(longest)))
        return {}
    problems.lines = [""] * (first_line - 1) + text.split("\n")
    events = read_events(problems.lines, problems)
    report_lost_texts(problems.lines, events, problems)
    return _Composer(events, problems).compose()


class _Composer:
    """A reader of the values in a stream of events."""

    def __init__(self, events: Iterable[Event], problems: Problems) -> None:
        self.stream = iter(events)
        self.problems = problems

    def compose(self) -> dict[str, Value]:
        first = next(self.stream, None)
        if not isinstance(first, MappingStartEvent):
            if first:
                self._complain(first.start_mark, "Phần khai báo phải gồm các dòng “tên: giá trị”.")
            return {}
        self.problems.positions[()] = (1, 1)
        values = self._mapping(())
        if extra := next(self.stream, None):
            self._complain(extra.start_mark, "Phần khai báo chỉ được có một khối “tên: giá trị”.")
        return values

    def _complain(self, mark: Any, message: str, hint: str = "") -> None:
        self.problems.fault(place_of(mark), message, hint)

    def _complain_of_sign(self, event: Event, message: str) -> None:
        proposal = propose_text(self.problems.lines, place_of(event.start_mark))
        self._complain(event.start_mark, message, proposal or QUOTE_HINT)

    def _value(self, event: Event, where: Where) -> Value:
        self.problems.positions[where] = place_of(event.start_mark)
        if isinstance(event, AliasEvent):
            self._complain_of_sign(event, "Không dùng dấu * của YAML ở đầu giá trị.")
            return None
        if isinstance(event, NodeEvent) and event.anchor:
            self._complain_of_sign(event, "Không dùng dấu & của YAML ở đầu giá trị.")
        if tag := getattr(event, "tag", None):
            self._complain_of_sign(event, f"Không dùng thẻ “{tag}” của YAML.")
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if len(where) >= MAX_DEPTH:
            self._complain(event.start_mark, TOO_DEEP)
            self._skip()
            return None
        if isinstance(event, MappingStartEvent):
            return self._mapping(where)
        values: list[Value] = []
        while not isinstance(item := next(self.stream), CollectionEndEvent):
            values.append(self._value(item, (*where, len(values))))
        return values

    def _scalar(self, event: ScalarEvent) -> str | None:
        if len(event.value) > MAX_LENGTH:
            self._complain(event.start_mark, f"Giá trị dài quá {MAX_LENGTH} ký tự: nội dung để sau dòng ---.")
            return None
        if complaint := describe_forbidden(event.value):
            self._complain(event.start_mark, complaint)
            return None
        if event.style == '"':  # its escapes may make characters that are not in the file
            return make_plain(unicodedata.normalize("NFC", event.value))
        return None if not event.style and event.value in _NULLS else event.value

    def _mapping(self, where: Where) -> dict[str, Value]:
        values: dict[str, Value] = {}
        while not isinstance(event := next(self.stream), CollectionEndEvent):
            key = event.value if isinstance(event, ScalarEvent) else None
            if key is not None and key not in values:
                self.problems.key_positions[(*where, key)] = place_of(event.start_mark)
                values[key] = self._value(next(self.stream), (*where, key))
                continue
            if key is None:
                self._complain(event.start_mark, "Tên trường phải là một từ.", QUOTE_HINT)
                if isinstance(event, CollectionStartEvent):
                    self._skip()
            else:
                first = self.problems.key_positions[(*where, key)][0]
                self._complain(event.start_mark, f"Trường “{key}” đã khai ở dòng {first}: chỉ giữ một.")
            self._value(next(self.stream), (*where, "?"))
        return values

    def _skip(self) -> None:
        """Read to the end of the current collection."""
        depth = 1
        while depth:
            event = next(self.stream)
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
