"""Word documents (.docx) as HTML, by mammoth.

mammoth reads a copy in which numbers that Word counts are text, pictures are only their names, and nothing
is left that an article does not need.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import mammoth
from bs4 import BeautifulSoup, NavigableString

from newsroom.files.encodings import repair_encodings
from newsroom.importing.formats.archive import Archive
from newsroom.importing.formats.official_head import remove_official_head
from newsroom.importing.formats.reading import (
    LEVEL,
    MARKER,
    MAX_TEXT,
    NOTE,
    NOTE_TEXT,
    Reading,
    one_line,
    require_at_most,
)
from newsroom.importing.formats.word_numbers import BULLET, W, WordNumbers
from newsroom.language.name_matching import shorten
from newsroom.problems import Problems, RefusedError

MAX_DEPTH = 250  # elements of XML within each other
MOST_ELEMENTS = 150_000  # in one part
MOST_PICTURES = 200
MOST_PICTURE_BYTES = 120_000_000  # of all pictures together
_LIMITS = (
    ("p", "đoạn", 15_000),
    ("footnoteReference", "chú thích", 1_000),
    ("endnoteReference", "chú thích", 1_000),
)
_READ = {"document", "styles", "numbering", "footnotes", "endnotes", "comments"}
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_LISTED = re.compile(r"[1-9]\d{0,8}[.)]|[a-zđ]\)|[ivx]{2,4}\)")  # as markers.py of newsroom.commonmark
_NUMBER = re.compile("\ue000([0-9]?)\ue001([^\ue000-\ue002]{0,80})\ue002")
_LIST_STYLE = re.compile(r"List (?:Bullet|Number) ([2-5])", re.IGNORECASE)
_HEADING_STYLE = re.compile(r"heading \d|title", re.IGNORECASE)
_AUTOMATIC_ALT = re.compile(
    r"(?:picture|image|graphic|hình ảnh|ảnh|hình)\s*\d*|.*(?:automatically generated|được tạo tự động).*",
    re.IGNORECASE | re.DOTALL,
)
_KEPT = {  # children of properties; mammoth and the counting of numbers read no others
    f"{W}pPr": {"pStyle", "numPr", "rPr"},
    f"{W}rPr": {"rStyle", "b", "i", "vertAlign", "strike", "rFonts", "del"},
    f"{W}tcPr": {"gridSpan", "vMerge"},
    f"{W}trPr": {"del", "tblHeader"},
    f"{W}tblPr": set(),
}
_DROPPED = {
    *(
        f"{W}{name}"
        for name in ("proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak", "sectPr")
    ),
    *(f"{W}{name}" for name in ("latentStyles", "docDefaults", "tblStylePr")),  # of styles
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice",
}
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p.sapo:fresh
p[style-name='Heading 1'] => h2:fresh
p[style-name='Heading 2'] => h3:fresh
p[style-name='Heading 3'] => h4:fresh
p[style-name='Heading 4'] => h5:fresh
p[style-name='heading 1'] => h2:fresh
p[style-name='heading 2'] => h3:fresh
p[style-name='heading 3'] => h4:fresh
p[style-name='heading 4'] => h5:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='caption'] => figcaption:fresh
p[style-name='Caption'] => figcaption:fresh
p[style-name='Figure'] => figcaption:fresh
p[style-name='Illustration'] => figcaption:fresh
b => strong
i => em
"""


