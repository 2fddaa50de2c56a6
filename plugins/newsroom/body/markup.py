"""Links, pictures, ids, citations and forbidden markup of a body."""

from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from newsroom.addresses import HONOURS_ID, RESERVED_IDS
from newsroom.body.file_links import FILENAME, linked_file
from newsroom.body.layout import GALLERY, let_tables_scroll, make_figures
from newsroom.commonmark.lines import LineParser, Place
from newsroom.commonmark.links import protect
from newsroom.documents.citations import Citation, mark_citations
from newsroom.files.text_file import TextFile
from newsroom.language.vietnamese import typeset
from newsroom.pictures.picture_library import HALF_SIZES, Picture, Pictures
from newsroom.problems import Position, Problems

HEADING = "Tiêu đề của bài là “title”; đề mục trong bài dùng ##, ### hoặc ####."
INVISIBLE = "Đoạn này sẽ không hiện trên trang: hãy xóa hoặc viết lại."
TYPED_TAGS = {"b", "i", "u", "s", "sub", "sup", "small", "mark", "abbr", "cite", "kbd", "q", "br", "span"}
IN_MARKDOWN = {
    "strong": "**chữ**",
    "em": "*chữ*",
    "a": "[chữ](địa chỉ)",
    "img": "![lời tả](tệp ảnh)",
    "li": "- ở đầu dòng",
    "h2": "## ở đầu dòng",
}
CODE = {"code", "pre", "kbd"}
COMMON_ATTRIBUTES = {"id", "class", "lang", "title"}
_PLAIN_TAGS = (
    "p br hr h2 h3 h4 ul dl dt dd blockquote strong em b i u s sub sup small mark abbr cite code pre"
    " kbd q span div figure figcaption table caption thead tbody tfoot tr"
)
ALLOWED: dict[str, set[str]] = {tag: set() for tag in _PLAIN_TAGS.split()} | {
    "ol": {"start"},
    "li": {"value"},
    "a": {"href", "role"},
    "div": {"role", "tabindex", "aria-label"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
MADE: dict[str, set[str]] = {  # made of pictures, never typed
    "picture": set(),
    "source": {"type", "srcset", "sizes"},
    "img": {"srcset", "sizes", "loading", "decoding", "fetchpriority"},
}


class Link(NamedTuple):
    """A link: its target as typed and its position in the file."""

    target: str
    line: int
    column: int


class Body:
    """A body, filled while it is rendered; ``links`` and ``pictures`` are as typed.

    In ``html`` they lead to addresses, except that links to files are ``{filename}`` and a path, and
    ``citations`` are ``{document}`` and a number.
    """

    def __init__(self, source: TextFile, *, is_draft: bool = False) -> None:
        self.problems = Problems(source.path)
        self.problems.is_draft = is_draft
        self.source = source
        self.html = ""
        self.links: list[Link] = []
        self.ids: set[str] = set()
        self.pictures: list[str] = []
        self.citations: list[Citation] = []

    def note(self, place: Place, *faults: str, identifier: str | None = None) -> Position:
        """Report *faults* of the element at *place*; return its position in the file."""
        position = (self.source.body_line + place[0], place[1])
        for message in faults:
            self.problems.fault(position, message)
        if identifier is not None:
            self._note_identifier(identifier, place)
        return position

    def _note_identifier(self, identifier: str, place: Place) -> None:
        position = self.find(f"#{identifier}", place)
        if identifier in RESERVED_IDS or identifier.startswith(HONOURS_ID):
            self.problems.fault(position, f"Tên chỗ “{identifier}” là của trang: hãy đặt tên khác.")
        elif not identifier.strip():
            self.problems.fault(position, "Tên chỗ {#} để trống.")
        elif identifier in self.ids:
            self.problems.fault(position, f"Tên chỗ “{identifier}” đã đặt ở trên: hãy đặt tên khác.")
        self.ids.add(identifier)

    def find(self, text: str, place: Place) -> Position:
        """Return the position in the file of *text* at or after *place*."""
        first, column = place
        for number, line in enumerate(self.source.body.split("\n")[first:], start=first):
            if (at := line.find(text)) >= 0:
                return self.source.body_line + number, at + 1
        return self.source.body_line + first, column


def _refuse_attributes(tag: str, attributes: Mapping[str, str | None]) -> dict[str, str]:
    """Return a message for each attribute that must not be published."""
    unknown = sorted(attributes.keys() - ALLOWED.get(tag, set()) - COMMON_ATTRIBUTES)
    return {name: f"Thuộc tính “{name}” không được dùng trong bài." for name in unknown}


class Markup(Treeprocessor):
    """A walk through the finished tree, which lacks the HTML that the editor typed: see RawMarkup."""

    def __init__(self, markdown: Markdown, parser: LineParser, pictures: Pictures) -> None:
        super().__init__(markdown)
        self.parser = parser
        self.pictures = pictures

    def begin(self, body: Body, *, leads: bool = False) -> None:
        """Prepare for the next *body*, whose first element, if a picture, is the lead if *leads*."""
        self.body = body
        self.leads = leads
        self._place: Place = (0, 1)  # of the element, or of the last before it that has a place
        self._pictures: list[tuple[Element, Picture]] = []

    def run(self, root: Element) -> None:
        make_figures(root)
        let_tables_scroll(root)
        lead = root[0].find(".//img") if self.leads and len(root) else None
        for element in list(root.iter())[1:]:
            if isinstance(element.tag, str):
                self._note(element)
                if element.text and element.tag not in CODE:
                    element.text = typeset(element.text)
                if element.tail:
                    element.tail = typeset(element.tail)
        halves = set(_halves(root)) if self._pictures else set()
        for image, picture in self._pictures:
            _offer(image, picture, HALF_SIZES if image in halves else picture.sizes, leads=image is lead)
        self.body.citations = mark_citations(root)

    def _note(self, element: Element) -> None:
        align = element.attrib.pop("align", None) if element.tag in {"td", "th"} else None
        if align:  # an inline style would need a hole in the content security policy
            element.set("class", f"align-{align}")
        self._place = self.parser.places.get(element, self._place)
        for name, message in _refuse_attributes(element.tag, element.attrib).items():
            self.body.problems.fault(self.body.find(name, self._place), message)
        if element.tag in {"h1", "h5", "h6"}:
            self.body.note(self._place, HEADING)
        position = self.body.note(self._place, identifier=element.get("id"))
        if element.tag == "img":
            self._note_picture(element, position)
        elif element.tag == "a":
            self._note_link(element, position)

    def _note_link(self, link: Element, position: Position) -> None:
        """Note a link; resolve_links will resolve a link to a content file."""
        target = link.get("href", "")
        link.set("href", protect(target))
        if not len(link) and not (link.text or "").strip():
            self.body.problems.fault(
                position, "Liên kết này không có chữ nên không hiện ra: viết [chữ](địa chỉ)."
            )
        if target.startswith(FILENAME):
            path, anchor = linked_file(target, self.body.problems.path)
            link.set("href", protect(f"{FILENAME}{quote(path)}{anchor}"))
        if not target.startswith(("#fn:", "#fnref:")):  # footnotes
            self.body.links.append(Link(target, *position))

    def _note_picture(self, image: Element, position: Position) -> None:
        """Note a picture; :meth:`run` adds its addresses and size."""
        target, problems = image.get("src", ""), self.body.problems
        if not image.get("alt", "").strip():
            message = "Ảnh thiếu lời tả (alt) cho người không nhìn thấy ảnh: viết ![lời tả](tệp ảnh)."
            problems.lack(position, message)
        self.body.pictures.append(target)
        if picture := self.pictures.find_or_report(target, position, problems, problems.path):
            self._pictures.append((image, picture))


def _halves(root: Element) -> Iterator[Element]:
    """Yield the pictures of galleries shown in pairs: all but the first of an odd number."""
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
    """A reader of typed HTML, which may only be small inline tags."""

    def __init__(self, body: Body) -> None:
        super().__init__()
        self.body = body
        self.place: Place = (0, 1)
        self.open: list[tuple[str, Position]] = []

    def read(self, tags: Iterable[tuple[str, Place]]) -> None:
        """Read the *tags* typed in one body, with their places.

        Before Python 3.14, html.parser raises AssertionError for a declaration.
        """
        for tag, self.place in tags:
            self.reset()
            try:
                self.feed(tag)
            except AssertionError:
                self.body.note(self.place, INVISIBLE)
        for name, position in self.open:
            self.body.problems.fault(position, f"Thẻ <{name}> mở mà không đóng: thêm </{name}>.")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        faults = [*self._refuse_tag(tag), *_refuse_attributes(tag, values).values()]
        position = self.body.note(self.place, *faults, identifier=values.get("id"))
        if tag in TYPED_TAGS - {"br"}:
            self.open.append((tag, position))

    handle_startendtag = handle_starttag  # browsers see no difference

    def handle_endtag(self, tag: str) -> None:
        position = self.body.note(self.place, *self._refuse_tag(tag))
        if tag not in TYPED_TAGS:
            return
        if opened := next((pair for pair in reversed(self.open) if pair[0] == tag), None):
            self.open.remove(opened)
            return
        self.body.problems.fault(position, f"Thẻ </{tag}> đóng mà không mở: hãy xóa.")

    def handle_comment(self, data: str) -> None:
        if data.startswith("["):
            self.unknown_decl(data[1:])
        elif data.startswith((">", "->")) or "--!>" in data:  # browsers end it there
            message = "Ghi chú <!-- --> này kết thúc không rõ: hãy xóa, hoặc viết lại thành <!-- lời ghi -->."
            self.body.note(self.place, message)

    def handle_decl(self, _decl: str) -> None:
        self.body.note(self.place, INVISIBLE)

    def unknown_decl(self, _data: str) -> None:
        self.body.note(self.place, INVISIBLE)

    def handle_pi(self, _data: str) -> None:
        self.body.note(self.place, INVISIBLE)

    @staticmethod
    def _refuse_tag(tag: str) -> list[str]:
        message = f"Thẻ HTML <{tag}> không được dùng trong bài: viết {IN_MARKDOWN.get(tag, 'bằng Markdown')}."
        return [] if tag in TYPED_TAGS else [message]
