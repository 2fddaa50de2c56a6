"""Problems as text, annotations of a merge request, or JSON."""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from newsroom.language.vietnamese import format_number
from newsroom.problems import Problem

REPORT_FORMATS = ("text", "github", "gitlab", "json")
MOST_WARNINGS = 20  # that a build shows; ten thousand articles may have a warning each


def describe(problems: Iterable[Problem], style: str = "text", *, most: int | None = None) -> str:
    """Describe each problem on its own line, with a closing count; or all as JSON.

    Args:
        problems: Problems in the order of the report.
        style: One of REPORT_FORMATS.
        most: The number of warnings to show; all if None. Faults are always shown.
    """
    problems = list(problems)
    if style in ("json", "gitlab"):
        rows = _code_quality_rows(problems) if style == "gitlab" else map(_problem_row, problems)
        return json.dumps(list(rows), ensure_ascii=False, indent=2)
    warnings = [problem for problem in problems if problem.warning]
    hidden = set() if most is None else set(map(id, warnings[most:]))
    write = _annotation if style == "github" else str
    lines = [write(problem) for problem in problems if id(problem) not in hidden]
    if hidden:
        lines.append(f"… và {format_number(len(hidden))} cảnh báo nữa; xem tất cả: invoke check")
    if problems:
        counts = Counter[bool]()
        for problem in problems:
            counts[problem.warning] += 1 + problem.more
        files = len({problem.path for problem in problems})
        faults, all_warnings = format_number(counts[False]), format_number(counts[True])
        lines.append(f"{faults} lỗi, {all_warnings} cảnh báo trong {files} tệp.")
    else:
        lines.append("Không có lỗi nào.")
    return "\n".join(lines)


def _problem_row(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "severity": "warning" if problem.warning else "error",
        "message": problem.message,
        "hint": problem.hint,
        "more": problem.more,
    }


def _code_quality_rows(problems: list[Problem]) -> Iterator[dict[str, object]]:
    """Yield a Code Quality report.

    A fingerprint has no line, so it survives new text above the problem.

    Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    """
    seen: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        same = problem.path, problem.message
        seen[same] += 1
        yield {
            "description": _one_text(problem),
            "check_name": "invoke check",
            "fingerprint": hashlib.sha256("\0".join((*same, str(seen[same]))).encode()).hexdigest(),
            "severity": "minor" if problem.warning else "blocker",
            "location": {"path": problem.path, "lines": {"begin": problem.line}},
        }


def _one_text(problem: Problem) -> str:
    return " ".join([problem.message, *problem.advice])


def _annotation(problem: Problem) -> str:
    """Write a workflow command, with %, line ends and, in properties, : and , escaped."""
    command = "warning" if problem.warning else "error"
    path = _escape(problem.path).replace(":", "%3A").replace(",", "%2C")
    return f"::{command} file={path},line={problem.line},col={problem.column}::{_escape(_one_text(problem))}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def speak_utf8() -> None:
    """Print in UTF-8; Windows consoles and bare CI machines cannot print Vietnamese otherwise."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
