"""The metadata of a page: title, source, address, author and time of posting."""

import json
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from newsroom import addresses
from newsroom.importing.formats.reading import one_line
from newsroom.importing.page.article import Article
from newsroom.importing.page.markup import LINKED_DATA, begin, normalise
from newsroom.language.dates import parse_moment

T = TypeVar("T")
LONGEST_FACT = 500  # letters of a title, an address or a name
MOST_HEADINGS = 20  # of the first level
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_SUFFIX = re.compile(r"\s+[|–-]\s+[^|–-]{2,60}$")
_PUBLISHED = (
    "meta[property='article:published_time']",
    "meta[name='article:published_time']",
    "meta[itemprop='datePublished']",
    "meta[name='pubdate']",
    "meta[name='publish-date']",
    "meta[name='dc.date.issued']",
)


def read_facts(soup: BeautifulSoup) -> Article:
    """Read all that a page tells about its article outside of the text."""
    data = list(_linked_data_articles(soup))
    name = _attribute(soup, "meta[property='og:site_name']") or _linked_name(data, "publisher")
    url = _find_url(soup)
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    author = _linked_name(data, "author")
    return Article(
        title=_find_title(soup, data),
        posted=_find_posting_time(soup, data),
        source=name or host,
        url=url,
        author="" if author.casefold() in {name.casefold(), host} else author,
    )


def _attribute(soup: BeautifulSoup, selector: str, name: str = "content") -> str:
    element = soup.select_one(selector)
    return one_line(str(element.get(name) or "")[:LONGEST_FACT]) if element else ""


def _linked_data_articles(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects that describe an article."""
    for script in soup("script", type=LINKED_DATA):
        try:
            waiting = deque([json.loads(script.get_text(), strict=False)])
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.popleft()
            if isinstance(value, list):
                waiting += value
            elif isinstance(value, dict):
                waiting += [value["@graph"]] if "@graph" in value else []
                kinds = value.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(kind, str) and re.search("Article|Posting", kind) for kind in kinds):
                    yield value


def _linked_name(data: list[dict[str, Any]], field: str) -> str:
    """Return the first *field* in *data* that is a text, or the name of its first object."""
    value = next((node[field] for node in data if node.get(field)), "")
    value = value[0] if isinstance(value, list) else value
    value = value.get("name") if isinstance(value, dict) else value
    return one_line(value[:LONGEST_FACT]) if isinstance(value, str) else ""


def _find_title(soup: BeautifulSoup, data: list[dict[str, Any]]) -> str:
    page = one_line(begin(soup.title, LONGEST_FACT)[:LONGEST_FACT]) if soup.title else ""
    shared = _attribute(soup, "meta[property='og:title']")
    found = (begin(heading, LONGEST_FACT)[:LONGEST_FACT] for heading in soup("h1", limit=MOST_HEADINGS))
    headings = list(filter(None, map(one_line, found)))
    titles = normalise(f"{page} {shared}")
    for heading in headings:
        if len(headings) == 1 or normalise(heading) in titles:
            return heading
    return _linked_name(data, "headline") or _SUFFIX.sub("", shared or page)


def _find_url(soup: BeautifulSoup) -> str:
    """Return the address that the page declares, or that the browser noted when saving it."""
    saved = next((match for text in soup.find_all(string=True) if (match := _SAVED_FROM.search(text))), None)
    candidates = (
        _attribute(soup, "link[rel~='canonical']", "href"),
        _attribute(soup, "meta[property='og:url']"),
        saved[1] if saved else "",
    )
    return _read_first(addresses.check_web_url, candidates) or ""


def _find_posting_time(soup: BeautifulSoup, data: list[dict[str, Any]]) -> datetime | None:
    candidates = [
        _linked_name(data, "datePublished"),
        *(_attribute(soup, selector) for selector in _PUBLISHED),
        _attribute(soup, "time[itemprop='datePublished'][datetime]", "datetime"),
    ]
    return _read_first(lambda text: parse_moment(re.sub(r"\.\d+", "", text)), candidates)


def _read_first(read: Callable[[str], T], candidates: Iterable[str]) -> T | None:
    """Read the first of *candidates* that is valid."""
    for candidate in candidates:
        try:
            return read(candidate)
        except ValueError:
            continue
    return None
