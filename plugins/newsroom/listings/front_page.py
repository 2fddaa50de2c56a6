"""The front page: a lead, seconds, and the newest of each category."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from newsroom.identity.models import Category
from newsroom.items.items import Story
from newsroom.listings.grouping import group_by
from newsroom.problems import Where

MOST_SECONDS, FEWEST_PICTURED = 4, 2  # with fewer pictures, the newest stand there, pictures or not
RECENT = 12  # stories among which seconds are looked for
IN_SECTION = 3
LEAD: Where = ("lead",)


@dataclass(frozen=True, eq=False)
class FrontPage:
    """The stories of the front page, each once; a section has a category and its newest stories."""

    lead: Story | None
    seconds: tuple[Story, ...]
    sections: tuple[tuple[Category, tuple[Story, ...]], ...]


def edit_front_page(stories: Sequence[Story], categories: Iterable[Category], today: date) -> FrontPage:
    """Choose the stories of the front page from *stories*, which come newest first."""
    shown = [story for story in stories if story.category.front_page]
    lead = next(iter((*_holders(stories, today), *shown)), None)
    rest = [story for story in shown if story is not lead]
    seconds = [story for story in rest[:RECENT] if story.picture][:MOST_SECONDS]
    if len(seconds) < FEWEST_PICTURED:
        seconds = rest[:MOST_SECONDS]
    of_category = group_by((story for story in rest if story not in seconds), lambda story: [story.category])
    sections = ((category, of_category.get(category, ())[:IN_SECTION]) for category in categories)
    return FrontPage(lead, tuple(seconds), tuple(section for section in sections if section[1]))


def check_leads(stories: Iterable[Story], today: date) -> None:
    """Warn of each published article that a newer one keeps from the top of the front page."""
    holders = [story for story in _holders(stories, today) if story.status != "draft"]
    for story in holders[1:]:
        message = (
            f"Bài này giữ đầu trang chủ, nhưng {holders[0].place_of(LEAD)} cũng vậy:"
            f" mỗi lúc chỉ một bài, trang lấy bài mới."
        )
        story.problems.warn(LEAD, message, "Xóa “lead” ở một trong hai bài.")


def _holders(stories: Iterable[Story], today: date) -> Iterator[Story]:
    """Yield the stories that hold the top of the front page *today*."""
    return (story for story in stories if story.front.lead and today <= story.front.lead)
