"""Events of YAML's parser, with a message for each line that it misreads.

The front matter is read by events rather than by nodes, so that aliases are never followed.
"""

import re
from collections.abc import Sequence
from typing import Any

import yaml
from yaml import CollectionEndEvent, CollectionStartEvent, Event, NodeEvent

from newsroom.files.misread_lines import describe_misreading, describe_quotes, find_misread_line, parse_events
from newsroom.files.yaml_writing import propose_text, quote_value, value_column
from newsroom.language.vietnamese import format_number
from newsroom.problems import Position, Problems

MOST_REREAD = 500_000  # characters: the text is read again after each repair of a line
MOST_EVENTS = 100_000  # of one text: values, and the starts and ends of groups
DEEPEST = 50  # groups within groups; YAML's parser takes quadratic time for them
TOO_DEEP = "Khai báo lồng nhau quá sâu."
_TOO_MANY = (
    f"Tệp khai báo quá nhiều: tên trường, giá trị và nhóm cộng lại hơn {format_number(MOST_EVENTS)}."
    " Hãy bỏ bớt từ đây."
)
QUOTE_HINT = 'Đặt cả giá trị trong ngoặc kép thẳng, ví dụ title: "Lào Cai: trao thưởng".'
_FIELD = re.compile(r"[^\s:]+:(\s|$)|\s|#|-\s|$")


def place_of(mark: Any) -> Position:
    """Return the line and column of a *mark* of YAML."""
    return mark.line + 1, mark.column + 1


def read_events(lines: Sequence[str], problems: Problems) -> list[Event]:
    """Read *lines*; report those that YAML misreads, and read them as texts. Return [] if that fails."""
    repaired = list(lines)
    for _ in range(1 + MOST_REREAD // (sum(map(len, lines)) + 1)):
        events: list[Event] = []
        error, depth = None, 0
        try:
            for event in parse_events("\n".join(repaired)):
                if isinstance(event, NodeEvent | CollectionEndEvent):
                    events.append(event)
                    depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
                    excess = TOO_DEEP if depth > DEEPEST else _TOO_MANY if len(events) > MOST_EVENTS else ""
                    if excess:
                        problems.fault(place_of(event.start_mark), excess)
                        return []
        except yaml.MarkedYAMLError as caught:
            error = caught
        index = find_misread_line(repaired, events, error)
        if index is None:
            if error:
                _report_unreadable(lines, error, problems)
            return [] if error else events
        value = index + 1, value_column(repaired[index]) or 1
        place, message, hint = describe_misreading(lines[index], value, error)
        problems.fault(place, message, hint + propose_text(lines, value))
        repaired[index] = quote_value(repaired, value)
        if not repaired[index]:
            break
    return []


def _report_unreadable(lines: Sequence[str], error: yaml.MarkedYAMLError, problems: Problems) -> None:
    mark: Any = error.problem_mark or error.context_mark
    reason = error.problem or ""
    line = lines[mark.line] if mark.line < len(lines) else ""
    misshapen = next((n for n, text in enumerate(lines[: mark.line + 1], 1) if not _FIELD.match(text)), 0)
    place, hint = place_of(mark), ""
    if "\\t" in reason or line.startswith("\t"):
        message = "Thụt đầu dòng bằng phím Tab: YAML chỉ nhận dấu cách."
    elif "quoted scalar" in (error.context or "") and error.context_mark:
        place, message = place_of(error.context_mark), describe_quotes(error)
    elif misshapen:
        place = misshapen, 1
        message = "Dòng khai báo phải có dạng “tên: giá trị”, sau dấu hai chấm có dấu cách."
    elif "mapping values" in reason:
        message = "Dòng này thụt vào sâu hơn trường ở trên: các trường cùng cấp viết thẳng cột."
    else:
        message, hint = "Không đọc được phần khai báo (YAML) từ chỗ này.", QUOTE_HINT
    problems.fault(place, message, hint)
