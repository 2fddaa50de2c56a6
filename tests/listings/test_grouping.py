"""Things under what they have in common."""

from newsroom.listings.grouping import group_by


def test_things_keep_their_order_under_keys_in_the_order_they_are_met():
    assert list(group_by(["ba", "ab", "b"], list).items()) == [("b", ("ba", "ab", "b")), ("a", ("ba", "ab"))]


def test_a_thing_stands_once_under_a_key_that_it_has_twice():
    assert group_by(["aa"], list) == {"a": ("aa",)}


def test_what_has_no_key_stands_nowhere():
    assert group_by(["", "a"], list) == {"a": ("a",)}
