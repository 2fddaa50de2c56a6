"""Blocks of text, the common form of saved pages and pasted texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from newsroom.language.name_matching import name_key

Kind = Literal["text", "heading", "item", "quote", "file", "caption", "link"]
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’')\]]*$")
SUBSTANTIAL = 80  # letters; headlines are rarely longer, and have no final stop
LONG = 200  # letters; no headline is so long
PICTURE = re.compile(r"[^\\/:*?\"<>|]{1,120}\.(?:jpe?g|png|webp|gif|bmp|tiff?|heic|avif)", re.IGNORECASE)
_UNFINISHED = re.compile(r"[\w,–-]")  # the last character of a line


@dataclass(frozen=True)
class TextBlock:
    """A line or paragraph; ``gap`` means a blank line before it.

    A ``file`` is the name of a picture, with the page's alternative text in ``alt``. All words of a
    ``link`` lead to another page. The markup of a ``caption`` identifies it with certainty. The text of a
    block that ``is_repeated`` was printed more than once.
    """

    kind: Kind
    text: str
    gap: bool = True
    alt: str = ""
    is_repeated: bool = False

    @property
    def is_sentence(self) -> bool:
        """Return whether the text ends like a sentence, not like a headline."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def is_paragraph(self) -> bool:
        """Return whether the block is certainly text of an article."""
        return self.kind in {"text", "quote"} and (
            (len(self.text) >= SUBSTANTIAL and self.is_sentence) or len(self.text) >= LONG
        )

    def says_the_same(self, other: TextBlock) -> bool:
        """Return whether both texts are the same, spelling variants aside."""
        return name_key(self.text) == name_key(other.text)


def read_text(text: str) -> list[TextBlock]:
    """Split pasted *text* into lines; join lines that an e-mail program broke."""
    blocks: list[TextBlock] = []
    lines: list[str] = []  # of the last block
    gap = True
    for raw in text.split("\n"):
        line = " ".join(raw.split())
        if not line:
            gap = True
            continue
        kind: Kind = "file" if PICTURE.fullmatch(line) else "text"
        goes_on = not gap and lines and line[0].islower() and _UNFINISHED.match(lines[-1][-1])
        if goes_on and blocks[-1].kind == kind == "text":
            lines.append(line)
        else:
            _join(blocks, lines)
            blocks.append(TextBlock(kind, line, gap))
            lines = [line]
        gap = False
    _join(blocks, lines)
    return blocks


def _join(blocks: list[TextBlock], lines: list[str]) -> None:
    """Give the last of *blocks* its *lines*, if there are several."""
    if len(lines) > 1:
        blocks[-1] = replace(blocks[-1], text=" ".join(lines))
