"""The SQLite file of results that are kept for the next build, each with what it was made from."""

from __future__ import annotations

import pickle
import sqlite3
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from incremental.store import OF_SYSTEM, checksum, number_of, result_of

_SCHEMA = """
CREATE TABLE IF NOT EXISTS results (
    kind TEXT, name TEXT, key TEXT, origin BLOB, data BLOB, seal INTEGER,
    PRIMARY KEY (kind, name));
"""
_FAST = 1  # of zlib: a text of HTML shrinks to a fifth, at a few milliseconds for a megabyte


class Result(NamedTuple):
    """A kept result: its data, the plain description of what it was made from, and the key of that."""

    key: str
    origin: Any
    packed: bytes

    @property
    def data(self) -> bytes:
        return zlib.decompress(self.packed)


class Shelf:
    """The results in *file*; without them if it is damaged, or another build has it.

    Results that a build neither asks for nor puts there are removed at its end.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._used: set[tuple[str, str]] = set()
        self._connection: sqlite3.Connection | None = None
        file.parent.mkdir(parents=True, exist_ok=True)
        for _attempt in range(2):  # the second with a new file
            try:
                self._open()
                break
            except sqlite3.DatabaseError as error:
                self._discard(error)

    def _open(self) -> None:
        self._connection = sqlite3.connect(self._file, timeout=0.2, isolation_level=None)
        self._connection.execute("PRAGMA synchronous = OFF")  # a build can be repeated
        if self._connection.execute("PRAGMA user_version").fetchone() != (number_of(_SCHEMA),):
            self._connection.executescript("DROP TABLE IF EXISTS results;" + _SCHEMA)
            self._connection.execute(f"PRAGMA user_version = {number_of(_SCHEMA)}")
        self._connection.execute("BEGIN IMMEDIATE")

    def _discard(self, error: sqlite3.Error) -> None:
        """Go on without the file; remove it if it is damaged."""
        if self._connection:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
        if result_of(error) not in OF_SYSTEM:
            with suppress(OSError):
                self._file.unlink()

    def get(self, kind: str, name: str) -> Result | None:
        """Return the result of this *kind* and *name*, if one is kept whole."""
        row = None
        if self._connection:
            query = "SELECT key, origin, data, seal FROM results WHERE kind = ? AND name = ?"
            try:
                row = self._connection.execute(query, (kind, name)).fetchone()
            except sqlite3.DatabaseError as error:
                self._discard(error)
        if not row or row[3] != checksum(kind, name, row[0], row[1], row[2]):
            return None
        self._used.add((kind, name))
        return Result(row[0], pickle.loads(row[1]), row[2])  # noqa: S301 (written by a build of this site)

    def put(self, kind: str, name: str, key: str, origin: Any, data: bytes) -> None:
        """Keep *data*, made from *origin*, whose present state has this *key*."""
        row = (kind, name, key, pickle.dumps(origin), zlib.compress(data, _FAST))
        if self._connection:
            try:
                statement = "REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?)"
                self._connection.execute(statement, (*row, checksum(*row)))
            except sqlite3.DatabaseError as error:
                self._discard(error)
        self._used.add((kind, name))

    def clear(self) -> None:
        """Forget all results."""
        if self._connection:
            self._connection.execute("DELETE FROM results")

    def save(self) -> None:
        """Save the results in use, remove the others, and close the file."""
        if self._connection:
            try:
                rows = self._connection.execute("SELECT kind, name FROM results").fetchall()
                unused = set(rows) - self._used
                statement = "DELETE FROM results WHERE kind = ? AND name = ?"
                self._connection.executemany(statement, unused)
                self._connection.execute("COMMIT")
                self._connection.close()
                self._connection = None
            except sqlite3.DatabaseError as error:
                self._discard(error)
