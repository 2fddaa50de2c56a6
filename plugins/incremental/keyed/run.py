"""The state of one incremental build, kept in ``settings["INCREMENTAL"]``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from incremental.digests import digest
from incremental.keyed.keys import code_key
from incremental.keyed.store import Store, WrittenPage

if TYPE_CHECKING:
    from incremental.keyed.writer import KeyedWriter

SETTING = "INCREMENTAL"


@dataclass(frozen=True)
class Report:
    """The pages of a build by name, and the names of pages written, settled, removed and foreign.

    Pages are settled if they, and every file and id of the last release, were kept: their links still work.
    Pages are foreign if a generator wrote them that knows nothing of keys, such as those of Pelican.
    """

    pages: dict[str, WrittenPage]
    written: frozenset[str]
    settled: frozenset[str]
    removed: frozenset[str]
    foreign: frozenset[str]


@dataclass
class IncrementalRun:
    """One build: its optional inputs, the store that it keeps open, and its writer.

    Attributes:
        previous: The folder of the last release if the output is another folder: unchanged pages are
            linked from there.
        found: Name and state of each file of the last release, if they are known.
        store_file: The file of the store; by default a file for each output, in CACHE_PATH.
        sources: Files of code besides plugins, such as the settings themselves.
        is_doubtful: Something may have written into the last release: compare its pages by digest, not only
            by size and time.
        copies: Unchanged pages are copied from the last release, for plugins may write into them when Pelican
            has finished.
        root: The path of the site on its host, with a slash at its end. Pages are made as if it were /, and
            written with links below it.
        report: The outcome, when Pelican has finished.
    """

    previous: str | None = None
    found: Iterable[tuple[str, os.stat_result]] | None = None
    store_file: Path | None = None
    sources: Sequence[str] = ()
    is_doubtful: bool = False
    copies: bool = False
    root: str = "/"
    report: Report | None = field(default=None, init=False)
    writer: KeyedWriter | None = field(default=None, init=False, repr=False)
    _store: Store | None = field(default=None, init=False, repr=False)

    @classmethod
    def of(cls, settings: dict[str, Any]) -> IncrementalRun:
        """Return the run in *settings*; begin a run if the site has set none."""
        run: IncrementalRun = settings.setdefault(SETTING, cls())
        return run

    def open_store(self, settings: dict[str, Any]) -> Store:
        """Open the store of the site with these *settings*; return the same until it is closed."""
        if self._store is None:
            name = f"incremental-{digest(os.path.abspath(settings['OUTPUT_PATH']))[:16]}.sqlite"
            file = self.store_file or Path(settings["CACHE_PATH"], name)
            self._store = Store(file, code_key(settings, self.sources))
        return self._store

    def close(self) -> None:
        """Close the store; texts that were not saved are lost."""
        if self._store:
            self._store.close()
            self._store = None
