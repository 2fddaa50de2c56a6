"""What a page links to and weighs, taken once, from its text, when it is written."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from functools import lru_cache
from html import unescape
from typing import NamedTuple

# Pages are serialised by Jinja and by the converter of their bodies, with values in double quotes.
_ATTRIBUTE = re.compile(r" (href|src|srcset|id|style|on[a-z]+)=\"([^\"]*)\"")
_INLINE_SCRIPT = re.compile(r'<script(?! type="application/ld\+json">|[^>]* src=)')  # data is not run
_POLICY = '<meta http-equiv="Content-Security-Policy"'
_GZIP_FRAME = 12  # bytes that gzip adds to what zlib makes


class Facts(NamedTuple):
    """Facts of one page, as lines of text where there are several.

    ``weight`` is in bytes, an upper bound of what gzip makes of the page. ``links`` are those to
    this host. ``inline`` is what a content security policy has to let in: hashes of styles,
    ``style-attribute``, ``event-handler``, ``script``; and ``no-policy`` where there is none.
    """

    weight: int = 0
    links: str = ""
    ids: str = ""
    inline: str = ""


def take_facts(html: str) -> Facts:
    """The facts of the page *html*."""
    weight = _GZIP_FRAME
    inline = set()
    html, styles = _cut_styles(html)
    for style in styles:
        inline.add(_hash(style))
        weight += _compressed_style(style)
    if _INLINE_SCRIPT.search(html):
        inline.add("script")
    if _POLICY not in html:
        inline.add("no-policy")
    links: set[str] = set()
    ids: set[str] = set()
    for match in _ATTRIBUTE.finditer(html):
        name, value = match[1], unescape(match[2]) if "&" in match[2] else match[2]
        start = match.start()
        if html.rfind("<", 0, start) < html.rfind(">", 0, start):
            continue  # text that looks like an attribute
        if name == "id":
            ids.add(value)
        elif name == "srcset":
            candidates = (candidate.split()[0] for candidate in unescape(value).split(","))
            links.update(address for address in candidates if address.startswith("/"))
        elif name not in {"href", "src"}:
            inline.add("style-attribute" if name == "style" else "event-handler")
        elif value.startswith(("/", "#")):
            links.add(value)
    weight += _compressed(html)
    return Facts(weight, "\n".join(sorted(links)), "\n".join(sorted(ids)), "\n".join(sorted(inline)))


def _cut_styles(html: str) -> tuple[str, list[str]]:
    """Take the style elements out of *html*: they are long, and the same on all pages."""
    rest, styles = [], []
    end = 0
    while (start := html.find("<style", end)) >= 0 and (close := html.find("</style>", start)) >= 0:
        rest.append(html[end:start])
        styles.append(html[html.index(">", start) + 1 : close])
        end = close
    return "".join([*rest, html[end:]]), styles


def _compressed(text: str) -> int:
    return len(zlib.compress(text.encode(), 1))


@lru_cache(64)
def _compressed_style(style: str) -> int:
    return _compressed(style)


@lru_cache(64)
def _hash(style: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}"
