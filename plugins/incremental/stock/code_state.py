"""The state of the code that makes a stock site: packages, plugins and settings files."""

import ast
import os
import re
import sys
import sysconfig
import time
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from incremental.digests import digest, installed

_INSTALLED = tuple(
    {f"{sysconfig.get_path(name)}/" for name in ("stdlib", "platstdlib", "purelib", "platlib")}
)

_ASSIGNED = re.compile(r"^([A-Z][A-Z_0-9]*)\s*=", re.MULTILINE)
_BEGINNING = time.time()  # of this process, or a little later


def code_state(settings: Mapping[str, Any], known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the digest of each file of code that is loaded, but for packages: these have versions.

    A line such as ``SITENAME = "Blog"`` of a settings file is left out: readers and pages that use the
    setting are made again for its own sake. It stays in if the file, or a plugin, may use the name otherwise.
    Files whose digests are *known* are not read again.
    """
    known = known or {}
    modules = {
        file: module
        for module in [*sys.modules.values()]
        if (file := getattr(module, "__file__", None))
        and file not in known
        and not file.startswith(_INSTALLED)
    }
    sources = {file: _read(file) for file in modules}
    plain = {file: _without_settings(modules[file], source, settings) for file, source in sources.items()}
    others = [source for file, source in sources.items() if plain[file] is None]
    state = {"": digest("\n".join([*installed(), *settings["PLUGINS"]])), **known}
    for file, source in sources.items():
        name = modules[file].__name__.rpartition(".")[2]
        is_used = plain[file] is not None and any(_uses(other, name) for other in others)
        state[file] = digest(source if is_used else plain[file] or source)
        if _is_younger_than_process(file):
            state[file] += f" {time.time_ns()}"  # another version may be loaded: never the same again
    return state


def _uses(source: str, name: str) -> bool:
    """Return whether *source* has the word *name* outside comments and docstrings."""
    if name not in source:
        return False
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return True
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            node.body = [part for part in node.body if not _is_text(part)]
    return re.search(rf"\b{re.escape(name)}\b", ast.dump(tree)) is not None


def _is_text(part: ast.stmt) -> bool:
    return isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)


def _without_settings(module: ModuleType, source: str, settings: Mapping[str, Any]) -> str | None:
    """Return *source* without the plain settings that it sets; None if it sets none."""
    if not any(name in settings for name in _ASSIGNED.findall(source)):
        return None
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    inside = [node for part in tree.body if not isinstance(part, ast.Assign) for node in ast.walk(part)]
    used = {node.id for node in inside if isinstance(node, ast.Name)}
    kept = [part for part in tree.body if not _is_setting(part, module, settings, used)]
    if len(kept) == len(tree.body):
        return None
    tree.body = kept
    return ast.dump(tree)


def _is_setting(part: ast.stmt, module: ModuleType, settings: Mapping[str, Any], used: set[str]) -> bool:
    if not isinstance(part, ast.Assign):
        return False
    names = [target.id for target in part.targets if isinstance(target, ast.Name)]
    try:
        ast.literal_eval(part.value)
    except ValueError:
        return False
    return len(names) == len(part.targets) and all(
        name in settings and name not in used and getattr(module, name, None) == settings[name]
        for name in names
    )


def _is_younger_than_process(file: str) -> bool:
    try:
        return os.stat(file).st_mtime > _BEGINNING
    except OSError:
        return True


def _read(file: str) -> str:
    try:
        return Path(file).read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return ""
