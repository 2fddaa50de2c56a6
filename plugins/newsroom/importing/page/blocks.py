"""Blocks of text, the common form of saved pages and pasted texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from newsroom.importing.page.wrapped_lines import find_width, goes_on
from newsroom.language.name_matching import name_key

Kind = Literal[
    "text", "heading", "item", "quote", "file", "caption", "link", "table", "media", "note", "lead"
]
# Kinds that no rule on the words of furniture concerns.
UNREAD: frozenset[Kind] = frozenset({"file", "caption", "table", "media", "note", "lead"})
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’')\]]*$")
SUBSTANTIAL = 80  # letters; headlines are rarely longer, and have no final stop
LONG = 200  # letters; no headline is so long
PICTURE = re.compile(r"[^\\/:*?\"<>|]{1,120}\.(?:jpe?g|png|webp|gif|bmp|tiff?|heic|avif)", re.IGNORECASE)
LOWEST_LEVEL = 6  # of a heading: that of a line in bold
LONGEST_HEADING = 120  # letters of a line in bold
_EMPHASISED = re.compile(r"(\*{1,3})(?!\*)(?:(?<=\\)\*|[^*])+\1")
_UNFINISHED = re.compile(r"[\w,–-]")  # the last character of a line


@dataclass(frozen=True)
class TextBlock:
    """A line or paragraph; ``gap`` means a blank line before it.

    A ``file`` is the name of a picture, with the page's alternative text in ``alt`` and its address in
    ``source``. All words of a ``link`` lead to another page. The markup of a ``caption`` identifies it with
    certainty. ``media`` is the address of a video or a recording, a ``lead`` the summary above the text. The
    text of a block that ``is_repeated`` was printed more than once.

    ``markdown`` is the text with its links and emphasis, where it has any. An ``item`` has the ``marker``
    that its list shows, or none if it continues the item before. ``level`` is the depth of a list or of a
    heading, or the number of a note.
    """

    kind: Kind
    text: str
    gap: bool = True
    alt: str = ""
    source: str = ""
    is_repeated: bool = False
    markdown: str = ""
    marker: str = ""
    level: int = 0

    @property
    def is_sentence(self) -> bool:
        """Return whether the text ends like a sentence, not like a headline."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def is_paragraph(self) -> bool:
        """Return whether the block is certainly text of an article."""
        is_full = len(self.text) >= LONG or (len(self.text) >= SUBSTANTIAL and self.is_sentence)
        return self.kind == "lead" or (is_full and self.kind in {"text", "quote"})

    def says_the_same(self, other: TextBlock) -> bool:
        """Return whether both texts are the same, spelling variants aside."""
        return name_key(self.text) == name_key(other.text)


def is_emphasised(markdown: str) -> bool:
    """Return whether *markdown* is in bold or italics from start to end."""
    return bool(_EMPHASISED.fullmatch(markdown))


def is_bold_heading(text: str, markdown: str) -> bool:
    """Return whether a line is in bold, as short as a heading, and no sentence."""
    is_bold = markdown.startswith("**") and is_emphasised(markdown)
    return is_bold and len(text) <= LONGEST_HEADING and not TextBlock("text", text).is_sentence


def read_text(text: str) -> list[TextBlock]:
    """Split pasted *text* into lines; join lines that an e-mail program or a PDF broke."""
    blocks: list[TextBlock] = []
    lines: list[str] = []  # of the last block
    gap = True
    typed = [" ".join(line.split()) for line in text.split("\n")]
    width = find_width(typed)
    for line in typed:
        if not line:
            gap = True
            continue
        kind: Kind = "file" if PICTURE.fullmatch(line) else "text"
        is_broken = False
        if lines and not gap:
            is_broken = line[0].islower() and bool(_UNFINISHED.match(lines[-1][-1]))
            is_broken = is_broken or bool(width and goes_on(lines[-1], line, width))
        if is_broken and blocks[-1].kind == kind == "text":
            lines.append(line)
        else:
            _join(blocks, lines)
            blocks.append(TextBlock(kind, line, gap, source=line if kind == "file" else ""))
            lines = [line]
        gap = False
    _join(blocks, lines)
    return blocks


def _join(blocks: list[TextBlock], lines: list[str]) -> None:
    """Give the last of *blocks* its *lines*, if there are several."""
    if len(lines) > 1:
        blocks[-1] = replace(blocks[-1], text=" ".join(lines))
