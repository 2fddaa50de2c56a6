"""Lists of the items that cite each document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from newsroom.addresses import DOCUMENTS
from newsroom.items.items import Campaign, Reported, newest_first
from newsroom.language.vietnamese import collation_key
from newsroom.listings.grouping import group_by
from newsroom.listings.paging import Count, most_first
from newsroom.listings.stories import StoryListing
from newsroom.vocabulary.models import Document


def list_documents(
    documents: Iterable[Document], reported: Iterable[Reported], campaigns: Iterable[Campaign]
) -> Iterator[StoryListing]:
    """List the articles and profiles that cite each document; newest document first, undated last.

    ``counts`` of a listing are the campaigns that cite the document, each with its number of stories.
    """
    citing = group_by(newest_first(reported), lambda item: item.cites)
    citing_campaigns = group_by(campaigns, lambda campaign: campaign.cites)
    named = sorted(documents, key=lambda document: (collation_key(document.name), document.slug))
    for document in sorted(named, key=lambda document: document.date or date.min, reverse=True):
        stories = citing.get(document, ())
        stories_of = Counter(chain.from_iterable(story.campaigns for story in stories))
        yield StoryListing(
            "document",
            document.page_url,
            document.dated_name,
            stories,
            subject=document,
            counts=most_first(
                Count(campaign.title, campaign.url, stories_of[campaign])
                for campaign in citing_campaigns.get(document, ())
            ),
            trail=(("Văn bản", DOCUMENTS),),
        )
