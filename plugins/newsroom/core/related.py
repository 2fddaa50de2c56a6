"""What two articles have in common, and how readers are told so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from newsroom.core.conferences import conference_key
from newsroom.core.ranking import Entry, Feature, rank
from newsroom.core.stories import Story
from newsroom.core.vietnamese import slugify

RELATED_COUNT = 4
IN_PLACE = "campaign in a province"


class Kind(NamedTuple):
    """A kind of feature: what it counts, what readers are told, and its keys in an article, each once."""

    weight: int
    reason: str
    keys: Callable[[Story], Iterable[str]]


def _conferences(story: Story) -> Iterable[str]:
    key = conference_key(story)
    return [" ".join(key)] if key else []


def _formers(story: Story) -> Iterable[str]:
    return dict.fromkeys(one.former.slug for one in story.provinces if one.former)


def _clusters(story: Story, kind: str) -> Iterable[str]:
    return [story.cluster.id] if story.cluster and story.cluster.kind == kind else []


KINDS = {
    "exemplar": Kind(10, "cùng điển hình", lambda story: [one.url for one in story.present_exemplars]),
    "conference": Kind(10, "cùng hội nghị", _conferences),
    "document": Kind(8, "cùng văn bản", lambda story: [f"{one.name} {one.date}" for one in story.documents]),
    IN_PLACE: Kind(
        6,
        "cùng phong trào tại {}",
        lambda story: [f"{one.url}{unit.slug}" for unit in story.units for one in story.campaigns],
    ),
    "campaign": Kind(5, "cùng phong trào", lambda story: [one.url for one in story.campaigns]),
    "province": Kind(2, "cùng địa phương", lambda story: [unit.slug for unit in story.units]),
    "former province": Kind(1, "cùng địa phương", _formers),  # beside today's
    "cluster": Kind(2, "cùng cụm thi đua", lambda story: _clusters(story, "cụm")),
    "block": Kind(2, "cùng khối thi đua", lambda story: _clusters(story, "khối")),
    "tag": Kind(1, "cùng từ khóa", lambda story: dict.fromkeys(map(slugify, story.front.tags))),
}
WEIGHTS = {name: kind.weight for name, kind in KINDS.items()}


class Related(NamedTuple):
    """An article that readers of another one may want, and what both have in common, in words."""

    story: Story
    reason: str


def relate(stories: Iterable[Story]) -> dict[Story, list[Related]]:
    """For each of *stories* the few others that it has most in common with, best first."""
    by_url = {story.url: story for story in stories}
    entries = [Entry(story.url, story.date, _features(story)) for story in by_url.values()]
    related = {}
    for url, matches in rank(entries, WEIGHTS, count=RELATED_COUNT).items():
        story = by_url[url]
        others = [(by_url[match.key], match.feature) for match in matches]
        related[story] = [Related(other, _reason(feature, story, other)) for other, feature in others]
    return related


def _features(story: Story) -> tuple[Feature, ...]:
    return tuple(Feature(name, key) for name, kind in KINDS.items() for key in kind.keys(story))


def _reason(feature: Feature, story: Story, other: Story) -> str:
    """In words; a province by the name that it has in both articles, else by today's."""
    reason = KINDS[feature.kind].reason
    if feature.kind != IN_PLACE:
        return reason
    slug = feature.key.rpartition("/")[2]
    names = [one.name for one in other.provinces]
    mentions = [one for one in story.provinces if one.unit.slug == slug]
    shared = [one.name for one in mentions if one.name in names]
    return reason.format(shared[0] if shared else mentions[0].unit.name)
