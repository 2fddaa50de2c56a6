"""Structured data of pages, in the vocabulary of schema.org.

The data contains only facts that the page shows. Addresses are absolute; times have the offset of the
newsroom's zone.

Sources: https://schema.org/docs/full.html, https://developers.google.com/search/docs/appearance/structured-data
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from newsroom.addresses import ASSETS, author_url
from newsroom.items.items import Exemplar, Item, Reported, Story

Node: TypeAlias = "dict[str, Any]"
Trail: TypeAlias = "Sequence[tuple[str, str]]"

HOME = "Trang chủ"
LOGO, LOGO_SIZE = f"{ASSETS}bieu-tuong-180.png", 180  # image pixels, width and height
PROFILED = {"cá nhân": "Person", "tập thể": "Organization"}  # a way of working, mô hình, is neither
_CONTACTS = {"Thư điện tử": "email", "Điện thoại": "telephone", "Địa chỉ": "address"}
_OWNER = "Cơ quan chủ quản"
# Escapes keep the data from ending the script element; old JavaScript parsers reject U+2028 and U+2029.
_ESCAPED = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Publication:
    """The site: its name, its address without a final slash, and its publisher."""

    name: str
    address: str
    description: str
    particulars: Mapping[str, str]

    def whole(self, url: str) -> str:
        """Return the absolute address of *url*, which has the form of ``Item.url``."""
        return f"{self.address}/{url}"


@dataclass(frozen=True)
class PageDescription:
    """A page; ``trail`` names the pages above it, without the front page."""

    title: str
    url: str
    description: str
    trail: Trail = ()


def serialise(nodes: Sequence[Node]) -> str:
    """Write *nodes* as a JSON-LD document that is safe in a script element.

    Source: https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
    """
    text = _ENCODER.encode({"@context": "https://schema.org", "@graph": nodes})
    for sign, escaped in _ESCAPED.items():  # five times as fast as str.translate
        text = text.replace(sign, escaped)
    return text


def describe_page(place: PageDescription, item: Item | None, publication: Publication) -> list[Node]:
    """Describe the page at *place*, which may be the page of an *item*, and its breadcrumbs."""
    match item:
        case Story():
            described = _article_node(item, publication)
        case Exemplar():
            described = _profile_node(item, publication)
        case _:
            described = {
                "@type": "CollectionPage" if place.url.endswith("/") else "WebPage",
                "name": place.title,
                "description": place.description,
                "url": publication.whole(place.url),
            }
    steps = [(HOME, ""), *place.trail, (place.title, place.url)]
    breadcrumbs = [
        {"@type": "ListItem", "position": position, "name": name, "item": publication.whole(url)}
        for position, (name, url) in enumerate(steps, start=1)
    ]
    return [described, {"@type": "BreadcrumbList", "itemListElement": breadcrumbs}]


def describe_site(publication: Publication) -> list[Node]:
    """Describe the site and its publisher for the front page; leave out placeholders."""
    filled = {name: value for name, value in publication.particulars.items() if not value.startswith("[")}
    logo = {"@type": "ImageObject", "url": publication.whole(LOGO), "width": LOGO_SIZE, "height": LOGO_SIZE}
    publisher = _publisher_node(publication) | {"logo": logo}
    publisher |= {key: filled[name] for name, key in _CONTACTS.items() if name in filled}
    if _OWNER in filled:
        publisher["parentOrganization"] = {"@type": "Organization", "name": filled[_OWNER]}
    profiles = [value for value in filled.values() if value.startswith("https://")]
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


def _publisher_node(publication: Publication) -> Node:
    """Describe the publisher, identically on every page; the front page adds details."""
    return {
        "@type": "NewsMediaOrganization",
        "@id": publication.whole("#toa-soan"),
        "name": publication.name,
        "url": publication.whole(""),
    }


def _article_node(story: Story, publication: Publication) -> Node:
    front = story.front
    publisher = _publisher_node(publication)
    article = {
        "@type": "NewsArticle",
        "headline": story.title,
        "description": story.summary,
        "url": publication.whole(story.url),
        **_shared_node(story, publication),
        "author": [_author_node(name, story, publication) for name in front.authors] or publisher,
        "publisher": publisher,
        "articleSection": story.category.name,
    }
    event = _event_node(story)
    return article | {"about": event} if event else article


def _author_node(name: str, story: Story, publication: Publication) -> Node:
    """Describe an author; authors of listed stories have a page."""
    author = {"@type": "Person", "name": name}
    return author if story.status == "hidden" else author | {"url": publication.whole(author_url(name))}


def _profile_node(exemplar: Exemplar, publication: Publication) -> Node:
    kind = PROFILED.get(exemplar.front.kind)
    return {
        "@type": "ProfilePage" if kind else "WebPage",
        "name": exemplar.title,
        "url": publication.whole(exemplar.url),
        **_shared_node(exemplar, publication),
        "publisher": _publisher_node(publication),
        "mainEntity": {"@type": kind or "Thing", "name": exemplar.title, "description": exemplar.summary},
    }


def _shared_node(item: Reported, publication: Publication) -> Node:
    """Describe dates, picture, sources and corrections, for articles and profiles alike."""
    front = item.front
    node: Node = {
        "datePublished": item.date.isoformat(),
        "dateModified": item.changed_at.isoformat(),
    }
    if item.picture:
        node["image"] = publication.whole(item.picture.url)
    if front.source:
        node["isBasedOn"] = [
            {"@type": "CreativeWork", "publisher": {"@type": "Organization", "name": source.name}}
            | ({"url": source.url} if source.url else {})
            for source in front.source
        ]
    if item.attached:
        node["encoding"] = [
            {
                "@type": "MediaObject",
                "name": title,
                "contentUrl": publication.whole(file.url),
                "encodingFormat": file.kind.media_type.partition(";")[0],
                "contentSize": f"{file.size} B",
            }
            for title, file in item.attached
        ]
    if item.documents:
        node["citation"] = [document.name for document in item.documents]
    if front.corrections:
        node["correction"] = [
            {
                "@type": "CorrectionComment",
                "datePublished": correction.date.isoformat(),
                "text": correction.text,
            }
            for correction in front.corrections
        ]
    return node


def _event_node(story: Story) -> Node | None:
    """Describe the conference; None if the article states no day or no place."""
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
