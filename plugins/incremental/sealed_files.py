"""Files that builds keep for later ones, sealed: a damaged one is taken for missing."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def read(file: Path) -> bytes | None:
    """Read what was kept in *file*; None when there is nothing, or it is not what was put there."""
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


def read_json(file: Path) -> dict[str, Any]:
    """Read what write_json kept in *file*; nothing when that is lost or damaged."""
    return dict(json.loads(read(file) or b"{}"))


def write_json(file: Path, data: Mapping[str, Any]) -> None:
    """Keep plain *data* in *file*."""
    write(file, json.dumps(data, ensure_ascii=False).encode())


def _seal(file: Path, data: bytes) -> bytes:
    """Of the bytes and of the name, which stands for what they were made of."""
    return hashlib.sha256(file.name.encode() + data).hexdigest().encode()
