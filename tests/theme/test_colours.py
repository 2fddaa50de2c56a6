"""Colours of the style sheet are the defaults of the palette."""

import re

import pytest

from newsroom.identity.palette import Palette
from sites import ROOT

TOKENS = (ROOT / "theme/static/css/tokens.css").read_text("utf-8")


@pytest.mark.parametrize(("name", "shades"), Palette())
def test_the_style_sheet_has_the_same_colour(name, shades):
    assert f"--{name}: light-dark({', '.join(shades.hex)});" in TOKENS


def test_no_template_spells_a_colour():
    for path in (ROOT / "theme/templates").rglob("*.html"):
        assert not re.search(r"#[0-9a-f]{6}\b", path.read_text("utf-8")), path.name
