"""Sitemaps for search engines: of all pages, and of recent news.

Sources: https://www.sitemaps.org/protocol.html,
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap and …/image-sitemaps
"""

import hashlib
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial

from newsroom.addresses import INDEXES, NOT_FOUND, SITEMAP
from newsroom.items.items import Campaign, Reported
from newsroom.listings.stories import StoryListing
from newsroom.site.site import Site

MOST_LINES = 45_000  # of one file: the protocol allows 50,000, and a thousand bytes for each
MOST_NEWS = 1_000  # articles: Google's limit
CORE = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGE = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


@dataclass(frozen=True)
class SitemapUrl:
    """An address, the time of its last change if known, and the addresses of its pictures."""

    url: str
    changed: datetime | None = None
    pictures: tuple[str, ...] = ()


def entries(site: Site) -> list[SitemapUrl]:
    """List every address of *site* that is worth finding."""
    listings = (listing.url for listing in site.listings.values() if _is_worth_finding(listing))
    changed = {
        item.url: item.changed_at if isinstance(item, Reported) else item.front.modified
        for item in site.shown
        if item.status != "hidden" and not item.is_withdrawn and not isinstance(item, Campaign)
    }
    changed.pop(NOT_FOUND, None)
    urls = {*INDEXES, *site.unit_index, *site.other_lists, *listings, *changed}
    pictures = {item.url: dict.fromkeys(picture.url for picture in item.pictures) for item in site.shown}
    return [SitemapUrl(url, changed.get(url), tuple(pictures.get(url, ()))) for url in sorted(urls)]


def _is_worth_finding(listing: StoryListing) -> bool:
    if isinstance(listing.subject, Campaign):
        return listing.subject.status != "hidden"
    return bool(listing.entries) or listing.kind == "cluster"


def sitemap_files(
    site: Site, address: str, most_lines: int = MOST_LINES
) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """Yield the sitemap, or an index and its parts: the name, a key, and a function for the bytes of each.

    Args:
        site: The site.
        address: The address of the site, without a slash at the end.
        most_lines: The maximum number of addresses in a file, with those of pictures.
    """
    parts = _split(entries(site), most_lines)
    items_key = hashlib.sha256("\n".join([address, *(item.record_key for item in site.shown)]).encode())
    if len(parts) == 1:
        names = [SITEMAP]
    else:
        names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        yield SITEMAP, f"{address} {names}", partial(_write_index, names, address)
    for name, part in zip(names, parts, strict=True):
        urls = "\n".join(entry.url for entry in part)
        yield name, f"{items_key.hexdigest()} {urls}", partial(_write_part, part, address)


def news_sitemap(site: Site, address: str, name: str) -> bytes:
    """Write the recent articles of *site* for the publication *name*.

    If there are none, write the front page, because a sitemap without addresses is invalid.
    """
    root = ET.Element("urlset", {"xmlns": CORE})
    for story in site.recent[:MOST_NEWS]:
        root.set("xmlns:news", NEWS)
        url = ET.SubElement(root, "url")
        _add(url, "loc", f"{address}/{story.url}")
        news = ET.SubElement(url, "news:news")
        publication = ET.SubElement(news, "news:publication")
        _add(publication, "news:name", name)
        _add(publication, "news:language", "vi")
        _add(news, "news:publication_date", story.date.isoformat())
        _add(news, "news:title", story.title)
    if not len(root):
        _add(ET.SubElement(root, "url"), "loc", f"{address}/")
    return _write(root)


def _split(entries: Iterable[SitemapUrl], most_lines: int) -> list[list[SitemapUrl]]:
    parts: list[list[SitemapUrl]] = [[]]
    room = most_lines
    for entry in entries:
        lines = 1 + len(entry.pictures)
        if lines > room and parts[-1]:
            parts.append([])
            room = most_lines
        parts[-1].append(entry)
        room -= lines
    return parts


def _write_index(names: Iterable[str], address: str) -> bytes:
    root = ET.Element("sitemapindex", {"xmlns": CORE})
    for name in names:
        _add(ET.SubElement(root, "sitemap"), "loc", f"{address}/{name}")
    return _write(root)


def _write_part(entries: Iterable[SitemapUrl], address: str) -> bytes:
    root = ET.Element("urlset", {"xmlns": CORE})
    for entry in entries:
        url = ET.SubElement(root, "url")
        _add(url, "loc", f"{address}/{entry.url}")
        if entry.changed:
            _add(url, "lastmod", _write_moment(entry.changed))
        for picture in entry.pictures:
            root.set("xmlns:image", IMAGE)
            _add(ET.SubElement(url, "image:image"), "image:loc", f"{address}/{picture}")
    return _write(root)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def _write_moment(moment: datetime) -> str:
    """Write a day, and the hour if an editor stated it.

    Source: https://www.w3.org/TR/NOTE-datetime
    """
    return moment.isoformat() if moment.time() != time() else moment.date().isoformat()


def _write(root: ET.Element) -> bytes:
    for line in root:
        line.tail = "\n"
    data: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return data
