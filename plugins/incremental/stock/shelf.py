"""The SQLite file of results that are kept for the next build, each with what it was made from."""

from __future__ import annotations

import pickle
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from incremental.sqlite_rows import OF_SYSTEM, checksum, number_of, result_of

_SCHEMA = """
CREATE TABLE IF NOT EXISTS results (
    kind TEXT, name TEXT, key TEXT, origin BLOB, data BLOB, seal INTEGER,
    PRIMARY KEY (kind, name)) WITHOUT ROWID;
"""


class Result(NamedTuple):
    """A kept result: the key of what it was made from, the plain description of that, and its data."""

    key: str
    origin: Any
    data: bytes


class Shelf:
    """The results in *file*; without them if it is damaged, or another build has it.

    Results that a build neither asks for nor puts there are removed at its end.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._kept: dict[tuple[str, str], list[Any]] = {}  # rows, by kind and name
        self._names: set[tuple[str, str]] = set()  # kinds and names in the file
        self._used: set[tuple[str, str]] = set()
        self._new: dict[tuple[str, str], tuple[str, bytes, bytes]] = {}
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
        rows = self._connection.execute("SELECT * FROM results")
        self._kept = {(kind, name): row for kind, name, *row in rows}
        self._names = {*self._kept}

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
        row = self._kept.get((kind, name))
        if not row or row[3] != checksum(kind, name, *row[:3]):
            return None
        self._used.add((kind, name))
        return Result(row[0], pickle.loads(row[1]), row[2])  # noqa: S301 (written by a build of this site)

    def put(self, kind: str, name: str, key: str, origin: Any, data: bytes = b"") -> None:
        """Keep *data*, made from *origin*, whose present state has this *key*."""
        self._new[kind, name] = (key, pickle.dumps(origin), data)

    def drop(self, kind: str, name: str) -> None:
        """Forget the result of this *kind* and *name*."""
        self._used.discard((kind, name))
        self._new.pop((kind, name), None)

    def clear(self) -> None:
        """Forget all results."""
        self._kept = {}

    def save(self) -> None:
        """Save the results in use, remove the others, and close the file."""
        if self._connection:
            unused = self._names - self._used - self._new.keys()
            rows = ((*place, *row, checksum(*place, *row)) for place, row in self._new.items())
            try:
                self._connection.executemany("DELETE FROM results WHERE kind = ? AND name = ?", unused)
                self._connection.executemany("REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?)", rows)
                self._connection.execute("COMMIT")
                self._connection.close()
                self._connection = None
            except sqlite3.DatabaseError as error:
                self._discard(error)
