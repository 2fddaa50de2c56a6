"""Matching of citations with known documents."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from newsroom.documents.citations import Citation
from newsroom.language.name_matching import name_key
from newsroom.language.vietnamese import format_date
from newsroom.vocabulary.models import Document

# Abbreviations that every province, district or department uses: they do not identify the issuer.
_LOCAL = re.compile(r"[/-](?:ubnd|hđnd|mttq|btv|tu|hu|thu|đu|qu|s[a-zđ]{2,})\b")
_WORD = re.compile(r"\w+")


class CitedDocument(NamedTuple):
    """The document of a citation, and the number of characters that name it."""

    document: Document
    length: int


class KnownDocuments:
    """The documents of the closed list, by number."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._by_number: dict[str, list[Document]] = defaultdict(list)
        for document in documents:
            self._by_number[name_key(document.number)].append(document)

    def find_each(
        self, citations: Sequence[Citation], day: date | None, own: Collection[Document]
    ) -> tuple[CitedDocument | None, ...]:
        """Find the document of each of the *citations* in one text, only the first time that it is cited.

        *day* is that of the text, if known; *own* are the documents that its editor has declared.
        """
        seen: set[Document] = set()
        result: list[CitedDocument | None] = []
        for citation in citations:
            candidates = self._candidates(citation, day, own)
            fitting = [found for found in candidates if has_date(found.document, citation.printed)]
            fitting = [found for found in fitting if found.document in own] or fitting
            is_new = len(fitting) == 1 and fitting[0].document not in seen
            result.append(fitting[0] if is_new else None)
            seen |= {fitting[0].document} if is_new else set()
        return tuple(result)

    def find_contradicted(
        self, citation: Citation, day: date | None, own: Collection[Document]
    ) -> Document | None:
        """Find the only document that *citation* names, if another day follows the citation."""
        found = [document for document, _ in self._candidates(citation, day, own)]
        return found[0] if len(found) == 1 and not has_date(found[0], citation.printed) else None

    def _candidates(
        self, citation: Citation, day: date | None, own: Collection[Document]
    ) -> list[CitedDocument]:
        """Find the declared documents of that number or alias, and listed documents of that full number."""
        if not citation.number:
            lengths = [
                (_prefix_length(citation.words, alias), item) for item in own for alias in item.aliases
            ]
            length, document = max(lengths, key=lambda found: found[0], default=(0, None))
            return [CitedDocument(document, length)] if document and length else []
        number, kind = name_key(citation.number), name_key(citation.kind)
        is_full = not number.isdecimal()
        cited = f"{kind} {number if is_full else bare_number(number)}".strip()
        found = [item for item in own if cited in _cited_names(item)]
        if is_full and not _LOCAL.search(number):
            found += [
                item
                for item in self._by_number.get(number, ())
                if kind in {"", name_key(item.kind)} and not (day and item.date and item.date > day)
            ]
        return [CitedDocument(item, len(citation.words)) for item in dict.fromkeys(found)]


def bare_number(number: str) -> str:
    """Return ``666`` of ``666/QĐ-TTg``, ``1`` of ``01-KH/BCĐTW``."""
    return re.split(r"[/-]", name_key(number))[0].lstrip("0")


def _cited_names(document: Document) -> set[str]:
    bare = f"{document.kind} {bare_number(document.number)}"
    return {name_key(name) for name in (document.number, document.name, bare, *document.aliases)}


def has_date(document: Document, printed: str) -> bool:
    """Check that the *printed* day or year is that of *document*, as far as both are known."""
    day = document.date
    return not (day and printed) or printed in {format_date(day), str(day.year)}


def _prefix_length(text: str, name: str) -> int:
    """Return the number of characters that are the *name* at the beginning of *text*, or 0."""
    wanted = name_key(name)
    ends = (word.end() for word in _WORD.finditer(text))
    return next((end for end in ends if name_key(text[:end]) == wanted), 0)
