"""Keys: short strings that change whenever a page, or the result of a parser, may change."""

import dataclasses
import inspect
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path, PurePath
from types import ModuleType
from typing import Any, NoReturn, Protocol

from incremental.digests import ATOMS, UnkeyedError, digest, digest_file, installed

PLACES = {"PATH", "OUTPUT_PATH", "CACHE_PATH", "THEME", "PLUGIN_PATHS"}


class Keyed(Protocol):
    """An object with a key of its own, which pages that show it include in theirs.

    ``render_key`` must change whenever a template could read something else of the object. It need not
    cover what every key covers: code, settings, and plain values of the context, such as a digest of all
    closed lists. An object with a long text may also have a ``record_key``, which covers all but the text:
    lists, which never show the text, build their own ``render_key`` from it. For instance:

        class Conference:
            @cached_property
            def render_key(self) -> str:
                return " ".join(story.record_key for story in self.stories)

    Small dataclasses of plain data need no key: ``describe`` takes them by value.
    """

    @property
    def render_key(self) -> str: ...


class ClosedError(Exception):
    """A use of a variable that the key of the page does not cover."""


def describe(value: Any) -> str:
    """Return a string that is the same for equal data, in this process or another.

    Raises:
        UnkeyedError: *value* is neither plain data nor ``Keyed``.
    """
    if isinstance(value, ATOMS):
        return f"{type(value).__name__}:{value!r}"
    key = getattr(value, "render_key", None)
    if isinstance(key, str):
        return key
    if isinstance(value, list | tuple):
        return f"[{','.join(map(describe, value))}]"
    if isinstance(value, set | frozenset):
        return f"{{{','.join(sorted(map(describe, value)))}}}"
    if isinstance(value, Mapping):
        return f"{{{','.join(f'{describe(key)}={describe(item)}' for key, item in value.items())}}}"
    if isinstance(value, PurePath):
        return f"path:{value.as_posix()}"
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = (getattr(value, field.name) for field in dataclasses.fields(value))
        return f"{type(value).__name__}({','.join(map(describe, fields))})"
    if isinstance(value, partial):
        return describe((value.func, value.args, value.keywords))
    if isinstance(value, type | Callable | ModuleType) and hasattr(value, "__name__"):
        return f"code:{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', value.__name__)}"
    raise UnkeyedError(f"{value!r:.80} is neither plain data nor has a render_key: a page cannot show it")


class Closed:
    """A stand-in for a variable that a template must not read; every use of it fails."""

    def __init__(self, name: str) -> None:
        self.__dict__["closed_name"] = name

    def _refuse(self, *_arguments: Any) -> NoReturn:
        name = self.__dict__["closed_name"]
        raise ClosedError(
            f"the template reads {name!r}, which is not part of the page's key: it may change while the page"
            f" is kept. Hand what the page shows to write_file as variables, plain or with a render_key."
        )

    __getattr__ = __getitem__ = __call__ = __contains__ = _refuse
    __iter__ = __len__ = __bool__ = __str__ = __html__ = __eq__ = __hash__ = _refuse  # type: ignore[assignment]


def close(context: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """Return the *context* for pages with keys, and the key that all of them share."""
    opened = dict(context)
    described = []
    for name, value in sorted(context.items()):
        if name not in PLACES:
            try:
                described.append(f"{name}={_describe_shared(name, value)}")
            except UnkeyedError:
                opened[name] = Closed(name)
    return opened, digest("\n".join(described))


def _describe_shared(name: str, value: Any) -> str:
    if dataclasses.is_dataclass(value):  # which may hold the whole site
        raise UnkeyedError
    if name.isupper() and isinstance(value, Mapping):  # a setting: one odd value must not hide the others
        return f"{{{','.join(f'{key}={_describe_or_name(item)}' for key, item in value.items())}}}"
    return describe(value)


def _describe_or_name(value: Any) -> str:
    try:
        return describe(value)
    except UnkeyedError:
        return type(value).__name__


def code_key(settings: Mapping[str, Any], sources: Iterable[str]) -> str:
    """Return the key of all code: plugins, functions in the settings, *sources*, packages, Python."""
    folders = [_file_keys(folder, ".py") for folder in settings["PLUGIN_PATHS"]]
    files = sorted({file for value in settings.values() for file in _source_files(value)})
    return digest("\n".join([*installed(), *chain(*folders), *map(digest_file, [*files, *sources])]))


def theme_key(settings: Mapping[str, Any]) -> str:
    """Return the key of all templates."""
    folders = [Path(settings["THEME"], "templates"), *settings["THEME_TEMPLATES_OVERRIDES"]]
    return digest("\n".join(chain.from_iterable(map(_file_keys, folders))))


def _source_files(value: Any) -> Iterator[str]:
    """Find the files that define the functions and classes in a setting."""
    if isinstance(value, Mapping):
        value = [*value.values()]
    if isinstance(value, list | tuple | set):
        for item in value:
            yield from _source_files(item)
    elif inspect.isfunction(value) or inspect.isclass(value):
        file = getattr(sys.modules.get(value.__module__), "__file__", None) or inspect.getsourcefile(value)
        if file:
            yield file


def _file_keys(folder: str | Path, suffix: str = "") -> Iterator[str]:
    """Yield name and digest of each file below *folder*, wherever that lies."""
    for here, folders, names in os.walk(folder, followlinks=True):
        folders.sort()
        for file in (f"{here}/{name}" for name in sorted(names) if name.endswith(suffix)):
            yield f"{os.path.relpath(file, folder)} {digest_file(file)}"
