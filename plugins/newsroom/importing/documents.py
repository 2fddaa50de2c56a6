"""Decisions and directives that an article names, as far as the closed list knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsroom.core.citations import DOCUMENT_KINDS
from newsroom.core.dates import parse_day
from newsroom.core.documents import bare_number
from newsroom.core.names import equalise
from newsroom.core.vocabularies import Vocabularies
from newsroom.core.vocabulary_models import Document
from newsroom.importing.proposals import Found, Proposal, quote_around

UNKNOWN = "Chưa có trong content/vocabularies/documents.yaml: “{words}”."
SEVERAL = "Danh mục có nhiều văn bản mang số này, hãy xem bài nói văn bản nào: “{words}”."
MENTION = re.compile(
    rf"(?P<kind>{DOCUMENT_KINDS})\s+(?:số\s*:?\s*)?(?P<number>\d+(?:[/-][\wĐđ][\wĐđ/-]*)?)"
    r"(?:,?\s*(?:ký\s+)?ngày\s+(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4}))?"
)


def find_documents(texts: Iterable[str], lists: Vocabularies) -> Found[str]:
    """Documents known by kind and number, or by kind, bare number and full date; others are remarks."""
    found: Found[str] = Found()
    known: list[Document] = []
    unclear: dict[str, str] = {}
    for text in texts:
        for match in MENTION.finditer(text):
            said = f"{match['kind']} {match['number']}"
            fitting = _fitting(match, lists)
            if len(fitting) != 1:
                remark = SEVERAL if fitting else UNKNOWN
                unclear.setdefault(said, remark.format(words=" ".join(match[0].split())))
            elif fitting[0] not in known:
                known.append(fitting[0])
                found.proposals.append(Proposal(_name(fitting[0], lists), quote_around(text, *match.span())))
        for document in lists.documents.things:
            for alias in document.aliases:
                start = text.find(alias)
                if start >= 0 and document not in known and not text[start + len(alias) :][:1].isalnum():
                    known.append(document)
                    words = quote_around(text, start, start + len(alias))
                    found.proposals.append(Proposal(_name(document, lists), words))
    numbers = {(one.kind, bare_number(one.number)) for one in known}
    for said, remark in unclear.items():
        kind, _, number = said.rpartition(" ")
        if (kind, number.lstrip("0")) not in numbers:
            found.remarks.append(remark)
    return found


def _fitting(match: re.Match[str], lists: Vocabularies) -> list[Document]:
    said = equalise(match["number"])
    day = None
    if match["year"]:
        try:
            day = parse_day(f"{match['year']}-{match['month']}-{match['day']}")
        except ValueError:
            return []
    alike = [
        document
        for document in lists.documents.things
        if document.kind == match["kind"] and not (day and document.date and day != document.date)
    ]
    return [document for document in alike if equalise(document.number) == said] or [
        document
        for document in alike
        if bare_number(document.number) == said.lstrip("0") and day and document.date == day
    ]


def _name(document: Document, lists: Vocabularies) -> str:
    """The shortest name that means only *document*."""
    try:
        lists.document(document.name)
    except ValueError:
        return f"{document.name} năm {document.date.year}" if document.date else document.name
    return document.name
