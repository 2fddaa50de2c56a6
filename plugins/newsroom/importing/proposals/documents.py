"""Documents of the closed list that an article names."""

import re
from collections.abc import Iterable
from operator import itemgetter

from newsroom.documents.citations import CITATION, printed_date
from newsroom.documents.matching import bare_number, has_date
from newsroom.importing.proposals.names import Found, quote_around
from newsroom.language.name_matching import name_key
from newsroom.vocabulary.closed_lists import Vocabularies
from newsroom.vocabulary.models import Document

UNKNOWN = "Chưa có trong content/vocabularies/documents.yaml: “{words}”."
SEVERAL = "Danh mục có nhiều văn bản mang số này, hãy xem bài nói văn bản nào: “{words}”."


def find_documents(texts: Iterable[str], lists: Vocabularies) -> Found[str]:
    """Propose documents known by kind and number, or by kind, bare number and full date.

    Others are only remarks.
    """
    found: Found[str] = Found()
    known: list[Document] = []
    unclear: dict[tuple[str, str], str] = {}
    for text in texts:
        spans = []
        for match in filter(itemgetter("number"), CITATION.finditer(text)):
            fitting = _find_fitting(match, lists)
            if len(fitting) == 1:
                spans.append((fitting[0], match.span()))
            else:
                remark = SEVERAL if fitting else UNKNOWN
                cited = match["kind"], match["number"]
                unclear.setdefault(cited, remark.format(words=" ".join(match[0].split())))
        for document in lists.documents.things:
            for alias in document.aliases:
                start = text.find(alias)
                end = start + len(alias)
                if start >= 0 and not text[end : end + 1].isalnum():
                    spans.append((document, (start, end)))
        for document, span in spans:
            known.append(document)
            found.proposals.setdefault(_short_name(document, lists), quote_around(text, *span))
    numbers = {(document.kind, bare_number(document.number)) for document in known}
    for (kind, number), remark in unclear.items():
        if (kind, number.lstrip("0")) not in numbers:
            found.remarks.append(remark)
    return found


def _find_fitting(match: re.Match[str], lists: Vocabularies) -> list[Document]:
    """Find the documents that a citation can mean."""
    number, printed = name_key(match["number"]), printed_date(match)
    alike = [
        document
        for document in lists.documents.things
        if document.kind == match["kind"] and has_date(document, printed)
    ]
    bare = bare_number(number)
    dated = [document for document in alike if document.date and bare_number(document.number) == bare]
    exact = [document for document in alike if name_key(document.number) == number]
    return exact or (dated if "/" in printed else [])


def _short_name(document: Document, lists: Vocabularies) -> str:
    """Return the shortest name that means only *document*."""
    try:
        lists.document(document.name)
    except ValueError:
        return f"{document.name} năm {document.date.year}" if document.date else document.name
    return document.name
