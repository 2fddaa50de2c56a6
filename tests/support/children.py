"""Tasks of the project in processes of their own, with the time and the memory that each takes."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

from sites import ENVIRONMENT, PROJECT

LONGEST = 60  # seconds of processor time, after which the task is killed


@dataclass(frozen=True)
class Measured:
    """The output of a task, its processor time and its memory at its largest, with Python's own."""

    code: int
    output: str
    seconds: float
    megabytes: float


# A process of its own starts the task: memory at its largest is inherited from the starter.
_STARTER = """
import json, os, sys
status, usage = os.wait4(os.spawnvp(os.P_NOWAIT, sys.argv[1], sys.argv[1:]), 0)[1:]
figures = [os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss]
print(json.dumps(figures), file=sys.stderr)
"""


def measure_task(*arguments):
    """Run a task of the project from its start to its end."""
    task = ["bash", "-c", f'ulimit -t {LONGEST}; exec "$@" 2>&1', "-", sys.executable, "-m", "invoke"]
    run = subprocess.run(
        [sys.executable, "-c", _STARTER, *task, *map(str, arguments)],
        cwd=PROJECT,
        env=os.environ | ENVIRONMENT,
        capture_output=True,
        check=True,
    )
    code, seconds, kilobytes = json.loads(run.stderr.splitlines()[-1])
    return Measured(code, run.stdout.decode(errors="replace"), seconds, kilobytes / 1024)
