"""Pauses of garbage collection, each undone where it ends."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Collect no garbage until the end of the block.

    A build keeps almost every object to its end: a collector that walks ten thousand articles again and
    again takes half the time of an edit. Processes that are forked meanwhile inherit the pause, and so
    copy no page of memory only to look at it. Pauses may be nested.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    atexit.unregister(gc.freeze)  # once is enough
    atexit.register(gc.freeze)  # the system takes the memory of a process back faster than the collector
    try:
        yield
    finally:
        if was_enabled:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()  # what is alive counts as old: the next collection does not walk it all
            gc.enable()
