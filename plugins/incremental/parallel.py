"""One function over many items, on all processors."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from multiprocessing.connection import Connection
from typing import Any

from rich.console import Console
from rich.progress import track

from incremental.memory import collection_paused

WORTH_FORKING = 64  # items; fewer are done before the processes have started
CHUNK = 48  # items that a worker takes at a time
_PR_SET_PDEATHSIG = 1  # from <linux/prctl.h>


def fork_map(
    function: Callable[[Any], Any], items: Sequence[Any], description: str, *, heavy: bool = False
) -> Iterator[Any]:
    """Yield what *function* returns for each of *items*, in their order.

    Items reach the workers by fork, only results are pickled. Done in this process where there is
    no fork, or one processor, or little to do. A progress bar is shown to a person who watches.

    Args:
        heavy: Whether each item takes longer than a process takes to start.

    Raises:
        concurrent.futures.process.BrokenProcessPool: A worker was killed.
    """
    is_much = len(items) >= (2 if heavy else WORTH_FORKING)
    shared = is_much and _can_fork() and len(os.sched_getaffinity(0)) > 1
    chunk = 1 if heavy else CHUNK
    terminal = Console(stderr=True)
    with _spread(function, items, chunk) if shared else nullcontext(map(function, items)) as results:
        if is_much and terminal.is_terminal:
            yield from track(results, description, len(items), console=terminal, transient=True)
        else:
            yield from results


def _can_fork() -> bool:
    """Whether a process can be forked: other threads might hold locks that nobody in it would release."""
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def _spread(function: Callable[[Any], Any], items: Sequence[Any], chunk: int) -> Iterator[Iterator[Any]]:
    """The results of workers that are already at work, each on *chunk* items at a time."""
    workers, context = len(os.sched_getaffinity(0)), multiprocessing.get_context("fork")
    with (
        collection_paused(),
        ProcessPoolExecutor(workers, context, _begin_worker, (function, items)) as pool,
    ):
        try:
            chunks = pool.map(
                _do_chunk, (slice(start, start + chunk) for start in range(0, len(items), chunk))
            )
            yield (result for chunk in chunks for result in chunk)
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def in_background(function: Callable[..., Any], *arguments: Any) -> Iterator[Callable[[], Any]]:
    """Run *function* beside what follows; call what is yielded to wait for what it returns.

    In a process of its own where there is fork, else at once. Where that process is lost, it is run again.
    """
    if not _can_fork():
        result = function(*arguments)
        yield lambda: result
        return
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(sender, function, arguments))
    process.start()
    sender.close()

    def wait() -> Any:
        try:
            return receiver.recv()
        except EOFError:
            return function(*arguments)

    try:
        yield wait
    finally:
        process.kill()
        process.join()
        receiver.close()


def _run(sender: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    _end_with_parent()
    with suppress(Exception):  # the parent runs it again, and meets the same
        sender.send(function(*arguments))


def _end_with_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too, and says so once
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _begin_worker(function: Callable[[Any], Any], items: Sequence[Any]) -> None:
    """Prepare this worker to call *function*; both arguments reach it by fork, never pickled."""
    global _work  # noqa: PLW0603 (a pool hands its workers nothing else unpickled; the parent never sets it)
    _work = (function, items)
    _end_with_parent()


_work: tuple[Callable[[Any], Any], Sequence[Any]]  # of a worker, for all its life


def _do_chunk(part: slice) -> list[Any]:
    function, items = _work
    return [function(item) for item in items[part]]
