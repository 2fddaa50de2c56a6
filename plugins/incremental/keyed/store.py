"""The SQLite file of a site's builds: parsed files, texts, and facts of written pages.

Rows carry a checksum of their content. A file that is damaged, cut short, of other code or no database
at all is removed, at the price of one slow build.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from incremental.digests import digest, digest_file, signature_of
from incremental.keyed import DamagedError
from incremental.keyed.facts import PageFacts
from incremental.keyed.parsed import Data, Parse, Parsed, StillHolds
from incremental.parallel import fork_map
from incremental.sqlite_rows import OF_SYSTEM, checksum, number_of, result_of

_NONE = -1  # no number of a process
_SCHEMA = """
CREATE TABLE IF NOT EXISTS parsed (
    name TEXT PRIMARY KEY, signature TEXT, digest TEXT, data BLOB, seal INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS texts (
    kind TEXT, name TEXT, key TEXT, text BLOB, seal INTEGER, PRIMARY KEY (kind, name));
CREATE TABLE IF NOT EXISTS pages (
    name TEXT PRIMARY KEY, key TEXT, size INTEGER, mtime INTEGER, sha256 TEXT,
    links TEXT, ids TEXT, inline TEXT, seal INTEGER);
"""
_OF_FILES = "parsed"  # the kind of the texts of parsed files
_DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
# Results of opening it, which another file in its place would not have.
_OF_PLACE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR}


class WrittenPage(NamedTuple):
    """A written page: its key, if any, size in bytes, time in nanoseconds, digest, and facts."""

    key: str
    size: int
    mtime: int
    sha256: str
    facts: PageFacts


class Store:
    """The store in *file*, which begins anew unless *code*, a key of all code, is the same."""

    def __init__(self, file: Path, code: str) -> None:
        self._file = file
        self._process = _NONE
        self._connection: sqlite3.Connection
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            if self._connect().execute("PRAGMA user_version").fetchone() != (number_of(_SCHEMA + code),):
                self._begin(code)
            self._parsed = {
                name: row
                for name, *row, seal in self._connect().execute("SELECT * FROM parsed")
                if seal == checksum(name, *row)
            }
            self.pages = {
                name: WrittenPage(row[0], row[1], row[2], row[3], PageFacts(*row[4:]))
                for name, *row, seal in self._connect().execute("SELECT * FROM pages")
                if seal == checksum(name, *row, b"")
            }
        except _DAMAGE as error:
            if result_of(error) in OF_SYSTEM:
                raise
            self._begin(code)
        self._seen: set[str] = set()

    def _begin(self, code: str) -> None:
        self.close()
        for suffix in ("", "-journal"):
            Path(f"{self._file}{suffix}").unlink(missing_ok=True)
        self._parsed, self.pages = {}, {}
        self._connect().executescript(f"{_SCHEMA} PRAGMA user_version = {number_of(_SCHEMA + code)};")

    def _connect(self) -> sqlite3.Connection:
        """Return the connection of this process: connections must not survive a fork."""
        if self._process != os.getpid():
            is_worker = self._process != _NONE
            self._connection = sqlite3.connect(self._file, isolation_level=None)
            self._connection.execute("PRAGMA synchronous = OFF")  # a build can be repeated
            if is_worker:
                self._connection.execute("BEGIN")  # it only reads, so it checks the locks only once
            self._process = os.getpid()
        return self._connection

    def close(self) -> None:
        """Close the file; data that was not saved is lost."""
        if self._process == os.getpid():
            self._connection.close()
        self._process = _NONE

    def parse_all(
        self, root: Path, names: list[str], parse: Parse, still_holds: StillHolds
    ) -> Iterator[Parsed]:
        """Yield the result of *parse* for each file below *root*; parse again only files with other bytes."""
        self._seen.update(names)
        fresh = {name: data for name in names if (data := self._fresh(root, name, still_holds)) is not None}
        stale = [name for name in names if name not in fresh]
        for name in stale:
            _read_ahead(f"{root}/{name}")
        rows = fork_map(lambda name: _parse(root, name, parse), stale, "Đọc")
        self._connect().execute("BEGIN")
        for name in names:
            data = fresh.get(name)
            if data is None:
                *row, text = next(rows)
                self._put(name, row)
                self._put_text(_OF_FILES, name, "", text)
                data = json.loads(row[2])
            yield Parsed(name, self._parsed[name][1], data, partial(self._read, _OF_FILES, name))
        self._connect().execute("COMMIT")

    def _fresh(self, root: Path, name: str, still_holds: StillHolds) -> Data | None:
        """Return the kept data of a file that has not changed."""
        if name not in self._parsed:
            return None
        known, digest, text = self._parsed[name]
        signature = signature_of(f"{root}/{name}")
        if not signature or known != signature:
            if digest != digest_file(f"{root}/{name}"):
                return None
            self._put(name, [signature, digest, text])
        data: Data = json.loads(text)
        return data if still_holds(name, data) else None

    def _put(self, name: str, row: list[Any]) -> None:
        self._parsed[name] = row
        self._connect().execute(
            "REPLACE INTO parsed VALUES (?, ?, ?, ?, ?)", (name, *row, checksum(name, *row))
        )

    def _put_text(self, *row: str | bytes) -> None:
        self._connect().execute("REPLACE INTO texts VALUES (?, ?, ?, ?, ?)", (*row, checksum(*row)))

    def _read(self, kind: str, name: str) -> str:
        """Read a text, also in a worker."""
        query = "SELECT key, text, seal FROM texts WHERE kind = ? AND name = ?"
        try:
            row = self._connect().execute(query, (kind, name)).fetchone()
        except _DAMAGE as error:
            if result_of(error) in OF_SYSTEM | _OF_PLACE:
                raise
            row = None
        if not row or row[-1] != checksum(kind, name, *row[:-1]):
            raise self._damaged()
        text: bytes = row[1]
        return text.decode()

    def _damaged(self) -> DamagedError:
        self._file.unlink(missing_ok=True)
        return DamagedError(f"{self._file} was damaged and has been removed: build again")

    def keep_all(
        self, kind: str, keys: Mapping[str, str], make: Callable[[str], str]
    ) -> Callable[[str], str]:
        """Keep one text of this *kind* for each name in *keys*, and no others.

        Args:
            keys: The key of each text, by name.
            make: Takes a name, returns the text; called only if the key has changed.

        Returns:
            A function that returns the text of a name, also in a worker.
        """
        try:
            query = "SELECT name, key FROM texts WHERE kind = ?"
            known = dict(self._connect().execute(query, (kind,)).fetchall())
            stale = [name for name, key in keys.items() if known.get(name) != key]
            texts = list(fork_map(make, stale, "Dựng"))
            self._connect().execute("BEGIN")
            for name, text in zip(stale, texts, strict=True):
                self._put_text(kind, name, keys[name], text.encode())
            self._remove_texts(kind, known.keys() - keys.keys())
            self._connect().execute("COMMIT")
        except sqlite3.OperationalError:  # no fault of the file
            raise
        except _DAMAGE:
            raise self._damaged() from None
        return partial(self._read, kind)

    def _remove_texts(self, kind: str, names: Iterable[str]) -> None:
        rows = ((kind, name) for name in names)
        self._connect().executemany("DELETE FROM texts WHERE kind = ? AND name = ?", rows)

    def save_pages(self, pages: dict[str, WrittenPage]) -> None:
        """Keep *pages* for the next build, and no others; remove parsed files that were not asked for."""
        connection = self._connect()
        changed = [
            (name, *page[:4], *page.facts) for name, page in pages.items() if self.pages.get(name) != page
        ]
        connection.execute("BEGIN")
        connection.executemany(
            "REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((*row, checksum(*row, b"")) for row in changed),
        )
        removed = ((name,) for name in self.pages.keys() - pages.keys())
        connection.executemany("DELETE FROM pages WHERE name = ?", removed)
        unseen = self._parsed.keys() - self._seen
        connection.executemany("DELETE FROM parsed WHERE name = ?", ((name,) for name in unseen))
        self._remove_texts(_OF_FILES, unseen)
        connection.execute("COMMIT")
        self.pages = pages


def _parse(root: Path, name: str, parse: Parse) -> tuple[str, str, bytes, bytes]:
    """Return signature, digest, data and text of a file, all of the same bytes."""
    signature = signature_of(f"{root}/{name}")
    data, text, read = parse(name)
    if not signature.startswith(f"{len(read)} "):  # it has changed meanwhile, or could not be read
        signature = ""
    return signature, digest(read), json.dumps(data, ensure_ascii=False).encode(), text.encode()


def _read_ahead(file: str) -> None:
    """Ask the system to fetch *file* from the disk while other files are parsed."""
    if sys.platform == "linux":
        with suppress(OSError):
            number = os.open(file, os.O_RDONLY | os.O_NONBLOCK)  # it may have become a pipe
            try:
                os.posix_fadvise(number, 0, 0, os.POSIX_FADV_WILLNEED)
            finally:
                os.close(number)
