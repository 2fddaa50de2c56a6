"""Links of pages below a path, wherever an address may stand."""

import html
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incremental.keyed.below import move_links


def below(text):
    return move_links(text.encode(), "/", "/repo/").decode()


@pytest.mark.parametrize(
    ("page", "moved"),
    [
        ('<a href="/">x</a>', '<a href="/repo/">x</a>'),
        ('<a href="/a?b=/c#d">', '<a href="/repo/a?b=/c#d">'),
        ("<a class=x href='/a'>", "<a class=x href='/repo/a'>"),
        ('<img alt="a > b" src="/a.jpg">', '<img alt="a > b" src="/repo/a.jpg">'),
        (
            '<img srcset="/a.avif 1w,/b.avif 2w, /c 3w">',
            '<img srcset="/repo/a.avif 1w,/repo/b.avif 2w, /repo/c 3w">',
        ),
        ('<form\n action="/tim/">', '<form\n action="/repo/tim/">'),
        (
            '<meta http-equiv="refresh" content="0; url=/a">',
            '<meta http-equiv="refresh" content="0; url=/repo/a">',
        ),
    ],
)
def test_addresses_on_the_host_are_moved(page, moved):
    assert below(page) == moved
    assert move_links(moved.encode(), "/repo/", "/").decode() == page


@pytest.mark.parametrize(
    "page",
    [
        '<a href="//cdn.example/x">',
        '<a href="https://a.example/">',
        '<a href="#a">',
        '<a href="a.html">',
        'viết href="/a" trong bài',
        '<p title="mời xem src=&quot;/a&quot;">',
        "<p title=' href=\"/a\"'>",
        '<meta name="description" content="/a">',
        'a < b href="/a" > c',
    ],
)
def test_other_texts_stay(page):
    assert below(page) == page


class Reader(HTMLParser):
    """The tags and texts of a page."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, attrs))

    def handle_data(self, data):
        self.found.append(data)


WORDS = st.text("/ab\"'<>= &;#ớ\n", max_size=12)
ATTRIBUTES = st.lists(
    st.tuples(st.sampled_from(["href", "src", "title", "alt", "data-x"]), WORDS), max_size=3
)
PARTS = st.one_of(WORDS.map(html.escape), ATTRIBUTES)


def write(part):
    if isinstance(part, str):
        return part
    attributes = (f' {name}="{html.escape(value)}"' for name, value in dict(part).items())
    return f"<i{''.join(attributes)}>"


def moved(part):
    if isinstance(part, str):
        return part
    tag, attributes = part
    return tag, [(name, f"/repo{value}" if is_moved(name, value) else value) for name, value in attributes]


def is_moved(name, value):
    return name in {"href", "src"} and value.startswith("/") and not value.startswith("//")


@given(st.lists(PARTS, max_size=6))
def test_a_parser_sees_only_addresses_changed(parts):
    page = "".join(map(write, parts))
    assert Reader(below(page)).found == list(map(moved, Reader(page).found))
