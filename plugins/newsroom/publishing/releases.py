"""Numbered releases at a publishing target."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from newsroom.publishing.manifest import read_manifest
from newsroom.publishing.tools import PublishError

KEPT = 5
LAST = 999_999_999  # the largest number of a release
_LINE = re.compile(r"^(\w+) ([1-9][0-9]{0,8})$", re.MULTILINE)


@dataclass(frozen=True)
class Releases:
    """The release numbers at a target: *whole* of folders with a manifest, *known* of all names in use.

    *manifest* is that of the current release, empty if it has none.
    """

    current: int | None
    whole: tuple[int, ...]
    known: tuple[int, ...]
    manifest: dict[str, str] = field(default_factory=dict)

    @property
    def next(self) -> int:
        """The first free number after the newest whole release; if there is none, the first of all."""
        newest = max(self.whole, default=0)
        numbers = chain(range(newest + 1, LAST + 1), range(1, newest))
        return next(number for number in numbers if number not in self.known)

    @property
    def shown(self) -> int | None:
        """The current release, if it is a release at all."""
        return self.current if self.current in self.whole else None

    @property
    def bases(self) -> list[int]:
        """The releases whose unchanged files a new release links to: the current and the newest."""
        return sorted({*self.whole} & {self.current, max(self.whole, default=0)})

    def superfluous(self, new: int) -> list[int]:
        """The releases to remove once *new* is shown: all but the newest few, and the one before."""
        kept = {new, self.shown, *sorted(self.whole)[1 - KEPT :]}
        return [number for number in self.known if number not in kept]

    def choose(self, wanted: int | None = None) -> Sequence[int]:
        """Choose the releases to return to: *wanted*, or all before the current, the last first.

        Raises:
            PublishError: There is no such release.
        """
        before = [number for number in reversed(self.whole) if number < (self.current or self.next)]
        if wanted is None and before:
            return before
        if wanted is not None and wanted != self.current and wanted in self.whole:
            return [wanted]
        if wanted is None:
            fault = "Không có bản nào trước bản đang hiện"
        else:
            fault = f"Bản {wanted} {'đang hiện rồi' if wanted == self.current else 'không còn ở nơi đăng'}"
        numbers = ", ".join(map(str, self.whole)) or "chưa có bản nào"
        current = self.current or "không bản nào"
        raise PublishError(f"{fault}. Các bản ở đó: {numbers}; đang hiện: {current}.")


def read_releases(survey: str) -> Releases:
    """Parse lines such as ``known 3``, ``whole 3`` and ``current 3``.

    After them and a NUL comes the manifest of the current release.
    """
    lines, _, manifest = survey.partition("\0")
    found = [(word, int(number)) for word, number in _LINE.findall(lines)]
    number_of = dict(found)
    whole = {number for word, number in found if word == "whole"}
    known = {number for _, number in found}
    return Releases(
        number_of.get("current"),
        tuple(sorted(whole)),
        tuple(sorted(known)),
        read_manifest(manifest) or {},
    )
