"""The list of commands; words of a command that invoke would not take, or would explain in English."""

import re
import shutil
import textwrap
from collections.abc import Sequence
from copy import deepcopy

from invoke import Collection, ParseError
from invoke.main import program
from invoke.parser import Parser, ParserContext

IMPORT, FILE = "import", "--file"  # the task that takes any number of files, and its flag
ALL = "Xem các lệnh: invoke --list."
GROUPS = ("Viết", "Xem", "Đăng", "Tòa soạn", "Lập trình")  # each task's words begin with one
_WIDEST = 100
_TRANSLATIONS = (  # patterns of invoke's messages
    (r"No idea what '(-.*)' is!", "Không có tùy chọn {0}."),
    (r"'(.*)' did not receive required positional arguments: (.*)", "Lệnh {0} còn thiếu: {1}."),
    (r"Flag <Argument: (\S+).*> needed value and was not given one!", "Sau --{0} phải có một giá trị."),
    (r"'(.*)' is ambiguous .*", "Không rõ “{0}” là lệnh hay là giá trị của tùy chọn đứng trước nó."),
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
        parser = Parser(initial=program.initial_context, contexts=_read_contexts(tasks))
        parsed = parser.parse_argv(name_files(words, tasks))
    except ParseError as error:
        return _translate(error, list(tasks.task_names))
    options = parsed[0].args
    if isinstance(options.list.value, str):
        return f"Sau --list không viết gì thêm. {ALL}"
    if isinstance(options.help.value, str) and options.help.value not in tasks.task_names:
        return _name_unknown(options.help.value, list(tasks.task_names))
    return ""


def asks_for_list(words: Sequence[str]) -> bool:
    """Tell whether the *words* after ``invoke`` ask which tasks there are; nothing at all asks too."""
    return not words or list(words) in (["--list"], ["-l"])


def list_tasks(tasks: Collection) -> str:
    """Return the names of all *tasks* and their words, in groups by what an editor does."""
    groups: dict[str, list[str]] = {group: [] for group in GROUPS}
    room = max(map(len, tasks.task_names)) + 5
    width = max(room + 20, min(shutil.get_terminal_size().columns, _WIDEST))
    for name in sorted(tasks.task_names):
        group, _, words = (tasks[name].__doc__ or "").partition(": ")
        shown = textwrap.fill(
            words[:1].upper() + words[1:],
            width,
            initial_indent=f"  {name:{room - 2}}",
            subsequent_indent=" " * room,
        )
        groups[group].append(shown)
    listed = "\n\n".join("\n".join([group, *lines]) for group, lines in groups.items())
    return f"{listed}\n\nGiải thích từng lệnh: invoke LỆNH --help"


def _translate(error: ParseError, names: list[str]) -> str:
    message = str(error)
    help_of = f"Xem: invoke {error.context.name} --help" if error.context and error.context.name else ALL
    for pattern, translation in _TRANSLATIONS:
        if match := re.fullmatch(pattern, message):
            return f"{translation.format(*match.groups())} {help_of}"
    if match := re.fullmatch(r"No idea what '(.*)' is!", message):
        return _name_unknown(match[1], names)
    return f"Không hiểu lệnh này ({message}). {ALL}"


def _name_unknown(word: str, names: list[str]) -> str:
    from newsroom.language.name_matching import did_you_mean  # noqa: PLC0415 (not for right words)

    return f"Không có lệnh “{word}”.{did_you_mean(word, names)} {ALL}"
