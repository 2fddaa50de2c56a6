"""Readers of Pelican that read a source again only if it, or anything else that they used, has changed.

Pelican has a cache of its own, CACHE_CONTENT, which looks at the time of the source only. Here a result is
kept with the bytes of the source, the settings that the reader looked up, and every other file that readers
of its class opened, listed or looked for: a reader may open a file once, and remember it for later sources.
"""

import io
import os
import pickle
from collections.abc import Iterator
from functools import partial
from typing import Any

from pelican.generators import CachingGenerator

from incremental.digests import UnkeyedError, digest, digest_file, signature_of
from incremental.stock.shelf import Shelf
from incremental.stock.values import Values
from incremental.stock.watching import state_of, watched

SETTING = "INCREMENTAL"  # which holds the state of the build, and changes no source
_READ, _NEARBY = "read", "nearby"


class NotedSettings(dict[str, Any]):
    """A copy of the settings that notes which of them are looked up."""

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.names.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.names.add(name)
        return super().get(name, default)

    def __contains__(self, name: object) -> bool:
        self.names.add(str(name))
        return super().__contains__(name)

    def _note_all(self) -> None:
        self.names.update(super().keys() - {SETTING})

    def __iter__(self) -> Iterator[str]:
        self._note_all()
        return super().__iter__()

    def keys(self) -> Any:
        self._note_all()
        return super().keys()

    def values(self) -> Any:
        self._note_all()
        return super().values()

    def items(self) -> Any:
        self._note_all()
        return super().items()

    def copy(self) -> dict[str, Any]:
        self._note_all()
        return super().copy()


class SourceReading:
    """The reading of the sources of one build."""

    def __init__(self, settings: dict[str, Any], shelf: Shelf, values: Values) -> None:
        self._settings, self._shelf, self._values = settings, shelf, values
        self.kept, self.made = 0, 0  # numbers of sources
        self._nearby: dict[str, dict[tuple[str, str], str]] = {}  # states of other files, by name of reader
        self._outdated: set[str] = set()  # names of readers of which these have changed

    def attach(self, generator: CachingGenerator) -> None:
        """Keep the results of the readers of *generator*."""
        for reader in {id(reader): reader for reader in generator.readers.readers.values()}.values():
            name = f"{type(reader).__module__}.{type(reader).__qualname__}"
            self._open_nearby(name)
            own = {key: value for key, value in vars(reader).items() if key != "settings"}
            try:
                state = digest(self._values.text(own))
            except UnkeyedError:
                continue
            reader.read = partial(self._read, reader, reader.read, name, state)

    def _open_nearby(self, name: str) -> None:
        if name not in self._nearby:
            kept = self._shelf.get(_NEARBY, name)
            self._nearby[name] = kept.origin if kept else {}
            if any(state_of(*file) != state for file, state in self._nearby[name].items()):
                self._outdated.add(name)
                self._nearby[name] = {}

    def _read(self, reader: Any, read: Any, name: str, state: str, path: str) -> tuple[Any, dict[str, Any]]:
        """Return the content and the metadata of the source at *path*."""
        kept = None if name in self._outdated else self._shelf.get(_READ, f"{name} {path}")
        if kept and kept.key == self._key(state, kept.origin) and _is_same(path, kept.origin):
            self.kept += 1
            return self._load(kept.data)
        self.made += 1
        signature, source, settings = signature_of(path), digest_file(path), NotedSettings(self._settings)
        reader.settings = settings
        try:
            with watched() as watch:
                content, metadata = read(path)
        finally:
            reader.settings = self._settings
        # Pelican marks metadata that it is about to drop by an object of no class.
        result = (content, {key: value for key, value in metadata.items() if type(value) is not object})
        try:
            data = _dump(result, settings, self._settings)
        except Exception:  # noqa: BLE001 (of any kind: objects say how they are pickled)
            return read(path)  # without the copy of the settings
        own = {path, os.path.realpath(path)}
        files = {file for file in watch.files if file[1] not in own}
        timed = any(("stat", name) in watch.files for name in own)
        origin = (signature, source, timed, tuple(sorted(settings.names)))
        key = self._key(state, origin)
        if not watch.does_more and key:
            nearby = self._nearby[name]
            nearby.update({file: state_of(*file) for file in files if file not in nearby})
            self._shelf.put(_READ, f"{name} {path}", key, origin, data)
        return self._load(data)

    def _key(self, state: str, origin: tuple[str, str, bool, tuple[str, ...]]) -> str:
        """Return the key of a result; empty if it has none."""
        try:
            return digest(state + self._values.text([self._settings.get(name) for name in origin[3]]))
        except UnkeyedError:
            return ""

    def _load(self, data: bytes) -> tuple[Any, dict[str, Any]]:
        unpickler = pickle.Unpickler(io.BytesIO(data))  # noqa: S301 (written by a build of this site)
        unpickler.persistent_load = lambda _name: self._settings  # type: ignore[method-assign]
        result: tuple[Any, dict[str, Any]] = unpickler.load()
        return result

    def save(self) -> None:
        """Keep the states of the other files."""
        for name, nearby in self._nearby.items():
            self._shelf.put(_NEARBY, name, "", nearby)


def _is_same(path: str, origin: tuple[str, str, bool, tuple[str, ...]]) -> bool:
    signature, source, timed, _names = origin
    return bool(signature and signature_of(path) == signature) or (not timed and digest_file(path) == source)


def _dump(result: Any, noted: dict[str, Any], shared: dict[str, Any]) -> bytes:
    """Pickle *result* with a mark in the place of the settings, *noted* or *shared*."""

    class Pickler(pickle.Pickler):
        def persistent_id(self, value: Any) -> str | None:
            return "settings" if value is noted or value is shared else None

    stream = io.BytesIO()
    Pickler(stream, pickle.HIGHEST_PROTOCOL).dump(result)
    return stream.getvalue()
