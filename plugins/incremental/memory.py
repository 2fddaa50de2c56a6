"""Pauses of garbage collection, each undone where it ends."""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Collect no garbage until the end of the block; pauses may be nested.

    A build keeps almost every object to its end: a collector that walks ten thousand articles again and
    again takes half the time of an edit. Forked processes inherit the pause, so no collector of theirs
    touches, and thereby copies, the memory they share.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    atexit.unregister(gc.freeze)  # once is enough
    atexit.register(gc.freeze)  # the system frees the memory of a process faster than the collector
    try:
        yield
    finally:
        if was_enabled:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()  # living objects count as old: the next collection does not walk them all
            gc.enable()
