"""The files of a site, with the SHA-256 of each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from newsroom.addresses import COPIES

Manifest = Mapping[str, str]  # path below the site's root to SHA-256, in hexadecimal
LARGEST = 64_000_000  # bytes of a manifest: more is none
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True)
class Changes:
    """The file names to add, replace and remove at a target, each sorted."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.removed)

    @property
    def sent(self) -> tuple[str, ...]:
        return tuple(sorted(self.new + self.changed))


def compare(old: Manifest, new: Manifest) -> Changes:
    """Find the changes from *old* to *new*; compressed copies are not counted."""
    before, after = ({name for name in manifest if not name.endswith(COPIES)} for manifest in (old, new))
    return Changes(
        tuple(sorted(after - before)),
        tuple(sorted(name for name in after & before if old[name] != new[name])),
        tuple(sorted(before - after)),
    )


def write_manifest(manifest: Manifest) -> str:
    """Write *manifest* in the format of ``sha256sum``."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(manifest.items()))


def read_manifest(text: str) -> dict[str, str] | None:
    """Parse the output of :func:`write_manifest`; None if *text* is nothing that it writes."""
    lines = [_LINE.fullmatch(line) for line in text.split("\n")[:-1]]
    manifest = {match[2]: match[1] for match in lines if match and is_inside(match[2])}
    return manifest if manifest and write_manifest(manifest) == text else None


def is_inside(name: str) -> bool:
    """Return whether *name* is a plain path to a place below a root."""
    return not any(part in f"/{name}/" for part in ("//", "/./", "/../"))
