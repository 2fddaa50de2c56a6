"""Colours outside the style sheet are those of the sheet and of newsroom.colours."""

import re

import pytest

from newsroom import colours
from sites import ROOT

TOKENS = (ROOT / "theme/static/css/tokens.css").read_text("utf-8")


@pytest.mark.parametrize("name", ["PAPER", "INK", "QUIET", "RULE", "RED"])
def test_the_style_sheet_has_the_same_colour(name):
    assert f"--{name.lower()}: light-dark({getattr(colours, name)}, " in TOKENS


def test_the_style_sheet_has_the_same_paper_in_the_dark():
    assert f"--paper: light-dark({colours.PAPER}, {colours.DARK_PAPER});" in TOKENS


def test_the_sign_has_no_other_colours():
    sign = (ROOT / "theme/static/assets/bieu-tuong.svg").read_text("utf-8")
    assert set(re.findall(r"#[0-9a-f]{6}", sign)) <= {colours.RED, colours.PAPER, colours.GOLD}


def test_no_template_spells_a_colour():
    for path in (ROOT / "theme/templates").rglob("*.html"):
        assert not re.search(r"#[0-9a-f]{6}\b", path.read_text("utf-8")), path.name
