"""Parallel work, in processes of its own: a process with threads, as that of the tests, forks no workers."""

import os
import sys

import pytest

from sites import run_python

shared = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2,
    reason="only on Linux workers are forked, and one processor has nothing to share",
)
BEGIN = """
import os, signal, sys, threading
sys.path.insert(0, "plugins")
from incremental.parallel import WORTH_FORKING, fork_map
many = range(WORTH_FORKING * 3)
here = lambda _number: os.getpid()
"""


def run(code):
    done = run_python("-c", BEGIN + code)
    return done.stdout.strip() or done.stderr


def test_results_come_in_the_order_of_the_items_whoever_worked_on_them():
    assert run("print([n * 2 for n in many] == list(fork_map(lambda n: n * 2, many, '')))") == "True"


def test_little_work_stays_in_this_process():
    assert run("print(set(fork_map(here, many[:9], '')) == {os.getpid()})") == "True"


@shared
def test_much_work_goes_to_other_processes():
    assert run("print(os.getpid() in set(fork_map(here, many, '')))") == "False"


@shared
def test_a_few_items_that_take_long_are_shared_one_by_one():
    code = "ids = [*fork_map(lambda n: [time.sleep(0.2), os.getpid()][1], many[:4], '', heavy=True)]\n"
    assert run(f"import time\n{code}print(len({{*ids}}) > 1, os.getpid() in ids)") == "True False"


def test_with_other_threads_nothing_is_forked():
    wait = "threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
    assert run(f"{wait}print(set(fork_map(here, many, '')) == {{os.getpid()}})") == "True"


@shared
def test_a_worker_that_is_killed_ends_the_work():
    kill = "lambda n: n == many[-1] and os.kill(os.getpid(), signal.SIGKILL)"
    assert "BrokenProcessPool" in run(f"list(fork_map({kill}, many, ''))")
