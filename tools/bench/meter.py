"""Time, processor time and memory of a command and of all its children."""

import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

PERIOD = 0.1  # seconds between two looks at the memory
SHARE = 0.05  # of the time may be spent looking: it holds up a process with much memory
PROCESSES = Path("/proc")


@dataclass(frozen=True)
class Figures:
    """``wall`` and ``cpu`` in seconds; ``pss``, the peak, in bytes, or None where /proc does not tell."""

    wall: float
    cpu: float
    pss: int | None


class PeakMemory(Thread):
    """Looks at the memory of a process and its descendants, shared pages divided, until ``stop``."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.peak = 0  # bytes
        self._over = Event()

    def run(self) -> None:
        while True:
            started = time.perf_counter()
            self.peak = max(self.peak, sum(_pss(process) for process in _tree(self.process)))
            if self._over.wait(max(PERIOD, (time.perf_counter() - started) / SHARE)):
                return

    def stop(self) -> int | None:
        """The peak, in bytes; None when there was nothing to see."""
        self._over.set()
        self.join()
        return self.peak or None


def measure(command: list[str], folder: Path, environment: dict[str, str], log: Path) -> Figures:
    """Run *command* in *folder*; what it says goes to *log*.

    Raises:
        subprocess.CalledProcessError: It failed; ``output`` is what it said.
    """
    with log.open("wb") as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        memory = PeakMemory(process.pid)
        memory.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)  # else Popen would wait for it again
    peak = memory.stop()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, log.read_text("utf-8", "replace"))
    return Figures(wall, used.ru_utime + used.ru_stime, peak)


def _tree(process: int) -> list[int]:
    """*process* and its descendants, as far as they are still there."""
    found = [process]
    for one in found:
        with suppress(OSError):  # it may end while its folder is read
            for children in PROCESSES.glob(f"{one}/task/*/children"):
                found += map(int, _read(children).split())
    return found


def _pss(process: int) -> int:
    """The proportional set size of *process* in bytes; 0 when it is gone."""
    for line in _read(PROCESSES / str(process) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(file: Path) -> str:
    try:
        return file.read_text(sys.getfilesystemencoding())
    except OSError:  # the process has ended, or this system has no such file
        return ""
