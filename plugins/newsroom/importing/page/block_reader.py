"""The blocks of an article in the tree of a page."""

import re
from urllib.parse import unquote, urlsplit

from bs4 import Comment, NavigableString, Tag

from newsroom.importing.formats.reading import LEVEL, MARKER, NOTE_TEXT, clean, one_line
from newsroom.importing.markdown import escape_inside, write_table
from newsroom.importing.page.blocks import (
    LOWEST_LEVEL,
    PICTURE,
    Kind,
    TextBlock,
    is_bold_heading,
)
from newsroom.importing.page.inlines import Inlines
from newsroom.importing.page.list_items import ListItems
from newsroom.importing.page.markup import (
    FURNITURE_NAME,
    LONGEST_FIGURE,
    LONGEST_WORDS,
    begin,
    class_and_id,
    normalise,
)
from newsroom.importing.page.media import MEDIA, media_address
from newsroom.importing.page.tables import read_rows

SMALLEST = 100  # pixels; smaller pictures are icons
_HEADING = re.compile("h[1-6]")
_KINDS: dict[str, Kind] = {"li": "item", "blockquote": "quote"}
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form"
    "|h[1-6]|header|hr|li|main|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_CAPTION_NAME = re.compile(
    r"caption|chu-?thich|img-?desc|photo-?(?:desc|note)|desc-?(?:img|photo|image)|image-?note", re.IGNORECASE
)
_PICTURE_NAME = re.compile(r"image|img|photo|pic|figure|media|\banh\b|wp-caption", re.IGNORECASE)


class BlockReader:
    """Reader of the blocks from the headline, or else from the beginning of the article, to its end.

    A *document*, unlike a web page, has nothing around its article; its emphasis and the levels of its
    headings are those of its author.
    """

    def __init__(
        self, article: Tag, heading: Tag | None, extracted: str, base: str = "", *, is_document: bool = False
    ) -> None:
        self._article, self._heading, self._extracted = article, heading, extracted
        self._is_document = is_document
        self._inlines = Inlines(base, is_document=is_document)
        self._items = ListItems()
        self._above_article = {id(article), *map(id, article.parents)}
        self._begun = self._ended = False
        self._blocks: list[TextBlock] = []
        self._kind: Kind = "text"
        self._run: list[NavigableString] = []  # the texts of a block that has not ended
        self._after_picture = False

    def read_all(self) -> list[TextBlock]:
        """Read the smallest element that holds both headline and article."""
        holders = set(map(id, self._heading.parents)) if self._heading else self._above_article
        around = (self._article, *self._article.parents)
        self._read(next(element for element in around if id(element) in holders), "text")
        self._end_block()
        return self._blocks

    def _read(self, element: Tag, kind: Kind) -> None:
        if element is self._heading:
            self._begun = False
        elif element is self._article:
            self._begun = True
        for child in element.children:
            if isinstance(child, Tag):
                self._read_child(child, kind)
            elif isinstance(child, NavigableString) and not isinstance(child, Comment) and self._is_open:
                self._run.append(child)
        if element is self._heading:
            self._begun = True
        self._ended = self._ended or element is self._article

    def _read_child(self, child: Tag, kind: Kind) -> None:
        if child.name == "img":
            self._read_picture(child)
        elif child.name == "br":
            self._start_block(kind)
        elif child.name == MEDIA:
            self._read_media(child)
        elif id(child) in self._above_article or not _is_furniture(child, self._extracted):
            if child.name == "table" and self._read_table(child):
                return
            inner = self._given_kind(child) or _inner_kind(child, kind)
            is_block = inner != kind or _BLOCKS.fullmatch(child.name)
            if is_block:
                self._start_block(inner)
            self._read(child, inner)
            if is_block:
                self._start_block(kind)

    def _given_kind(self, element: Tag) -> Kind | None:
        """Return the kind that a document gives *element*."""
        if not self._is_document:
            return None
        if element.has_attr(MARKER):
            return "item"
        return "note" if element.has_attr(NOTE_TEXT) else "lead" if "sapo" in class_and_id(element) else None

    def _read_media(self, element: Tag) -> None:
        address = self._inlines.resolve(media_address(element))
        if address and self._is_open:
            self._end_block()
            self._append("media", address)

    def _read_table(self, table: Tag) -> bool:
        """Read *table* as a whole; return False if its cells are blocks of the article."""
        if not self._is_open or id(table) in self._above_article:
            return False
        rows = read_rows(table, is_document=self._is_document)
        if rows:
            self._end_block()
            texts = [one_line(cell.get_text(" ")) for row in rows for cell in row if cell is not None]
            cells = [[self._write_cell(cell) if cell is not None else "" for cell in row] for row in rows]
            self._append("table", "; ".join(filter(None, texts)), markdown=write_table(cells))
        return bool(rows)

    def _write_cell(self, cell: Tag) -> str:
        runs: list[list[NavigableString]] = [[]]
        for part in cell.descendants:
            if isinstance(part, NavigableString) and not isinstance(part, Comment):
                runs[-1].append(part)
            elif isinstance(part, Tag) and (part.name == "br" or _BLOCKS.fullmatch(part.name)):
                runs.append([])
        lines = (self._inlines.write(run) or escape_inside(one_line("".join(run))) for run in runs)
        return "<br>".join(filter(None, lines))

    @property
    def _is_open(self) -> bool:
        return self._begun and not self._ended

    def _start_block(self, kind: Kind) -> None:
        if self._is_open:
            self._end_block()
            self._kind = kind

    def _end_block(self) -> None:
        run, kind = self._run, self._kind
        self._run = []
        words = self._inlines.read(run)
        if not words:
            return
        if kind == "heading" and TextBlock("text", words).is_paragraph:  # a lead in bold
            kind = "text"
        elif kind in {"text", "item", "heading"} and not self._is_document:
            links = [text.find_parent("a") for text in run if text.strip()]
            if all(links) and not all(link and self._inlines.leads_to_file(link) for link in links):
                kind = "link"
        markdown = "" if kind == "caption" else self._inlines.write(run)
        marker, level = "", 0
        if kind == "item":
            marker, level = self._read_item(run[0])
        elif kind == "heading" and (heading := run[0].find_parent(_HEADING)):
            level = int(heading.name[1])
        elif kind == "note" and (note := run[0].find_parent(attrs={NOTE_TEXT: True})):
            level = int(str(note[NOTE_TEXT]))
        elif kind == "text" and self._is_document and is_bold_heading(words, markdown):
            kind, level, markdown = "heading", LOWEST_LEVEL, ""
        self._append(kind, words, markdown=markdown, marker=marker, level=level)

    def _read_item(self, text: NavigableString) -> tuple[str, int]:
        """Return the marker and the level of the item that holds *text*."""
        given = text.find_parent(attrs={MARKER: True}) if self._is_document else None
        if given:
            return str(given[MARKER]), int(str(given[LEVEL]))
        item = text.find_parent("li")
        return self._items.read(item) if item else ("-", 0)

    def _append(self, kind: Kind, text: str, *, markdown: str = "", marker: str = "", level: int = 0) -> None:
        self._blocks.append(TextBlock(kind, text, markdown=markdown, marker=marker, level=level))
        self._after_picture = False

    def _read_picture(self, image: Tag) -> None:
        saved = str(image.get("src") or "")
        original = str(image.get("data-src") or image.get("data-original") or saved)
        target = saved if saved and not saved.startswith("data:") else original
        try:
            name = clean(unquote(urlsplit(target).path.rpartition("/")[2]))
        except ValueError:
            return
        sizes = [str(image.get(side) or "") for side in ("width", "height")]
        is_icon = any(size.isdecimal() and int(size) < SMALLEST for size in sizes)
        if not self._is_open or is_icon or target.startswith("data:") or not name:
            return
        if not name.lower().endswith(".svg"):
            self._end_block()
            alt = one_line(str(image.get("alt") or ""))
            alt = "" if PICTURE.fullmatch(alt) else alt
            self._blocks.append(TextBlock("file", name, not self._after_picture, alt, source=target))
            self._after_picture = True


