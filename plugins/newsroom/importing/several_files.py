"""Import of several files, each of which succeeds or fails alone."""

import sys
import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from newsroom.crashes import describe_crash
from newsroom.importing.import_file import import_file
from newsroom.problems import RefusedError

LONG = 2  # seconds after which a bar shows the progress


class Result(NamedTuple):
    """The message to the editor about a file."""

    message: str
    is_imported: bool


def import_files(
    files: Iterable[Path], content: Path, now: datetime, *, is_own: bool = False
) -> Iterator[Result]:
    """Make a draft of each of *files*, as import_file does."""
    for file in files:
        try:
            yield Result(import_file(file, content, now, is_own=is_own).report, is_imported=True)
        except RefusedError as error:
            yield Result(str(error), is_imported=False)
        except Exception as error:  # noqa: BLE001 (the log has all of it; the other files do not suffer)
            yield Result(f"{file.name}: {describe_crash(error)}", is_imported=False)


def show_progress(results: Iterable[Result], count: int) -> Iterator[Result]:
    """Yield *results*; at a terminal, show a bar if *count* files take long."""
    if count == 1 or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console  # noqa: PLC0415 (slow to load)
    from rich.progress import Progress  # noqa: PLC0415 (the same)

    progress = Progress(
        console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False
    )
    bar = progress.add_task("Đang nhập", total=count)
    begun = time.monotonic()
    try:
        for result in results:
            progress.stop()  # the bar is gone while a message is printed
            progress.advance(bar)
            yield result
            if time.monotonic() - begun > LONG:
                progress.start()
    finally:
        progress.stop()
