"""Find a Chromium for Playwright, and get one where none is found."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: no apt-get there, and Playwright's installer has a lock of its own
    fcntl = None

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
]
HELP = """No Chromium for the browser tests. Install one, or name one in the variable CHROMIUM:
  Debian          sudo apt-get install chromium fonts-noto-core
  Ubuntu          sudo snap install chromium
  Fedora          sudo dnf install chromium google-noto-sans-fonts
  macOS           brew install --cask google-chrome
  Windows         winget install Google.Chrome (Edge, if it is there, will do)
  anywhere        python -m playwright install --with-deps chromium"""


def chromium_executable() -> str | None:
    """Return the program to launch, or None for the one Playwright brings itself."""
    named = os.environ.get("CHROMIUM")
    if named:
        if found := shutil.which(named):
            return found
        raise RuntimeError(f"The variable CHROMIUM names {named!r}, which is no program here.")
    if found := _installed():
        return found
    if _playwrights_own():
        return None
    with _one_at_a_time() as lock:
        return _install(lock)


def chromium_flags() -> list[str]:
    """Return what to start it with: it is to ask nobody for anything, and the superuser has no sandbox."""
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
    return not sys.platform.startswith("linux") or _run(path, "--version", seconds=60)[0]


def _playwrights_own() -> bool:
    """Tell whether Playwright has downloaded its Chromium (asked outside: its loop may be running)."""
    code = (
        "import os, playwright.sync_api as api\n"
        "with api.sync_playwright() as p: raise SystemExit(not os.path.exists(p.chromium.executable_path))"
    )
    return _run(sys.executable, "-c", code, seconds=60)[0]


def _install(lock: Path) -> str | None:
    """Download or install a browser; a failure is not tried again by the other workers of this run."""
    this_run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")
    failed = lock.read_text(encoding="utf-8").partition("\n") if lock.exists() else ("", "", "")
    if found := _installed():  # by the worker that had the lock before
        return found
    if this_run and failed[0] == this_run:
        raise RuntimeError(failed[2])
    done, said = _run(sys.executable, "-m", "playwright", "install", "chromium", seconds=300)
    if done and _playwrights_own():
        return None
    if is_root() and (apt := shutil.which("apt-get")):
        said += _run(apt, "update", seconds=300)[1]
        packages = ("chromium", "fonts-noto-core")
        said += _run(apt, "install", "-y", "--no-install-recommends", *packages, seconds=900)[1]
        if found := _installed():
            return found
    last_words = "\n".join(said.splitlines()[-8:])
    message = f"{HELP}\nWhat was tried ended with:\n{last_words}"
    lock.write_text(f"{this_run}\n{message}", encoding="utf-8")
    raise RuntimeError(message)


def _run(*command: str, seconds: int) -> tuple[bool, str]:
    """Run a command in silence; return whether it went well and what it said."""
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=seconds, check=False, text=True, errors="replace",
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return False, f"{error}\n"
    return done.returncode == 0, done.stdout


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[Path]:
    """Let one test worker install at a time; the system frees the lock if that worker dies."""
    user = os.getuid() if hasattr(os, "getuid") else "user"
    path = Path(tempfile.gettempdir()) / f"guong-sang-chromium-{user}.lock"
    with path.open("a", encoding="utf-8") as file:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield path
