"""YAML front matter as plain strings, lists and mappings.

Scalars keep the text that the editor typed: YAML's own guesses turn ``no`` into False, ``12:30`` into
750 and ``2024-02-30`` into an exception without a line.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import yaml
from yaml import CollectionEndEvent, CollectionStartEvent, Event, MappingStartEvent, NodeEvent, ScalarEvent

from newsroom.files.text_file import position
from newsroom.language.characters import describe_forbidden, forbidden_character
from newsroom.problems import Position, Problems, Where

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
FrontMatter: TypeAlias = "Mapping[str, Value]"

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, if installed, is 15 times as fast
MAX_DEPTH = 8  # provinces.yaml, the deepest, has seven levels
_NULLS = {"", "~", "null", "Null", "NULL"}
MAX_LENGTH = 5000  # characters of one value
_LOST = re.compile(r"\s+#")
_LOST_AT_ONCE = re.compile(r"^[^\"'#\n]*[\[,{][ \t]*#|^[ \t]*(?:-[ \t]+)*(?:-|[\w-]+:)[ \t]+#", re.MULTILINE)
_QUOTED_START = re.compile(r"(\s*(?:- )?[\w-]+:\s*)(\".*\"\s*[^\s#].*)")
_FIELD = re.compile(r"[^\s:]+:(\s|$)|\s|#|-\s|$")
_QUOTE_HINT = 'Đặt cả giá trị trong ngoặc kép thẳng, ví dụ title: "Lào Cai: trao thưởng".'


def parse(text: str, problems: Problems, first_line: int = 2) -> dict[str, Value]:
    """Read *text*, which begins at line *first_line* of its file, as far as it is readable.

    Add the problems and the positions of keys and values to *problems*.
    """
    return _Composer(text, problems, first_line).compose()


def quote(text: str) -> str:
    """Write *text* as a quoted value of YAML on one line."""
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


class _Composer:
    """A reader of one text, by events rather than nodes, so that aliases are never followed."""

    def __init__(self, text: str, problems: Problems, first_line: int) -> None:
        self.lines = text.split("\n")
        self.text = text
        self.first_line = first_line
        self.problems = problems

    def compose(self) -> dict[str, Value]:
        for match in _LOST_AT_ONCE.finditer(self.text):
            line, column = position(self.text, match.end() - 1)
            self._complain_of_loss(line - 1, column)
        try:
            parsed = yaml.parse(self.text, Loader=LOADER)
            events = [event for event in parsed if isinstance(event, NodeEvent | CollectionEndEvent)]
        except yaml.MarkedYAMLError as error:
            self._complain_of_yaml(error)
            return {}
        for event in events:
            self._check_comment_behind(event)
        stream = iter(events)
        first = next(stream, None)
        if not isinstance(first, MappingStartEvent):
            if first:
                self._complain(first.start_mark, "Phần khai báo phải gồm các dòng “tên: giá trị”.")
            return {}
        self.problems.positions[()] = (1, 1)
        values = self._mapping(stream, ())
        if extra := next(stream, None):
            self._complain(extra.start_mark, "Phần khai báo chỉ được có một khối “tên: giá trị”.")
        return values

    def _place(self, mark: Any) -> Position:
        return mark.line + self.first_line, mark.column + 1

    def _complain(self, mark: Any, message: str, hint: str = "") -> None:
        self.problems.fault(self._place(mark), message, hint)

    def _check_comment_behind(self, event: Event) -> None:
        """Report a comment behind a value that ends on its line."""
        if isinstance(event, ScalarEvent) and (event.style in {"|", ">"} or not (event.value or event.style)):
            return
        end: Any = event.end_mark
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if not isinstance(event, ScalarEvent) and line[end.column - 1 : end.column] not in {"]", "}"}:
            return
        if lost := _LOST.match(line, end.column):
            self._complain_of_loss(end.line, lost.end())

    def _complain_of_loss(self, index: int, column: int) -> None:
        rest = self.lines[index][column - 1 :].strip()
        message = f"YAML coi phần từ dấu # trở đi là ghi chú và bỏ mất: “{rest}”."
        hint = "Là nội dung thì đặt cả giá trị trong ngoặc kép; là ghi chú thì viết ở dòng riêng."
        self.problems.fault((index + self.first_line, column), message, hint)

    def _complain_of_yaml(self, error: yaml.MarkedYAMLError) -> None:
        mark: Any = error.problem_mark or error.context_mark
        reason = error.problem or ""
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        misshapen = [
            index for index, text in enumerate(self.lines[: mark.line + 1]) if not _FIELD.match(text)
        ]
        if "\\t" in reason or line.startswith("\t"):
            self._complain(mark, "Thụt đầu dòng bằng phím Tab: YAML chỉ nhận dấu cách.")
        elif "escape" in reason:
            place = error.context_mark or mark
            self._complain(place, "Dấu \\ không dùng được trong ngoặc kép: dùng ngoặc đơn thẳng.")
        elif "quoted scalar" in (error.context or "") and error.context_mark:
            self._complain(error.context_mark, "Ngoặc kép mở ở đây mà không đóng.")
        elif misshapen:
            message = "Dòng khai báo phải có dạng “tên: giá trị”, sau dấu hai chấm có dấu cách."
            self.problems.fault((misshapen[0] + self.first_line, 1), message)
        elif quoted := _QUOTED_START.fullmatch(line):
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
        if isinstance(event, yaml.AliasEvent):
            self._complain(event.start_mark, "Không dùng dấu * của YAML ở đầu giá trị.", _QUOTE_HINT)
            return None
        if isinstance(event, NodeEvent) and event.anchor:
            self._complain(event.start_mark, "Không dùng dấu & của YAML ở đầu giá trị.", _QUOTE_HINT)
        tag = getattr(event, "tag", None)
        if tag and not (isinstance(event, ScalarEvent) and tag == "!"):
            self._complain(event.start_mark, f"Không dùng thẻ “{tag}” của YAML.", _QUOTE_HINT)
        if isinstance(event, ScalarEvent):
            return self._scalar(event)
        if len(where) >= MAX_DEPTH:
            self._complain(event.start_mark, "Khai báo lồng nhau quá sâu.")
            self._skip(stream)
            return None
        if isinstance(event, MappingStartEvent):
            return self._mapping(stream, where)
        values: list[Value] = []
        while not isinstance(item := next(stream), CollectionEndEvent):
            values.append(self._value(item, stream, (*where, len(values))))
        return values

    def _scalar(self, event: ScalarEvent) -> str | None:
        if len(event.value) > MAX_LENGTH:
            self._complain(event.start_mark, f"Giá trị dài quá {MAX_LENGTH} ký tự: nội dung để sau dòng ---.")
            return None
        if char := forbidden_character(event.value):
            self._complain(event.start_mark, describe_forbidden(char))
            return None
        return None if not event.style and event.value in _NULLS else event.value

    def _mapping(self, stream: Iterator[Event], where: Where) -> dict[str, Value]:
        values: dict[str, Value] = {}
        while not isinstance(event := next(stream), CollectionEndEvent):
            key = event.value if isinstance(event, ScalarEvent) else None
            if key is not None and key not in values:
                self.problems.key_positions[(*where, key)] = self._place(event.start_mark)
                values[key] = self._value(next(stream), stream, (*where, key))
                continue
            if key is None:
                self._complain(event.start_mark, "Tên trường phải là một từ.", _QUOTE_HINT)
                if isinstance(event, CollectionStartEvent):
                    self._skip(stream)
            else:
                first = self.problems.key_positions[(*where, key)][0]
                self._complain(event.start_mark, f"Trường “{key}” đã khai ở dòng {first}: chỉ giữ một.")
            self._value(next(stream), stream, (*where, "?"))
        return values

    @staticmethod
    def _skip(stream: Iterator[Event]) -> None:
        """Read *stream* to the end of the collection that it is in."""
        depth = 1
        while depth:
            event = next(stream)
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