def _is_furniture(element: Tag, extracted: str) -> bool:
    """Return whether *element* is furniture by its name, and holds little of the article."""
    if element.name in {"aside", "footer"}:
        return True
    if not FURNITURE_NAME.search(class_and_id(element)):
        return False
    words = normalise(begin(element, 2 * LONGEST_WORDS))
    return not words or words[:LONGEST_WORDS] not in extracted


def _inner_kind(element: Tag, outer: Kind) -> Kind:
    if outer == "caption" or element.name == "figcaption":
        return "caption"
    if re.fullmatch("h[2-6]", element.name):
        return "heading"
    return _KINDS.get(element.name) or ("caption" if _holds_caption(element) else outer)


def _holds_caption(element: Tag) -> bool:
    """Return whether *element* holds a caption.

    Its name says so, it frames a picture, or it is a paragraph in italics right after a picture.
    """
    length = len(begin(element, LONGEST_FIGURE))
    if length > LONGEST_FIGURE or (length > LONGEST_WORDS and element.name not in {"figure", "table"}):
        return False
    names = class_and_id(element)
    if _CAPTION_NAME.search(names):
        return True
    if element.find("img"):
        frames = element.name in {"figure", "table", "p"}
        return frames or (element.name == "div" and bool(_PICTURE_NAME.search(names)))
    before = element.find_previous_sibling()
    if element.name != "p" or not 0 < length <= LONGEST_WORDS or not before or before.get_text().strip():
        return False
    slanted = " ".join(begin(part, LONGEST_WORDS) for part in element(["em", "i"], limit=LONGEST_WORDS))
    is_slanted = normalise(slanted) == normalise(begin(element, LONGEST_WORDS))
    return bool(before.name == "img" or before.find("img")) and is_slanted
