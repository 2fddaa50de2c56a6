"""SingleFile, by npm: saves a page and its pictures as one file, as the browser extension does."""

import subprocess
from pathlib import Path

from programs import find_program

FOLDER = Path(__file__).parent
LOCK, INSTALLED = FOLDER / "package-lock.json", FOLDER / "node_modules" / ".package-lock.json"
PROGRAM = FOLDER / "node_modules" / "single-file-cli" / "single-file-node.js"
LONGEST = 120  # seconds
TRIES = 3  # where Chromium starts slowly, SingleFile saves nothing and ends with exit code 0


def save_page(url: str, file: Path, chromium: str, flags: list[str]) -> None:
    """Save the page at *url* as *file*, with *chromium* started with *flags*.

    Raises:
        RuntimeError: There is no Node.js or npm, or one of the programs failed; the message quotes it.
    """
    if not INSTALLED.exists() or INSTALLED.stat().st_mtime < LOCK.stat().st_mtime:
        _run([find_program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"])
    arguments = [f"--browser-arg={flag}" for flag in flags]
    _run(
        [
            find_program("node"),
            str(PROGRAM),
            f"--browser-executable-path={chromium}",
            *arguments,
            url,
            str(file),
        ]
    )


def _run(command: list[str]) -> str:
    """Run *command*; return what it printed."""
    done = subprocess.run(
        command, cwd=FOLDER, capture_output=True, encoding="utf-8", timeout=LONGEST, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stderr.strip()}")
    return done.stdout + done.stderr
