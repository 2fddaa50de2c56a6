"""Files that builds keep for later ones, sealed: a damaged file counts as missing."""

import errno
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any


def read(file: Path) -> bytes | None:
    """Return the data that :func:`write` kept in *file*; None if it is missing or damaged."""
    try:
        seal, _, data = read_file(str(file)).partition(b"\n")
    except OSError:
        return None
    return data if seal == _seal(file, data) else None


def write(file: Path, data: bytes) -> None:
    """Keep *data* in *file*; another build may do the same at the same time."""
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file, ignore_errors=True)
    replace_bytes(str(file), _seal(file, data) + b"\n" + data)


def replace_bytes(file: str, data: bytes) -> None:
    """Replace *file*, or the link in its place, by *data* in one step; make its folder if needed."""
    unfinished = f"{file}.{os.getpid()}.part"
    try:
        try:
            stream = open(unfinished, "wb")  # noqa: SIM115 (closed below)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(file), exist_ok=True)
            stream = open(unfinished, "wb")  # noqa: SIM115
        with stream:
            stream.write(data)
        os.replace(unfinished, file)
    except OSError as error:
        error.filename = file  # the system names none when a disk is full
        with suppress(OSError):
            os.unlink(unfinished)
        raise


def read_file(file: str) -> bytes:
    """Return the bytes of a regular *file*: a pipe would have a reader wait for ever.

    Raises:
        OSError: It is something else, such as a link, or cannot be read.
    """
    with open(file, "rb", buffering=0, opener=_open_at_once) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", file)
        return stream.read()


def _open_at_once(file: str, flags: int) -> int:
    return os.open(file, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))


def digest_sha256(file: str) -> str:
    """Return the SHA-256 of *file*; an empty string if it cannot be read."""
    try:
        return hashlib.sha256(read_file(file)).hexdigest()
    except OSError:
        return ""


def read_json(file: Path) -> dict[str, Any]:
    """Return the data that :func:`write_json` kept in *file*; an empty dict if it is missing or damaged."""
    return dict(json.loads(read(file) or b"{}"))


def write_json(file: Path, data: Mapping[str, Any]) -> None:
    """Keep plain *data* in *file*."""
    write(file, json.dumps(data, ensure_ascii=False).encode())


def _seal(file: Path, data: bytes) -> bytes:
    """Return a digest of *data* and of the name of *file*, which may be a hash of the data's origin."""
    return hashlib.sha256(file.name.encode() + data).hexdigest().encode()
