"""Documents of the closed list that an article names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsroom.core.citations import KINDS
from newsroom.core.dates import parse_day
from newsroom.core.documents import bare_number
from newsroom.core.names import name_key
from newsroom.core.vocabularies import Vocabularies
from newsroom.core.vocabulary_models import Document
from newsroom.importing.proposals import Found, Proposal, quote_around

UNKNOWN = "Chưa có trong content/vocabularies/documents.yaml: “{words}”."
SEVERAL = "Danh mục có nhiều văn bản mang số này, hãy xem bài nói văn bản nào: “{words}”."
MENTION = re.compile(
    rf"(?P<kind>{KINDS})\s+(?:số\s*:?\s*)?(?P<number>\d+(?:[/-][\wĐđ][\wĐđ/-]*)?)"
    r"(?:,?\s*(?:ký\s+)?ngày\s+(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4}))?"
)


def find_documents(texts: Iterable[str], lists: Vocabularies) -> Found[str]:
    """Propose documents that match by kind and number, or by kind, bare number and date.

    Unknown and ambiguous documents become remarks.
    """
    found: Found[str] = Found()
    known: list[Document] = []
    unclear: dict[str, str] = {}
    for text in texts:
        for match in MENTION.finditer(text):
            cited = f"{match['kind']} {match['number']}"
            matching = _matching_documents(match, lists)
            if len(matching) != 1:
                remark = SEVERAL if matching else UNKNOWN
                unclear.setdefault(cited, remark.format(words=" ".join(match[0].split())))
            elif matching[0] not in known:
                known.append(matching[0])
                words = quote_around(text, *match.span())
                found.proposals.append(Proposal(_unique_name(matching[0], lists), words))
        for document in lists.documents.things:
            for alias in document.aliases:
                start = text.find(alias)
                if start >= 0 and document not in known and not text[start + len(alias) :][:1].isalnum():
                    known.append(document)
                    words = quote_around(text, start, start + len(alias))
                    found.proposals.append(Proposal(_unique_name(document, lists), words))
    numbers = {(document.kind, bare_number(document.number)) for document in known}
    for cited, remark in unclear.items():
        kind, _, number = cited.rpartition(" ")
        if (kind, number.lstrip("0")) not in numbers:
            found.remarks.append(remark)
    return found


def _matching_documents(match: re.Match[str], lists: Vocabularies) -> list[Document]:
    number = name_key(match["number"])
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
    return [document for document in alike if name_key(document.number) == number] or [
        document
        for document in alike
        if bare_number(document.number) == number.lstrip("0") and day and document.date == day
    ]


def _unique_name(document: Document, lists: Vocabularies) -> str:
    """Return the shortest name that refers to *document* alone."""
    try:
        lists.document(document.name)
    except ValueError:
        return f"{document.name} năm {document.date.year}" if document.date else document.name
    return document.name
