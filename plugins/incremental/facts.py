"""What a page links to and weighs, taken once, from its text, when it is written."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from isal import isal_zlib

# Pages are serialised by Jinja and by the converter of their bodies, with values in double quotes.
_ATTRIBUTE = re.compile(rb' (href|src|srcset|id|style|on[a-z]+)="([^"]*)"')
_INLINE_SCRIPT = re.compile(rb'<script(?! type="application/ld\+json">|[^>]* src=)')  # data is not run
_POLICY = b'<meta http-equiv="Content-Security-Policy"'
_GZIP_FRAME = 12  # bytes that gzip adds to what zlib makes


class Facts(NamedTuple):
    """Facts of one page; of most pages of a build only the weight is asked for.

    ``weight`` is in bytes, what gzip makes of the page, give or take a tenth. ``ids`` are the places that
    links can lead to. The others are lines of text: ``links`` to this host, those to the page itself first;
    ``inline`` what a content security policy has to let in: hashes of styles, ``style-attribute``,
    ``event-handler``, ``script``; and ``no-policy`` where there is none.
    """

    weight: int = 0
    packed: bytes = b"\0\0"

    @classmethod
    def pack(cls, weight: int, *parts: Iterable[bytes]) -> Facts:
        """Facts of that *weight*; *parts* are links, ids and what is inline."""
        return cls(weight, b"\0".join(b"\n".join(sorted(part)) for part in parts))

    @property
    def links(self) -> str:
        return self._part(0)

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(self._part(1).split("\n"))

    @property
    def inline(self) -> str:
        return self._part(2)

    def _part(self, number: int) -> str:
        return self.packed.split(b"\0")[number].decode()


def take_facts(page: bytes) -> Facts:
    """The facts of *page*, HTML in UTF-8."""
    weight = _GZIP_FRAME
    inline: set[bytes] = set()
    html, styles = _cut_styles(page.replace(b"\0", b""))  # which parts what is packed
    for style in styles:
        inline.add(_hash(style))
        weight += _compressed_style(style)
    if _INLINE_SCRIPT.search(html):
        inline.add(b"script")
    if _POLICY not in html:
        inline.add(b"no-policy")
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
    return Facts.pack(weight + _compressed(html), links, ids, inline)


def _cut_styles(page: bytes) -> tuple[bytes, list[bytes]]:
    """Take the style elements out of *page*: they are long, and the same on all pages."""
    rest, styles = [], []
    end = 0
    while (start := page.find(b"<style", end)) >= 0 and (close := page.find(b"</style>", start)) >= 0:
        rest.append(page[end:start])
        styles.append(page[page.index(b">", start) + 1 : close])
        end = close
    return b"".join([*rest, page[end:]]), styles


def _unescape(value: bytes) -> bytes:
    return unescape(value.decode()).encode() if b"&" in value else value


def _compressed(data: bytes) -> int:
    return len(isal_zlib.compress(data, 1))


@lru_cache(64)
def _compressed_style(style: bytes) -> int:
    return _compressed(style)


@lru_cache(64)
def _hash(style: bytes) -> bytes:
    return b"sha256-" + base64.b64encode(hashlib.sha256(style).digest())
