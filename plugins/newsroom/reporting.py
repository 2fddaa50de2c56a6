"""Problems on the screen, or as annotations of a merge request."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from newsroom.core.problems import Problem

FORMATS = ("text", "github")


def describe(problems: Iterable[Problem], style: str = "text") -> str:
    """The *problems*, each on a line of its own, with a closing count."""
    problems = list(problems)
    write = _annotation if style == "github" else str
    lines = [write(problem) for problem in problems]
    warnings = sum(problem.warning for problem in problems)
    files = len({problem.path for problem in problems})
    if problems:
        lines.append(f"{len(problems) - warnings} lỗi, {warnings} cảnh báo trong {files} tệp.")
    else:
        lines.append("Không có lỗi nào.")
    return "\n".join(lines)


def _annotation(problem: Problem) -> str:
    """A workflow command; in it %, line ends and, in properties, : and , are escaped."""
    command = "warning" if problem.warning else "error"
    text = f"{problem.message} {problem.hint}".strip()
    path = _escape(problem.path).replace(":", "%3A").replace(",", "%2C")
    return f"::{command} file={path},line={problem.line},col={problem.column}::{_escape(text)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def speak_utf8() -> None:
    """Windows consoles and bare CI machines otherwise cannot print Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
