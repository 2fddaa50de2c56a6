"""Keys: short strings that stand for all that can show on a page, or in what a parser makes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import inspect
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache, partial
from itertools import chain
from pathlib import Path, PurePath
from types import ModuleType
from typing import Any, NoReturn

SETTLED = 50_000_000  # nanoseconds: a younger file may change again within one tick of its clock
PLACES = {"PATH", "OUTPUT_PATH", "CACHE_PATH", "THEME", "PLUGIN_PATHS"}
_ATOMS = (str, int, float, bool, bytes, type(None), Decimal, dt.date, dt.time, dt.tzinfo)


class UnkeyedError(TypeError):
    """A value that neither is plain data nor has ``render_key``."""


class ClosedError(Exception):
    """A template with a key has read what its key does not hold."""


def digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def describe(value: Any) -> str:
    """A string that is the same for equal data, in this process or another.

    Raises:
        UnkeyedError: There is none for *value*.
    """
    if isinstance(value, _ATOMS):
        return f"{type(value).__name__}:{value!r}"
    shows = getattr(value, "render_key", None)
    if isinstance(shows, str):
        return shows
    if isinstance(value, list | tuple):
        return f"[{','.join(map(describe, value))}]"
    if isinstance(value, set | frozenset):
        return f"{{{','.join(sorted(map(describe, value)))}}}"
    if isinstance(value, Mapping):
        return f"{{{','.join(f'{describe(key)}={describe(item)}' for key, item in value.items())}}}"
    if isinstance(value, PurePath):
        return f"path:{value.as_posix()}"
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = (getattr(value, name) for name in _field_names(type(value)))
        return f"{type(value).__name__}({','.join(map(describe, fields))})"
    if isinstance(value, partial):
        return describe((value.func, value.args, value.keywords))
    if isinstance(value, type | Callable | ModuleType) and hasattr(value, "__name__"):
        return f"code:{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', value.__name__)}"
    raise UnkeyedError(
        f"{value!r:.80} is neither plain data nor has 'render_key': a page that shows it has no key"
    )


@cache
def _field_names(kind: type) -> list[str]:
    return [field.name for field in dataclasses.fields(kind)]


class Closed:
    """Stands in a context for what must not be read there; whatever is asked of it fails."""

    def __init__(self, name: str) -> None:
        self.__dict__["closed_name"] = name

    def _refuse(self, *_arguments: Any) -> NoReturn:
        name = self.__dict__["closed_name"]
        raise ClosedError(
            f"the template reads {name!r}, which is not part of the page's key: it may change while the page"
            f" is kept. Hand what the page shows to write_file as variables, plain or with 'render_key'."
        )

    __getattr__ = __getitem__ = __call__ = __contains__ = _refuse
    __iter__ = __len__ = __bool__ = __str__ = __html__ = __eq__ = __hash__ = _refuse  # type: ignore[assignment]


def close(context: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """The *context* for pages with keys, and the key that all of them share."""
    opened: dict[str, Any] = {}
    told = []
    for name, value in sorted(context.items()):
        opened[name] = value
        if name in PLACES:
            continue
        try:
            told.append(f"{name}={_describe_shared(name, value)}")
        except UnkeyedError:
            opened[name] = Closed(name)
    return opened, digest("\n".join(told))


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
    """Stand for all code of a build: plugins, functions in the settings, *sources*, packages, Python."""
    folders = [_contents(folder, ".py") for folder in settings["PLUGIN_PATHS"]]
    files = sorted({file for value in settings.values() for file in _sources(value)})
    return digest("\n".join([*installed(), *chain(*folders), *map(_content, [*files, *sources])]))


def installed() -> list[str]:
    """The version of Python, and the packages that it finds, with theirs."""
    folders = (folder for folder in map(Path, sys.path) if folder.is_dir())
    return [sys.version, *sorted({entry.name for folder in folders for entry in folder.glob("*-info")})]


def theme_key(settings: Mapping[str, Any]) -> str:
    """Stands for all templates."""
    folders = [Path(settings["THEME"], "templates"), *settings["THEME_TEMPLATES_OVERRIDES"]]
    return digest("\n".join(chain.from_iterable(map(_contents, folders))))


def _sources(value: Any) -> Iterator[str]:
    """The files that define the functions and classes in a setting."""
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _sources(item)
    elif isinstance(value, list | tuple | set):
        for item in value:
            yield from _sources(item)
    elif inspect.isfunction(value) or inspect.isclass(value):
        file = getattr(sys.modules.get(value.__module__), "__file__", None) or inspect.getsourcefile(value)
        if file:
            yield file


def _contents(folder: str | Path, suffix: str = "") -> Iterator[str]:
    """Name and digest of each file below *folder*, wherever that lies."""
    for here, folders, names in os.walk(folder, followlinks=True):
        folders.sort()
        for file in (f"{here}/{name}" for name in sorted(names) if name.endswith(suffix)):
            yield f"{os.path.relpath(file, folder)} {_content(file)}"


def _content(file: str) -> str:
    data = Path(file).read_bytes() if Path(file).is_file() else b""
    return hashlib.blake2b(data, digest_size=16).hexdigest()
