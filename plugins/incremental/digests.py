"""Digests of data and files, and the times from which a change of a file shows."""

import datetime as dt
import hashlib
import os
import sys
import time
from decimal import Decimal
from pathlib import Path

SETTLED = 50_000_000  # nanoseconds: a younger file may change again within one tick of its clock
_SECOND = 1_000_000_000  # nanoseconds
ATOMS = (str, int, float, bool, bytes, type(None), Decimal, dt.date, dt.time, dt.tzinfo)


class UnkeyedError(TypeError):
    """A value of which no string says all that a page may show."""


def digest(data: str | bytes) -> str:
    """Return a short digest of *data*."""
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def digest_file(file: str) -> str:
    """Return the digest of the bytes in *file*; an empty string if it cannot be read."""
    try:
        return digest(Path(file).read_bytes())
    except OSError:
        return ""


def settles_at(changed: int) -> int:
    """Return the time from which a further change of a file shows in its times; both in nanoseconds.

    Times without fractions come from file systems that count whole seconds, or every other second.
    """
    return changed + (SETTLED if changed % _SECOND else 2 * _SECOND)


def signature_of(file: str) -> str:
    """Return a string that changes with the bytes of *file*; empty while its clock is too coarse."""
    try:
        stat = os.stat(file)
    except OSError:
        return ""
    if time.time_ns() <= settles_at(max(stat.st_mtime_ns, stat.st_ctime_ns)):
        return ""
    return f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}"


def installed() -> list[str]:
    """Return the version of Python, and the names and versions of the packages that it finds."""
    folders = (folder for folder in map(Path, sys.path) if folder.is_dir())
    return [sys.version, *sorted({entry.name for folder in folders for entry in folder.glob("*-info")})]
