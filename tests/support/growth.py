"""Measurement of how time and memory grow with the size of an input."""

import gc
import os
import time

FULL = os.environ.get("SIZES") == "full"
MOST_GROWTH = 2.5  # times the time, for twice the input
ROUNDS = 4  # a busy machine disturbs some of them


def size(small, full):
    """Return *small* in the suite, *full* with ``SIZES=full``."""
    return full if FULL else small


def processor_time(work):
    """Return the seconds of processor time that a call of *work* takes."""
    gc.collect()
    gc.freeze()  # for good: else the collector walks, while it measures, over what tests have made before
    started = time.process_time()
    work()
    return time.process_time() - started


def assert_linear(run, make, count):
    """Assert that twice the *count* takes *run* at most MOST_GROWTH times as long."""
    small, large = make(count), make(2 * count)
    shorter, longer = [], []
    for _ in range(ROUNDS):
        shorter.append(processor_time(lambda: run(small)))
        longer.append(processor_time(lambda: run(large)))
        if min(longer) <= MOST_GROWTH * min(shorter):
            return
    raise AssertionError(f"{count}: {min(shorter):.3f} s, {2 * count}: {min(longer):.3f} s")
