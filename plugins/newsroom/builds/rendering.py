"""Pelican's part of a build; it leaves the process as it was."""

import io
import logging
import sqlite3
import sys
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

from incremental.keyed import DamagedError
from incremental.keyed.run import SETTING, IncrementalRun, Report
from newsroom.builds.settings import SettingsFile, plugins_at
from newsroom.builds.stage import CACHE, BuildError
from newsroom.crashes import CRASH, describe_crash
from newsroom.failures import describe_database_failure
from newsroom.problems import ContentError, Problem
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
    except (BuildError, ContentError, DamagedError):
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


def prepare(
    settings_file: Path, content: Path, stage: Path, incremental: IncrementalRun
) -> tuple[Pelican, list[Problem]]:
    """Read the settings of a build of *content* into *stage*, and register the plugins.

    Returns:
        Pelican, ready to run, and warnings of settings and plugins without effect.

    Raises:
        ContentError: The site cannot be built by these settings.
    """
    override = {"PATH": str(content), "OUTPUT_PATH": str(stage), SETTING: incremental}
    settings = pelican_settings.read_settings(str(settings_file), override=override)
    typed = SettingsFile(settings_file)
    typed.check(settings)
    pelican = Pelican(settings)
    typed.check_plugins()
    return pelican, typed.problems


def examine_settings(settings_file: Path, content: Path) -> list[Problem]:
    """Return the problems of settings and plugins; build nothing."""
    run = IncrementalRun()
    try:
        with pelican_at_work(settings_file, run):
            return prepare(settings_file, content, content, run)[1]
    except ContentError as error:
        return error.problems


def render(pelican: Pelican, incremental: IncrementalRun) -> Report:
    """Write the site.

    Raises:
        BuildError: A plugin has changed pages after Pelican had finished.
    """
    late = plugins_at(signals.finalized)
    incremental.copies = bool(late)
    pelican.run()
    report = incremental.report
    if not report:
        raise RuntimeError("PLUGINS lacks incremental.keyed")
    for name, page in report.pages.items() if late else ():
        file = Path(pelican.output_path, name)
        if not file.is_file() or file.stat().st_mtime_ns != page.mtime:
            raise BuildError(
                f"Plugin {', '.join(late)} trong PLUGINS sửa {name} khi mọi trang đã ghi xong:"
                " hãy sửa ở tín hiệu content_written thay cho finalized; xem docs/pelican.md."
            )
    return report
