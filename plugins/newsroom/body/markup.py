"""Links, attachments, pictures, ids and citations in the tree of a body."""

import re
from pathlib import PurePosixPath
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from newsroom.attachments.attachment_library import Attachment, Attachments
from newsroom.body.allowed_markup import refuse_attributes
from newsroom.body.file_links import FILENAME, linked_file
from newsroom.body.films import OwnFilm, add_player, find_own, make_cards
from newsroom.body.layout import align_decimals, hang_quotes, let_tables_scroll, make_figures, paired_pictures
from newsroom.body.rendered_body import Body, Link
from newsroom.commonmark.escapes import protect
from newsroom.commonmark.lines import LineParser
from newsroom.documents.citations import mark_citations
from newsroom.language.vietnamese import typeset
from newsroom.pictures.originals_folder import STATIC
from newsroom.pictures.picture_library import HALF_SIZES, Picture, Pictures
from newsroom.problems import Position

HEADING = "Tiêu đề của bài là “title”; đề mục trong bài dùng ##, ### hoặc ####."
_OWN_FILM = re.compile(r"\.m(?:p[34]|4a)", re.IGNORECASE)
CODE = {"code", "pre", "kbd"}


class Markup(Treeprocessor):
    """A walk through the finished tree, which lacks the HTML that the editor typed: see TypedHTML."""

    def __init__(
        self, markdown: Markdown, parser: LineParser, pictures: Pictures, attachments: Attachments
    ) -> None:
        super().__init__(markdown)
        self.parser = parser
        self.pictures = pictures
        self.attachments = attachments

    def begin(self, body: Body, *, leads: bool = False) -> None:
        """Prepare for the next *body*, whose first element, if a picture, is the lead if *leads*."""
        self.body = body
        self.leads = leads
        self._position: Position = (body.source.body_line, 1)  # of the last element that has a position
        self._pictures: list[tuple[Element, Picture]] = []

    def run(self, root: Element) -> None:
        text = self.body.source.body
        films = find_own(root) if _OWN_FILM.search(text) else ()
        if "://" in text:
            make_cards(root)
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
        if "|" in text:
            align_decimals(root)
        if ">" in text:
            hang_quotes(root)
        for film in films:
            self._add_player(film)
        halves = set(paired_pictures(root)) if self._pictures else set()
        for image, picture in self._pictures:
            _offer(image, picture, HALF_SIZES if image in halves else picture.sizes, leads=image is lead)
        self.body.citations = mark_citations(root)

    def _note(self, element: Element) -> None:
        align = element.attrib.pop("align", None) if element.tag in {"td", "th"} else None
        if align:  # an inline style would need a hole in the content security policy
            element.set("class", f"align-{align}")
        position = self._position = self.parser.positions.get(element, self._position)
        for name, message in refuse_attributes(element.tag, element.attrib) if element.attrib else ():
            self.body.problems.fault(self.body.find(name, position), message)
        if element.tag in {"h1", "h5", "h6"}:
            self.body.problems.fault(position, HEADING)
        if (identifier := element.get("id")) is not None:
            self.body.add_id(identifier, position)
        if element.tag == "img":
            self._note_picture(element, position)
        elif element.tag == "a":
            self._note_link(element, position)

    def _add_player(self, film: OwnFilm) -> None:
        """Add the player of *film*, whose picture has been noted."""
        problems = self.body.problems
        position = self.parser.positions.get(film.paragraph, self._position)
        self.body.attachments.append(film.target)
        if found := self.attachments.find_or_report(film.target, position, problems, problems.path):
            poster = next(
                (f"/{picture.url}" for image, picture in self._pictures if image is film.poster), ""
            )
            captions = self._find_captions(film.target, found, position)
            self.body.has_players = True
            add_player(film, f"/{found.url}", found.kind.media_type, poster, captions)

    def _find_captions(self, target: str, film: Attachment, position: Position) -> str:
        """Return the address of the captions beside a film; warn that it has none."""
        problems = self.body.problems
        beside = re.sub(r"\.\w+$", ".vtt", target)
        self.body.attachments.append(beside)
        try:
            return f"/{self.attachments.find(beside, problems.path).url}"
        except ValueError as error:
            name = PurePosixPath(film.path).with_suffix(".vtt")
            if name.as_posix() in self.attachments.folder.names:
                problems.fault(position, str(error))
            elif film.kind.media_type.startswith("video/"):
                message = "Phim chưa có phụ đề cho người không nghe được."
                problems.warn(position, message, f"Đặt phụ đề vào content/{name}.")
        return ""

    def _note_link(self, link: Element, position: Position) -> None:
        """Note a link; resolve_links will resolve a link to a content file."""
        target = link.get("href", "")
        link.set("href", protect(target))
        if not len(link) and not (link.text or "").strip():
            message = "Liên kết này không có chữ nên không hiện ra: viết [chữ](địa chỉ)."
            self.body.problems.fault(position, message)
        if target.startswith(STATIC):
            self._note_attachment(link, target, position)
            return
        if target.startswith(FILENAME):
            path, anchor = linked_file(target, self.body.problems.path)
            link.set("href", protect(f"{FILENAME}{quote(path)}{anchor}"))
        if not target.startswith(("#fn:", "#fnref:")):  # footnotes
            self.body.links.append(Link(target, *position))

    def _note_attachment(self, link: Element, target: str, position: Position) -> None:
        """Note a link to a file; let it lead to the file's address, and say what the file is."""
        problems = self.body.problems
        self.body.attachments.append(target)
        if found := self.attachments.find_or_report(target, position, problems, problems.path):
            link.set("href", f"/{found.url}")
            facts = SubElement(link, "small")
            facts.text = f"({found.facts})"
            before = link[-2] if len(link) > 1 else None
            if before is None:
                link.text = f"{link.text or ''} "
            else:
                before.tail = f"{before.tail or ''} "

    def _note_picture(self, image: Element, position: Position) -> None:
        """Note a picture; :meth:`run` adds its addresses and size."""
        target, problems = image.get("src", ""), self.body.problems
        if not image.get("alt", "").strip():
            message = "Ảnh thiếu lời tả (alt) cho người không nhìn thấy ảnh: viết ![lời tả](tệp ảnh)."
            problems.lack(position, message)
        self.body.pictures.append(target)
        if picture := self.pictures.find_or_report(target, position, problems, problems.path):
            self._pictures.append((image, picture))


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
