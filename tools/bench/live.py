"""Times from a saved edit to its page, and to the whole site, with ``invoke serve``."""

import subprocess
import sys
import time
import urllib.request
from pathlib import Path

BUILT = "Đã dựng"


def measure_edits(project: Path, folder: Path, article: str, edits: int) -> list[dict]:
    """Serve the content/ of *folder*, and append words to *article*, ``2024/x``, as often as *edits*.

    Returns:
        For each edit ``shown`` and ``built``: seconds from the save until the page has it, until all has.
    """
    content = folder / "content"
    command = [sys.executable, "-u", "-m", "invoke", "serve", "--port", "0"]
    command += ["--content", str(content), "--output", str(folder / "served")]
    with subprocess.Popen(
        command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    ) as process:
        try:
            host = _read_until(process, "http://").split()[3]
            _read_until(process, BUILT)
            file, url = content / f"articles/{article}.md", f"{host}tin/{article}.html"
            return [_measure_edit(process, file, url, f"lần-sửa-{number}") for number in range(edits)]
        finally:
            process.terminate()


def _measure_edit(process: subprocess.Popen, file: Path, url: str, word: str) -> dict:
    time.sleep(0.5)  # as between two saves of a fast writer
    text = f"{file.read_text('utf-8').rstrip()}\n\n{word}\n"
    saved = time.perf_counter()
    file.write_text(text, "utf-8")
    while word not in urllib.request.urlopen(url, timeout=60).read().decode():
        time.sleep(0.01)
    shown = time.perf_counter() - saved
    _read_until(process, BUILT)
    return {"shown": shown, "built": time.perf_counter() - saved}


def _read_until(process: subprocess.Popen, words: str) -> str:
    said = []
    for line in process.stdout:
        said.append(line)
        if words in line:
            return line
    sys.exit(f"serve ended:\n{''.join(said)}")
