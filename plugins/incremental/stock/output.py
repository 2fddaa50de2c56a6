"""The files of pages and feeds that builds wrote: they stay as they are while nothing changes."""

import io
import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

State: TypeAlias = tuple[int, int]  # size in bytes, time in nanoseconds
_SECOND = 1_000_000_000  # nanoseconds
_AGE = 2  # seconds by which a file is made older: whoever writes it later leaves another time


class Output:
    """The files in *folder*; *known* holds the states in which the last build left its own, by path."""

    def __init__(self, folder: str, known: Mapping[str, State]) -> None:
        self._folder, self._known = folder, known
        self._asked: set[str] = set()
        self.shared: set[str] = set()  # files of which a page takes the place of another
        self.written: dict[str, State] = {}  # files that this build wrote or kept

    def ask(self, path: str) -> bool:
        """Return whether the file at *path* is as the last build left it, and nothing took its place."""
        if path in self._asked:
            self.shared.add(path)
        self._asked.add(path)
        return path not in self.shared and path in self._known and _state_of(path) == self._known[path]

    def keep(self, path: str) -> None:
        """Keep the file at *path* for this build."""
        self.written[path] = self._known[path]

    def note(self, path: str, stream: io.TextIOWrapper) -> io.TextIOWrapper:
        """Return *stream*, open for *path*, as a stream that notes the state of the file at its end."""
        return NotedFile(stream, path, self.written)

    def clean(self, retention: Collection[str]) -> None:
        """Remove all files but those that are as the last build left them, and what *retention* names."""
        with os.scandir(self._folder) as entries:
            for entry in entries:
                if entry.name not in retention:
                    self._clean(entry)

    def _clean(self, entry: os.DirEntry[str]) -> None:
        with suppress(OSError):  # Pelican writes into the folder: it stops if it cannot
            if entry.is_dir(follow_symlinks=False):
                with os.scandir(entry) as entries:
                    for inner in entries:
                        self._clean(inner)
                os.rmdir(entry)
            elif entry.path not in self._known or _state_of(entry.path) != self._known[entry.path]:
                os.unlink(entry)

    def remove_unasked(self) -> None:
        """Remove the files of the last build that this build has neither asked for nor written."""
        for path in self._known.keys() - self._asked - self.written.keys():
            with suppress(OSError):  # it is not there, or the folder is not empty
                if _state_of(path) == self._known[path]:
                    os.unlink(path)
                for folder in Path(path).relative_to(self._folder).parents[:-1]:
                    Path(self._folder, folder).rmdir()


class NotedFile(io.TextIOWrapper):
    """A text file whose state is noted in *states* when it is closed."""

    def __init__(self, stream: io.TextIOWrapper, path: str, states: dict[str, State]) -> None:
        super().__init__(stream.detach(), stream.encoding)
        self._path, self._states = path, states

    def close(self) -> None:
        is_open = not self.closed
        super().close()
        if is_open:
            stat = os.stat(self._path)
            time = (stat.st_mtime_ns // _SECOND - _AGE) * _SECOND
            os.utime(self._path, ns=(time, time))
            self._states[self._path] = (stat.st_size, time)


def _state_of(path: str) -> State | None:
    try:
        stat = os.stat(path, follow_symlinks=False)
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns
