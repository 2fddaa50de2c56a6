"""Decisions and directives that an article names, as far as the closed list knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import itemgetter

from newsroom.documents.citations import CITATION, printed_date
from newsroom.documents.matching import bare_number, has_date
from newsroom.importing.proposals.names import Found, Proposal, quote_around
from newsroom.language.name_matching import name_key
from newsroom.vocabulary.closed_lists import Vocabularies
from newsroom.vocabulary.models import Document

UNKNOWN = "Chưa có trong content/vocabularies/documents.yaml: “{words}”."
SEVERAL = "Danh mục có nhiều văn bản mang số này, hãy xem bài nói văn bản nào: “{words}”."


def find_documents(texts: Iterable[str], lists: Vocabularies) -> Found[str]:
    """Documents known by kind and number, or by kind, bare number and full date; others are remarks."""
    found: Found[str] = Found()
    known: list[Document] = []
    unclear: dict[str, str] = {}
    for text in texts:
        for match in filter(itemgetter("number"), CITATION.finditer(text)):
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
    said, printed = name_key(match["number"]), printed_date(match)
    alike = [one for one in lists.documents.things if one.kind == match["kind"] and has_date(one, printed)]
    return [one for one in alike if name_key(one.number) == said] or [
        one for one in alike if bare_number(one.number) == bare_number(said) and one.date and "/" in printed
    ]


def _name(document: Document, lists: Vocabularies) -> str:
    """The shortest name that means only *document*."""
    try:
        lists.document(document.name)
    except ValueError:
        return f"{document.name} năm {document.date.year}" if document.date else document.name
    return document.name
