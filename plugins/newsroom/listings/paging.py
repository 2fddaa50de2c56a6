"""Long lists in screens that, once full, never change.

Pages are numbered from the oldest, so a new story touches the first screen, which has no number
and shows the newest 20 to 39, and at most the last numbered page. Where pages hold more than 20,
the first screen shows the newest 20 and up to a page more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from newsroom.addresses import NUMBERED

T = TypeVar("T")
PER_PAGE = 20  # and the fewest of a first screen with pages behind it


@dataclass(frozen=True)
class Count:
    """How many stories something has, and the address where they are listed."""

    label: str
    url: str
    count: int


class Paged(Protocol):
    """A list of something: where it begins, and every address that it has."""

    @property
    def url(self) -> str: ...

    @property
    def addresses(self) -> Iterator[str]: ...


@dataclass(frozen=True)
class Screen(Generic[T]):
    """Some of a list's stories, newest first, and the addresses of its neighbours."""

    url: str
    number: int | None
    stories: tuple[T, ...]
    newer: str | None
    older: str | None

    def titled(self, title: str) -> str:
        """The *title* of the list, and the number of this page of it."""
        return f"{title}, trang {self.number}" if self.number else title


def number_of_pages(count: int, per_page: int = PER_PAGE) -> int:
    """How many numbered pages *count* stories fill, with 20 or more left for the first screen."""
    return max(0, (count - PER_PAGE) // per_page)


def page_url(url: str, number: int) -> str:
    """``phong-trao/x/trang/3/``; page 0 is older than the oldest and has none."""
    return f"{url}{NUMBERED}{number}/"


def screen_urls(url: str, count: int, per_page: int = PER_PAGE) -> Iterator[str]:
    """The addresses of all screens of a list of *count* stories."""
    yield url
    for number in range(1, number_of_pages(count, per_page) + 1):
        yield page_url(url, number)


def screens(url: str, stories: Sequence[T], per_page: int = PER_PAGE) -> list[Screen[T]]:
    """Cut *stories*, newest first, into the first screen and the numbered pages behind it."""
    last = number_of_pages(len(stories), per_page)
    first_count = len(stories) - last * per_page
    result = [Screen(url, None, tuple(stories[:first_count]), None, page_url(url, last) if last else None)]
    for number in range(last, 0, -1):
        start = first_count + (last - number) * per_page
        newer = url if number == last else page_url(url, number + 1)
        older = page_url(url, number - 1) if number > 1 else None
        part = tuple(stories[start : start + per_page])
        result.append(Screen(page_url(url, number), number, part, newer, older))
    return result
