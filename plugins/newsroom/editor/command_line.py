"""Words of a command: files that invoke would not take, and mistakes that it would explain in English."""

import re
from collections.abc import Sequence
from copy import deepcopy

from invoke import Collection, ParseError
from invoke.main import program
from invoke.parser import Parser, ParserContext

IMPORT, FILE = "import", "--file"  # the task that takes any number of files, and its flag
ALL = "Xem các lệnh: invoke --list."
_TRANSLATIONS = (  # patterns of invoke's messages
    (r"No idea what '(-.*)' is!", "Không có tùy chọn {0}."),
    (r"'(.*)' did not receive required positional arguments: (.*)", "Lệnh {0} còn thiếu: {1}."),
    (r"Flag <Argument: (\S+).*> needed value and was not given one!", "Sau --{0} phải có một giá trị."),
    (r"Flag <Argument: (\S+).*> doesn't take any value!", "Sau --{0} không được có giá trị."),
)


def name_files(words: Sequence[str], tasks: Collection) -> list[str]:
    """Write ``--file`` before each file of ``import``, for invoke takes only one word without a flag."""
    named = list(words)
    if next((word for word in words if not word.startswith("-")), "") != IMPORT:
        return named
    flags = next(context for context in _read_contexts(tasks) if context.name == IMPORT).flags
    place = named.index(IMPORT) + 1
    while place < len(named) and named[place] != "--":
        if named[place] in flags:
            place += flags[named[place]].takes_value
        elif not named[place].startswith("-"):
            named.insert(place, FILE)
            place += 1
        place += 1
    return named


def _read_contexts(tasks: Collection) -> list[ParserContext]:
    """Read the flags of *tasks* from a copy, since reading them takes the help out of a task."""
    return deepcopy(tasks).to_contexts()


def spread_files(tasks: Collection) -> None:
    """Name the files in the command that runs, if any, before invoke reads it."""
    if command := getattr(program, "core", None):
        command.unparsed[:] = name_files(command.unparsed, tasks)


def explain(words: Sequence[str], tasks: Collection) -> str:
    """Return what is wrong with the *words* after ``invoke``, in Vietnamese; "" if nothing is."""
    try:
        Parser(initial=program.initial_context, contexts=_read_contexts(tasks)).parse_argv(
            name_files(words, tasks)
        )
    except ParseError as error:
        return _translate(error, list(tasks.task_names))
    return ""


def _translate(error: ParseError, names: list[str]) -> str:
    message = str(error)
    help_of = f"Xem: invoke {error.context.name} --help" if error.context and error.context.name else ALL
    for pattern, translation in _TRANSLATIONS:
        if match := re.fullmatch(pattern, message):
            return f"{translation.format(*match.groups())} {help_of}"
    if match := re.fullmatch(r"No idea what '(.*)' is!", message):
        from newsroom.language.name_matching import did_you_mean  # noqa: PLC0415 (not for right words)

        return f"Không có lệnh “{match[1]}”.{did_you_mean(match[1], names)} {ALL}"
    return f"Không hiểu lệnh này ({message}). {ALL}"
