"""Markdown bodies to safe HTML, with the links and pictures in them and where they stand."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from newsroom.core.addresses import LINK_SCHEMES
from newsroom.core.pictures import Pictures
from newsroom.core.problems import Problem
from newsroom.core.source import Source, position

EXTENSIONS = ("attr_list", "footnotes", "tables", "sane_lists", "pymdownx.blocks.caption")
EXTENSION_CONFIGS: dict[str, dict[str, object]] = {
    "footnotes": {"BACKLINK_TITLE": "Trở lại chỗ chú thích {}"},
    "tables": {"use_align_attribute": True},
}
FILENAME = "{filename}"
H1 = "Dấu # dành cho tiêu đề của bài: trong bài dùng ## cho đề mục."
NO_ALT = "Ảnh thiếu lời tả (alt) cho người không nhìn thấy ảnh: viết ![lời tả](tệp ảnh)."
COMMON_ATTRIBUTES = {"id", "class", "lang", "title"}
PLAIN_TAGS = (
    "p br hr h2 h3 h4 ul li dl dt dd blockquote strong em b i u s sub sup small mark abbr cite code pre"
    " kbd q span div figure figcaption table caption thead tbody tfoot tr"
)
ALLOWED: dict[str, set[str]] = {tag: set() for tag in PLAIN_TAGS.split()} | {
    "ol": {"start"},
    "a": {"href", "role"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}


@dataclass(frozen=True)
class Link:
    """A link as it is written: its target and its place in the file."""

    target: str
    line: int
    column: int


@dataclass(frozen=True)
class Body:
    """A rendered body; ``links`` are as written, in ``html`` they lead to addresses."""

    html: str = ""
    links: tuple[Link, ...] = ()
    ids: frozenset[str] = frozenset()


class BodyRenderer:
    """One Markdown converter for many bodies; making one costs as much as a short article."""

    def __init__(self, pictures: Pictures, urls: Mapping[str, str]) -> None:
        """Args: the originals, and the address of each content file by its path."""
        self._markdown = Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSION_CONFIGS)
        self._markup = _Markup(self._markdown, pictures, urls)
        self._markdown.treeprocessors.register(self._markup, "newsroom-markup", -1)  # after all others

    def render(self, source: Source) -> tuple[Body, list[Problem], list[Problem]]:
        """Convert the body of *source*.

        Returns:
            The body, what in it may not be published, and pictures that still lack their words.
        """
        self._markdown.reset()
        self._markup.begin(source.path)
        try:
            html = self._markdown.convert(source.body)
        except RecursionError:
            return Body(), [Problem(source.path, source.body_line, 1, "Nội dung lồng nhau quá sâu.")], []
        found = self._markup.found
        for block in self._markdown.htmlStash.rawHtmlBlocks:
            _RawMarkup(found).feed(str(block))
        locate = _Locator(source)
        links = tuple(Link(target, *locate(target)) for target in found.links)
        faults = [Problem(source.path, *locate(text), message) for text, message in found.faults]
        unseen = [Problem(source.path, *locate(text), NO_ALT) for text in found.without_alt]
        return Body(_sanitise(html), links, frozenset(found.ids)), faults, unseen


def linked_file(target: str, beside: str) -> tuple[str, str]:
    """The path below content/ that ``{filename}…`` names in the file *beside*, and its ``#anchor``."""
    name, mark, anchor = unquote(target.removeprefix(FILENAME)).partition("#")
    folder = "" if name.startswith("/") else posixpath.dirname(beside)
    return posixpath.normpath(posixpath.join(folder, name.lstrip("/"))), mark + anchor


def _sanitise(html: str) -> str:
    attributes = {tag: own | COMMON_ATTRIBUTES for tag, own in ALLOWED.items()}
    return nh3.clean(
        html, tags=set(ALLOWED), attributes=attributes, url_schemes=set(LINK_SCHEMES), link_rel=None
    )


class _Locator:
    """Finds the text of each link again in the file; asked twice, it gives the second place."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.offsets: dict[str, int] = {}

    def __call__(self, text: str) -> tuple[int, int]:
        pattern = re.compile(re.escape(text), re.IGNORECASE)
        match = pattern.search(self.source.body, self.offsets.get(text, 0))
        if not match:
            return self.source.body_line, 1
        self.offsets[text] = match.end()
        line, column = position(self.source.body, match.start())
        return line + self.source.body_line - 1, column


class _Found:
    """What one body holds; each of ``faults`` is a text to look for and a message."""

    def __init__(self) -> None:
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.faults: list[tuple[str, str]] = []
        self.without_alt: list[str] = []

    def note(self, tag: str, attributes: dict[str, str], text: str) -> None:
        """Note one element, whether Markdown made it or the editor typed it."""
        if tag not in ALLOWED:
            message = H1 if tag == "h1" else f"Thẻ HTML <{tag}> không được dùng trong bài."
            self.faults.append((text, message))
            return
        for name in sorted(set(attributes) - ALLOWED[tag] - COMMON_ATTRIBUTES):
            self.faults.append((name, f"Thuộc tính “{name}” của thẻ <{tag}> không được dùng trong bài."))
        if attributes.get("id"):
            self.ids.add(attributes["id"])
        href = attributes.get("href", "")
        if tag == "a" and href and not href.startswith("\x02"):  # so Markdown hides addresses of e-mail
            self.links.append(href)
        if tag == "img" and not attributes.get("alt", "").strip():
            self.without_alt.append(attributes.get("src", ""))


class _Markup(Treeprocessor):
    """Walks the finished tree; what the editor typed as HTML is not in it, see _RawMarkup."""

    def __init__(self, markdown: Markdown, pictures: Pictures, urls: Mapping[str, str]) -> None:
        super().__init__(markdown)
        self.pictures = pictures
        self.urls = urls
        self.begin("")

    def begin(self, path: str) -> None:
        self.path = path
        self.found = _Found()

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element is root or not isinstance(element.tag, str):
                continue
            align = element.attrib.pop("align", None) if element.tag in {"td", "th"} else None
            if align:  # an inline style would need a hole in the content security policy
                element.set("class", f"align-{align}")
            text = "".join(element.itertext()).strip()[:40] if element.tag == "h1" else f"<{element.tag}"
            self.found.note(element.tag, dict(element.attrib), text)
            if element.tag == "img":
                self._place(element)
            elif element.get("href", "").startswith(FILENAME):
                self._follow(element)

    def _follow(self, link: Element) -> None:
        """Let a link to a content file lead to its address; broken ones are found by check_links."""
        path, anchor = linked_file(link.get("href", ""), self.path)
        link.set("href", f"/{self.urls.get(path, '')}{anchor}")

    def _place(self, image: Element) -> None:
        """Give a picture its published address and its size."""
        target = image.get("src", "")
        try:
            picture = self.pictures.find(target, self.path)
        except ValueError as error:
            self.found.faults.append((target, str(error)))
            return
        image.set("src", f"/{picture.url}")
        image.set("width", str(picture.width))
        image.set("height", str(picture.height))


class _RawMarkup(HTMLParser):
    def __init__(self, found: _Found) -> None:
        super().__init__()
        self.found = found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.note(tag, {name: value or "" for name, value in attrs}, f"<{tag}")
        if tag == "img":
            self.found.faults.append(
                ("<img", "Ảnh viết bằng Markdown: ![lời tả]({static}/images/tên-ảnh.jpg).")
            )
