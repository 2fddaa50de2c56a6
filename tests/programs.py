"""Find a program that a test runs, and get it where it is missing: as root on Debian, by apt."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])


def find_program(name, *packages):
    """The path of the program *name*, of Debian's *packages*.

    Raises:
        RuntimeError: It is not here, and cannot be had; says what to install.
    """
    if found := shutil.which(name, path=PLACES):
        return found
    said = "not root on Debian"
    if (apt := shutil.which("apt-get")) and os.geteuid() == 0:
        import fcntl  # noqa: PLC0415 (not on Windows)

        with (Path(tempfile.gettempdir()) / "guong-sang-apt.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # one test worker at a time
            if found := shutil.which(name, path=PLACES):
                return found
            install = [apt, "install", "-y", "--no-install-recommends", *packages]
            said = "".join(_run(command) for command in ([apt, "update"], install))
            if found := shutil.which(name, path=PLACES):
                return found
    last_words = "\n".join(said.splitlines()[-8:])
    raise RuntimeError(
        f"No {name} for the tests: sudo apt-get install {' '.join(packages)}\nTried:\n{last_words}"
    )


def _run(command):
    done = subprocess.run(
        command,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=900,
        check=False,
        text=True,
        errors="replace",
    )
    return done.stdout
