"""What a page tells machines of itself, in the words of schema.org: plain data, serialised once.

Only what the page itself shows to a reader is said here. Addresses are whole, times carry +07:00.

Sources: https://schema.org/docs/full.html, https://developers.google.com/search/docs/appearance/structured-data
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from newsroom.core.addresses import ASSETS
from newsroom.core.models import Reference
from newsroom.core.stories import Exemplar, Item, Reported, Story

Node: TypeAlias = "dict[str, Any]"
Trail: TypeAlias = "Sequence[tuple[str, str]]"

HOME = "Trang chủ"
LOGO, LOGO_SIZE = f"{ASSETS}bieu-tuong-180.png", 180  # image pixels, both ways
PROFILED = {"cá nhân": "Person", "tập thể": "Organization"}  # a way of working is neither
_CONTACTS = {"Thư điện tử": "email", "Điện thoại": "telephone", "Địa chỉ": "address"}
_OWNER = "Cơ quan chủ quản"
# So that nothing of it ends the script element, and old readers of JavaScript can take it.
_ESCAPED = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Publication:
    """The site as a whole: its name, its address without a slash at the end, and who publishes it."""

    name: str
    address: str
    description: str
    particulars: Mapping[str, str]

    def whole(self, url: str) -> str:
        """The whole address of *url*, which is written as in ``Item.url``."""
        return f"{self.address}/{url}"


@dataclass(frozen=True)
class Place:
    """A page as its reader meets it; ``trail`` names those around it, without the front page."""

    title: str
    url: str
    description: str
    trail: Trail = ()


def serialise(nodes: Sequence[Node]) -> str:
    """One JSON-LD document that may stand in a script element as it is.

    Source: https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
    """
    text = _ENCODER.encode({"@context": "https://schema.org", "@graph": nodes})
    for sign, escaped in _ESCAPED.items():  # five times faster than str.translate
        text = text.replace(sign, escaped)
    return text


def describe_page(place: Place, item: Item | None, publication: Publication) -> list[Node]:
    """What stands at *place*, by the *item* whose page it is, and the way to it."""
    match item:
        case Story():
            described = _news(item, publication)
        case Exemplar():
            described = _profile(item, publication)
        case _:
            kind = "CollectionPage" if place.url.endswith("/") else "WebPage"
            described = _page(kind, place, publication)
    return [described, _breadcrumbs(place, publication)]


def describe_site(publication: Publication) -> list[Node]:
    """The site and its publisher, for the front page; what is still a placeholder is left out."""
    said = {name: value for name, value in publication.particulars.items() if not value.startswith("[")}
    logo = {"@type": "ImageObject", "url": publication.whole(LOGO), "width": LOGO_SIZE, "height": LOGO_SIZE}
    publisher = _publisher(publication) | {"logo": logo}
    publisher |= {key: said[name] for name, key in _CONTACTS.items() if name in said}
    if _OWNER in said:
        publisher["parentOrganization"] = {"@type": "Organization", "name": said[_OWNER]}
    profiles = [value for value in said.values() if value.startswith("https://")]
    if profiles:
        publisher["sameAs"] = profiles
    site = {
        "@type": "WebSite",
        "name": publication.name,
        "url": publication.whole(""),
        "description": publication.description,
        "inLanguage": "vi",
        "publisher": {"@id": publisher["@id"]},
    }
    return [site, publisher]


def _publisher(publication: Publication) -> Node:
    """Who publishes: the same on every page, of which the first says more."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": publication.whole("#toa-soan"),
        "name": publication.name,
        "url": publication.whole(""),
    }


def _breadcrumbs(place: Place, publication: Publication) -> Node:
    steps = [(HOME, ""), *place.trail, (place.title, place.url)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": publication.whole(url)}
            for position, (name, url) in enumerate(steps, start=1)
        ],
    }


def _page(kind: str, place: Place, publication: Publication) -> Node:
    return {
        "@type": kind,
        "name": place.title,
        "description": place.description,
        "url": publication.whole(place.url),
    }


def _news(story: Story, publication: Publication) -> Node:
    front = story.front
    publisher = _publisher(publication)
    article = {
        "@type": "NewsArticle",
        "headline": story.title,
        "description": story.summary,
        "url": publication.whole(story.url),
        **_told(story, publication),
        "author": [{"@type": "Person", "name": name} for name in front.authors] or publisher,
        "publisher": publisher,
        "articleSection": front.category,
    }
    event = _event(story)
    if event:
        article["about"] = event
    return article


def _profile(exemplar: Exemplar, publication: Publication) -> Node:
    kind = PROFILED.get(exemplar.front.kind)
    return {
        "@type": "ProfilePage" if kind else "WebPage",
        "name": exemplar.title,
        "url": publication.whole(exemplar.url),
        **_told(exemplar, publication),
        "publisher": _publisher(publication),
        "mainEntity": {
            "@type": kind or "Thing",
            "name": exemplar.title,
            "description": exemplar.summary,
        },
    }


def _told(item: Reported, publication: Publication) -> Node:
    """What an article and a profile say alike: when, from whom, with which picture."""
    front = item.front
    told: Node = {
        "datePublished": item.date.isoformat(),
        "dateModified": (front.modified or item.date).isoformat(),
    }
    if item.picture:
        told["image"] = publication.whole(item.picture.url)
    if front.source:
        told["isBasedOn"] = [_source(one) for one in front.source]
    if item.documents:
        told["citation"] = [document.name for document in item.documents]
    if front.corrections:
        told["correction"] = [
            {"@type": "CorrectionComment", "datePublished": one.date.isoformat(), "text": one.text}
            for one in front.corrections
        ]
    return told


def _source(source: Reference) -> Node:
    """A report elsewhere: its name is that of who published it."""
    work: Node = {"@type": "CreativeWork", "publisher": {"@type": "Organization", "name": source.name}}
    return work | {"url": source.url} if source.url else work


def _event(story: Story) -> Node | None:
    """The conference; None where the article does not say when or where it was."""
    event = story.front.event
    if not event or not event.first_day or not event.last_day or not (event.place or story.place):
        return None
    region = story.place.name if story.place else ""
    name = event.place or region
    address = {"@type": "PostalAddress", "addressRegion": region, "addressCountry": "VN"} if region else name
    node: Node = {
        "@type": "Event",
        "name": event.name,
        "startDate": event.first_day.isoformat(),
        "location": {"@type": "Place", "name": name, "address": address},
    }
    if event.last_day != event.first_day:
        node["endDate"] = event.last_day.isoformat()
    if event.host:
        node["organizer"] = {"@type": "Organization", "name": event.host}
    return node
