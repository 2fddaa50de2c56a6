"""What builds keep in one SQLite file: parsed files, texts by key, and what is known of written pages.

Nothing in it is believed: rows carry a seal over their content, and a file that is damaged, cut
short, of other code or no database at all is thrown away, at the price of one slow build.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from incremental.errors import DamagedError
from incremental.facts import PageFacts
from incremental.keys import SETTLED
from incremental.parallel import fork_map

_SETTLED = " settled"
_NOBODY = -1  # no number of a process, no seal
_SCHEMA = """
CREATE TABLE IF NOT EXISTS parsed (
    name TEXT PRIMARY KEY, signature TEXT, digest TEXT, data BLOB, seal INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS texts (name TEXT PRIMARY KEY, text BLOB, seal INTEGER);
CREATE TABLE IF NOT EXISTS made (
    kind TEXT, name TEXT, key TEXT, text BLOB, seal INTEGER, PRIMARY KEY (kind, name));
CREATE TABLE IF NOT EXISTS pages (
    name TEXT PRIMARY KEY, key TEXT, size INTEGER, mtime INTEGER, links TEXT, ids TEXT, inline TEXT,
    seal INTEGER);
"""


@dataclass(frozen=True)
class Parsed:
    """What was made of one file: plain data, and a text that is read when asked for."""

    name: str
    digest: str
    data: dict[str, Any]
    text: Callable[[], str]


class WrittenPage(NamedTuple):
    """A page that was written: its key ("" when it has none), size in bytes, time in nanoseconds, facts."""

    key: str
    size: int
    mtime: int
    facts: PageFacts


class Store:
    """The store in *file*, begun anew unless *code*, which stands for what parses, is the same."""

    def __init__(self, file: Path, code: str) -> None:
        self._file = file
        self._process = _NOBODY
        self._connection: sqlite3.Connection
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            if self._connect().execute("PRAGMA user_version").fetchone() != (_number(code),):
                self._begin(code)
            self._parsed = {
                name: row
                for name, *row, seal in self._connect().execute("SELECT * FROM parsed")
                if seal == _seal(name, *row)
            }
            self.pages = {
                name: WrittenPage(row[0], row[1], row[2], PageFacts(*row[3:]))
                for name, *row, seal in self._connect().execute("SELECT * FROM pages")
                if seal == _seal(name, *row, b"")
            }
        except sqlite3.DatabaseError:
            self._begin(code)
        self._seen: set[str] = set()

    def _begin(self, code: str) -> None:
        self.close()
        for suffix in ("", "-journal"):
            Path(f"{self._file}{suffix}").unlink(missing_ok=True)
        self._parsed, self.pages = {}, {}
        self._connect().executescript(f"{_SCHEMA} PRAGMA user_version = {_number(code)};")

    def _connect(self) -> sqlite3.Connection:
        """The connection of this process: none may be carried through a fork."""
        if self._process != os.getpid():
            is_worker = self._process != _NOBODY
            self._connection = sqlite3.connect(self._file, isolation_level=None)
            self._connection.execute("PRAGMA synchronous = OFF")  # a build can be repeated
            if is_worker:
                self._connection.execute("BEGIN")  # it only reads: one look at the locks is enough
            self._process = os.getpid()
        return self._connection

    def close(self) -> None:
        """Let go of the file; what was not saved is not kept."""
        if not self.is_closed:
            self._connection.close()
        self._process = _NOBODY

    @property
    def is_closed(self) -> bool:
        return self._process != os.getpid()

    def parse_all(
        self,
        root: Path,
        names: list[str],
        parse: Callable[[str], tuple[dict[str, Any], str, bytes]],
        still_holds: Callable[[str, dict[str, Any]], bool],
    ) -> Iterator[Parsed]:
        """What *parse* makes of each file *names* below *root*; parsed again only when its bytes changed.

        Args:
            parse: Takes a name, returns data as JSON can hold it, a text, and the bytes that it read.
            still_holds: Takes a name and kept data: whether other files it looked at are as they were.
        """
        self._seen.update(names)
        fresh = {name: data for name in names if (data := self._fresh(root, name, still_holds)) is not None}
        stale = [name for name in names if name not in fresh]
        for name in stale:
            _read_ahead(f"{root}/{name}")
        rows = fork_map(lambda name: _parse(root, name, parse), stale, "Đọc")
        connection = self._connect()
        connection.execute("BEGIN")
        for name in names:
            data = fresh.get(name)
            if data is None:
                *row, text = next(rows)
                self._parsed[name] = row
                self._put(name, row)
                connection.execute("REPLACE INTO texts VALUES (?, ?, ?)", (name, text, _seal(name, text)))
                data = json.loads(row[2])
            yield Parsed(name, self._parsed[name][1], data, partial(self._text, name))
        connection.execute("COMMIT")

    def _fresh(self, root: Path, name: str, holds: Callable[[str, Any], bool]) -> dict[str, Any] | None:
        """The kept data of a file that is as it was."""
        known = self._parsed.get(name)
        if not known:
            return None
        signature = _signature(f"{root}/{name}")
        if known[0] != signature:
            if known[1] != _digest_of(f"{root}/{name}"):
                return None
            known[0] = signature
            self._put(name, known)
        data = json.loads(known[2])
        return data if holds(name, data) else None

    def _put(self, name: str, row: list[Any]) -> None:
        self._connect().execute("REPLACE INTO parsed VALUES (?, ?, ?, ?, ?)", (name, *row, _seal(name, *row)))

    def _text(self, name: str) -> str:
        return self._read("SELECT text, seal FROM texts WHERE name = ?", name)

    def _read(self, query: str, *names: str) -> str:
        """The text that *query* finds, last before its seal, for *names*."""
        try:
            row = self._connect().execute(query, names).fetchone()
        except sqlite3.DatabaseError:
            row = None
        if not row or row[-1] != _seal(*names, *row[:-1]):
            raise self._damaged()
        text: bytes = row[-2]
        return text.decode()

    def _damaged(self) -> DamagedError:
        self._file.unlink(missing_ok=True)
        return DamagedError(f"{self._file} was damaged and has been removed: build again")

    def keep_all(
        self, kind: str, keys: Mapping[str, str], make: Callable[[str], str]
    ) -> Callable[[str], str]:
        """Keep one text of this *kind* for each name in *keys*, and no others.

        Args:
            keys: For each name what stands for its text.
            make: Takes a name, returns the text; asked only where the key has changed.

        Returns:
            What gives the text of a name, also in a worker.
        """
        try:
            self._keep(kind, keys, make)
        except sqlite3.OperationalError:  # no fault of the file
            raise
        except sqlite3.DatabaseError:
            raise self._damaged() from None
        return partial(self._made, kind)

    def _keep(self, kind: str, keys: Mapping[str, str], make: Callable[[str], str]) -> None:
        connection = self._connect()
        known = dict(connection.execute("SELECT name, key FROM made WHERE kind = ?", (kind,)))
        stale = [name for name, key in keys.items() if known.get(name) != key]
        texts = list(fork_map(make, stale, "Dựng"))
        connection.execute("BEGIN")
        for name, text in zip(stale, texts, strict=True):
            row = (kind, name, keys[name], text.encode())
            connection.execute("REPLACE INTO made VALUES (?, ?, ?, ?, ?)", (*row, _seal(*row)))
        for name in known.keys() - keys.keys():
            connection.execute("DELETE FROM made WHERE kind = ? AND name = ?", (kind, name))
        connection.execute("COMMIT")

    def _made(self, kind: str, name: str) -> str:
        return self._read("SELECT key, text, seal FROM made WHERE kind = ? AND name = ?", kind, name)

    def save_pages(self, pages: dict[str, WrittenPage]) -> None:
        """Remember *pages* for the next build, and no others; and forget files that were not asked for."""
        connection = self._connect()
        changed = [
            (name, *page[:3], *page.facts) for name, page in pages.items() if self.pages.get(name) != page
        ]
        connection.execute("BEGIN")
        connection.executemany(
            "REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((*row, _seal(*row, b"")) for row in changed),
        )
        for name in self.pages.keys() - pages.keys():
            connection.execute("DELETE FROM pages WHERE name = ?", (name,))
        for name in self._parsed.keys() - self._seen:
            connection.execute("DELETE FROM parsed WHERE name = ?", (name,))
            connection.execute("DELETE FROM texts WHERE name = ?", (name,))
        connection.execute("COMMIT")
        self.pages = pages


def _parse(
    root: Path, name: str, parse: Callable[[str], tuple[dict[str, Any], str, bytes]]
) -> tuple[str, str, bytes, bytes]:
    """Signature, digest, data and text of a file, in a worker; all of the same bytes."""
    file = f"{root}/{name}"
    for _attempt in range(3):
        before = _signature(file)
        data, text, read = parse(name)
        digest = _digest(read)
        if _signature(file).removesuffix(_SETTLED) == before.removesuffix(_SETTLED):
            break
    else:  # somebody keeps writing to it: never to be taken for what it is next time
        digest = f"changing {time.time_ns()}"
    is_known = before.endswith(_SETTLED) and before.startswith(f"{len(read)} ")  # and was read whole
    told = json.dumps(data, ensure_ascii=False)
    return before if is_known else "", digest, told.encode(), text.encode()


def _read_ahead(file: str) -> None:
    """Let the system fetch *file* from the disk while others are parsed: else each would be waited for."""
    if sys.platform == "linux":
        with suppress(OSError):
            number = os.open(file, os.O_RDONLY | os.O_NONBLOCK)  # it may have become a pipe
            try:
                os.posix_fadvise(number, 0, 0, os.POSIX_FADV_WILLNEED)
            finally:
                os.close(number)


def _number(code: str) -> int:
    return int.from_bytes(hashlib.blake2b(f"{_SCHEMA}{code}".encode(), digest_size=3).digest()) + 1


def _seal(*row: Any) -> int:
    """Tells damage to *row*, whose last column is bytes: need not withstand anybody, and is taken of all."""
    *told, data = row
    if not isinstance(data, bytes):  # damaged
        return _NOBODY
    return zlib.crc32(data, zlib.crc32("\0".join(map(str, told)).encode("utf-8", "surrogatepass")))


def _signature(file: str) -> str:
    """Changes whenever the bytes of *file* may have; ends in _SETTLED when the clock can tell."""
    try:
        stat = os.stat(file)
    except OSError:
        return ""
    settled = _SETTLED if time.time_ns() - max(stat.st_mtime_ns, stat.st_ctime_ns) > SETTLED else ""
    return f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}{settled}"


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _digest_of(file: str) -> str:
    try:
        return _digest(Path(file).read_bytes())
    except OSError as error:
        return f"error {error.errno}"
