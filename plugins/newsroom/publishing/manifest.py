"""The files of a site, with the SHA-256 of each."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from incremental import sealed_files
from incremental.walking import walk_files

Manifest = Mapping[str, str]  # path below the site's root to SHA-256, in hexadecimal
PACKED = (".gz", ".br")  # endings of compressed copies, for servers


@dataclass(frozen=True)
class Hashed:
    """A file of the site: its size in bytes, and two digests (object stores know files by MD5)."""

    size: int
    sha256: str
    md5: str


@dataclass(frozen=True)
class Changes:
    """The file names to add, replace and remove at a target, each sorted."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.removed)

    @property
    def sent(self) -> tuple[str, ...]:
        return tuple(sorted(self.new + self.changed))


def hash_site(site: Path, kept: Path) -> dict[str, Hashed]:
    """Hash every file of *site*, reusing digests from *kept* where size, time and inode are the same."""
    known = sealed_files.read_json(kept)
    noted: dict[str, list[Any]] = {}
    for name, stat in sorted(walk_files(str(site))):
        state = [stat.st_size, stat.st_mtime_ns, stat.st_ino]
        note = known.get(name, [])
        if note[:3] != state:
            data = (site / name).read_bytes()
            digests = [hashlib.sha256(data).hexdigest(), hashlib.md5(data, usedforsecurity=False).hexdigest()]
            note = [*state, *digests]
        noted[name] = note
    if noted != known:
        sealed_files.write_json(kept, noted)
    return {name: Hashed(size, sha256, md5) for name, (size, _, _, sha256, md5) in noted.items()}


def compare(old: Manifest, new: Manifest) -> Changes:
    """Find the changes from *old* to *new*; compressed copies are not counted."""
    before, after = ({name for name in manifest if not name.endswith(PACKED)} for manifest in (old, new))
    return Changes(
        tuple(sorted(after - before)),
        tuple(sorted(name for name in after & before if old[name] != new[name])),
        tuple(sorted(before - after)),
    )


def write_manifest(manifest: Manifest) -> str:
    """Write *manifest* in the format of ``sha256sum``."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(manifest.items()))


def read_manifest(text: str) -> dict[str, str]:
    """Parse the output of :func:`write_manifest`."""
    return {name: digest for digest, _, name in (line.partition("  ") for line in text.splitlines())}
