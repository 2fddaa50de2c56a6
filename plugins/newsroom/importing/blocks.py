"""What a saved page and a pasted text have in common: blocks in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from newsroom.core.names import equalise

Kind = Literal["text", "heading", "item", "quote", "file", "caption", "link"]
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’')\]]*$")
SUBSTANTIAL = 80  # letters; a headline is rarely longer, and ends without a stop
LONG = 200  # letters; nobody writes such a headline


@dataclass(frozen=True)
class Block:
    """A line or paragraph; ``gap`` when a blank line stands before it.

    A ``file`` is the name of a picture, with the page's own words for it in ``alt``; a ``link``
    leads elsewhere with all its words; a ``caption`` is one for certain, as its markup says.
    """

    kind: Kind
    text: str
    gap: bool = True
    alt: str = ""

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as sentences do, and headlines do not."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def is_paragraph(self) -> bool:
        """Whether it can only be the text of an article."""
        return self.kind in {"text", "quote"} and (
            (len(self.text) >= SUBSTANTIAL and self.is_sentence) or len(self.text) >= LONG
        )

    def says_the_same(self, other: Block) -> bool:
        """Whether both were printed from the same words."""
        return equalise(self.text) == equalise(other.text)


@dataclass(frozen=True)
class Facts:
    """What a page says of itself outside of its article."""

    title: str = ""
    published: datetime | None = None
    site: str = ""
    url: str = ""
    author: str = ""
