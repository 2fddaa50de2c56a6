"""Mistakes in the words of a command, which invoke would explain in English."""

import re
from collections.abc import Sequence

from invoke import Collection, ParseError
from invoke.main import program
from invoke.parser import Parser

ALL = "Xem các lệnh: invoke --list."
_TRANSLATIONS = (  # patterns of invoke's messages
    (r"No idea what '(-.*)' is!", "Không có tùy chọn {0}."),
    (r"'(.*)' did not receive required positional arguments: (.*)", "Lệnh {0} còn thiếu: {1}."),
    (r"Flag <Argument: (\S+).*> needed value and was not given one!", "Sau --{0} phải có một giá trị."),
    (r"Flag <Argument: (\S+).*> doesn't take any value!", "Sau --{0} không được có giá trị."),
)


def explain(words: Sequence[str], tasks: Collection) -> str:
    """Return what is wrong with the *words* after ``invoke``, in Vietnamese; "" if nothing is."""
    try:
        Parser(initial=program.initial_context, contexts=tasks.to_contexts()).parse_argv(list(words))
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
