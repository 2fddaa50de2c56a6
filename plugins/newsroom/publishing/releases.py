"""Numbered releases at a target: which is shown, which come next, which go."""

from __future__ import annotations

from dataclasses import dataclass

from newsroom.publishing.tools import PublishError

KEPT = 5


@dataclass(frozen=True)
class Releases:
    """What a target has: *whole* are the numbers of releases with a manifest, *known* all in use.

    *before* was shown until *current* was; readers may still be looking at it.
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
        """What a new release shares its files with: what is shown, and the newest."""
        newest = max(self.whole, default=None)
        return [one for one in dict.fromkeys([self.current, newest]) if one in self.whole and one is not None]

    @property
    def superfluous(self) -> list[int]:
        """All but the newest few, and but what is shown, or was until now."""
        kept = {*sorted(self.whole)[-KEPT:], self.current, self.before}
        return [one for one in self.known if one not in kept]

    def earlier(self, wanted: int | None = None) -> int:
        """The release to return to: *wanted*, or the one before what is shown.

        Raises:
            PublishError: There is none.
        """
        others = [one for one in self.whole if one != self.current]
        if wanted is None:
            before = [one for one in others if self.current is not None and one < self.current]
            if before:
                return max(before)
            raise PublishError(f"Không có bản nào trước bản đang hiện. {self._told()}")
        if wanted not in others:
            reason = "đang hiện rồi" if wanted == self.current else "không còn ở nơi đăng"
            raise PublishError(f"Bản {wanted} {reason}. {self._told()}")
        return wanted

    def _told(self) -> str:
        numbers = ", ".join(map(str, sorted(self.whole))) or "chưa có bản nào"
        return f"Các bản ở đó: {numbers}; đang hiện: {self.current or 'không bản nào'}."


def read_releases(said: str) -> Releases:
    """From lines such as ``current releases/3``, ``earlier releases/2``, ``whole 3`` and ``known 3``."""
    current, before, whole, known = None, None, set(), set()
    for line in said.splitlines():
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
