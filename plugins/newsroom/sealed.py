"""Made files that builds keep in the cache, sealed: one that was damaged is never published."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def read(file: Path) -> bytes | None:
    """What was kept in *file*; None when there is nothing, or it is not what was put there."""
    try:
        seal, _, data = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    return data if seal == _seal(file, data) else None


def write(file: Path, data: bytes) -> None:
    """Keep *data* in *file*; another build may do the same at the same time."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(f".{os.getpid()}.part")
    unfinished.write_bytes(_seal(file, data) + b"\n" + data)
    unfinished.replace(file)


def _seal(file: Path, data: bytes) -> bytes:
    """Of the bytes and of the name, which stands for what they were made of."""
    return hashlib.sha256(file.name.encode() + data).hexdigest().encode()
