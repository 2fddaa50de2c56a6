"""Related articles, each with the reason shown to readers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from newsroom.conferences.conference import Conference, conference_key
from newsroom.items.items import Story, Teaser
from newsroom.language.vietnamese import slugify
from newsroom.site.ranking import Candidate, Feature, Match, rank

RELATED_COUNT = 4
IN_PLACE = "campaign in a province"
FEATURES = {  # by kind: its weight, and the reason shown to readers
    "exemplar": (10, "cùng điển hình"),
    "conference": (10, "cùng hội nghị"),
    "document": (8, "cùng văn bản"),
    IN_PLACE: (6, "cùng phong trào tại {}"),
    "campaign": (5, "cùng phong trào"),
    "province": (1, "cùng địa phương"),
    "former province": (1, "cùng địa phương"),  # in addition to today's
    "cluster": (2, "cùng {} thi đua"),
    "tag": (1, "cùng từ khóa"),
}
WEIGHTS = {kind: weight for kind, (weight, _) in FEATURES.items()}


class Related(NamedTuple):
    """A story related to the story *beside* it, and their strongest common feature."""

    story: Story
    beside: Story
    feature: Feature

    @property
    def card(self) -> Teaser:
        return self.story.card

    @property
    def render_key(self) -> str:
        return " ".join((self.story.record_key, *self.feature))

    @property
    def reason(self) -> str:
        """The reason in words; a province has its name in both articles, or else today's."""
        kind, key = self.feature
        reason = FEATURES[kind][1]
        if kind == "cluster" and self.story.cluster:
            return reason.format(self.story.cluster.kind)
        if kind != IN_PLACE:
            return reason
        slug = key.rpartition("/")[2]
        names = [mention.name for mention in self.story.provinces]
        mentions = [mention for mention in self.beside.provinces if mention.unit.slug == slug]
        shared = [mention.name for mention in mentions if mention.name in names]
        return reason.format(shared[0] if shared else mentions[0].unit.name)


def find_related(stories: Sequence[Story], conference_of: Mapping[Story, Conference]) -> list[list[Match]]:
    """Find a few related stories, best first, for each of *stories*, which come newest first.

    Args:
        stories: All listed stories.
        conference_of: The conference of each story; a page links to other articles about it anyway.

    Returns:
        Places in *stories*, as plain data that builds can store.
    """
    places = {story: place for place, story in enumerate(stories)}
    others = (conference_of[story].others(story) if story in conference_of else () for story in stories)
    entries = [
        Candidate(story.date.toordinal(), _features(story), [places[other] for other in apart])
        for story, apart in zip(stories, others, strict=True)
    ]
    return list(rank(entries, WEIGHTS, count=RELATED_COUNT))


def relate(stories: Sequence[Story], found: Iterable[Iterable[Match]]) -> dict[Story, list[Related]]:
    """Turn the places in *found* into stories; tuples may have become lists in JSON."""
    return {
        story: [Related(stories[place], story, (kind, which)) for place, (kind, which) in matches]
        for story, matches in zip(stories, found, strict=True)
    }


def _features(story: Story) -> list[Feature]:
    units, campaigns = story.units, story.campaigns
    features = [("exemplar", exemplar.url) for exemplar in story.exemplars]
    features += [("document", document.slug) for document in story.cites]
    features += [(IN_PLACE, f"{campaign.url}{unit.slug}") for campaign in campaigns for unit in units]
    features += [("campaign", campaign.url) for campaign in campaigns]
    features += [("province", unit.slug) for unit in units]
    formers = (mention.former for mention in story.provinces if mention.former)
    features += [("former province", former.slug) for former in formers]
    features += [("tag", slugify(tag)) for tag in story.front.tags]
    if conference := conference_key(story):
        features.append(("conference", " ".join(conference)))
    if story.cluster:
        features.append(("cluster", story.cluster.id))
    return features
