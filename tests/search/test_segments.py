"""The index, as it is cut: what a reader fetches, and what a publisher sends."""

import json

import pytest

from newsroom.search import segments
from newsroom.search.postings import BOUNDS, SECTIONS
from newsroom.search.spelling import fold

MOST_BLOCKS = ord("[") - ord("F") + 1  # the letters that name the blocks of a file


@pytest.fixture
def small(monkeypatch):
    """Segments of a few articles, in blocks of two days."""
    monkeypatch.setattr(segments, "BLOCK", 2)
    monkeypatch.setattr(segments, "SIZES", (6, 3))


def texts(site):
    """Every file of the index by its address."""
    written = {}
    for segment in site.search:
        index = {block.name: block.index() for block in segment.blocks}
        keys = segment.part_keys(index.__getitem__)
        files = list(segment.files(index.__getitem__, keys))
        assert [url for url, _, _ in files] == list(segment.urls())
        written |= {url: make().decode() for url, _, make in files}
    return written


def keys(site):
    """Return the content of each file of the index."""
    told = {}
    for segment in site.search:
        index = {block.name: block.index() for block in segment.blocks}
        files = segment.files(index.__getitem__, segment.part_keys(index.__getitem__))
        told |= {url: key for url, key, _ in files}
    return told


def differing(before, after):
    return {url for url in before.keys() | after.keys() if before.get(url) != after.get(url)}


def words(text):
    return [line.split(" ")[0] for line in text.splitlines()]


def write_months(tree, *months, count=2):
    for month in months:
        for number in range(count):
            day = f"2024-{month:02}-{number + 1:02}"
            tree.article(f"{day}", body=f"Chữ thứ {month} và {number}.", date=day, provinces="[Lào Cai]")


def urls(site, segment):
    rows = [text for url, text in texts(site).items() if url.startswith(f"tim-kiem/{segment}/bai-")]
    return [url for text in rows for url, *_ in json.loads(text)]


def test_whole_days_are_joined_oldest_first_and_the_newest_segment_begins_with_campaigns(tree, small):
    write_months(tree, 1, 2, 3, 4, 5, 6)
    tree.campaign("c")
    site = tree.site()
    assert [[len(block) for block in segment.blocks] for segment in site.search] == [
        [2, 2, 2],
        [2, 2],
        [1, 2],
    ]
    assert [(segment.step, segment.rows) for segment in site.search] == [(1, 16), (1, 8), (13, 8)]
    assert urls(site, 1)[0] == "tin/2024/2024-01-01.html"
    newest = [f"tin/2024/2024-06-0{n}.html" for n in (1, 2)]
    assert urls(site, 3) == ["phong-trao/c/", *newest]


def test_a_day_is_never_cut(tree, small):
    for number in range(5):
        tree.article(f"a{number}", date=f"2024-01-01 0{number}:30")
    tree.article("b", date="2024-01-02")
    counts = [[len(block) for block in segment.blocks] for segment in tree.site().search]
    assert counts == [[5], [0, 1]]


def test_a_file_has_no_more_blocks_than_letters_to_name_them():
    counts = [segments.BLOCK] * 500
    for size in segments.SIZES:
        groups, _ = segments._fill([range(count) for count in counts], size)
        assert max(map(len, groups)) <= MOST_BLOCKS
    left = segments.SIZES[-1] // segments.BLOCK + 2  # what is short, what grows, and the campaigns
    assert left < MOST_BLOCKS


def test_a_new_article_changes_the_newest_segment_only(tree, small):
    write_months(tree, 1, 2, 3, 4)
    before = texts(tree.site())
    tree.article("moi", date="2024-04-20")
    changed = differing(before, texts(tree.site()))
    assert changed
    assert {url.split("/")[1] for url in changed} == {"2"}


def test_a_new_article_changes_few_files(tree):
    write_months(tree, 1, 2, count=9)
    before = texts(tree.site())
    tree.article("moi", body=" ".join(BOUNDS), date="2024-04-20")  # of every part a word
    changed = differing(before, texts(tree.site()))
    assert SECTIONS // segments.COARSE < len(changed) <= 19  # and the page makes 20


def test_an_edit_changes_the_parts_of_its_words_only(tree, small):
    write_months(tree, 1, 2, 3, 4)
    site = tree.site()
    before, keys_before = texts(site), keys(site)
    tree.article("2024-01-01", body="Chữ thứ 1 và 0, thêm quế.", date="2024-01-01", provinces="[Lào Cai]")
    site = tree.site()
    changed = differing(before, texts(site))
    assert len(changed) == 2  # of “thêm” and “quế”
    assert all(url.startswith("tim-kiem/1/") for url in changed)
    assert differing(keys_before, keys(site)) == changed, "no other is made again"


def test_every_word_stands_in_the_part_of_its_letters(tree):
    tree.article("a", title="Đường về Ấp Bắc năm 2024, zét", body="Ở xã.")
    site = tree.site()
    (segment,) = site.search
    seen = []
    for url, text in texts(site).items():
        name = url.rpartition("/")[2].removesuffix(".txt")
        if name.isdecimal():
            begin, end = int(name) * segment.step, (int(name) + 1) * segment.step
            lowest = BOUNDS[begin - 1] if begin else ""
            highest = BOUNDS[end - 1] if end <= len(BOUNDS) else "~"
            assert all(lowest <= fold(word) < highest for word in words(text))
            seen += words(text)
    assert {"zet\u0301", "2024", "xa\u0303"} <= set(seen)
    assert len(seen) == len(set(seen))
    assert sorted(BOUNDS) == BOUNDS


def test_what_is_not_listed_is_not_in_the_index(tree):
    tree.article("a", body="ngoài vườn", status="hidden")
    tree.article("b", body="trong nhà", status="draft")
    tree.article("c", body="trên đồi", withdrawn="{reason: sai, date: 2024-04-01}")
    tree.exemplar("d", body="dưới suối", status="hidden")
    tree.campaign("e", body="ven sông", status="hidden")
    site = tree.site()
    assert not any(texts(site).values())
    assert "trong" in "".join(texts(tree.site(drafts=True)).values())
