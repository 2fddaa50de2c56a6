"""Search entries: the searchable text and the result row of each item."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from newsroom.addresses import NEWS
from newsroom.items.items import Campaign, Exemplar, Story
from newsroom.language.vietnamese import capitalize_first, format_date

Findable: TypeAlias = "Story | Exemplar | Campaign"
BODY, HEAD, TITLE, NAME = range(4)  # places of a word in an entry, the best last


@dataclass(frozen=True)
class SearchEntry:
    """The searchable text of an item.

    ``heads`` are texts with their places, the best first; ``facets`` are addresses of lists, used as
    filters; ``body`` returns HTML.
    """

    heads: tuple[tuple[int, str], ...]
    facets: tuple[str, ...]
    body: Callable[[], str]


def make_entry(item: Findable) -> SearchEntry:
    """Make the search entry of *item*."""
    own = TITLE if isinstance(item, Story) else NAME
    names = item.front.other_names if isinstance(item, Campaign) else ()
    heads = [(own, text) for text in (item.title, *names)]
    heads += [(HEAD, text) for text in dict.fromkeys((item.summary, *_field_names(item))) if text]
    return SearchEntry(tuple(heads), tuple(_facet_urls(item)), item.manuscript.text)


def make_row(item: Findable) -> tuple[str, str, str, str]:
    """Make the result row of *item*: its address, title, note and summary."""
    return item.url, item.title, " · ".join(_note_parts(item)), item.summary


def _field_names(item: Findable) -> Iterator[str]:
    """Yield the people, places and things that the fields of *item* name."""
    yield from (document.name for document in item.cites)
    yield from (title for title, _file in item.attached)
    if isinstance(item, Campaign):
        yield item.front.launched_by
        return
    for campaign in item.campaigns:
        yield from (campaign.title, *campaign.front.other_names)
    for mention in item.provinces:
        yield from (mention.name, mention.unit.name)
    yield from (unit.name for unit in item.org_units)
    for honour in item.honours:
        yield honour.name
        for recipient in honour.recipients:
            yield from (recipient.name, recipient.role, recipient.unit)
    if isinstance(item, Exemplar):
        yield from (item.front.role, item.front.field, item.front.place)
        return
    yield from (exemplar.title for exemplar in item.exemplars)
    for person in item.front.people:
        yield from (person.name, person.role, person.place)
    if item.front.event:
        yield from (item.front.event.name, item.front.event.place)
        yield from (item.front.event.host, item.front.event.chair)
    if item.cluster:
        yield item.cluster.name
    yield from (*item.front.tags, *item.front.authors)


def _note_parts(item: Findable) -> Iterator[str]:
    if item.status == "draft":
        yield "Bản nháp"
    if isinstance(item, Campaign):
        yield capitalize_first(item.front.kind)
        return
    if isinstance(item, Exemplar):
        yield "Điển hình"
    yield format_date(item.date)
    yield from item.province_names


def _facet_urls(item: Findable) -> Iterator[str]:
    if isinstance(item, Campaign):
        yield item.url
        return
    yield from (campaign.url for campaign in item.campaigns)
    yield from (unit.url for unit in item.units)
    yield f"{NEWS}{item.date.year}/"
    if isinstance(item, Story):
        yield item.category.url
