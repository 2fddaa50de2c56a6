"""What stands in a body: links, pictures, places, and markup that may not be published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from newsroom.addresses import HONOURS_ID, RESERVED_IDS
from newsroom.body.file_links import FILENAME, linked_file
from newsroom.body.layout import GALLERY, make_figures
from newsroom.body.positions import Locator
from newsroom.body.wide_tables import let_tables_scroll
from newsroom.documents.citations import Citation, mark_citations
from newsroom.language.vietnamese import typeset
from newsroom.pictures.library import HALF_SIZES, Picture, Pictures, advise_on_picture
from newsroom.problems import Position, Problems

HEADING = "Tiêu đề của bài là “title”; đề mục trong bài dùng ##, ### hoặc ####."
NO_ALT = "Ảnh thiếu lời tả (alt) cho người không nhìn thấy ảnh: viết ![lời tả](tệp ảnh)."
INVISIBLE = "Đoạn này sẽ không hiện trên trang: hãy xóa hoặc viết lại."
COMMENT = "Ghi chú <!-- --> này kết thúc không rõ: hãy xóa, hoặc viết lại thành <!-- lời ghi -->."
TYPED_TAGS = {"b", "i", "u", "s", "sub", "sup", "small", "mark", "abbr", "cite", "kbd", "q", "br", "span"}
CODE = {"code", "pre", "kbd"}
COMMON_ATTRIBUTES = {"id", "class", "lang", "title"}
_PLAIN_TAGS = (
    "p br hr h2 h3 h4 ul li dl dt dd blockquote strong em b i u s sub sup small mark abbr cite code pre"
    " kbd q span div figure figcaption table caption thead tbody tfoot tr"
)
ALLOWED: dict[str, set[str]] = {tag: set() for tag in _PLAIN_TAGS.split()} | {
    "ol": {"start"},
    "a": {"href", "role"},
    "div": {"role", "tabindex", "aria-label"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
MADE: dict[str, set[str]] = {  # what we make of pictures, and no editor writes
    "picture": set(),
    "source": {"type", "srcset", "sizes"},
    "img": {"srcset", "sizes", "loading", "decoding", "fetchpriority"},
}


class Link(NamedTuple):
    """A link as it is written: its target and its place in the file."""

    target: str
    line: int
    column: int


@dataclass
class Findings:
    """Everything that is found in one body; elements come in the order in which they are located."""

    problems: Problems
    locate: Locator
    links: list[Link] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    pictures: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    def note(self, text: str, *faults: str, identifier: str | None = None) -> Position:
        """Report *faults* of the element that is written as *text*; note its place for links.

        Returns:
            The position of the element in the file.
        """
        position = self.locate(text)
        for message in faults:
            self.problems.fault(position, message)
        if identifier and (identifier in RESERVED_IDS or identifier.startswith(HONOURS_ID)):
            self.problems.fault(position, f"Tên chỗ “{identifier}” là của trang: hãy đặt tên khác.")
        elif identifier:
            self.ids.add(identifier)
        return position


def _strangers(tag: str, attributes: Mapping[str, str | None]) -> list[str]:
    return sorted(set(attributes) - ALLOWED.get(tag, set()) - COMMON_ATTRIBUTES)


class Markup(Treeprocessor):
    """Walks the finished tree; what the editor typed as HTML is not in it, see RawMarkup."""

    def __init__(self, markdown: Markdown, pictures: Pictures) -> None:
        super().__init__(markdown)
        self.pictures = pictures

    def begin(self, found: Findings, *, leads: bool = False) -> None:
        """Forget the last body; add what the next one holds to *found*.

        Args:
            leads: Whether a picture at its very beginning is the first on the page.
        """
        self.found = found
        self.path = found.problems.path
        self.leads = leads
        self._pictures: list[tuple[Element, Picture]] = []

    def run(self, root: Element) -> None:
        make_figures(root)
        let_tables_scroll(root)
        first = next((one for one in root[:1] for one in one.iter("img")), None) if self.leads else None
        for element in root.iter():
            if element is not root and isinstance(element.tag, str):
                self._note(element)
                element.text = (
                    typeset(element.text) if element.text and element.tag not in CODE else element.text
                )
                element.tail = typeset(element.tail) if element.tail else element.tail
        halves = set(_halves(root)) if self._pictures else set()
        for image, picture in self._pictures:
            _offer(image, picture, HALF_SIZES if image in halves else picture.sizes, leads=image is first)
        self.found.citations = mark_citations(root)

    def _note(self, element: Element) -> None:
        align = element.attrib.pop("align", None) if element.tag in {"td", "th"} else None
        if align:  # an inline style would need a hole in the content security policy
            element.set("class", f"align-{align}")
        for name in _strangers(element.tag, element.attrib):
            self.found.note(name, f"Thuộc tính “{name}” không được dùng trong bài.")
        identifier = element.get("id")
        if element.tag in {"h1", "h5", "h6"}:
            self.found.note("#" if element.tag == "h1" else "#####", HEADING, identifier=identifier)
        elif element.tag == "img":
            self._note_picture(element, identifier)
        elif element.tag == "a":
            self._note_link(element, identifier)
        elif identifier:
            self.found.note(f"#{identifier}", identifier=identifier)

    def _note_link(self, link: Element, identifier: str | None) -> None:
        """Note a link; to a content file it is left to be resolved, by resolve_links."""
        target = link.get("href", "")
        if target.startswith(FILENAME):
            path, anchor = linked_file(target, self.path)
            link.set("href", f"{FILENAME}{quote(path)}{anchor}")
        position = self.found.note(target, identifier=identifier)
        if not target.startswith(("\x02", "#fn:", "#fnref:")):  # Markdown's own: hidden e-mail, footnotes
            self.found.links.append(Link(target, *position))

    def _note_picture(self, image: Element, identifier: str | None) -> None:
        """Note a picture, to be given its addresses and its size."""
        target = image.get("src", "")
        position = self.found.note(target, identifier=identifier)
        if not image.get("alt", "").strip():
            self.found.problems.lack(position, NO_ALT)
        self.found.pictures.append(target)
        try:
            picture = self.pictures.find(target, self.path)
        except ValueError as error:
            self.found.problems.fault(position, str(error))
            return
        advise_on_picture(picture, position, self.found.problems)
        self._pictures.append((image, picture))


def _halves(root: Element) -> Iterator[Element]:
    """The pictures of galleries that stand two side by side: of an odd number, the first stands alone."""
    for figure in root.iter("figure"):
        if GALLERY in figure.get("class", "").split():
            images = figure.findall("img")
            yield from images[len(images) % 2 :]


def _offer(image: Element, picture: Picture, sizes: str, *, leads: bool) -> None:
    """Offer *picture* in the place of *image*, as the component ``picture`` of the theme does."""
    own, tail = dict(image.attrib), image.tail
    image.clear()
    image.tag, image.tail = "picture", tail
    SubElement(image, "source", {"type": "image/avif", "srcset": picture.avif, "sizes": sizes})
    offered = {
        "src": f"/{picture.url}",
        "srcset": picture.jpeg,
        "sizes": sizes,
        "width": str(picture.width),
        "height": str(picture.height),
    }
    waits = {"fetchpriority": "high"} if leads else {"loading": "lazy", "decoding": "async"}
    SubElement(image, "img", own | offered | waits)


class RawMarkup(HTMLParser):
    """Reads what the editor typed as HTML: small inline tags may stand, all else is Markdown's to make."""

    def __init__(self, found: Findings) -> None:
        super().__init__()
        self.found = found
        self.open: list[tuple[str, Position]] = []

    def read(self, pieces: Iterable[str]) -> None:
        """Read all that was typed in one body.

        Raises:
            AssertionError: Of html.parser, before Python 3.14: a declaration is none.
        """
        for piece in pieces:
            self.reset()
            self.feed(piece)
        for tag, position in self.open:
            self.found.problems.fault(position, f"Thẻ <{tag}> mở mà không đóng: thêm </{tag}>.")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        strangers = [f"Thuộc tính “{name}” không được dùng trong bài." for name in _strangers(tag, values)]
        faults = [*self._faults(tag), *strangers]
        position = self.found.note(f"<{tag}", *faults, identifier=values.get("id"))
        if tag in TYPED_TAGS - {"br"}:
            self.open.append((tag, position))

    handle_startendtag = handle_starttag  # browsers see no difference

    def handle_endtag(self, tag: str) -> None:
        position = self.found.note(f"</{tag}", *self._faults(tag))
        if tag not in TYPED_TAGS:
            return
        for opened in reversed(self.open):
            if opened[0] == tag:
                self.open.remove(opened)
                return
        self.found.problems.fault(position, f"Thẻ </{tag}> đóng mà không mở: hãy xóa.")

    def handle_comment(self, data: str) -> None:
        if data.startswith("["):
            self.unknown_decl(data[1:])
        elif data.startswith((">", "->")) or "--!>" in data:  # where browsers see its end
            self.found.note("<!--", COMMENT)

    def handle_decl(self, decl: str) -> None:
        self.found.note(f"<!{decl[:5]}", INVISIBLE)

    def unknown_decl(self, data: str) -> None:
        self.found.note(f"<![{data[:5]}", INVISIBLE)

    def handle_pi(self, data: str) -> None:
        self.found.note(f"<?{data[:5]}", INVISIBLE)

    @staticmethod
    def _faults(tag: str) -> list[str]:
        return (
            [] if tag in TYPED_TAGS else [f"Thẻ HTML <{tag}> không được dùng trong bài: viết bằng Markdown."]
        )
