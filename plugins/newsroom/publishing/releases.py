"""Numbered releases at a publishing target."""

import re
from dataclasses import dataclass

from newsroom.publishing.tools import PublishError

KEPT = 5
_LINE = re.compile(r"^(\w+) (?:releases/)?(\d+)$", re.MULTILINE)


@dataclass(frozen=True)
class Releases:
    """The release numbers at a target: *whole* of releases with a manifest, *known* of all.

    *before* was shown before *current*; readers may still have its pages open.
    """

    current: int | None
    before: int | None
    whole: tuple[int, ...]
    known: tuple[int, ...]

    @property
    def next(self) -> int:
        return max(self.known, default=0) + 1

    @property
    def bases(self) -> list[int]:
        """The releases whose unchanged files a new release links to: the current and the newest."""
        return sorted({*self.whole} & {self.current, max(self.whole, default=0)})

    @property
    def superfluous(self) -> list[int]:
        """The releases to remove: all but the newest few, *current* and *before*."""
        kept = {*sorted(self.whole)[-KEPT:], self.current, self.before}
        return [number for number in self.known if number not in kept]

    def earlier(self, wanted: int | None = None) -> int:
        """Choose the release to return to: *wanted*, or the last before the current.

        Raises:
            PublishError: There is no such release.
        """
        before = [number for number in self.whole if number < (self.current or 0)]
        if wanted is None and before:
            return max(before)
        if wanted is not None and wanted != self.current and wanted in self.whole:
            return wanted
        if wanted is None:
            fault = "Không có bản nào trước bản đang hiện"
        else:
            fault = f"Bản {wanted} {'đang hiện rồi' if wanted == self.current else 'không còn ở nơi đăng'}"
        numbers = ", ".join(map(str, self.whole)) or "chưa có bản nào"
        current = self.current or "không bản nào"
        raise PublishError(f"{fault}. Các bản ở đó: {numbers}; đang hiện: {current}.")


def read_releases(survey: str) -> Releases:
    """Parse lines such as ``current releases/3``, ``earlier releases/2``, ``whole 3`` and ``known 3``."""
    found = [(word, int(number)) for word, number in _LINE.findall(survey)]
    number_of = dict(found)
    whole = {number for word, number in found if word == "whole"}
    known = {number for _, number in found}
    return Releases(
        number_of.get("current"), number_of.get("earlier"), tuple(sorted(whole)), tuple(sorted(known))
    )
