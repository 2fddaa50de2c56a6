"""Tasks of the project in processes of their own, with the time and the memory that each takes."""

import os
import subprocess
import sys
import tempfile
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


def measure_task(*arguments):
    """Run a task of the project from its start to its end."""
    command = ["bash", "-c", f'ulimit -t {LONGEST}; exec "$@"', "-", sys.executable, "-m", "invoke"]
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [*command, *map(str, arguments)],
            cwd=PROJECT,
            env=os.environ | ENVIRONMENT,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _process, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode(errors="replace")
    return Measured(process.returncode, text, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
