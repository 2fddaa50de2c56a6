"""What two articles have in common, and how readers are told so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from newsroom.core.conferences import conference_key
from newsroom.core.ranking import Entry, Feature, Match, rank
from newsroom.core.stories import Card, Story
from newsroom.core.vietnamese import slugify

RELATED_COUNT = 4
IN_PLACE = "campaign in a province"
WEIGHTS = {
    "exemplar": 10,
    "conference": 10,
    "document": 8,
    IN_PLACE: 6,
    "campaign": 5,
    "province": 1,
    "former province": 1,  # beside today's
    "cụm": 2,
    "khối": 2,
    "tag": 1,
}
REASONS = {
    "exemplar": "cùng điển hình",
    "conference": "cùng hội nghị",
    "document": "cùng văn bản",
    IN_PLACE: "cùng phong trào tại {}",
    "campaign": "cùng phong trào",
    "province": "cùng địa phương",
    "former province": "cùng địa phương",
    "cụm": "cùng cụm thi đua",
    "khối": "cùng khối thi đua",
    "tag": "cùng từ khóa",
}


class Related(NamedTuple):
    """A story that readers of the one *beside* it may want, and what both have in common."""

    story: Story
    beside: Story
    feature: Feature

    @property
    def card(self) -> Card:
        return self.story.card

    @property
    def shows(self) -> str:
        """Stands for all of it, on the page of the other story."""
        return " ".join((self.story.states, *self.feature))

    @property
    def reason(self) -> str:
        """In words; a province by the name that it has in both articles, else by today's."""
        kind, key = self.feature
        if kind != IN_PLACE:
            return REASONS[kind]
        slug = key.rpartition("/")[2]
        names = [one.name for one in self.story.provinces]
        mentions = [one for one in self.beside.provinces if one.unit.slug == slug]
        shared = [one.name for one in mentions if one.name in names]
        return REASONS[kind].format(shared[0] if shared else mentions[0].unit.name)


def find_related(stories: Sequence[Story], apart: Mapping[Story, Collection[Story]]) -> list[list[Match]]:
    """For each of *stories*, newest first, the few others that it has most in common with, best first.

    Args:
        apart: What is not to be offered, because the page of the story leads to it anyway.

    Returns:
        Their places among *stories*, as plain data: builds keep it.
    """
    places = {story: place for place, story in enumerate(stories)}
    entries = [
        Entry(story.date.toordinal(), _features(story), tuple(places[one] for one in apart.get(story, ())))
        for story in stories
    ]
    return list(rank(entries, WEIGHTS, count=RELATED_COUNT))


def relate(stories: Sequence[Story], found: Iterable[Iterable[Match]]) -> dict[Story, list[Related]]:
    """What was *found* among *stories*, also when it comes back as lists from JSON."""
    return {
        story: [Related(stories[place], story, (kind, which)) for place, (kind, which) in matches]
        for story, matches in zip(stories, found, strict=True)
    }


def _features(story: Story) -> list[Feature]:
    units, campaigns = story.units, story.campaigns
    features = [("exemplar", one.url) for one in story.exemplars]
    features += [("document", one.slug) for one in story.cites]
    features += [(IN_PLACE, f"{one.url}{unit.slug}") for one in campaigns for unit in units]
    features += [("campaign", one.url) for one in campaigns]
    features += [("province", one.slug) for one in units]
    features += [("former province", one.former.slug) for one in story.provinces if one.former]
    features += [("tag", slugify(tag)) for tag in story.front.tags]
    if conference := conference_key(story):
        features.append(("conference", " ".join(conference)))
    if story.cluster:
        features.append((story.cluster.kind, story.cluster.id))
    return features
