"""The bytes of any search in newsrooms of 1,000 and of 10,000 articles."""

import gzip
from dataclasses import replace
from datetime import datetime

import pytest

from corpus import Corpus
from engines import Ours
from newsroom.language.dates import HERE
from newsroom.search.segments import cut_segments
from newsroom.site.content_loader import load_content
from sites import ROOT

WORDS, RESULTS = 4, 10  # of a search; of a first answer
SCRIPT = ROOT / "theme" / "static" / "assets" / "tim-kiem.js"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    corpus = Corpus(1000)
    ours = Ours(tmp_path_factory.mktemp("newsroom"), corpus)
    for article in corpus.articles():
        ours.put(article)
    return load_content(ours.folder / "content", datetime(2026, 12, 1, tzinfo=HERE), drafts=False).site


def copy(story, number):
    """The same at another address."""
    return replace(story, manuscript=replace(story.manuscript, url=f"{number}/{story.url}"))


@pytest.mark.parametrize(("times", "most"), [(1, 60_000), (10, 150_000)], ids=["1,000", "10,000"])
def test_a_search_for_any_four_words_fetches_little(site, times, most):
    stories = [copy(story, number) for story in site.stories for number in range(times)]
    segments = cut_segments(stories, site.campaigns, "")
    assert sum(len(segment.items) for segment in segments) == 1000 * times + len(site.campaigns)
    rows, parts = [], []
    for segment in segments:
        index = {block.name: block.index() for block in segment.blocks}
        files = segment.files(index.__getitem__, segment.part_keys(index.__getitem__))
        weights = {url.rpartition("/")[2]: weigh(make()) for url, _key, make in files}
        rows += [weight for name, weight in weights.items() if name.startswith("bai-")]
        parts += sorted(weight for name, weight in weights.items() if name[0].isdecimal())[-WORDS:]
    script = weigh(SCRIPT.read_bytes())
    assert script <= 4_100
    assert len(parts) == WORDS * len(segments)
    assert script + sum(parts) + sum(sorted(rows)[-RESULTS:]) <= most


def weigh(data):
    return len(gzip.compress(data, 6))  # as servers do
