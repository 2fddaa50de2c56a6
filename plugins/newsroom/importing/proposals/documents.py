"""Documents of the closed list that an article names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    by_number: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in lists.documents.things:
        by_number[document.kind, bare_number(document.number)].append(document)
    known: list[Document] = []
    unclear: dict[tuple[str, str], str] = {}
    for text in texts:
        spans = []
        for match in filter(itemgetter("number"), CITATION.finditer(text)):
            fitting = _find_fitting(match, by_number)
            if len(fitting) == 1:
                spans.append((fitting[0], match.span()))
            else:
                remark = SEVERAL if fitting else UNKNOWN
                cited = match["kind"], match["number"]
                unclear.setdefault(cited, remark.format(words=" ".join(match[0].split())))
        spans += _find_aliases(text, lists.documents.things)
        for document, span in spans:
            known.append(document)
            found.proposals.setdefault(_short_name(document, lists), quote_around(text, *span))
    numbers = {(document.kind, bare_number(document.number)) for document in known}
    for (kind, number), remark in unclear.items():
        if (kind, number.lstrip("0")) not in numbers:
            found.remarks.append(remark)
    return found


def _find_aliases(text: str, documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[int, int]]]:
    """Yield the documents that *text* names by an alias, with the span of the first such name."""
    for document in documents:
        for alias in document.aliases:
            start = text.find(alias)
            end = start + len(alias)
            if start >= 0 and not text[end : end + 1].isalnum():
                yield document, (start, end)


def _find_fitting(
    match: re.Match[str], by_number: Mapping[tuple[str, str], Sequence[Document]]
) -> list[Document]:
    """Find the documents that a citation can mean, among those *by_number* of each kind and bare number."""
    number, printed = name_key(match["number"]), printed_date(match)
    candidates = by_number.get((match["kind"], bare_number(number)), ())
    alike = [document for document in candidates if has_date(document, printed)]
    dated = [document for document in alike if document.date and _may_be_one(number, document.number)]
    exact = [document for document in alike if name_key(document.number) == number]
    return exact or (dated if "/" in printed else [])


def _may_be_one(number: str, other: str) -> bool:
    """Check that one of two numbers has no signs: different signs name different authorities."""
    return "/" not in number or "/" not in other


def _short_name(document: Document, lists: Vocabularies) -> str:
    """Return the shortest name that means only *document*."""
    try:
        lists.document(document.name)
    except ValueError:
        return f"{document.name} năm {document.date.year}" if document.date else document.name
    return document.name
