import pytest

from newsroom.listings.paging import PER_PAGE, page_url, screen_urls, screens

COUNTS = [0, 1, 19, 20, 39, 40, 41, 59, 60, 1000, 1001, 1019, 1020]
URL = "phong-trao/x/"


def screens_of(count):
    """The screens of so many stories; the oldest is story 1."""
    return screens(URL, tuple(range(count, 0, -1)))


@pytest.mark.parametrize("count", COUNTS)
def test_every_story_is_on_one_screen_newest_first(count):
    assert [story for screen in screens_of(count) for story in screen.entries] == list(range(count, 0, -1))


@pytest.mark.parametrize("count", COUNTS)
def test_the_first_screen_is_neither_thin_nor_long(count):
    first = screens_of(count)[0]
    assert (first.url, first.number) == (URL, None)
    assert len(first.entries) == count if count < PER_PAGE else PER_PAGE <= len(first.entries) < 2 * PER_PAGE


@pytest.mark.parametrize("count", COUNTS)
def test_every_numbered_page_is_full(count):
    assert {len(screen.entries) for screen in screens_of(count)[1:]} <= {PER_PAGE}


@pytest.mark.parametrize(
    ("count", "numbers"),
    [
        (0, []),
        (39, []),
        (40, [1]),
        (59, [1]),
        (60, [2, 1]),
        (1019, list(range(49, 0, -1))),
        (1020, list(range(50, 0, -1))),
    ],
)
def test_pages_are_numbered_from_the_oldest(count, numbers):
    assert [screen.number for screen in screens_of(count)[1:]] == numbers
    assert not numbers or screens_of(count)[-1].entries == tuple(range(20, 0, -1))


@pytest.mark.parametrize("count", COUNTS)
def test_a_reader_can_walk_to_the_oldest_and_back(count):
    by_url = {screen.url: screen for screen in screens_of(count)}
    walk = [by_url[URL]]
    while walk[-1].older:
        walk.append(by_url[walk[-1].older])
    assert len(walk) == len(by_url)
    back = [walk[-1]]
    while back[-1].newer:
        back.append(by_url[back[-1].newer])
    assert back == walk[::-1]
    assert (walk[0].newer, walk[-1].older) == (None, None)


@pytest.mark.parametrize("count", [*COUNTS, *range(100)])
def test_the_newest_story_changes_the_first_screen_and_at_most_the_last_numbered_page(count):
    before = {screen.url: screen for screen in screens_of(count)}
    after = {screen.url: screen for screen in screens_of(count + 1)}
    last = max((screen.number for screen in before.values() if screen.number), default=0)
    assert before[URL] != after[URL]
    changed = {url for url, screen in before.items() if screen != after[url]}
    assert changed <= {URL, page_url(URL, last)}
    assert after.keys() - before.keys() <= {page_url(URL, last + 1)}


@pytest.mark.parametrize("count", COUNTS)
def test_a_new_story_moves_no_other_to_another_numbered_page(count):
    before = {screen.url: screen.entries for screen in screens_of(count)[1:]}
    after = {screen.url: screen.entries for screen in screens_of(count + 1)[1:]}
    assert before.items() <= after.items()


@pytest.mark.parametrize("count", [0, 19, 20, 109, 110, 111, 199, 200, 1000])
def test_longer_pages_are_as_stable_and_the_first_screen_has_twenty_to_a_page_more(count):
    found = screens(URL, tuple(range(count, 0, -1)), 90)
    assert [story for screen in found for story in screen.entries] == list(range(count, 0, -1))
    assert [screen.url for screen in found] == [
        URL,
        *(page_url(URL, number) for number in range(len(found) - 1, 0, -1)),
    ]
    assert {screen.url for screen in found} == set(screen_urls(URL, count, 90))
    assert {len(screen.entries) for screen in found[1:]} <= {90}
    assert min(count, 20) <= len(found[0].entries) < 110


def test_a_numbered_page_says_its_number_behind_the_title():
    first, second = screens("tin/", list(range(40)))
    assert (first.titled("Tin"), second.titled("Tin")) == ("Tin", "Tin, trang 1")
