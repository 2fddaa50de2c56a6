"""Precompressed ``.gz`` and ``.br`` copies of text files, for web servers."""

import gzip
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import brotli

from incremental import sealed_files
from newsroom.publishing.manifest import PACKED, Hashed
from newsroom.servers.headers import rule_for

GZIP_LEVEL = 9
BROTLI_QUALITY = 10  # 11 saves 2 % more in more than twice the time
MANY_FILES = 64  # files from which more processes pay off
SAVED_EACH = 1000  # files; a killed publish repeats at most so many

Packed = dict[str, str]  # ending to SHA-256


def compress_site(site: Path, files: Mapping[str, Hashed], folder: Path) -> dict[str, str]:
    """Write .gz and .br files for every text file of *site* into *folder*; remove stale ones.

    Only files that are smaller than their originals are kept.

    Returns:
        SHA-256 of each compressed file, by name.
    """
    kept = folder.with_suffix(".json")
    known = sealed_files.read_json(kept)
    texts = {name: file.sha256 for name, file in files.items() if rule_for(name).is_text}
    notes = {
        name: note
        for name, note in known.items()
        if note[0] == texts.get(name)
        and all(os.path.exists(f"{folder}/{name}{ending}") for ending in note[1])  # noqa: PTH110 (40,000 times)
    }
    waiting = [name for name in texts if name not in notes]
    for name in (known.keys() - notes.keys()) | set(waiting):
        for ending in PACKED:
            (folder / f"{name}{ending}").unlink(missing_ok=True)
    try:
        for count, (name, packed) in enumerate(_compress_all(waiting, site, folder), start=1):
            notes[name] = [texts[name], packed]
            if count % SAVED_EACH == 0:
                sealed_files.write_json(kept, notes)
    finally:
        if notes != known:
            sealed_files.write_json(kept, notes)
    return {
        f"{name}{ending}": digest for name, (_, packed) in notes.items() for ending, digest in packed.items()
    }


def _compress_all(names: Sequence[str], site: Path, folder: Path) -> Iterator[tuple[str, Packed]]:
    work = partial(_compress, site, folder)
    if len(names) < MANY_FILES:
        yield from zip(names, map(work, names), strict=True)
        return
    with ProcessPoolExecutor() as pool:
        yield from zip(names, pool.map(work, names, chunksize=16), strict=True)


def _compress(site: Path, folder: Path, name: str) -> Packed:
    data = (site / name).read_bytes()
    packed = {
        ".gz": gzip.compress(data, GZIP_LEVEL, mtime=0),
        ".br": brotli.compress(data, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY),
    }
    smaller = {ending: small for ending, small in packed.items() if len(small) < len(data)}
    for ending, small in smaller.items():
        file = folder / f"{name}{ending}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(small)
    return {ending: hashlib.sha256(small).hexdigest() for ending, small in smaller.items()}
