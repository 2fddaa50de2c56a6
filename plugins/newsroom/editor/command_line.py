"""Lists, help and mistakes of commands, in Vietnamese.

invoke itself explains them in English, and takes only one file without a flag.
"""

import re
import shutil
import textwrap
from collections.abc import Iterable, Sequence
from copy import deepcopy

from invoke import Collection, ParseError
from invoke.main import program
from invoke.parser import Argument, Parser, ParserContext
from invoke.parser.context import to_flag

IMPORT, FILE = "import", "--file"  # the task that takes any number of files, and its flag
ALL = "Xem các lệnh: invoke --list."
GROUPS = ("Viết", "Xem", "Đăng", "Tòa soạn", "Lập trình")  # each task's words begin with one
_WIDEST = 100
_TRANSLATIONS = (  # patterns of invoke's messages
    (r"No idea what '(-.*)' is!", "Không có tùy chọn {0}."),
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


def answer(tasks: Collection) -> str:
    """Return the list or the help that a command asks for; "" if it asks for neither.

    invoke has read the options before the first task, and has explained mistakes in those itself.

    Raises:
        SystemExit: The command is wrong; the message is Vietnamese.
    """
    core = program.core[0].args
    contexts = {str(context.name): context for context in _read_contexts(tasks)}
    for context in contexts.values():
        # Without a flag of the task, --help would be the value of an argument that lacks one.
        context.add_arg(Argument(names=("help", "h")[: 2 - ("-h" in context.flags)], kind=bool))
    if isinstance(core.list.value, str):
        raise SystemExit(f"Sau --list không viết gì thêm. {ALL}")
    if isinstance(core.help.value, str):
        if core.help.value not in contexts:
            raise SystemExit(_name_unknown(core.help.value, contexts))
        return _describe(contexts[core.help.value], tasks)
    mistake = ""
    try:
        parser = Parser(initial=program.initial_context, contexts=contexts.values())
        inner, *called = parser.parse_argv(program.core.unparsed)
    except ParseError as error:
        inner, called = None, [error.context] if error.context and error.context.name else []
        mistake = _translate(error, contexts)
    for context in called:
        if context.args.help.value:
            return _describe(context, tasks)
        mistake = _name_unknown_option(context) or mistake
    if mistake:
        raise SystemExit(mistake)
    is_list = core.list.value or (inner and inner.args.list.value) or not (called or core.complete.value)
    return list_tasks(tasks) if is_list else ""


def list_tasks(tasks: Collection) -> str:
    """Return the names of all *tasks* and their words, in groups by what an editor does."""
    groups: dict[str, list[tuple[str, str]]] = {group: [] for group in GROUPS}
    for name in sorted(tasks.task_names):
        group, _, words = (tasks[name].__doc__ or "").partition(": ")
        groups[group].append((name, words[:1].upper() + words[1:]))
    room = max(map(len, tasks.task_names))
    listed = "\n\n".join(f"{group}\n{_align(rows, room)}" for group, rows in groups.items())
    return f"{listed}\n\nGiải thích từng lệnh: invoke LỆNH --help"


def _describe(context: ParserContext, tasks: Collection) -> str:
    """Return the help of a task."""
    words = (tasks[context.name].__doc__ or "").partition(": ")[2]
    needed = context.positional_args
    rows = [
        (
            context.help_for(to_flag(argument.name))[0].replace("STRING", "…"),
            f"{argument.help or ''}{' (bắt buộc)' * (argument in needed)}",
        )
        for argument in context.args.values()
        if argument.name != "help"
    ]
    lines = [f"invoke {context.name}: {words}"]
    if rows:
        lines += ["", _align(sorted(rows), max(len(flags) for flags, _ in rows))]
    return "\n".join(lines)


def _align(rows: Iterable[tuple[str, str]], room: int) -> str:
    """Return *rows* of a term and its words in two columns, the first of them *room* wide."""
    indent = " " * (room + 5)
    width = max(room + 25, min(shutil.get_terminal_size().columns, _WIDEST))
    return "\n".join(
        textwrap.fill(
            words,
            width,
            initial_indent=f"  {term:{room}}   ",
            subsequent_indent=indent,
            break_long_words=False,
        )
        for term, words in rows
    )


def _translate(error: ParseError, names: Iterable[str]) -> str:
    """Return the message of *error* in Vietnamese."""
    message, context = str(error), error.context if error.context and error.context.name else None
    advice = _refer(context) if context else ALL
    for pattern, translation in _TRANSLATIONS:
        if match := re.fullmatch(pattern, message):
            return f"{translation.format(*match.groups())} {advice}"
    if match := re.fullmatch(r"'(.*)' did not receive required positional arguments: (.*)", message):
        lacking = ", ".join(f"--{name}" for name in re.findall(r"'(.*?)'", match[2]))
        return f"Lệnh {match[1]} còn thiếu {lacking}. {advice}"
    if not (match := re.fullmatch(r"No idea what (['\"])(.*)\1 is!", message)):
        return f"Không hiểu lệnh này ({message}). {ALL}"
    if not context:
        return _name_unknown(match[2], names)
    rule = f"sau {context.name} chỉ viết các tùy chọn, mỗi tùy chọn một lần"
    return f"“{match[2]}” không phải một lệnh, và {rule}. {advice}"


def _refer(context: ParserContext) -> str:
    return f"Xem: invoke {context.name} --help"


def _name_unknown_option(context: ParserContext) -> str:
    """Return a message if invoke takes an unknown option for the value of an argument; else ""."""
    values = (str(argument.value or "") for argument in context.positional_args)
    word = next((value for value in values if value.startswith("-")), "")
    return word and f"Không có tùy chọn {word}. {_refer(context)}"


def _name_unknown(word: str, names: Iterable[str]) -> str:
    from newsroom.language.name_matching import did_you_mean  # noqa: PLC0415 (not for right words)

    return f"Không có lệnh “{word}”.{did_you_mean(word, list(names))} {ALL}"
