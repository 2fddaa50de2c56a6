"""Markdown bodies to safe HTML, with the links and pictures in them and where they stand."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from newsroom.core.addresses import LINK_SCHEMES
from newsroom.core.figures import make_figures
from newsroom.core.pictures import Picture, Pictures
from newsroom.core.problems import Problem
from newsroom.core.source import Source, position

EXTENSIONS = ("attr_list", "footnotes", "tables", "sane_lists")
EXTENSION_CONFIGS: dict[str, dict[str, object]] = {
    "footnotes": {"BACKLINK_TITLE": "Trở lại chỗ chú thích {}"},
    "tables": {"use_align_attribute": True},
}
FILENAME = "{filename}"
HEADING = "Tiêu đề của bài là “title”; đề mục trong bài dùng ##, ### hoặc ####."
NO_ALT = "Ảnh thiếu lời tả (alt) cho người không nhìn thấy ảnh: viết ![lời tả](tệp ảnh)."
HEADINGS = {"#": r"^ {0,3}#(?!#)|^.+(?=\n=+[ \t]*$)", "#####": r"^ {0,3}#####+"}
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]+)\]:", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[(\^[^\]\s]+)\](?!:)")
_CODE = re.compile(r"(`+)[^`].*?\1", re.DOTALL)
COMMON_ATTRIBUTES = {"id", "class", "lang", "title"}
MAX_MARKS = 2000  # Python-Markdown's time grows with the square of some of them
TYPED_TAGS = {"b", "i", "u", "s", "sub", "sup", "small", "mark", "abbr", "cite", "kbd", "q", "br", "span"}
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
    pictures: tuple[Picture, ...] = ()
    ids: frozenset[str] = frozenset()


class BodyRenderer:
    """One Markdown converter for many bodies; making one costs as much as a short article."""

    def __init__(self, pictures: Pictures, urls: Mapping[str, str]) -> None:
        """Args: the originals, and the address of each content file by its path."""
        self._pictures = pictures
        self._urls = urls
        self._make_converter()

    def _make_converter(self) -> None:
        self._markdown = Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSION_CONFIGS)
        self._markup = _Markup(self._markdown, self._pictures, self._urls)
        self._markdown.treeprocessors.register(self._markup, "newsroom-markup", -1)  # after all others

    def render(self, source: Source) -> tuple[Body, list[Problem], list[Problem]]:
        """Convert the body of *source*.

        Returns:
            The body, what in it may not be published, and pictures that still lack their words.
        """
        locate = _Locator(source)
        if any(source.body.count(mark) > MAX_MARKS for mark in "[<>"):
            message = "Quá nhiều dấu [, < hoặc > trong một bài: tệp này không phải bài viết."
            return Body(), [Problem(source.path, source.body_line, 1, message)], []
        self._markdown.reset()
        self._markup.begin(source.path)
        try:
            text = self._markdown.convert(source.body)
        except RecursionError:
            self._make_converter()  # what it was in the middle of would show in the next body
            return Body(), [Problem(source.path, source.body_line, 1, "Nội dung lồng nhau quá sâu.")], []
        found = self._markup.found
        for block in self._markdown.htmlStash.rawHtmlBlocks:
            _RawMarkup(found).feed(str(block))
        faults = [Problem(source.path, *locate(text), message) for text, message in found.faults]
        faults += [Problem(source.path, *place, message) for place, message in locate.lost_definitions()]
        links = tuple(Link(target, *locate(target)) for target in found.links)
        unseen = [Problem(source.path, *locate(text), NO_ALT) for text in found.without_alt]
        return Body(_sanitise(text), links, tuple(found.pictures), frozenset(found.ids)), faults, unseen


def linked_file(target: str, beside: str) -> tuple[str, str]:
    """The path below content/ that ``{filename}…`` names in the file *beside*, and its ``#anchor``."""
    name, mark, anchor = unquote(target.removeprefix(FILENAME)).partition("#")
    folder = "" if name.startswith("/") else posixpath.dirname(beside)
    return posixpath.normpath(posixpath.join(folder, name.lstrip("/"))), mark + anchor


def _sanitise(text: str) -> str:
    attributes = {tag: own | COMMON_ATTRIBUTES for tag, own in ALLOWED.items()}
    return nh3.clean(
        text, tags=set(ALLOWED), attributes=attributes, url_schemes=set(LINK_SCHEMES), link_rel=None
    )


