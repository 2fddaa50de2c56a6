"""Addresses of videos and recordings in a page."""

import re

from bs4 import BeautifulSoup, Tag

MEDIA = "media-address"  # the name of the element that takes the place of a player
_PLAYERS = "iframe[src],video,audio"
_HOSTS = re.compile(
    r"(?:https?:)?//(?:www\.)?(?:youtube(?:-nocookie)?\.com/embed/|player\.vimeo\.com/video/|youtu\.be/"
    r"|(?:geo\.)?dailymotion\.com/|facebook\.com/plugins/video)",
    re.IGNORECASE,
)
_YOUTUBE = re.compile(
    r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{5,20})", re.IGNORECASE
)
_VIMEO = re.compile(r"(?:https?:)?//player\.vimeo\.com/video/(\d{3,15})", re.IGNORECASE)


def mark_media(soup: BeautifulSoup) -> None:
    """Put an element with the address in the place of each player of a video or a recording."""
    for player in soup.select(_PLAYERS):
        if address := _find_address(player):
            player.replace_with(soup.new_tag(MEDIA, attrs={"href": address}))


def media_address(element: Tag) -> str:
    """Return the address in *element*, as the page gives it."""
    return str(element.get("href") or "")


def _find_address(player: Tag) -> str:
    sources = [player, *player("source", limit=5)]
    address = next((str(source["src"]).strip() for source in sources if source.get("src")), "")
    if player.name == "iframe" and not _HOSTS.match(address):
        return ""
    if match := _YOUTUBE.match(address):
        return f"https://www.youtube.com/watch?v={match[1]}"
    if match := _VIMEO.match(address):
        return f"https://vimeo.com/{match[1]}"
    return "" if address.startswith(("data:", "blob:")) else address
