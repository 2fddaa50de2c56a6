"""Which files a site has, with the SHA-256 of each."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from incremental.walking import walk_files
from newsroom import sealed
from newsroom.publishing.headers import rule_for

Manifest = Mapping[str, str]  # name below the site's root to SHA-256, in hexadecimal
PACKED = (".gz", ".br")  # what stands beside a file, for servers


@dataclass(frozen=True)
class Hashed:
    """A file of the site: its size in bytes, and two digests (object stores know files by MD5)."""

    size: int
    sha256: str
    md5: str


@dataclass(frozen=True)
class Changes:
    """What is to be done at the target, in names sorted."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)

    @property
    def sent(self) -> tuple[str, ...]:
        return tuple(sorted(self.new + self.changed))


def hash_site(site: Path, kept: Path) -> dict[str, Hashed]:
    """Hash every file of *site*; only those whose size, time or number differ from what *kept* says."""
    known = sealed.read_json(kept)
    files: dict[str, Hashed] = {}
    noted: dict[str, list[Any]] = {}
    for name, stat in sorted(walk_files(str(site))):
        state = [stat.st_size, stat.st_mtime_ns, stat.st_ino]
        note = known.get(name, [])
        if note[:3] != state:
            data = (site / name).read_bytes()
            digests = [hashlib.sha256(data).hexdigest(), hashlib.md5(data, usedforsecurity=False).hexdigest()]
            note = [*state, *digests]
        noted[name] = note
        files[name] = Hashed(note[0], note[3], note[4])
    if noted != known:
        sealed.write_json(kept, noted)
    return files


def compare(old: Manifest, new: Manifest) -> Changes:
    """What publishing *new* in the place of *old* does; what stands beside files goes with these."""
    before, after = ({name for name in one if not name.endswith(PACKED)} for one in (old, new))
    return Changes(
        tuple(sorted(after - before)),
        tuple(sorted(name for name in after & before if old[name] != new[name])),
        tuple(sorted(before - after)),
    )


def is_text(name: str) -> bool:
    """Whether *name* is worth compressing."""
    return rule_for(name).is_text


def write_manifest(manifest: Manifest) -> str:
    """As ``sha256sum`` reads it."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(manifest.items()))


def read_manifest(text: str) -> dict[str, str]:
    """What :func:`write_manifest` wrote."""
    return {name: digest for digest, _, name in (line.partition("  ") for line in text.splitlines())}
