"""Decisions and directives that an article names, as far as the closed list knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsroom.core.dates import parse_day
from newsroom.core.names import equalise
from newsroom.core.vocabularies import Vocabularies
from newsroom.core.vocabulary_models import Document
from newsroom.importing.proposals import Found, Proposal, quote_around

KINDS = (
    "Luật|Pháp lệnh|Nghị quyết|Nghị định|Chỉ thị|Quyết định|Hướng dẫn|Kế hoạch|Thông tư|Kết luận|Công văn"
    "|Công điện|Quy định|Thông báo|Chương trình"
)
MENTION = re.compile(
    rf"(?P<kind>{KINDS})\s+(?:số\s*:?\s*)?(?P<number>\d+(?:[/-][\wĐđ][\wĐđ/-]*)?)"
    r"(?:,?\s*(?:ký\s+)?ngày\s+(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4}))?"
)


def find_documents(texts: Iterable[str], lists: Vocabularies) -> Found[str]:
    """Documents known by kind and number, or by kind, bare number and full date; others are remarks."""
    found: Found[str] = Found()
    known: list[Document] = []
    unknown: dict[str, str] = {}
    for text in texts:
        for match in MENTION.finditer(text):
            said = f"{match['kind']} {match['number']}"
            document = _known(match, lists)
            if document and document not in known:
                known.append(document)
                found.proposals.append(Proposal(_name(document, lists), quote_around(text, *match.span())))
            elif not document:
                unknown.setdefault(said, " ".join(match[0].split()))
        for document in lists.documents.things:
            for alias in document.aliases:
                start = text.find(alias)
                if start >= 0 and document not in known and not text[start + len(alias) :][:1].isalnum():
                    known.append(document)
                    words = quote_around(text, start, start + len(alias))
                    found.proposals.append(Proposal(_name(document, lists), words))
    numbers = {(one.kind, _bare(one.number)) for one in known}
    for said, words in unknown.items():
        kind, _, number = said.rpartition(" ")
        if (kind, number) not in numbers:
            found.remarks.append(f"Chưa có trong content/vocabularies/documents.yaml: “{words}”.")
    return found


def _known(match: re.Match[str], lists: Vocabularies) -> Document | None:
    said = equalise(match["number"])
    day = None
    if match["year"]:
        try:
            day = parse_day(f"{match['year']}-{match['month']}-{match['day']}")
        except ValueError:
            return None
    for document in lists.documents.things:
        if document.kind != match["kind"] or (day and document.date and day != document.date):
            continue
        if equalise(document.number) == said:
            return document
        if _bare(document.number) == said and day and document.date == day:
            return document
    return None


def _bare(number: str) -> str:
    """``666`` of ``666/QĐ-TTg``."""
    return re.split(r"[/-]", equalise(number))[0]


def _name(document: Document, lists: Vocabularies) -> str:
    """The shortest name that means only *document*."""
    try:
        lists.document(document.name)
    except ValueError:
        return f"{document.name} năm {document.date.year}" if document.date else document.name
    return document.name
