import os
import signal
from concurrent.futures.process import BrokenProcessPool

import pytest

from incremental.parallel import WORTH_FORKING, fork_map

MANY = range(WORTH_FORKING * 3)


def test_results_come_in_the_order_of_the_items_whoever_worked_on_them():
    assert list(fork_map(lambda number: (number, os.getpid()), MANY, ""))[5][0] == 5
    assert [number for number, _ in fork_map(lambda number: (number, 0), MANY, "")] == list(MANY)


def test_little_work_stays_in_this_process():
    assert set(fork_map(lambda _number: os.getpid(), MANY[:9], "")) == {os.getpid()}


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="one processor has nothing to share")
def test_much_work_goes_to_other_processes():
    assert os.getpid() not in set(fork_map(lambda _number: os.getpid(), MANY, ""))


def test_a_worker_that_is_killed_ends_the_work():
    def work(number):
        if number == MANY[-1]:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(BrokenProcessPool):
        list(fork_map(work, MANY, ""))
