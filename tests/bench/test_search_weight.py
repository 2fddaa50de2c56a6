"""What a search weighs in a newsroom of 1,000 articles, whatever is looked for."""

import gzip
from datetime import datetime

from corpus import Corpus
from engines import Ours

from newsroom.core.dates import HERE
from newsroom.core.loading import load_content
from sites import ROOT

WORDS, RESULTS, MOST = 4, 10, 60_000  # of a search; of a first answer; bytes, gzip
SCRIPT = ROOT / "theme" / "static" / "assets" / "tim-kiem.js"


def test_a_search_for_any_four_words_fetches_no_more_than_60_kb(tmp_path):
    corpus = Corpus(1000)
    ours = Ours(tmp_path, corpus)
    for article in corpus.articles():
        ours.put(article)
    content = load_content(ours.folder / "content", datetime(2026, 12, 1, tzinfo=HERE), drafts=False)
    script, rows, parts = weigh(SCRIPT.read_text("utf-8")), [], []
    for segment in content.site.search:
        weights = {file.url.rpartition("/")[2]: weigh(file.text()) for file in segment.files()}
        rows += [weight for name, weight in weights.items() if name.startswith("bai-")]
        parts += sorted(weight for name, weight in weights.items() if name[0].isdecimal())[-WORDS:]
    assert script <= 4_000
    assert len(parts) > WORDS
    assert script + sum(parts) + sum(sorted(rows)[-RESULTS:]) <= MOST


def weigh(text):
    return len(gzip.compress(text.encode(), 6))  # as servers do
