"""Long lists, in screens that never change once they are full.

Pages are numbered from the oldest, so a new story touches the first screen, which has no number
and shows the newest 20 to 39, and at most the last numbered page. If pages hold more than 20,
the first screen shows the newest 20 and up to a page more.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Generic, TypeVar

from newsroom.addresses import NUMBERED

T = TypeVar("T")
PER_PAGE = 20  # entries, which are also the fewest of a first screen with pages behind it


@dataclass(frozen=True)
class Count:
    """A link to a list, and the number of entries there."""

    label: str
    url: str
    count: int


def most_first(counts: Iterable[Count]) -> tuple[Count, ...]:
    """Sort *counts* by number; equal counts keep their order."""
    return tuple(sorted(counts, key=lambda count: -count.count))


@dataclass(frozen=True)
class Screen(Generic[T]):
    """Some entries of a list, newest first, and the addresses of the screens beside it."""

    url: str
    number: int | None
    entries: tuple[T, ...]
    newer: str | None
    older: str | None

    def titled(self, title: str) -> str:
        """Return the *title* of the list, with the number of this page."""
        return f"{title}, trang {self.number}" if self.number else title


def number_of_pages(count: int, per_page: int = PER_PAGE) -> int:
    """Return the number of pages that *count* entries fill, with 20 or more left for the first screen."""
    return max(0, (count - PER_PAGE) // per_page)


def page_url(url: str, number: int) -> str:
    """Return the address of a numbered page: ``phong-trao/x/trang/3/``."""
    return f"{url}{NUMBERED}{number}/"


def screen_urls(url: str, count: int, per_page: int = PER_PAGE) -> Iterator[str]:
    """Yield the addresses of all screens of a list of *count* entries."""
    yield url
    for number in range(1, number_of_pages(count, per_page) + 1):
        yield page_url(url, number)


def screens(url: str, entries: Sequence[T], per_page: int = PER_PAGE) -> list[Screen[T]]:
    """Cut *entries*, newest first, into the first screen and the numbered pages behind it."""
    last = number_of_pages(len(entries), per_page)
    urls = [None, *(page_url(url, number) for number in range(1, last + 1)), url]  # oldest first
    end = len(entries) - last * per_page
    result = [Screen(url, None, tuple(entries[:end]), None, urls[last])]
    for number in range(last, 0, -1):
        start, end = end, end + per_page
        shown = tuple(entries[start:end])
        result.append(Screen(page_url(url, number), number, shown, urls[number + 1], urls[number - 1]))
    return result


@dataclass(frozen=True, eq=False)
class Listing(Generic[T]):
    """Entries of one kind with a common feature, newest first.

    ``label`` names the feature in links to the list; ``trail`` are titles and addresses of the lists
    around it.
    """

    kind: str
    url: str
    title: str
    entries: tuple[T, ...]
    _: KW_ONLY
    label: str = ""
    trail: tuple[tuple[str, str], ...] = ()
    per_page: int = PER_PAGE

    @property
    def count(self) -> Count:
        return Count(self.label or self.title, self.url, len(self.entries))

    @property
    def addresses(self) -> Iterator[str]:
        """The address of each screen."""
        yield from screen_urls(self.url, len(self.entries), self.per_page)
