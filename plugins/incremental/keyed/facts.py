"""Links, ids and inline code of a page, taken from its text when it is written."""

import base64
import hashlib
import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

# Pages are serialised by Jinja and by the converter of their bodies, with values in double quotes.
_ATTRIBUTE = re.compile(rb' (href|src|srcset|id|style|on[a-z]+)="([^"]*)"')
_INLINE_SCRIPT = re.compile(rb'<script(?! type="application/ld\+json">|[^>]* src=)')  # data is not run
_POLICY = b'<meta http-equiv="Content-Security-Policy"'
NO_POLICY = "no-policy"


class PageFacts(NamedTuple):
    """Facts of one page, each as lines of text.

    ``links`` lead to this host, those to the page itself first; ``ids`` are possible targets of links.
    ``inline`` names all that a content security policy must allow: hashes of styles, ``style-attribute``,
    ``event-handler``, ``script``; and NO_POLICY if the page has none.
    """

    links: str = ""
    ids: str = ""
    inline: str = ""


def take_facts(page: bytes) -> PageFacts:
    """Take the facts of *page*, HTML in UTF-8."""
    html, styles = _cut_styles(page)
    inline = {_hash(style) for style in styles}
    if _INLINE_SCRIPT.search(html):
        inline.add(b"script")
    if _POLICY not in html:
        inline.add(NO_POLICY.encode())
    links: set[bytes] = set()
    ids: set[bytes] = set()
    for match in _ATTRIBUTE.finditer(html):
        start = match.start()
        if html.rfind(b"<", 0, start) < html.rfind(b">", 0, start):
            continue  # text that looks like an attribute
        name, value = match[1], _unescape(match[2])
        if name == b"id":
            ids.add(value)
        elif name == b"srcset":
            candidates = (candidate.split()[0] for candidate in value.split(b","))
            links.update(address for address in candidates if address.startswith(b"/"))
        elif name not in {b"href", b"src"}:
            inline.add(b"style-attribute" if name == b"style" else b"event-handler")
        elif value.startswith((b"/", b"#")):
            links.add(value)
    return PageFacts(*(b"\n".join(sorted(part)).decode() for part in (links, ids, inline)))


def _cut_styles(page: bytes) -> tuple[bytes, list[bytes]]:
    """Cut the style elements out of *page*: they are long, and the same on all pages."""
    rest, styles = [], []
    end = 0
    while (start := page.find(b"<style", end)) >= 0 and (close := page.find(b"</style>", start)) >= 0:
        rest.append(page[end:start])
        styles.append(page[page.index(b">", start) + 1 : close])
        end = close
    return b"".join([*rest, page[end:]]), styles


def _unescape(value: bytes) -> bytes:
    return unescape(value.decode()).encode() if b"&" in value else value


@lru_cache(64)
def _hash(style: bytes) -> bytes:
    return b"sha256-" + base64.b64encode(hashlib.sha256(style).digest())
