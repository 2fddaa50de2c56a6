"""The entries of a release at a target, held against its list of files.

A checksum of each listed file is not enough: it follows links, and misses what was added.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from newsroom.language.file_names import show
from newsroom.publishing.manifest import Manifest, read_manifest

# Print the type of each entry that is no file, then of each that not everybody may read, then the digest of
# each file, and last the list of the release. NUL ends each of them: names may hold any other byte.
INSPECT = """
sha256sum -z </dev/null >/dev/null || exit
cd -- "$1/releases" && [ ! -L "$2" ] && cd -- "$2" || exit 0
find . ! -type f -printf '%y  ./%P\\0'
find . \\( -type d ! -perm -555 -o -type f ! -perm -444 \\) -printf 'closed  ./%P\\0'
find . -type f -exec sha256sum -z -- {} +
printf '\\0'
[ ! -f "../$2.sha256" ] || [ -L "../$2.sha256" ] || head -c "$3" "../$2.sha256"
true
"""
_FOLDER = "d"
_KINDS = {
    _FOLDER: "là thư mục",
    "closed": "không cho mọi người đọc",
    "l": "là liên kết (symlink)",
    "p": "là ống dẫn (FIFO)",
    "s": "là ổ cắm (socket)",
}
_OTHER = "có nội dung khác"


@dataclass(frozen=True)
class Inventory:
    """The output of the script INSPECT for a release."""

    text: str

    @cached_property
    def manifest(self) -> dict[str, str] | None:
        """The list of the release; None if it is missing or damaged."""
        return read_manifest(self.text.partition("\0\0")[2])

    def find_faults(self, manifest: Manifest) -> list[str]:
        """Describe each entry that is not as *manifest* has it."""
        records = self.text.partition("\0\0")[0].split("\0") if self.text else []
        found = {(kind, name) for kind, name in (record.split("  ./", 1) for record in records)}
        here = manifest.keys() & {name for _, name in found}  # a list may name folders without end
        folders = {str(folder) for name in here for folder in PurePosixPath(name).parents} - {"."}
        wanted = {(digest, name) for name, digest in manifest.items()} | {
            (_FOLDER, name) for name in ("", *folders)
        }
        names, there = ({name for _, name in pairs} for pairs in (wanted, found))
        lost = [f"thiếu {show(name) or 'cả bản'}" for name in sorted(names - there)]
        wrong = [
            f"{show(name)} {_KINDS.get(kind, _OTHER)}" if name in names else f"thừa {show(name)}"
            for kind, name in sorted(found - wanted)
        ]
        return lost + wrong

    def describe_damage(self) -> str:
        """Describe briefly how the release differs from its own list; empty if it does not."""
        if self.manifest is None:
            return "danh sách SHA-256 của bản bị mất hay hỏng"
        return summarise(self.find_faults(self.manifest))


def summarise(faults: list[str]) -> str:
    """Return the first of *faults* and the number of the others; empty if there are none."""
    more = f" và {len(faults) - 1} chỗ nữa" if len(faults) > 1 else ""
    return f"{faults[0]}{more}" if faults else ""
