"""Pauses and delays of garbage collection, each undone where it ends."""

import atexit
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

_MANY = 100_000  # new objects; the default is some hundreds


def delay_collection() -> Callable[[], None]:
    """Collect garbage seldom; return a function that undoes this.

    For code that leaves much garbage behind, which a pause would let fill the memory.
    """
    before = gc.get_threshold()
    gc.set_threshold(_MANY, *before[1:])
    _end_fast()
    return partial(gc.set_threshold, *before)


@contextmanager
def collection_paused() -> Iterator[None]:
    """Collect no garbage until the end of the block; pauses may be nested.

    A build keeps almost every object to its end: a collector that walks ten thousand articles again and
    again takes half the time of an edit. Forked processes inherit the pause, so no collector of theirs
    touches, and thereby copies, the memory they share.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    _end_fast()
    try:
        yield
    finally:
        if was_enabled:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()  # living objects count as old: the next collection does not walk them all
            gc.enable()


def _end_fast() -> None:
    """Have the system free the memory of the process at its end: it is faster than the collector."""
    atexit.unregister(gc.freeze)  # once is enough
    atexit.register(gc.freeze)
