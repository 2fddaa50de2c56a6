"""Checksums of rows, and the kinds of failures, of the SQLite files of builds."""

import hashlib
import sqlite3
import zlib
from typing import Any

NO_CHECKSUM = -1
# Results that are no fault of the file, which must not be removed; nor does removing it help.
OF_SYSTEM = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM}


def result_of(error: Exception) -> int:
    """Return the primary result code of SQLite; 0 for other errors."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def number_of(text: str) -> int:
    """Return the number that marks a file as made for *text*, a schema and what else it depends on."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=3).digest()) + 1


def checksum(*row: Any) -> int:
    """Return a checksum of *row*, whose last column is bytes: it finds damage, not forgery."""
    *texts, data = row
    if not isinstance(data, bytes):  # damaged
        return NO_CHECKSUM
    return zlib.crc32(data, zlib.crc32("\0".join(map(str, texts)).encode("utf-8", "surrogatepass")))
