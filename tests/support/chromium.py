"""The Chromium of the browser tests: found on this machine, never installed by a test."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
WINDOWS_ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
WINDOWS_PLACES = (
    "Chromium/Application/chrome.exe",
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
MAC_APPS = ("Chromium", "Google Chrome", "Microsoft Edge")
QUIET = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
HELP = """No Chromium for the browser tests. Install one, or name one in the variable CHROMIUM:
  Debian          sudo apt-get install chromium fonts-noto-core
  Ubuntu          sudo snap install chromium
  Fedora          sudo dnf install chromium google-noto-sans-fonts
  macOS           brew install --cask google-chrome
  Windows         winget install Google.Chrome (Edge, if it is there, will do)
  anywhere        python -m playwright install --with-deps chromium"""


def chromium_executable() -> str | None:
    """Return the program to launch, or None for the one that Playwright has downloaded.

    Raises:
        RuntimeError: No Chromium is installed; the message names the commands that install it.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        if found := shutil.which(named):
            return found
        raise RuntimeError(f"The variable CHROMIUM names {named!r}, which is no program here.")
    if found := _installed():
        return found
    if _playwrights_own():
        return None
    raise RuntimeError(HELP)


def chromium_flags() -> list[str]:
    """Return the flags to start it with: it contacts no other host, and root has no sandbox."""
    return [*QUIET, "--no-sandbox"] if is_root() else QUIET


def is_root() -> bool:
    """Tell whether this is the superuser, for whom Chromium has no sandbox."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _installed() -> str | None:
    """Return the first browser on PATH or in the usual places that starts."""
    found = (shutil.which(name) for name in NAMES)
    return next((path for path in (*found, *_usual_places()) if path and _starts(path)), None)


def _usual_places() -> Iterator[str]:
    """Yield the browsers of Windows and macOS, which are not on PATH."""
    if sys.platform == "win32":
        roots = [Path(os.environ[root]) for root in WINDOWS_ROOTS if os.environ.get(root)]
        places = [root / place for place in WINDOWS_PLACES for root in roots]
    elif sys.platform == "darwin":
        roots = [Path("/Applications"), Path.home() / "Applications"]
        places = [root / f"{app}.app/Contents/MacOS/{app}" for app in MAC_APPS for root in roots]
    else:
        places = []
    yield from (str(place) for place in places if place.is_file())


def _starts(path: str) -> bool:
    """Tell a browser from Ubuntu's placeholder script, which only says to install the snap."""
    return not sys.platform.startswith("linux") or _succeeds(path, "--version")


def _playwrights_own() -> bool:
    """Tell whether Playwright has downloaded its Chromium (a loop may be running in this process)."""
    code = (
        "import os, playwright.sync_api as api\n"
        "with api.sync_playwright() as p: raise SystemExit(not os.path.exists(p.chromium.executable_path))"
    )
    return _succeeds(sys.executable, "-c", code)


def _succeeds(*command: str) -> bool:
    """Run a command in silence and tell whether it ended well."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
