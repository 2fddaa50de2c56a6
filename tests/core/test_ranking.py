"""What belongs to what: plain entries, whose features are letters, a weight to each kind."""

import random
from datetime import date, timedelta

import pytest

from newsroom.core.ranking import NEAREST, Entry, Feature, Match, rank

WEIGHTS = {"heavy": 6, "light": 1}
START = date(2024, 1, 1)
FILLERS = 60  # entries with nothing in common, so that what three bear is rare


def entry(key, *features, day=0):
    """An entry with features such as ``heavy:a``, *day* days after the first of January 2024."""
    pairs = (feature.split(":") for feature in features)
    return Entry(key, START + timedelta(day), tuple(Feature(kind, name) for kind, name in pairs))


def ranked(*entries, of="me", count=4):
    """The keys that belong to one entry, among many others that have nothing in common."""
    fillers = [entry(f"filler-{number}", f"light:{number}", day=-number) for number in range(FILLERS)]
    return [match.key for match in rank([*entries, *fillers], WEIGHTS, count=count)[of]]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([entry("a", "light:other")], [], id="nothing in common"),
        pytest.param([], [], id="alone"),
        pytest.param([entry("a", "light:x"), entry("b", "heavy:x")], ["b", "a"], id="heavier beats lighter"),
        pytest.param(
            [entry("a", "light:y"), entry("b", "light:x"), *(entry(f"z{n}", "light:y") for n in range(3))],
            ["b", "a", "z0", "z1"],
            id="rarer beats commoner",
        ),
        pytest.param(
            [entry("a", "light:x"), entry("b", "light:x", "light:y")], ["b", "a"], id="more beats less"
        ),
        pytest.param(
            [entry("a", "light:x", day=-700), entry("b", "light:x", day=9)], ["b", "a"], id="nearer in time"
        ),
        pytest.param(
            [entry("a", "heavy:x", day=-3650), entry("b", "light:x")], ["a", "b"], id="time is gentle"
        ),
        pytest.param(
            [entry("a", "light:x", day=-5), entry("b", "light:x", day=5)], ["b", "a"], id="tie: the later"
        ),
        pytest.param(
            [entry("b", "light:x", day=5), entry("a", "light:x", day=5)], ["a", "b"], id="tie: by key"
        ),
        pytest.param([entry(f"a{n}", "heavy:x") for n in range(9)], ["a0", "a1", "a2", "a3"], id="no more"),
    ],
)
def test_what_has_most_in_common_comes_first(others, expected):
    assert ranked(entry("me", "heavy:x", "light:x", "light:y"), *others) == expected


def test_the_order_in_which_entries_come_does_not_matter():
    entries = [entry(f"{n:02}", f"heavy:{n % 5}", f"light:{n % 7}", day=n % 4) for n in range(40)]
    before = rank(entries, WEIGHTS, count=4)
    random.Random(1).shuffle(entries)
    assert rank(entries, WEIGHTS, count=4) == before


def test_a_match_names_the_strongest_feature_that_both_bear():
    me = entry("me", "light:x", "heavy:x", "heavy:mine")
    everyone = [me, entry("a", "heavy:x", "light:x"), entry("b", "light:x"), entry("c", "light:y")]
    assert rank(everyone, WEIGHTS | {"light": 4}, count=4)["me"] == [
        Match("a", Feature("heavy", "x")),
        Match("b", Feature("light", "x")),
    ]


@pytest.mark.parametrize(
    ("bearers", "tied"), [(4, True), (5, False)], ids=["a sixth of all", "a fifth of all"]
)
def test_a_light_feature_that_too_many_bear_says_nothing(bearers, tied):
    common = [entry(f"a{n}", "light:common") for n in range(bearers)]
    others = [entry(f"b{n}") for n in range(24 - bearers)]
    assert bool(rank([*common, *others], WEIGHTS, count=4)["a0"]) == tied


def test_what_thousands_bear_ties_only_those_nearest_in_time():
    crowd = [entry(f"{n:04}", "heavy:common", day=n) for n in range(2000)]
    crowd[5] = entry("0005", "heavy:common", "light:rare", day=5)
    crowd[1990] = entry("1990", "heavy:common", "light:rare", day=1990)
    matches = rank(crowd, WEIGHTS, count=NEAREST)
    assert {match.key for match in matches["1000"]} == {f"{n:04}" for n in range(993, 1009)} - {"1000"}
    assert [match.key for match in matches["1999"]] == [f"{n}" for n in range(1998, 1983, -1)]
    assert "1990" in {match.key for match in matches["0005"]}, "what is rare reaches over years"


def test_a_new_entry_changes_few_lists():
    dice = random.Random(1)
    crowd = [
        entry(f"{n:04}", f"heavy:{dice.randrange(3)}", f"light:{dice.randrange(40)}", day=n)
        for n in range(2000)
    ]
    before = rank(crowd[:-40], WEIGHTS, count=4)
    for size in range(len(crowd) - 39, len(crowd) + 1):
        after = rank(crowd[:size], WEIGHTS, count=4)
        assert sum(after[key] != matches for key, matches in before.items()) <= 2 * NEAREST
        before = after
