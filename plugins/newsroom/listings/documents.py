"""Lists of documents, and of the items that cite each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from newsroom.addresses import DOCUMENTS
from newsroom.items.items import Campaign, Reported, newest_first
from newsroom.language.vietnamese import collation_key
from newsroom.listings.grouping import group_by
from newsroom.listings.paging import Count
from newsroom.listings.stories import Listing
from newsroom.vocabulary.models import Document


@dataclass(frozen=True)
class DocumentRow:
    """A document in the list of all; ``count`` is the number of articles and profiles that cite it."""

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
    """List the articles and profiles that cite each document; newest document first, undated last.

    ``counts`` of a listing are the campaigns that cite the document, each with its number of stories.
    """
    citing = group_by(newest_first(reported), lambda item: item.cites)
    citing_campaigns = group_by(campaigns, lambda campaign: campaign.cites)
    for document in _newest_first(documents):
        stories = citing.get(document, ())
        stories_of = Counter(chain.from_iterable(story.campaigns for story in stories))
        counts = [
            Count(campaign.title, campaign.url, stories_of[campaign])
            for campaign in citing_campaigns.get(document, ())
        ]
        yield Listing(
            "document",
            document.page_url,
            document.dated_name,
            stories,
            document,
            tuple(sorted(counts, key=lambda count: -count.count)),
            (("Văn bản", DOCUMENTS),),
        )


def document_row(listing: Listing, document: Document) -> DocumentRow:
    """Make the row of *document* in the list of all documents."""
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
    named = sorted(documents, key=lambda document: (collation_key(document.name), document.slug))
    return sorted(named, key=lambda document: document.date or date.min, reverse=True)
