"""YAML front matter as plain strings, lists and mappings.

Scalars keep the text that the editor typed: YAML's own guesses turn ``no`` into False, ``12:30`` into
750 and ``2024-02-30`` into an exception without a line.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import yaml
from yaml import CollectionEndEvent, CollectionStartEvent, Event, MappingStartEvent, NodeEvent, ScalarEvent

from newsroom.files.misread_lines import describe_misreading, find_misread_line
from newsroom.files.yaml_writing import quote_value, value_column
from newsroom.language.characters import describe_forbidden
from newsroom.problems import Position, Problems, Where, position

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
FrontMatter: TypeAlias = "Mapping[str, Value]"

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml, if installed, is 15 times as fast
MAX_DEPTH = 8  # provinces.yaml, the deepest, has seven levels
_NULLS = {"", "~", "null", "Null", "NULL"}
MAX_LENGTH = 5000  # characters of one value
_LOST = re.compile(r"\s*#")
_LOST_AT_ONCE = re.compile(r"^[^\"'#\n]*[\[,{][ \t]*#|^[ \t]*(?:-[ \t]+)*(?:-|[\w-]+:)[ \t]+#", re.MULTILINE)
_BLOCK_START = re.compile(r"[|>][-+\d]*(?=\s*#)")
_FIELD = re.compile(r"[^\s:]+:(\s|$)|\s|#|-\s|$")
MAX_REPAIRS = 50  # lines of one text
_QUOTE_HINT = 'Đặt cả giá trị trong ngoặc kép thẳng, ví dụ title: "Lào Cai: trao thưởng".'


def parse(text: str, problems: Problems, first_line: int = 2) -> dict[str, Value]:
    """Read *text*, which begins at line *first_line* of its file, as far as it is readable.

    Add the problems and the positions of keys and values to *problems*.
    """
    return _Composer(text, problems, first_line).compose()


def propose_text(problems: Problems, place: Position) -> str:
    """Propose to write the value at *place* as a text; return "" unless it is alone on its line."""
    line, column = place
    known = problems.lines
    proposal = quote_value(known, line - 1, column) if column and 0 < line <= len(known) else ""
    return f"Viết {proposal.strip()}" if proposal else ""


class _Composer:
    """A reader of one text, by events rather than nodes, so that aliases are never followed."""

    def __init__(self, text: str, problems: Problems, first_line: int) -> None:
        self.lines = text.split("\n")
        self.first_line = first_line
        self.problems = problems
        problems.lines = [""] * (first_line - 1) + self.lines

    def compose(self) -> dict[str, Value]:
        text = "\n".join(self.lines)
        for match in _LOST_AT_ONCE.finditer(text):
            line, column = position(text, match.end() - 1)
            self._complain_of_loss(line - 1, column)
        events = self._read_events()
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

    def _read_events(self) -> list[Event]:
        """Read the text; report lines that YAML misreads, and read them as texts. Return [] if that fails."""
        lines = self.lines.copy()
        for _ in range(MAX_REPAIRS):
            events: list[Event] = []
            error = None
            try:
                for event in yaml.parse("\n".join(lines), Loader=LOADER):
                    if isinstance(event, NodeEvent | CollectionEndEvent):
                        events.append(event)  # noqa: PERF401 (those before an error are needed)
            except yaml.MarkedYAMLError as caught:
                error = caught
            index = find_misread_line(lines, events, error)
            if index is None:
                if error:
                    self._complain_of_yaml(error)
                return [] if error else events
            column = value_column(lines[index]) or 1
            place, message, hint = describe_misreading(self.lines[index], (index, column - 1), error)
            proposal = propose_text(self.problems, (index + self.first_line, column))
            self.problems.fault((place[0] + self.first_line, place[1] + 1), message, hint + proposal)
            lines[index] = quote_value(lines, index, column)
            if not lines[index]:
                break
        return []

    def _place(self, mark: Any) -> Position:
        return mark.line + self.first_line, mark.column + 1

    def _complain(self, mark: Any, message: str, hint: str = "") -> None:
        self.problems.fault(self._place(mark), message, hint)

    def _check_comment_behind(self, event: Event) -> None:
        """Report a comment behind a value that ends on its line."""
        end: Any = event.end_mark
        column = end.column
        if isinstance(event, ScalarEvent) and event.style in {"|", ">"}:
            end = event.start_mark
            opening = _BLOCK_START.match(self.lines[end.line], end.column)
            if not opening:
                return
            column = opening.end()
        elif isinstance(event, ScalarEvent) and not (event.value or event.style):
            return
        line = self.lines[end.line] if end.line < len(self.lines) else ""
        if not isinstance(event, ScalarEvent) and line[column - 1 : column] not in {"]", "}"}:
            return
        if lost := _LOST.match(line, column):
            self._complain_of_loss(end.line, lost.end())

    def _complain_of_loss(self, index: int, column: int) -> None:
        line = self.lines[index]
        message = f"YAML coi phần từ dấu # trở đi là ghi chú và bỏ mất: “{line[column - 1 :].strip()}”."
        advice = "Là ghi chú thì để ở dòng riêng. Là nội dung thì sửa dòng này. "
        place, start = (index + self.first_line, column), value_column(line)
        is_list = line[start - 1 : start] in {"[", "{"}
        proposal = "" if is_list else propose_text(self.problems, (place[0], start))
        self.problems.fault(place, message, advice + (proposal or "Đặt cả giá trị trong ngoặc kép."))

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
        elif "mapping values" in reason:
            self._complain(
                mark, "Dòng này thụt vào sâu hơn trường ở trên: các trường cùng cấp viết thẳng cột."
            )
        else:
            self._complain(mark, "Không đọc được phần khai báo (YAML) từ chỗ này.", _QUOTE_HINT)

    def _complain_of_sign(self, event: Event, message: str) -> None:
        place = self._place(event.start_mark)
        self.problems.fault(place, message, propose_text(self.problems, place) or _QUOTE_HINT)

    def _value(self, event: Event, stream: Iterator[Event], where: Where) -> Value:
        self.problems.positions[where] = self._place(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            self._complain_of_sign(event, "Không dùng dấu * của YAML ở đầu giá trị.")
            return None
        if isinstance(event, NodeEvent) and event.anchor:
            self._complain_of_sign(event, "Không dùng dấu & của YAML ở đầu giá trị.")
        if tag := getattr(event, "tag", None):
            self._complain_of_sign(event, f"Không dùng thẻ “{tag}” của YAML.")
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
        if complaint := describe_forbidden(event.value):
            self._complain(event.start_mark, complaint)
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
