import io
import json
from dataclasses import replace

from rich.console import Console
from rich.progress import Progress

import bench
import corpus
import engines
from newsroom.site.content_loader import load_content
from sites import NOW, ROOT, invoke

ARTICLES = 30


def test_a_corpus_is_the_same_twice_and_articles_have_a_usual_length():
    first, second = (list(corpus.Corpus(ARTICLES).articles()) for _ in range(2))
    assert first == second
    lengths = [len(article.body("{}").split()) for article in first]
    assert 700 < sum(lengths) / ARTICLES < 820


def test_a_corpus_may_have_exemplars_and_honours_and_its_articles_are_the_same_otherwise(tmp_path):
    made = corpus.Corpus(ARTICLES, exemplars=12, honours=24)
    articles = list(made.articles())
    assert sum(len(article.honours) for article in articles) == 24
    assert sorted(slug for article in articles for slug in article.exemplars) == [
        exemplar.slug for exemplar in made.exemplars()
    ]
    plain = [replace(article, honours=(), exemplars=()) for article in articles]
    assert plain == list(corpus.Corpus(ARTICLES).articles())
    content = load_content(engines.Ours(tmp_path, made).folder / "content", NOW, drafts=False)
    assert content.problems == ()
    assert (len(content.site.honours), len(content.site.exemplars)) == (24, 12)


def test_edits_and_newer_articles_differ_each_time():
    made = corpus.Corpus(ARTICLES)
    edited = [made.edited(0), made.edited(1)]
    assert len({article.number for article in edited}) == 2
    assert all(article != made.article(article.number) for article in edited)
    assert made.article(ARTICLES - 1).day < made.newer(0).day < made.newer(1).day


def test_every_engine_makes_the_same_articles_in_every_scenario(tmp_path):
    scenarios = ("tenth", "cold", "new", "template", "ci+output")
    measured = bench.Bench(ARTICLES, 1, everything=False, warm_up=0, scenarios=scenarios)
    measured.run(tmp_path, Progress(disable=True))
    report = json.loads(json.dumps(measured.report()))
    scenarios = report["scenarios"]
    pages = {
        scenario: {name: runs[0]["articles"] for name, runs in engines.items()}
        for scenario, engines in scenarios.items()
    }
    alike = {"ours": ARTICLES, "plain": ARTICLES, "hugo": ARTICLES}
    more = dict.fromkeys(alike, ARTICLES + 1)
    more = dict.fromkeys(("ours", "plain", "hugo"), ARTICLES + 1)
    each = dict.fromkeys(("ours", "plain", "hugo", "pelican", "records"), ARTICLES)
    assert pages == {
        "tenth": {"ours": 3},
        "cold": each | {"repository": 0, "start": 0},
        "new": more,
        "template": more,
        "ci+output": more,
    }
    assert scenarios["template"]["ours"][0]["pages"] > ARTICLES
    assert 1 <= scenarios["ci+output"]["ours"][0]["changed"] <= 4  # the page, and its words in the search
    assert 0 < report["live"][0]["shown"] <= report["live"][0]["built"]
    console = Console(file=io.StringIO(), width=120)
    measured.print(console)
    assert bench.SCENARIOS["new"].title in console.file.getvalue()


def test_a_bench_of_nothing_is_refused():
    run = invoke("bench", "--articles", 0, cwd=ROOT)
    assert run.returncode == 1
    assert "--articles là một số từ 1" in run.stderr
