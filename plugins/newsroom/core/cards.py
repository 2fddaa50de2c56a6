"""What a page shows of itself where it is shared: its own picture, or a card drawn with its name.

One card each for the front page, the sections, the campaigns and the exemplars. The address of a
card holds the hash of all that is drawn on it, so it changes when the card does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from functools import lru_cache

from newsroom.core.addresses import SHARING_CARDS
from newsroom.core.stories import Campaign, Exemplar, Item, Story
from newsroom.core.vietnamese import capitalize_first

CARD_WIDTH, CARD_HEIGHT = 1200, 630  # image pixels: what Facebook, Zalo and X show whole


@dataclass(frozen=True)
class SharingCard:
    """The words on a card: the name of the site, a word over the title, the title, a line at the foot."""

    site: str
    label: str
    title: str
    foot: str


@dataclass(frozen=True)
class SharedPicture:
    """A picture for sharing: *url* without leading slash, width and height in image pixels."""

    url: str
    width: int
    height: int
    alt: str


class Cards:
    """The cards of one site; ``shows`` stands for what is the same on all of them, and for the sections."""

    def __init__(self, site: str, subtitle: str, sections: Iterable[tuple[str, str]], design: str) -> None:
        """Args: name and subtitle of the site; title and address of each section; how cards are drawn."""
        self._site = site
        self._foot = capitalize_first(subtitle)
        self._design = design
        self._sections = {"": SharingCard(site, "", self._foot, "")}
        self._sections |= {url: SharingCard(site, "", title, self._foot) for title, url in sections}
        self.shows = f"{design} {self._foot} {self._sections}"

    def section(self, address: str) -> SharedPicture:
        """The card of the innermost section in which the page at *address* lies."""
        url = max((url for url in self._sections if address.startswith(url)), key=len)
        return self._shared(self._sections[url])

    def of(self, item: Item) -> SharedPicture:
        """What stands for *item*: its own picture, or a card; an article has its campaign's or category's."""
        if item.picture and item.front.image and not isinstance(item, Campaign):
            picture = item.picture
            return SharedPicture(picture.url, picture.width, picture.height, item.front.image.alt)
        match item:
            case Campaign() | Exemplar():
                return self._shared(self._card(item))
            case Story(campaigns=(first, *_)):
                return self._shared(self._card(first))
            case Story():
                return self.section(item.category_url)
        return self.section("")

    def drawn(self, shown: Iterable[Item]) -> dict[str, SharingCard]:
        """The cards that pages of the items *shown* can name, by their addresses."""
        items = (
            self._card(item)
            for item in shown
            if isinstance(item, Campaign) or (isinstance(item, Exemplar) and _needs_card(item))
        )
        return {_address(self._design, card): card for card in (*self._sections.values(), *items)}

    def _card(self, item: Campaign | Exemplar) -> SharingCard:
        kind = capitalize_first(item.front.kind)
        label = f"Điển hình tiên tiến · {kind}" if isinstance(item, Exemplar) else kind
        return SharingCard(self._site, label, item.title, self._foot)

    def _shared(self, card: SharingCard) -> SharedPicture:
        words = f"{card.label}: {card.title}" if card.label else card.title
        return SharedPicture(_address(self._design, card), CARD_WIDTH, CARD_HEIGHT, f"{card.site}. {words}")


@lru_cache(1000)
def _address(design: str, card: SharingCard) -> str:
    drawn = "\0".join([design, *astuple(card)])
    return f"{SHARING_CARDS}{hashlib.sha256(drawn.encode()).hexdigest()[:16]}.png"


def _needs_card(exemplar: Exemplar) -> bool:
    return not exemplar.picture and not exemplar.is_withdrawn
