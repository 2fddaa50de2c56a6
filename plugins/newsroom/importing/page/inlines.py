"""Links, emphasis and references to notes within a block of a page, as Markdown."""

import re
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from bs4 import NavigableString, Tag

from newsroom import addresses
from newsroom.importing.formats.reading import NOTE, clean, one_line
from newsroom.importing.markdown import Span, write_spans

FILE_SUFFIXES = (
    *(".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".rtf", ".csv"),
    *(".zip", ".rar", ".7z"),
)
_STYLES = {"strong": "**", "b": "**", "em": "*", "i": "*", "sup": "<sup", "sub": "<sub"}
_INLINE = {"a", "span", "font", "u", "s", "small", "mark", "abbr", "cite", "label", "time", *_STYLES}


class Inlines:
    """A writer of the texts of blocks; the *base* is the address that relative links refer to.

    Emphasis and notes are those of a document; a web page emphasises at will.
    """

    def __init__(self, base: str, *, is_document: bool) -> None:
        self._base = base
        self._is_document = is_document

    def write(self, run: Iterable[NavigableString]) -> str:
        """Write the texts of *run* as Markdown; return "" if they are all plain."""
        looks = [(text, *self._look(text)) for text in run]
        if not any(url or style for _, url, style in looks):
            return ""
        spans: list[Span] = []
        for text, url, style in looks:
            words = re.sub(r"\s+", " ", clean(text))
            if not spans or spans[-1].text.endswith(" "):
                words = words.lstrip()
            if words and spans and (url, style) == spans[-1][1:]:
                spans[-1] = spans[-1]._replace(text=spans[-1].text + words)
            elif words:
                spans.append(Span(words, url, style))
        if spans:
            spans[-1] = spans[-1]._replace(text=spans[-1].text.rstrip())
        return write_spans(spans)

    def read(self, run: Iterable[NavigableString]) -> str:
        """Return the words of *run*, without references to notes."""
        return one_line("".join(text for text in run if not self._is_note(text)))

    def _is_note(self, text: NavigableString) -> bool:
        return self._is_document and text.parent is not None and text.parent.has_attr(NOTE)

    def resolve(self, target: str) -> str:
        """Return the full address that *target* leads to; "" if it leads to no page of the web."""
        try:
            url = urljoin(self._base, target.strip())
            return addresses.check_web_url(url) if not target.startswith("#") else ""
        except ValueError:
            return ""

    def leads_to_file(self, link: Tag) -> bool:
        """Return whether *link* leads to a file such as a PDF."""
        url = self.resolve(str(link.get("href") or ""))
        return bool(url) and urlsplit(url).path.lower().endswith(FILE_SUFFIXES)

    def _look(self, text: NavigableString) -> tuple[str, str]:
        """Return the address and the style of *text*."""
        url, styles = "", []
        for parent in text.parents:
            if parent.name not in _INLINE:
                break
            if self._is_document and (number := parent.get(NOTE)):
                return "", f"^{number}"
            if parent.name == "a" and not url:
                url = self.resolve(str(parent.get("href") or ""))
            if self._is_document and (style := _STYLES.get(parent.name)) and style not in styles:
                styles.append(style)
        return url, _join(styles)


def _join(styles: list[str]) -> str:
    """Return the mark of all *styles*; small text is never also bold."""
    small = next((style for style in styles if style.startswith("<")), "")
    return small or "".join(sorted(styles, reverse=True))
