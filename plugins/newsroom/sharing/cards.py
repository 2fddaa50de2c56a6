"""Pictures for shared links: own pictures, or cards with titles.

The front page and each section, campaign and exemplar have a card. The address of a card contains a hash
of its words and design, so it changes with the card.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from functools import lru_cache

from newsroom.addresses import SHARING_CARDS
from newsroom.items.items import Campaign, Exemplar, Item, Story
from newsroom.language.vietnamese import capitalize_first

CARD_WIDTH, CARD_HEIGHT = 1200, 630  # image pixels; Facebook, Zalo and X show this size uncropped


@dataclass(frozen=True)
class SharingCard:
    """The words on a card: the site name, a label above the title, the title, a line at the foot."""

    site: str
    label: str
    title: str
    foot: str


@dataclass(frozen=True)
class SharedPicture:
    """A picture for shared links: *url* has no leading slash; sizes are image pixels."""

    url: str
    width: int
    height: int
    alt: str


class ShareImages:
    """The cards of a site; ``render_key`` is a key for the parts that do not depend on an item."""

    def __init__(self, site: str, subtitle: str, sections: Iterable[tuple[str, str]], design: str) -> None:
        """Take name and subtitle of the site, title and address of each section, and the artist's design."""
        self._site = site
        self._foot = capitalize_first(subtitle)
        self._design = design
        self._sections = {"": SharingCard(site, "", self._foot, "")}
        self._sections |= {url: SharingCard(site, "", title, self._foot) for title, url in sections}
        self.render_key = f"{design} {self._foot} {self._sections}"

    def section(self, address: str) -> SharedPicture:
        """Return the card of the innermost section around the page at *address*."""
        url = max((url for url in self._sections if address.startswith(url)), key=len)
        return self._make_picture(self._sections[url])

    def of(self, item: Item) -> SharedPicture:
        """Return the picture of *item*, or its card; an article uses that of its campaign or category."""
        if item.picture and item.front.image and not isinstance(item, Campaign):
            picture = item.picture
            return SharedPicture(picture.url, picture.width, picture.height, item.front.image.alt)
        subject = item.campaigns[0] if isinstance(item, Story) and item.campaigns else item
        if isinstance(subject, Campaign | Exemplar):
            return self._make_picture(self._make_card(subject))
        return self.section(item.category.url if isinstance(item, Story) else "")

    def drawn(self, shown: Iterable[Item]) -> dict[str, SharingCard]:
        """Return the cards that the site and pages of the items *shown* can use, by address."""
        cards = list(self._sections.values())
        for item in shown:
            is_pictured = isinstance(item, Exemplar) and (item.picture or item.is_withdrawn)
            if isinstance(item, Campaign | Exemplar) and not is_pictured:
                cards.append(self._make_card(item))
        return {_card_address(self._design, card): card for card in cards}

    def _make_card(self, item: Campaign | Exemplar) -> SharingCard:
        kind = capitalize_first(item.front.kind)
        label = f"Điển hình tiên tiến · {kind}" if isinstance(item, Exemplar) else kind
        return SharingCard(self._site, label, item.title, self._foot)

    def _make_picture(self, card: SharingCard) -> SharedPicture:
        words = f"{card.label}: {card.title}" if card.label else card.title
        return SharedPicture(
            _card_address(self._design, card), CARD_WIDTH, CARD_HEIGHT, f"{card.site}. {words}"
        )


@lru_cache(1000)
def _card_address(design: str, card: SharingCard) -> str:
    content = "\0".join([design, *astuple(card)])
    return f"{SHARING_CARDS}{hashlib.sha256(content.encode()).hexdigest()[:16]}.png"
