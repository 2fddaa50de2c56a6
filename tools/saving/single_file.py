"""SingleFile, by npm: saves a page and its pictures as one file, as the browser extension does.

Its command line is not used: where Chromium starts slowly, it saves nothing and says nothing.
"""

import subprocess
from pathlib import Path

from playwright.sync_api import Page
from programs import find_program

FOLDER = Path(__file__).parent
LOCK, INSTALLED = FOLDER / "package-lock.json", FOLDER / "node_modules" / ".package-lock.json"
SCRIPT = FOLDER / "node_modules" / "single-file-cli" / "lib" / "single-file-bundle.js"
LONGEST = 120  # seconds
# The defaults of the extension.
OPTIONS = {
    "blockScripts": True,
    "compressHTML": True,
    "insertMetaCSP": True,
    "insertSingleFileComment": True,
    "removeAlternativeImages": True,
    "removeHiddenElements": True,
    "removeUnusedStyles": True,
}


def save_page(page: Page, file: Path) -> None:
    """Save the *page* that is open in a browser as *file*.

    Raises:
        RuntimeError: There is no npm, or it failed; the message quotes it.
    """
    if not INSTALLED.exists() or INSTALLED.stat().st_mtime < LOCK.stat().st_mtime:
        _install()
    page.add_script_tag(content=f"{SCRIPT.read_text('utf-8')}\n(0, eval)(script);", type="module")
    page.wait_for_function("window.singlefile")
    saved = page.evaluate("async options => (await singlefile.getPageData(options)).content", OPTIONS)
    file.write_text(saved, encoding="utf-8")


def _install() -> None:
    """Install SingleFile as the lock says."""
    command = [find_program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(
        command, cwd=FOLDER, capture_output=True, encoding="utf-8", timeout=LONGEST, check=False
    )
    if done.returncode:
        raise RuntimeError(f"npm failed:\n{done.stderr.strip()}")
