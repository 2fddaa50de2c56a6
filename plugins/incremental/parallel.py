"""A function mapped over many items by forked processes."""

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

from incremental.memory import collection_paused

WORTH_FORKING = 64  # items; fewer are done before the processes have started
CHUNK = 48  # items that a worker takes at a time
_PR_SET_PDEATHSIG = 1  # from <linux/prctl.h>


def fork_map(
    function: Callable[[Any], Any], items: Sequence[Any], description: str, *, heavy: bool = False
) -> Iterator[Any]:
    """Yield the result of *function* for each of *items*, in their order.

    Items reach the workers by fork, only results are pickled. Without fork, with one processor or with
    little to do, the work is done in this process. A terminal shows a progress bar.

    Args:
        heavy: Each item takes longer than a process takes to start.

    Raises:
        concurrent.futures.process.BrokenProcessPool: A worker was killed.
    """
    is_much = len(items) >= (2 if heavy else WORTH_FORKING)
    is_shared = is_much and _can_fork() and len(os.sched_getaffinity(0)) > 1
    chunk = 1 if heavy else CHUNK
    with _spread(function, items, chunk) if is_shared else nullcontext(map(function, items)) as results:
        if is_much and sys.stderr.isatty():
            from rich.console import Console  # noqa: PLC0415 (slow to load)
            from rich.progress import track  # noqa: PLC0415

            yield from track(results, description, len(items), console=Console(stderr=True), transient=True)
        else:
            yield from results


def _can_fork() -> bool:
    """Return whether forking is safe: other threads might hold locks that nobody in it would release."""
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def _spread(function: Callable[[Any], Any], items: Sequence[Any], chunk: int) -> Iterator[Iterator[Any]]:
    """Start workers that take *chunk* items at a time; give their results."""
    import multiprocessing  # noqa: PLC0415 (slow to load, as the next)
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    workers, context = len(os.sched_getaffinity(0)), multiprocessing.get_context("fork")
    with collection_paused(), ProcessPoolExecutor(workers, context, _begin_worker, (function, items)) as pool:
        try:
            with _interrupts_held():  # until the workers, which begin here, ignore them
                results = pool.map(_do_item, range(len(items)), chunksize=chunk)
            yield results
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin_worker(function: Callable[[Any], Any], items: Sequence[Any]) -> None:
    """Prepare this worker to call *function*; both arguments reach it by fork, never pickled."""
    global _work  # noqa: PLW0603 (a pool hands its workers nothing else unpickled; the parent never sets it)
    _work = (function, items)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent receives it too, and reports it once
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)  # end with the parent


_work: tuple[Callable[[Any], Any], Sequence[Any]]  # of a worker, for all its life


def _do_item(number: int) -> Any:
    function, items = _work
    return function(items[number])
