"""Finding the known document that a citation means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from newsroom.documents.citations import Citation
from newsroom.language.name_matching import name_key
from newsroom.vocabulary.models import Document

# Signs that every province, district or department uses: they do not tell whose document it is.
_LOCAL = re.compile(r"[/-](?:ubnd|hđnd|mttq|btv|tu|hu|thu|đu|qu|s[a-zđ]{2,})\b")
_WORD = re.compile(r"\w+")


class CitedDocument(NamedTuple):
    """The document that a citation means, and how many of its characters name it."""

    document: Document
    length: int


class KnownDocuments:
    """The documents of the closed list, by number."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._by_number: dict[str, list[Document]] = defaultdict(list)
        for document in documents:
            self._by_number[name_key(document.number)].append(document)

    def meant_by_each(
        self, citations: Sequence[Citation], day: date | None, own: Collection[Document]
    ) -> tuple[CitedDocument | None, ...]:
        """Find the document of each of the *citations* of one text; a document is given only the first time.

        Args:
            day: The day of the text; None: at any time.
            own: The documents that its editor has declared.
        """
        seen: set[Document] = set()
        result: list[CitedDocument | None] = []
        for citation in citations:
            meant = self.meant(citation, day, own)
            is_first = meant is not None and meant.document not in seen
            seen |= {meant.document} if meant else set()
            result.append(meant if is_first else None)
        return tuple(result)

    def meant(self, citation: Citation, day: date | None, own: Collection[Document]) -> CitedDocument | None:
        """Find the one document that *citation* names, unless another day or year stands behind it."""
        fitting = [one for one in self._named(citation, day, own) if has_date(one.document, citation.printed)]
        fitting = [one for one in fitting if one.document in own] or fitting
        return fitting[0] if len(fitting) == 1 else None

    def contradicted(
        self, citation: Citation, day: date | None, own: Collection[Document]
    ) -> Document | None:
        """Find the one document that *citation* names though another day stands behind it."""
        named = self._named(citation, day, own)
        return (
            named[0].document
            if len(named) == 1 and not has_date(named[0].document, citation.printed)
            else None
        )

    def _named(self, citation: Citation, day: date | None, own: Collection[Document]) -> list[CitedDocument]:
        """The declared documents of that number or alias, and the listed ones of that full number."""
        if not citation.number:
            lengths = [(_bears(citation.words, alias), one) for one in own for alias in one.aliases]
            length, document = max(lengths, key=lambda found: found[0], default=(0, None))
            return [CitedDocument(document, length)] if document and length else []
        number, kind = name_key(citation.number), name_key(citation.kind)
        is_full = not number.isdecimal()
        said = f"{kind} {number if is_full else bare_number(number)}".strip()
        named = [one for one in own if said in _names(one)]
        if is_full and not _LOCAL.search(number):
            named += [
                one
                for one in self._by_number.get(number, ())
                if kind in {"", name_key(one.kind)} and not (day and one.date and one.date > day)
            ]
        return [CitedDocument(one, len(citation.words)) for one in dict.fromkeys(named)]


def bare_number(number: str) -> str:
    """``666`` of ``666/QĐ-TTg``, ``1`` of ``01-KH/BCĐTW``."""
    return re.split(r"[/-]", name_key(number))[0].lstrip("0")


def _names(document: Document) -> set[str]:
    bare = f"{document.kind} {bare_number(document.number)}"
    return {name_key(name) for name in (document.number, document.name, bare, *document.aliases)}


def has_date(document: Document, printed: str) -> bool:
    """Whether the *printed* day or year is that of *document*, as far as both are known."""
    day = document.date
    return not (day and printed) or printed in {f"{day.day}/{day.month}/{day.year}", str(day.year)}


def _bears(text: str, name: str) -> int:
    """How many characters of *text*, at its beginning, are the *name*; 0 when it begins otherwise."""
    wanted = name_key(name)
    ends = (word.end() for word in _WORD.finditer(text))
    return next((end for end in ends if name_key(text[:end]) == wanted), 0)
