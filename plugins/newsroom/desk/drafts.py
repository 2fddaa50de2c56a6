"""Unsaved texts of the desk as their pages, with the messages of a check by field."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from newsroom.content.parser import FRONT_MODELS
from newsroom.desk.forms import BODY, group_fields
from newsroom.problems import Problem

Draw: TypeAlias = Callable[[str, bytes], tuple[str, Sequence[Problem]]]  # HTML and problems of a text
UNNAMED = "bai-chua-luu.md"  # a text that has no file yet
_FIELD = re.compile(r"(\w+):")
_QUOTED = re.compile(r"“(\w+)”")
_SCRIPT = re.compile(r"<script src=[^>]*></script>")


def describe_draft(path: str, text: bytes, draw: Draw) -> dict[str, Any]:
    """Return the page of *text*, which may be saved at *path*, and its problems by the fields of the form."""
    page, problems = draw(path, text)
    folder = path.partition("/")[0]
    return {
        "page": _SCRIPT.sub("", page),  # a preview is looked at
        "problems": [
            {
                "message": problem.message,
                "advice": problem.advice,
                "isWarning": problem.warning,
                "field": field,
            }
            for problem, field in _find_fields(folder, text.decode(), sorted(problems))
        ],
    }


def _find_fields(folder: str, text: str, problems: Iterable[Problem]) -> Iterator[tuple[Problem, str]]:
    """Yield each of the *problems* with the path of its field in the form; a missing field is quoted."""
    places = {name: name for name in FRONT_MODELS[folder].model_fields}
    places |= {name: f"{key}.{name}" for key, _label, names in group_fields(folder) for name in names}
    by_line = [*_fields_by_line(text)]
    for problem in problems:
        quoted = _QUOTED.search(problem.message) if problem.line == 1 else None
        field = quoted[1] if quoted and quoted[1] in places else by_line[min(problem.line, len(by_line)) - 1]
        yield problem, places.get(field, field)


def _fields_by_line(text: str) -> Iterator[str]:
    """Yield the field of each line."""
    field, fences = "title", 0
    for line in text.split("\n"):
        fences += line == "---" and fences < 2  # noqa: PLR2004 (the front matter has two)
        match = _FIELD.match(line)
        if fences > 1:
            field = BODY
        elif match:
            field = match[1]
        yield field
