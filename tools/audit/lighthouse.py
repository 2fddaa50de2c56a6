"""Lighthouse, by npm: its four scores of a page on a phone.

Its version is the last that Node.js 20 runs. package.json also pins what its own packages ask for
as "latest": npm cannot hold such a wish against a lock file that names no addresses.
"""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
LOCK, INSTALLED = FOLDER / "package-lock.json", FOLDER / "node_modules" / ".package-lock.json"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
HELP = """The audit needs {missing}, for Lighthouse. Install Node.js 20 or later, which brings npm:
  Debian, Ubuntu  sudo apt-get install nodejs npm
  Fedora          sudo dnf install nodejs
  macOS           brew install node
  Windows         winget install OpenJS.NodeJS.LTS"""


class LighthouseError(Exception):
    """Lighthouse cannot run or gave no result; the message says how to mend that, or quotes Lighthouse."""


@dataclass(frozen=True)
class Scores:
    """Scores from 0 to 100 by category, and the names of the audits that took something off each."""

    scores: dict[str, int]
    missed: dict[str, list[str]]


class Lighthouse:
    """Installed as the lock file says.

    Args:
        chromium: The program to look with.
        flags: What it is started with.

    Raises:
        LighthouseError: There is no Node.js or npm, or npm could not install.
    """

    def __init__(self, chromium: str, flags: list[str]) -> None:
        missing = [name for name in ("node", "npm") if not shutil.which(name)]
        if missing:
            raise LighthouseError(HELP.format(missing=" and ".join(missing)))
        if not INSTALLED.exists() or INSTALLED.stat().st_mtime < LOCK.stat().st_mtime:
            _install()
        program = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
        chrome_flags = " ".join(["--headless=new", *flags])
        self._command = [shutil.which("node"), str(program), f"--chrome-flags={chrome_flags}"]
        self._command += ["--quiet", "--output=json", "--output-path=stdout", "--no-enable-error-reporting"]
        self._environment = os.environ | {"CHROME_PATH": chromium}

    def look(self, url: str, categories: tuple[str, ...] = CATEGORIES) -> Scores:
        """Look at *url* once.

        Raises:
            LighthouseError: It did not come to a result; the message is what was said.
        """
        command = [*self._command, url, f"--only-categories={','.join(categories)}"]
        done = _run(command, self._environment)
        if done.returncode:
            raise LighthouseError(f"Lighthouse failed at {url}:\n{done.stderr.strip()}")
        return read_scores(json.loads(done.stdout))


def read_scores(report: dict[str, Any]) -> Scores:
    """The scores in a *report* of Lighthouse; what could not be scored counts as 0."""
    scores, missed = {}, {}
    for name, category in report["categories"].items():
        scores[name] = round(100 * (category["score"] or 0))
        audits = (one["id"] for one in category["auditRefs"] if one["weight"])
        missed[name] = [audit for audit in audits if report["audits"][audit]["score"] not in {1, None}]
    return Scores(scores, missed)


def _install() -> None:
    done = _run([shutil.which("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"])
    if done.returncode:
        raise LighthouseError(f"npm could not install Lighthouse in {FOLDER}:\n{done.stderr.strip()}")


def _run(command: list[str], environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=FOLDER, env=environment, capture_output=True, encoding="utf-8", check=False
    )
