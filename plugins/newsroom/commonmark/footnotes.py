"""The footnotes of one body, as Python-Markdown lists them.

Python-Markdown's own list takes quadratic time, and loses footnotes within the words of others.
"""

from collections import deque
from typing import Any
from xml.etree.ElementTree import Element

from markdown.extensions.footnotes import FootnoteExtension


class _Order(dict[str, int]):
    """The labels of footnotes in the order of their marks; Python-Markdown calls two methods of lists."""

    def append(self, label: str) -> None:
        self[label] = len(self)

    index = dict[str, int].__getitem__


class Footnotes(FootnoteExtension):
    """The footnotes of Python-Markdown, in linear time, and with footnotes in the words of others."""

    parser: Any  # a LineParser
    footnote_order: _Order  # type: ignore[assignment]

    def reset(self) -> None:
        super().reset()
        self.footnote_order = _Order()
        self.depth = 0  # of the footnote that is being read
        self._unread: list[tuple[str, deque[Any], int]] = []

    def add(self, label: str, lines: deque[Any]) -> None:
        """Note the *lines* of a footnote, which are read after the rest of the body."""
        self._unread.append((label, lines, self.depth + 1))
        self.setFootnote(label, "")

    def makeFootnotesDiv(self, root: Element) -> Element | None:  # noqa: N802 (Python-Markdown's)
        """Make the list of all footnotes."""
        for label, lines, depth in self._unread:  # it grows meanwhile
            words, self.depth = Element("div"), depth
            self.parser.parse(words, lines)
            self.footnotes[label] = words  # type: ignore[assignment] # LineParser.parseChunk takes it
        return super().makeFootnotesDiv(root)

    def unique_ref(self, reference: str, found: bool = False) -> str:  # noqa: FBT001, FBT002 (its own)
        """Return the id of a mark, ``fnref2:…`` for the second of a footnote."""
        if not found:
            return reference
        count = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        return reference if count == 1 else reference.replace("fnref", f"fnref{count}", 1)
