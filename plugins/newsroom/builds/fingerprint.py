"""The state of all files of a build, compared before anything large is loaded."""

import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from incremental import sealed_files
from incremental.keys import digest, installed, settles_at

IGNORED = {"__pycache__", ".git"}


class Fingerprint:
    """Everything that a build of *output* depends on, except the time."""

    def __init__(self, file: Path, inputs: Iterable[Path], output: Path, *also: str) -> None:
        """Take the file that keeps it between builds, the inputs, the output, and other values."""
        self._file = file
        self._output = output
        state, settled_at = _take_state(inputs)
        self._is_settled = time.time_ns() > settled_at
        self._inputs = digest("\n".join([state, *installed(), *also]))

    def find_result(self, now: datetime) -> Any:
        """Return the result that :meth:`keep` was given if a build would make the same output; else None."""
        kept = sealed_files.read_json(self._file)
        if kept.get("inputs") != self._inputs or not kept["from"] <= now.timestamp() < kept["until"]:
            return None
        return kept["result"] if kept["output"] == _take_state([self._output])[0] else None

    def keep(self, now: datetime, until: datetime, result: Any) -> None:
        """Note that the inputs make this output from *now* until *until*, with *result*, plain data."""
        if not self._is_settled:
            return
        kept = {
            "inputs": self._inputs,
            "output": _take_state([self._output])[0],
            "from": now.timestamp(),
            "until": until.timestamp(),
            "result": result,
        }
        sealed_files.write_json(self._file, kept)


def is_as_built(file: Path, output: Path) -> bool:
    """Return whether *output* is as :meth:`Fingerprint.keep` saw it last."""
    return sealed_files.read_json(file).get("output") == _take_state([output])[0]


def _take_state(paths: Iterable[Path]) -> tuple[str, int]:
    """Return a digest of name, size, times and number of all files, and the time when all have settled."""
    state = hashlib.sha256()
    settled_at = 0
    for path in paths:
        for name, stat in _walk(str(path)):
            times = f"{stat.st_mtime_ns} {stat.st_ctime_ns}"
            state.update(f"{name} {stat.st_size} {times} {stat.st_ino}\n".encode("utf-8", "surrogatepass"))
            settled_at = max(settled_at, settles_at(stat.st_ctime_ns))
    return state.hexdigest(), settled_at


def _walk(path: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield name and state of each file at or below *path*, through links to folders too."""
    if Path(path).is_file():
        yield path, Path(path).stat()
    waiting = [path] if Path(path).is_dir() else []
    linked = set()
    while waiting:
        found = []
        with suppress(OSError), os.scandir(waiting.pop()) as entries:  # a closed folder, or too deep
            found = sorted(entries, key=lambda entry: entry.name)
        for entry in found:
            with suppress(OSError):  # removed meanwhile, or a link without a target
                if not entry.is_dir():
                    yield entry.path, entry.stat()
                elif entry.is_symlink():
                    folder = os.path.realpath(entry.path)
                    waiting += [entry.path] if folder not in linked else []  # it may lead back
                    linked.add(folder)
                elif entry.name not in IGNORED:
                    waiting.append(entry.path)
