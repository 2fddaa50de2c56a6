"""Lists of documents: all, and who cites each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from newsroom.core.addresses import DOCUMENTS
from newsroom.core.grouping import group_by
from newsroom.core.listings import Listing
from newsroom.core.paging import Count
from newsroom.core.stories import Campaign, Reported, newest_first
from newsroom.core.vietnamese import collation_key
from newsroom.core.vocabulary_models import Document


@dataclass(frozen=True)
class DocumentRow:
    """A document in the list of all, and how many articles and profiles cite it."""

    kind: str
    number: str
    url: str
    date: date | None
    issuer: str
    title: str
    count: int


def list_documents(
    documents: Iterable[Document], reported: Iterable[Reported], campaigns: Iterable[Campaign]
) -> Iterator[Listing]:
    """The articles and profiles that cite each document; the newest document first, the undated last.

    ``counts`` are the campaigns that cite it, with how many of those belong to each.
    """
    citing = group_by(newest_first(reported), lambda item: item.cites)
    resting = group_by(campaigns, lambda campaign: campaign.cites)
    for document in _newest_first(documents):
        stories = citing.get(document, ())
        belonging = Counter(chain.from_iterable(story.campaigns for story in stories))
        counts = [Count(one.title, one.url, belonging[one]) for one in resting.get(document, ())]
        yield Listing(
            "document",
            document.page_url,
            document.dated_name,
            stories,
            document,
            tuple(sorted(counts, key=lambda one: -one.count)),
            (("Văn bản", DOCUMENTS),),
        )


def document_row(listing: Listing, document: Document) -> DocumentRow:
    """What the list of all documents shows of one."""
    return DocumentRow(
        document.kind,
        document.number,
        listing.url,
        document.date,
        document.issuer,
        document.title,
        len(listing.stories),
    )


def _newest_first(documents: Iterable[Document]) -> list[Document]:
    named = sorted(documents, key=lambda one: (collation_key(one.name), one.slug))
    return sorted(named, key=lambda one: one.date or date.min, reverse=True)
