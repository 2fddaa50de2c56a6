"""The state of all files of a build, compared before anything large is loaded."""

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from incremental import sealed_files
from incremental.digests import digest, installed, settles_at
from incremental.parallel import fork_map
from incremental.walking import walk_files
from newsroom.builds.stage import BuildError, kept_file, remove
from newsroom.language.file_names import show

IGNORED = {"__pycache__", ".git"}
MOST_NAMED = 5


@dataclass(frozen=True)
class BuiltFile:
    """A file of the site: its size in bytes, and two digests (object stores know files by MD5)."""

    size: int
    sha256: str
    md5: str


class Fingerprint:
    """Everything that a build of *output* depends on, except the time."""

    def __init__(self, inputs: Iterable[Path], output: Path, *also: str) -> None:
        """Take the inputs, the output, and other values that the output depends on."""
        self._output = output
        state, settled_at = _take_state(file for path in inputs for file in _walk(str(path)))
        self._is_settled = time.time_ns() > settled_at
        self._inputs = digest("\n".join([state, *installed(), *also]))
        self._kept = sealed_files.read_json(_note(output))
        self.output_files = sorted(walk_files(str(output)))
        self.is_output_kept = self._kept.get("output") == _take_state(self.output_files)[0]

    def find_result(self, now: datetime) -> Any:
        """Return the result that :meth:`keep` was given if a build would make the same output; else None."""
        kept = self._kept
        if kept.get("inputs") != self._inputs or not kept["from"] <= now.timestamp() < kept["until"]:
            return None
        return kept["result"] if self.is_output_kept else None

    def keep(self, now: datetime, until: datetime, result: Any, digests: Mapping[str, str]) -> None:
        """Note that the inputs make this output from *now* until *until*, with *result*, plain data.

        Args:
            digests: SHA-256 of files of the output, by name; the others are read here.
        """
        if not self._is_settled:
            return
        output = self._output
        found = sorted(walk_files(str(output)))
        digests = {
            name: digests.get(name) or sealed_files.digest_sha256(f"{output}/{name}") for name, _ in found
        }
        sealed_files.write_json(_digests(output), digests)
        kept = {
            "inputs": self._inputs,
            "output": _take_state(found)[0],
            "from": now.timestamp(),
            "until": until.timestamp(),
            "result": result,
        }
        sealed_files.write_json(_note(output), kept)


def is_as_built(output: Path) -> bool:
    """Return whether *output* is as :meth:`Fingerprint.keep` saw it last, by names, sizes and times."""
    return sealed_files.read_json(_note(output)).get("output") == _take_output_state(output)


def read_built(output: Path) -> dict[str, BuiltFile]:
    """Read every file of *output*, each as the last build wrote it; return them by name.

    Raises:
        BuildError: Some are not; the message names them, and the next build writes them anew.
    """
    noted = sealed_files.read_json(_digests(output))
    names = sorted(name for name, _ in walk_files(str(output)))
    files = dict(zip(names, fork_map(partial(_read, str(output)), names, "So"), strict=True))
    found = {name: file.sha256 for name, file in files.items()}
    wrong = sorted(name for name in noted.keys() | found.keys() if noted.get(name) != found.get(name))
    as_built = is_as_built(output)
    if wrong and as_built:
        remove(_note(output))  # else a build would find nothing to do
    if wrong or not as_built:
        more = f" và {len(wrong) - MOST_NAMED} tệp nữa" if len(wrong) > MOST_NAMED else ""
        where = f" (khác ở {', '.join(map(show, wrong[:MOST_NAMED]))}{more})" if wrong else ""
        raise BuildError(
            f"{output} không phải là trang mà một lượt dựng thành công để lại{where}:"
            " hãy chạy lại invoke publish."
        )
    return files


def _read(output: str, name: str) -> BuiltFile:
    try:
        data = sealed_files.read_file(f"{output}/{name}")
    except OSError:
        return BuiltFile(0, "", "")
    md5 = hashlib.md5(data, usedforsecurity=False).hexdigest()
    return BuiltFile(len(data), hashlib.sha256(data).hexdigest(), md5)


def _note(output: Path) -> Path:
    return kept_file(output, "json")


def _digests(output: Path) -> Path:
    return kept_file(output, "digests")


def _take_output_state(output: Path) -> str:
    return _take_state(sorted(walk_files(str(output))))[0]


def _take_state(files: Iterable[tuple[str, os.stat_result]]) -> tuple[str, int]:
    """Return a digest of the name and state of all *files*, and the time from which they have settled."""
    state = hashlib.sha256()
    settled_at = 0
    for name, found in files:
        times = f"{found.st_mtime_ns} {found.st_ctime_ns}"
        line = f"{name} {stat.S_IFMT(found.st_mode)} {found.st_size} {times} {found.st_ino}\n"
        state.update(os.fsencode(line))
        settled_at = max(settled_at, settles_at(found.st_ctime_ns))
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
