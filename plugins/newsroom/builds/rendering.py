"""Pelican's part of a build; it leaves the process as it was."""

import io
import logging
import sqlite3
import sys
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

from incremental import DamagedError
from incremental.run import SETTING, IncrementalRun, Report
from newsroom.builds.stage import CACHE, BuildError
from newsroom.crashes import CRASH, describe_crash
from newsroom.failures import describe_database_failure
from newsroom.problems import ContentError
from pelican import Pelican, signals
from pelican import settings as pelican_settings


class BrokenBuildError(BuildError):
    """A build that failed by a mistake of code, settings or templates."""

    code = CRASH


class _Log(logging.Handler):
    """A writer of Pelican's log to *stream*; an error that Pelican would only log stops the build."""

    def __init__(self, stream: io.StringIO) -> None:
        super().__init__(logging.WARNING)
        self._stream = stream

    def emit(self, record: logging.LogRecord) -> None:
        print(self.format(record), file=self._stream)
        if record.levelno >= logging.ERROR:
            raise RuntimeError(record.getMessage())


@contextmanager
def pelican_at_work(settings_file: Path, incremental: IncrementalRun) -> Iterator[None]:
    """Run the block, in which Pelican reads settings and renders, with its store closed at the end.

    Raises:
        BuildError: Something other than the content failed; a file has the log, in English, for programmers.
    """
    log = io.StringIO()
    handler = _Log(log)
    logging.getLogger().addHandler(handler)
    try:
        with _own_modules(settings_file.parent), _own_handlers(), redirect_stdout(log):
            yield
    except (ContentError, DamagedError):
        raise
    except (BrokenProcessPool, MemoryError):
        message = "Một tiến trình dựng trang bị dừng giữa chừng, có thể vì thiếu bộ nhớ: hãy dựng lại."
        raise BuildError(message) from None
    except sqlite3.Error as error:
        raise BuildError(describe_database_failure(error, incremental.store_file or CACHE)) from error
    except Exception as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise BrokenBuildError(describe_crash(error, log.getvalue())) from error
    finally:
        logging.getLogger().removeHandler(handler)
        incremental.close()


@contextmanager
def _own_modules(folder: Path) -> Iterator[None]:
    """Import the settings in *folder*, which are modules, anew; forget them at the end."""
    names, path = {file.stem for file in folder.glob("*.py")}, sys.path.copy()
    kept = {name: sys.modules.pop(name) for name in names & sys.modules.keys()}
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)
        sys.modules.update(kept)
        sys.path[:] = path


@contextmanager
def _own_handlers() -> Iterator[None]:
    """Disconnect at the end the handlers that plugins have connected to Pelican's signals."""
    every = [value for value in vars(signals).values() if isinstance(value, type(signals.initialized))]
    before = [{*signal.receivers_for(None)} for signal in every]
    try:
        yield
    finally:
        for signal, kept in zip(every, before, strict=True):
            for receiver in {*signal.receivers_for(None)} - kept:
                signal.disconnect(receiver)


def read_settings(
    settings_file: Path, content: Path, stage: Path, incremental: IncrementalRun
) -> dict[str, Any]:
    """Read the settings of a build of *content* into *stage*."""
    override = {"PATH": str(content), "OUTPUT_PATH": str(stage), SETTING: incremental}
    settings: dict[str, Any] = pelican_settings.read_settings(str(settings_file), override=override)
    return settings


def render(settings: dict[str, Any], incremental: IncrementalRun) -> Report:
    """Write the site of the run in *settings*."""
    Pelican(settings).run()
    if not incremental.report:
        raise RuntimeError("PLUGINS lacks incremental.writer")
    return incremental.report
