"""Faults of a release at a target, in words."""

from newsroom.publishing.inventory import Inventory


def test_a_release_that_is_lost_lacks_everything():
    assert Inventory("").find_faults({"tin/a.html": "0" * 64}) == ["thiếu cả bản", "thiếu tin/a.html"]


def test_names_in_a_list_cannot_write_to_the_terminal():
    faults = Inventory("").find_faults({"a\x1b[2J.html": "0" * 64})
    assert faults[-1] == r"thiếu a\x1b[2J.html"
