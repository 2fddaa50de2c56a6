"""Problems on the screen, as annotations of a merge request, or for other programs."""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable

from newsroom.problems import Problem

REPORT_FORMATS = ("text", "github", "gitlab", "json")
MOST_WARNINGS = 20  # that a build shows; ten thousand articles may have one each


def describe(problems: Iterable[Problem], style: str = "text", *, most: int | None = None) -> str:
    """The *problems*, each on a line of its own, with a closing count; for programs a list in JSON alone.

    Args:
        most: How many warnings are shown; all when it is None. Faults are always shown.
    """
    problems = list(problems)
    if style in ("json", "gitlab"):
        told = _findings(problems) if style == "gitlab" else [_record(problem) for problem in problems]
        return json.dumps(told, ensure_ascii=False, indent=2)
    write = _annotation if style == "github" else str
    shown, unshown = shorten(problems, most)
    lines = [write(problem) for problem in shown]
    if unshown:
        lines.append(f"… và {unshown} cảnh báo nữa; xem tất cả: invoke check")
    warnings = sum(problem.warning for problem in problems)
    files = len({problem.path for problem in problems})
    if problems:
        lines.append(f"{len(problems) - warnings} lỗi, {warnings} cảnh báo trong {files} tệp.")
    else:
        lines.append("Không có lỗi nào.")
    return "\n".join(lines)


def shorten(problems: Iterable[Problem], most: int | None) -> tuple[list[Problem], int]:
    """All faults and the first warnings, and how many warnings are left out."""
    shown, warnings = [], 0
    for problem in problems:
        warnings += problem.warning
        if not problem.warning or most is None or warnings <= most:
            shown.append(problem)
    return shown, max(0, warnings - most) if most is not None else 0


def _record(problem: Problem) -> dict[str, str | int]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "severity": "warning" if problem.warning else "error",
        "message": problem.message,
        "hint": problem.hint,
    }


def _findings(problems: list[Problem]) -> list[dict[str, object]]:
    """A Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.

    A fingerprint has no line, so that a problem pushed down by new text above it is no new one.
    """
    findings: list[dict[str, object]] = []
    seen: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        same = problem.path, problem.message
        seen[same] += 1
        text = "\0".join((*same, str(seen[same])))
        findings.append(
            {
                "description": _one_text(problem),
                "check_name": "invoke check",
                "fingerprint": hashlib.sha256(text.encode()).hexdigest(),
                "severity": "minor" if problem.warning else "blocker",
                "location": {"path": problem.path, "lines": {"begin": problem.line}},
            }
        )
    return findings


def _one_text(problem: Problem) -> str:
    return f"{problem.message} {problem.hint}".strip()


def _annotation(problem: Problem) -> str:
    """A workflow command; in it %, line ends and, in properties, : and , are escaped."""
    command = "warning" if problem.warning else "error"
    path = _escape(problem.path).replace(":", "%3A").replace(",", "%2C")
    return f"::{command} file={path},line={problem.line},col={problem.column}::{_escape(_one_text(problem))}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def speak_utf8() -> None:
    """Windows consoles and bare CI machines otherwise cannot print Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
