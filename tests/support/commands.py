"""Tasks of the project, each in a process forked from the tests, with Pelican loaded already."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from typing import IO

from invoke.main import program

from incremental.digests import SETTLED
from newsroom.builds import builder, live_preview  # noqa: F401 (loaded here once, for every task)
from newsroom.importing import import_file  # noqa: F401 (the same)
from newsroom.publishing import publisher  # noqa: F401 (the same)
from newsroom.site import content_loader  # noqa: F401 (the same)
from sites import ENVIRONMENT, PROJECT, Site

BROKEN = 70  # the exit code of a task that ended by an exception
LONGEST = 200  # seconds that a task may take


@dataclass
class Task:
    """A running task, in a process group of its own."""

    arguments: tuple[str, ...]
    process: int
    stdout: IO[bytes]
    stderr: IO[bytes]

    def wait(self):
        """Return what `subprocess.run` returns of the same task."""
        code = os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
        with self.stdout, self.stderr:
            texts = [_read(file) for file in (self.stdout, self.stderr)]
        return subprocess.CompletedProcess(self.arguments, code, *texts)

    def kill(self):
        """Kill it and all that it has started."""
        os.killpg(self.process, signal.SIGKILL)
        return self.wait()


def start_task(*arguments, first=lambda: None, **environment):
    """Start a task of the project at a fixed moment of time, after calling *first* in its process."""
    time.sleep(SETTLED / 1e9)  # else a build could not tell what was written just now from a later edit
    words = tuple(map(str, arguments))
    stdout, stderr = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115 (wait closes them)
    process = os.fork()
    if not process:
        os.setpgid(0, 0)
        _become(words, first, environment, stdout, stderr)
    os.setpgid(process, process)  # here too: neither process waits for the other
    return Task(words, process, stdout, stderr)


def run_task(*arguments, first=lambda: None, **environment):
    """Run a task of the project; return what `subprocess.run` returns."""
    return start_task(*arguments, first=first, **environment).wait()


def build_site(content, output, **environment):
    """Build the public site of *content* without a fault, and return it."""
    run = run_task("build", "--content", content, "--output", output, **environment)
    assert run.returncode == 0, run.stdout + run.stderr
    return Site(content, output, run)


def _become(words, first, environment, stdout, stderr):
    """Run the task in this process, and end the process."""
    code = BROKEN
    try:
        signal.alarm(LONGEST)
        for file, number in ((stdout, 1), (stderr, 2)):
            os.dup2(file.fileno(), number)
        sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8") for number in (1, 2))  # noqa: PTH123, SIM115
        os.environ |= ENVIRONMENT | environment
        os.chdir(PROJECT)
        first()
        program.run(["invoke", *words])
        code = 0
    except SystemExit as end:
        code = end.code or 0
        if isinstance(code, str):
            sys.stderr.write(f"{code}\n")
            code = 1
    except BaseException:  # noqa: BLE001 (it must not reach the tests of the parent)
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _read(file):
    file.seek(0)
    return file.read().decode()
