"""The programs that the tests start, and the Debian packages that hold them.

As root on Debian, installs those that are missing. Elsewhere, says what to install.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
PACKAGES = {
    "brotli": ("brotli",),
    "caddy": ("caddy",),
    "chromium": ("chromium", "fonts-noto-core"),
    "nginx": ("nginx-light", "libnginx-mod-http-brotli-static"),
    "node": ("nodejs",),
    "npm": ("npm",),
    "openssl": ("openssl",),
    "rclone": ("rclone",),
    "rsync": ("rsync",),
    "ssh-keygen": ("openssh-client",),
    "soffice": ("libreoffice-writer-nogui",),
    "sshd": ("openssh-server",),
    "wrk": ("wrk",),
}
ALIKE = {
    "chromium": (os.environ.get("CHROMIUM", ""), "chromium-browser", "google-chrome", "google-chrome-stable"),
}


def find_program(name: str) -> str:
    """Return the path of the program *name*, or of another that does the same.

    Raises:
        RuntimeError: It is not on this machine; the message says how to get it.
    """
    if path := _find(name):
        return path
    raise RuntimeError(advise([name]))


def missing_programs() -> list[str]:
    """Return the names of all programs that are not on this machine."""
    return [name for name in PACKAGES if not _find(name)]


def advise(names: Sequence[str]) -> str:
    """Say in one sentence how to get the programs *names*."""
    return (
        f"The tests need {', '.join(names)}; on Debian or Ubuntu, install with:"
        f" sudo apt-get install {' '.join(_packages(names))}"
    )


def _find(name: str) -> str | None:
    found = (shutil.which(one, path=PLACES) for one in (name, *ALIKE.get(name, ())))
    return next(filter(None, found), None)


def _packages(names: Sequence[str]) -> list[str]:
    return [package for name in names for package in PACKAGES[name]]


def main() -> None:
    """Install what is missing, or end with exit code 1 and a sentence that says what to install."""
    names = missing_programs()
    if not names:
        return
    apt = shutil.which("apt-get")
    if not apt or os.geteuid():
        sys.exit(advise(names))
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["install", "--yes", "--no-install-recommends", *_packages(names)]
    for arguments in (["update"], install):
        subprocess.run([apt, "--quiet", *arguments], env=environment, check=True)
    if names := missing_programs():
        sys.exit(advise(names))


if __name__ == "__main__":
    main()
