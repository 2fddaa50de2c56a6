"""A watch on the files that a piece of code opens, lists or looks for."""

import logging
import os
import stat
import sys
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from incremental.digests import digest, digest_file

_CODE = tuple({f"{sysconfig.get_path(name)}/" for name in ("stdlib", "platstdlib", "purelib", "platlib")})
_LISTS = {"os.listdir", "os.scandir"}
_ACTS = {"os.system", "os.posix_spawn", "socket.connect", "subprocess.Popen"}
_EVENTS = {"open", *_LISTS, *_ACTS}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT


class Watch:
    """The files that a piece of code has used, and whether it did anything else."""

    def __init__(self) -> None:
        self.files: set[tuple[str, str]] = set()  # the use of a file, and its path
        self.does_more = False  # it has written a file, warned, or asked another program

    def note(self, use: str, path: Any) -> None:
        if isinstance(path, bytes | str | os.PathLike):
            name = os.path.abspath(os.fsdecode(path))
            if not name.startswith(_CODE) and not name.endswith(".pyc"):
                self.files.add((use, name))

    def hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note an *event* that the interpreter announces."""
        if event == "open":
            if arguments[2] & _WRITES and arguments[0] != os.devnull:
                self.does_more = True
            self.note("open", arguments[0])
        elif event in _LISTS:
            self.note("list", arguments[0] or ".")
        elif event in _ACTS:
            self.does_more = True


def state_of(use: str, path: str) -> str:
    """Return a string that changes when the file at *path* differs to code that makes this *use* of it."""
    if use == "open":
        return digest_file(path)
    try:
        if use == "list":
            return digest("\n".join(sorted(os.listdir(path))))
        state = os.lstat(path)
        target = os.readlink(path) if stat.S_ISLNK(state.st_mode) else ""
    except OSError:
        return "missing"
    if target or stat.S_ISDIR(state.st_mode):
        return f"folder or link {target}"
    return "file" if use == "lstat" else f"{state.st_size} {state.st_mtime_ns}"


@contextmanager
def watched() -> Iterator[Watch]:
    """Watch the code of the block."""
    watch = Watch()
    if not _hearing:
        sys.addaudithook(_hear)  # for the life of the process: there is no way to remove it
    originals = {name: getattr(os, name) for name in ("stat", "lstat", "access")}
    make_record = logging.getLogRecordFactory()

    def note_record(name: str, level: int, *rest: Any, **more: Any) -> logging.LogRecord:
        watch.does_more |= level >= logging.WARNING  # a kept result would not warn again
        return make_record(name, level, *rest, **more)

    for name, original in originals.items():  # these are not announced
        setattr(os, name, _noting(watch, name, original))
    logging.setLogRecordFactory(note_record)
    _hearing[:] = [watch]
    try:
        yield watch
    finally:
        _hearing[:] = [None]
        logging.setLogRecordFactory(make_record)
        for name, original in originals.items():
            setattr(os, name, original)


def _noting(watch: Watch, use: str, look: Callable[..., Any]) -> Callable[..., Any]:
    def note_and_look(path: Any, *rest: Any, **more: Any) -> Any:
        watch.note(use, path)
        return look(path, *rest, **more)

    return note_and_look


_hearing: list[Watch | None] = []  # of this process, as the hook is


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    watch = _hearing[0]
    if watch and event in _EVENTS:
        caller = sys._getframe(1).f_globals.get("__name__", "")  # noqa: SLF001 (there is no public way)
        if not caller.startswith("importlib"):  # the state of the code covers imports
            watch.hear(event, arguments)
