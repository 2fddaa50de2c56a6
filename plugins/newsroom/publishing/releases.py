"""Numbered releases at a publishing target."""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.publishing.tools import PublishError

KEPT = 5


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
        newest = max(self.whole, default=None)
        candidates = dict.fromkeys([self.current, newest])
        return [number for number in candidates if number in self.whole and number is not None]

    @property
    def superfluous(self) -> list[int]:
        """The releases to remove: all but the newest few, the current and the one before it."""
        kept = {*sorted(self.whole)[-KEPT:], self.current, self.before}
        return [number for number in self.known if number not in kept]

    def earlier(self, wanted: int | None = None) -> int:
        """Choose the release to return to: *wanted*, or the last before the current.

        Raises:
            PublishError: There is no such release.
        """
        others = [number for number in self.whole if number != self.current]
        if wanted is None:
            before = [number for number in others if self.current is not None and number < self.current]
            if before:
                return max(before)
            raise PublishError(f"Không có bản nào trước bản đang hiện. {self._describe()}")
        if wanted not in others:
            reason = "đang hiện rồi" if wanted == self.current else "không còn ở nơi đăng"
            raise PublishError(f"Bản {wanted} {reason}. {self._describe()}")
        return wanted

    def _describe(self) -> str:
        numbers = ", ".join(map(str, sorted(self.whole))) or "chưa có bản nào"
        return f"Các bản ở đó: {numbers}; đang hiện: {self.current or 'không bản nào'}."


def read_releases(survey: str) -> Releases:
    """Parse lines such as ``current releases/3``, ``earlier releases/2``, ``whole 3`` and ``known 3``."""
    current, before, whole, known = None, None, set(), set()
    for line in survey.splitlines():
        word, _, value = line.partition(" ")
        number = value.removeprefix("releases/").removesuffix(".sha256")
        if not number.isdecimal():
            continue
        known.add(int(number))
        if word == "whole":
            whole.add(int(number))
        elif word == "current":
            current = int(number)
        elif word == "earlier":
            before = int(number)
    return Releases(current, before, tuple(sorted(whole)), tuple(sorted(known)))
