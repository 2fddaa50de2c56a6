"""The index, as it is cut: what a reader fetches, and what a publisher sends."""

import json

import pytest

from newsroom.core import searching


@pytest.fixture
def small(monkeypatch):
    """Segments of a few articles."""
    monkeypatch.setattr(searching, "SIZES", (6, 3))


def texts(site):
    return {file.url: file.text() for segment in site.search for file in segment.files()}


def write_months(tree, *months, count=2):
    for month in months:
        for number in range(count):
            day = f"2024-{month:02}-{number + 1:02}"
            tree.article(f"{day}", body=f"Chữ thứ {month} và {number}.", date=day, provinces="[Lào Cai]")


def urls(segment):
    rows = [file.text() for file in segment.files() if "/bai-" in file.url]
    return [url for text in rows for url, *_ in json.loads(text)]


def test_whole_months_are_joined_oldest_first_and_the_newest_segment_begins_with_campaigns(tree, small):
    write_months(tree, 1, 2, 3, 4, 5, 6)
    tree.campaign("c")
    site = tree.site()
    assert [len(segment.items) for segment in site.search] == [6, 4, 3]
    assert [segment.is_newest for segment in site.search] == [False, False, True]
    assert urls(site.search[0])[0] == "tin/2024/2024-01-01.html"
    newest = [f"tin/2024/2024-06-0{n}.html" for n in (1, 2)]
    assert urls(site.search[2]) == ["phong-trao/c/", *newest]


def test_a_new_article_changes_the_newest_segment_only(tree, small):
    write_months(tree, 1, 2, 3, 4)
    before = texts(tree.site())
    tree.article("moi", date="2024-04-20")
    after = texts(tree.site())
    changed = {url for url in before.keys() | after.keys() if before.get(url) != after.get(url)}
    assert changed
    assert {url.split("/")[1] for url in changed} == {"2"}


def test_an_edit_changes_the_parts_of_its_words_only(tree, small):
    write_months(tree, 1, 2, 3, 4)
    before = texts(tree.site())
    tree.article("2024-01-01", body="Chữ thứ 1 và 0, thêm quế.", date="2024-01-01", provinces="[Lào Cai]")
    after = texts(tree.site())
    changed = [url for url in before if before[url] != after[url]]
    assert len(changed) == 2  # of “thêm” and “quế”
    assert all(url.startswith("tim-kiem/1/") for url in changed)


def test_every_word_stands_in_the_part_of_its_letters(tree):
    tree.article("a", title="Đường về Ấp Bắc năm 2024, zét", body="Ở xã.")
    (segment,) = tree.site().search
    step = segment.step
    for file in segment.files():
        name = file.url.rpartition("/")[2].removesuffix(".json")
        if name.isdecimal():
            begin, end = int(name) * step, (int(name) + 1) * step
            lowest = searching.BOUNDS[begin - 1] if begin else ""
            highest = searching.BOUNDS[end - 1] if end <= len(searching.BOUNDS) else "~"
            assert all(lowest <= searching.fold(word) < highest for word in json.loads(file.text()))
    assert sorted(searching.BOUNDS) == searching.BOUNDS


def test_what_is_not_listed_is_not_in_the_index(tree):
    tree.article("a", body="ngoài vườn", status="hidden")
    tree.article("b", body="trong nhà", status="draft")
    tree.article("c", body="trên đồi", withdrawn="{reason: sai, date: 2024-04-01}")
    tree.exemplar("d", body="dưới suối", status="hidden")
    tree.campaign("e", body="ven sông", status="hidden")
    site = tree.site()
    assert not any(json.loads(text) for text in texts(site).values())
    assert "trong" not in "".join(texts(site).values())
    assert "trong" in "".join(texts(tree.site(drafts=True)).values())