def read_docx(name: str, data: bytes) -> Reading:
    """Read a Word document.

    Raises:
        RefusedError: It is broken, or larger than any article.
    """
    archive = Archive(name, data)
    try:
        copy = _Copy(archive)
        pictures = _Pictures(archive)
        result = mammoth.convert_to_html(
            copy.file, style_map=_STYLES, convert_image=mammoth.images.img_element(pictures.take)
        )
    except (RefusedError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 (mammoth raises many kinds of errors for damaged files)
        raise archive.broken() from None
    soup = BeautifulSoup(result.value, "lxml")
    _mark_numbers(soup)
    _mark_notes(soup)
    problems = Problems(name)
    _repair_encodings(soup, problems)
    head = remove_official_head(soup)
    heading = soup.find("h1")
    return Reading(
        str(soup),
        is_page=True,
        is_document=True,
        title=one_line(heading.get_text()) if heading else "",
        pictures=pictures.found,
        remarks=(*head, *copy.remarks, *pictures.remarks, *(problem.message for problem in problems)),
    )


class _Copy:
    """A copy of a document, reduced to the parts that mammoth reads."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.file = io.BytesIO()
        self.remarks: list[str] = []
        styles = self._parse("word/styles.xml")
        self._numbers = WordNumbers(self._parse("word/numbering.xml"), styles)
        self._styles = dict(_find_styles(styles)) if styles is not None else {}  # names by identifiers
        with zipfile.ZipFile(self.file, "w") as copy:
            for part in archive:
                folder, _, stem = part.removesuffix(".xml").rpartition("/")
                if part == "[Content_Types].xml" or part.endswith(".rels"):
                    copy.writestr(part, archive.read_xml(part))
                elif part.endswith(".xml") and folder == "word" and stem.rstrip("0123456789") in _READ:
                    copy.writestr(part, self._reduce(part))
                elif not part.endswith((".xml", "/")):
                    copy.writestr(part, part)

    def _parse(self, part: str) -> ET.Element | None:
        if part not in self._archive:
            return None
        data = self._archive.read_xml(part).replace(_STRICT, W.strip("{}").encode())
        try:
            root = ET.fromstring(data)  # noqa: S314 (it declares no entities)
        except ET.ParseError:
            raise self._archive.broken() from None
        depth, count, level = 0, 0, [root]
        while level:
            depth, count = depth + 1, count + len(level)
            require_at_most(MAX_DEPTH, depth, "tầng thẻ XML", self._archive.name)
            require_at_most(MOST_ELEMENTS, count, "thẻ XML", self._archive.name)
            level = [child for element in level for child in element]
        return root

    def _reduce(self, part: str) -> bytes:
        root = self._parse(part)
        if root is None:
            return b""
        if part.startswith("word/comments"):
            self._note_comments(root)
        if part.startswith("word/document"):
            self._require_article(root)
            self._note_changes(root)
        for element in list(root.iter()):
            kept = _KEPT.get(element.tag)
            element[:] = [
                child
                for child in element
                if child.tag not in _DROPPED and (kept is None or child.tag.removeprefix(W) in kept)
            ]
            if element.tag == f"{W}p":
                self._number(element)
        return ET.tostring(root)

    def _require_article(self, root: ET.Element) -> None:
        """Raise RefusedError if the text is longer than any article."""
        for tag, unit, most in _LIMITS:
            require_at_most(most, sum(1 for _ in root.iter(f"{W}{tag}")), unit, self._archive.name)
        length = sum(len(text.text or "") for text in root.iter(f"{W}t"))
        require_at_most(MAX_TEXT, length, "ký tự", self._archive.name)

    def _number(self, paragraph: ET.Element) -> None:
        """Write the level and the number of *paragraph* as its first text, and take it from its list."""
        text = self._numbers.count(paragraph)
        properties = paragraph.find(f"{W}pPr")
        if text is None or properties is None:
            return
        style = properties.find(f"{W}pStyle")
        name = self._styles.get(style.get(f"{W}val", ""), "") if style is not None else ""
        _, level = self._numbers.find(paragraph)
        if match := _LIST_STYLE.fullmatch(name):
            level = max(level, int(match[1]) - 1)
        for old in properties.findall(f"{W}numPr"):
            properties.remove(old)
        none = ET.SubElement(properties, f"{W}numPr")
        for tag in ("ilvl", "numId"):
            ET.SubElement(none, f"{W}{tag}", {f"{W}val": "0"})
        run = ET.Element(f"{W}r")
        sign = "" if _HEADING_STYLE.fullmatch(name) else level
        ET.SubElement(run, f"{W}t").text = f"\ue000{sign}\ue001{text}\ue002"
        paragraph.insert(1, run)

    def _note_changes(self, root: ET.Element) -> None:
        names = ("ins", "del", "moveFrom", "moveTo")
        count = sum(1 for name in names for element in root.iter(f"{W}{name}") if len(element))
        if count:
            self.remarks.append(
                f"Tệp còn {count} chỗ đang sửa (Track Changes): bản nháp lấy chữ sau khi sửa, hãy xem lại."
            )

    def _note_comments(self, root: ET.Element) -> None:
        texts = [
            one_line("".join(text.text or "" for text in comment.iter(f"{W}t")))
            for comment in root.iter(f"{W}comment")
        ]
        if texts:
            quoted = ", ".join(f"“{shorten(text)}”" for text in texts[:3])
            self.remarks.append(f"Tệp có {len(texts)} lời bình (comment), không đưa vào bài: {quoted}.")


class _Pictures:
    """The pictures of a document, in their order."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._names: dict[str, str] = {}  # by parts
        self.found: dict[str, bytes] = {}
        self.remarks: list[str] = []
        self._bytes = 0

    def take(self, image: mammoth.documents.Image) -> dict[str, str]:
        """Take *image*, whose content is the name of its part; return the attributes of its element."""
        try:
            with image.open() as opened:
                part = opened.read().decode()
        except KeyError:
            self.remarks.append("Tệp thiếu một ảnh mà bài có nhắc tới.")
            return {}
        if part not in self._names:
            self._names[part] = self._read(part)
        alt = one_line(image.alt_text or "")
        return {"src": self._names[part], "alt": "" if _AUTOMATIC_ALT.fullmatch(alt) else alt}

    def _read(self, part: str) -> str:
        suffix = part.rpartition(".")[2].lower().replace("jpeg", "jpg")
        name = f"anh-{len(self._names) + 1}.{suffix}"
        data = self._archive.read(part) if len(self.found) < MOST_PICTURES else b""
        self._bytes += len(data)
        if data and self._bytes <= MOST_PICTURE_BYTES:
            self.found[name] = data
        elif not self.remarks:
            self.remarks.append("Tệp có quá nhiều ảnh: những ảnh sau phải tự chép.")
        return name


def _find_styles(styles: ET.Element) -> Iterator[tuple[str, str]]:
    """Yield the identifier and the name of each style."""
    for style in styles.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            yield style.get(f"{W}styleId", ""), name.get(f"{W}val", "")


def _mark_numbers(soup: BeautifulSoup) -> None:
    """Make items of the paragraphs whose numbers Markdown can show, and text of all other numbers."""
    for text in list(soup.find_all(string=re.compile("\ue000"))):
        match = _NUMBER.search(text)
        item = text.find_parent("p")
        is_item = match and match[1] and (match[2] == BULLET or _LISTED.fullmatch(match[2]))
        if match and is_item and item and not item.has_attr(MARKER) and not item.find_parent("td"):
            item[MARKER] = "-" if match[2] == BULLET else match[2]
            item[LEVEL] = match[1]
            text.replace_with(NavigableString(_NUMBER.sub("", text)))
        else:
            text.replace_with(NavigableString(_NUMBER.sub(lambda found: f"{found[2]} ".lstrip(), text)))


def _mark_notes(soup: BeautifulSoup) -> None:
    """Mark references to notes, and each note as a paragraph with its number."""
    notes = {str(item["id"]): item for item in soup("li", id=True)}
    for number, link in enumerate(soup.select("sup > a[id^=footnote-ref-], sup > a[id^=endnote-ref-]"), 1):
        note = notes.pop(str(link.get("href") or "#").removeprefix("#"), None)
        if note is None:
            continue
        mark = soup.new_tag("sup", attrs={NOTE: str(number)})
        mark.string = str(number)
        if link.parent:
            link.parent.replace_with(mark)
        for back in note.select("a[href^='#footnote-ref-'], a[href^='#endnote-ref-']"):
            back.decompose()
        for paragraph in note(["p", "div"]):
            paragraph.insert_after(" ")
            paragraph.unwrap()
        note.name = "p"
        note[NOTE_TEXT] = str(number)
        (soup.body or soup).append(note.extract())


def _repair_encodings(soup: BeautifulSoup, problems: Problems) -> None:
    """Repair text typed for old fonts; report it."""
    nodes = list(soup.find_all(string=True)) or [NavigableString("")]
    text = "\n".join(" ".join(node.split("\n")) for node in nodes)
    for node, line in zip(nodes, repair_encodings(text, problems).split("\n"), strict=True):
        if problems and line != node:
            node.replace_with(NavigableString(line))