class _Locator:
    """Finds what was complained of again in the file; asked twice, it gives the second place."""

    def __init__(self, source: Source) -> None:
        self.body_line = source.body_line
        self.text = _CODE.sub(lambda match: " " * len(match[0]), source.body)
        self.offsets: dict[str, int] = {}

    def __call__(self, text: str) -> tuple[int, int]:
        if text in HEADINGS:
            patterns = [HEADINGS[text]]
        else:
            written = "|".join(
                re.escape(form) for form in (text, html.escape(text), text.replace("_", r"\_"))
            )
            patterns = [rf"(?<=[(<\"'])(?:{written})(?=[)>\"'\s#])", written]
        for pattern in patterns:
            start = self.offsets.get(text, 0)
            match = re.compile(pattern, re.IGNORECASE | re.MULTILINE).search(self.text, start)
            if match:
                self.offsets[text] = match.end()
                return self._place(match.start())
        return self.body_line, 1

    def _place(self, offset: int) -> tuple[int, int]:
        line, column = position(self.text, offset)
        return line + self.body_line - 1, column

    def lost_definitions(self) -> Iterator[tuple[tuple[int, int], str]]:
        """Lines that Markdown takes for definitions, and drops because nothing refers to them."""
        footnotes: set[str] = set()
        for match in _DEFINITION.finditer(self.text):
            label = match[1].casefold()
            uses = self.text.casefold().count(f"[{label}]") - 1
            repeated = label in footnotes
            if label.startswith("^"):
                footnotes.add(label)
            if repeated:
                yield self._place(match.start()), f"Chú thích [{match[1]}] đã có ở trên: đoạn này sẽ mất."
            elif not uses:
                message = f"Markdown coi dòng “[{match[1]}]:” là định nghĩa và bỏ mất: thêm chữ vào trước [."
                yield self._place(match.start()), message
        for match in _FOOTNOTE.finditer(self.text):
            if match[1].casefold() not in footnotes:
                yield self._place(match.start()), f"Chú thích [{match[1]}] không có nội dung ở cuối bài."


class _Found:
    """What one body holds; each of ``faults`` is a text to look for and a message."""

    def __init__(self) -> None:
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.faults: list[tuple[str, str]] = []
        self.without_alt: list[str] = []
        self.pictures: list[Picture] = []

    def note(self, tag: str, attributes: dict[str, str]) -> None:
        """Note one element that Markdown made."""
        if tag in {"h1", "h5", "h6"}:
            self.faults.append(("#" if tag == "h1" else "#####", HEADING))
        for name in sorted(set(attributes) - ALLOWED.get(tag, set()) - COMMON_ATTRIBUTES):
            self.faults.append((name, f"Thuộc tính “{name}” không được dùng trong bài."))
        if attributes.get("id"):
            self.ids.add(attributes["id"])
        href = attributes.get("href")
        if href is not None and not href.startswith("\x02"):  # so Markdown hides addresses of e-mail
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
        make_figures(root)
        for element in root.iter():
            if element is root or not isinstance(element.tag, str):
                continue
            align = element.attrib.pop("align", None) if element.tag in {"td", "th"} else None
            if align:  # an inline style would need a hole in the content security policy
                element.set("class", f"align-{align}")
            self.found.note(element.tag, dict(element.attrib))
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
        self.found.pictures.append(picture)
        image.set("src", f"/{picture.url}")
        image.set("width", str(picture.width))
        image.set("height", str(picture.height))


class _RawMarkup(HTMLParser):
    """Reads what the editor typed as HTML: small inline tags may stand, all else is Markdown's to make."""

    def __init__(self, found: _Found) -> None:
        super().__init__()
        self.found = found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._check(tag, f"<{tag}")
        for name in sorted({name for name, _ in attrs} - ALLOWED.get(tag, set()) - COMMON_ATTRIBUTES):
            message = f"Thuộc tính “{name}” của thẻ <{tag}> không được dùng trong bài."
            self.found.faults.append((f"<{tag}", message))

    def handle_endtag(self, tag: str) -> None:
        self._check(tag, f"</{tag}")

    def unknown_decl(self, data: str) -> None:
        self.found.faults.append(
            (f"<![{data[:8]}", "Đoạn <![…]> sẽ không hiện trên trang: hãy xóa hoặc viết lại.")
        )

    def handle_pi(self, data: str) -> None:
        self.found.faults.append(
            (f"<?{data[:8]}", "Đoạn <?…> sẽ không hiện trên trang: hãy xóa hoặc viết lại.")
        )

    def _check(self, tag: str, written: str) -> None:
        if tag not in TYPED_TAGS:
            self.found.faults.append(
                (written, f"Thẻ HTML <{tag}> không được dùng trong bài: viết bằng Markdown.")
            )
