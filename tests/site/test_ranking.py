"""Ranking of entries whose features are letters, with a weight for each kind."""

import random
from time import process_time

import pytest

from newsroom.site.ranking import NEAREST, Candidate, rank

WEIGHTS = {"heavy": 6, "light": 1}
FILLERS = 60  # entries with nothing in common, so that what three bear is rare


def entry(name, *features, day=0):
    """A named entry with features such as ``heavy:a``, on a day that is counted from any day."""
    return name, Candidate(day, tuple(tuple(feature.split(":")) for feature in features))


def everyone(entries, *, count=4, apart=(), weights=WEIGHTS):
    """The names and reasons that belong to each entry; those *apart* are no matches of ``me``."""
    ordered = sorted(sorted(entries), key=lambda pair: pair[1].day, reverse=True)
    names = [name for name, _ in ordered]
    places = [names.index(name) for name in apart]
    given = [one._replace(apart=places) if name == "me" else one for name, one in ordered]
    ranked = rank(given, weights, count=count)
    return {
        name: [(names[place], ":".join(feature)) for place, feature in matches]
        for name, matches in zip(names, ranked, strict=True)
    }


def ranked(*entries, **options):
    """The names that belong to ``me``, among many others that have nothing in common."""
    fillers = [entry(f"filler-{number}", f"light:{number}", day=-number) for number in range(FILLERS)]
    return [name for name, _ in everyone([*entries, *fillers], **options)["me"]]


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
            [entry("b", "light:x", day=5), entry("a", "light:x", day=5)], ["a", "b"], id="tie: in order"
        ),
        pytest.param([entry(f"a{n}", "heavy:x") for n in range(6)], ["a0", "a1", "a2", "a3"], id="no more"),
    ],
)
def test_what_has_most_in_common_comes_first(others, expected):
    assert ranked(entry("me", "heavy:x", "light:x", "light:y"), *others) == expected


def test_what_is_apart_is_no_match_and_leaves_room_for_others():
    many = [entry(f"a{n:02}", "heavy:x") for n in range(NEAREST - 1)]
    me, others = entry("me", "heavy:x", "light:y"), [entry("b", "light:y"), entry("c", "light:y")]
    assert ranked(me, *many, *others, apart=[name for name, _ in many]) == ["b", "c"]


def test_a_match_names_the_strongest_feature_that_both_bear():
    me = entry("me", "light:x", "heavy:x", "heavy:mine")
    others = [entry("a", "heavy:x", "light:x"), entry("b", "light:x"), entry("c", "light:y")]
    matches = everyone([me, *others], weights=WEIGHTS | {"light": 4})["me"]
    assert matches == [("a", "heavy:x"), ("b", "light:x")]


@pytest.mark.parametrize(
    ("bearers", "tied"), [(4, True), (5, False)], ids=["a sixth of all", "a fifth of all"]
)
def test_a_light_feature_that_too_many_bear_says_nothing(bearers, tied):
    common = [entry(f"a{n}", "light:common") for n in range(bearers)]
    others = [entry(f"b{n}") for n in range(24 - bearers)]
    assert bool(everyone([*common, *others])["a0"]) == tied


def test_what_thousands_bear_ties_only_those_nearest_in_time():
    crowd = [entry(f"{n:04}", "heavy:common", day=n) for n in range(2000)]
    for number in (5, 1990):
        crowd[number] = entry(f"{number:04}", "heavy:common", "light:rare", day=number)
    matches = {name: {other for other, _ in pairs} for name, pairs in everyone(crowd, count=NEAREST).items()}
    assert matches["1000"] == {f"{n:04}" for n in range(1000 - 3, 1000 + 5)} - {"1000"}
    assert matches["1999"] == {f"{n}" for n in range(1999 - NEAREST + 1, 1999)}
    assert "1990" in matches["0005"], "what is rare reaches over years"


def random_crowd(size):
    dice = random.Random(1)
    return [
        entry(
            f"{n:04}",
            f"heavy:{dice.randrange(3)}",
            f"light:{dice.randrange(40)}",
            f"light:x{dice.randrange(size)}",
            day=n,
        )
        for n in range(size)
    ]


def test_a_new_entry_changes_few_lists():
    crowd = random_crowd(1000)
    before = everyone(crowd[:-20])
    for size in range(len(crowd) - 19, len(crowd) + 1):
        after = everyone(crowd[:size])
        assert sum(after[name] != matches for name, matches in before.items()) <= 2 * NEAREST
        before = after


def test_eight_times_the_entries_take_no_more_than_about_eight_times_as_long():
    def seconds(size):
        entries = [one for _, one in random_crowd(size)]
        began = process_time()
        assert sum(map(len, rank(entries, WEIGHTS, count=4))) == 4 * size
        return process_time() - began

    assert min(seconds(8000) for _ in range(2)) < 24 * min(seconds(1000) for _ in range(3))
