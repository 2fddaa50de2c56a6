"""Only newsroom.addresses spells addresses of the site: templates name them by its constants."""

import re

import pytest

from newsroom import addresses
from sites import ROOT

ASSETS = ROOT / "theme/static/assets"
TEMPLATES = sorted(path for path in (ROOT / "theme/templates").rglob("*") if path.is_file())
SCRIPTS = sorted(ASSETS.glob("*.js"))  # static: they can only spell them
NAMED = {
    value
    for name, value in vars(addresses).items()
    if name.isupper() and isinstance(value, str) and re.fullmatch(r"[a-z0-9/-]+(/|\.[a-z]+)", value)
}
SPELLED = re.compile(rf'["/]({"|".join(map(re.escape, NAMED))})|["(]/[a-z-]+/')


def test_the_constants_are_found():
    assert {"tin/", "tim-kiem/", "sw.js", "khen-thuong/danh-sach/"} <= NAMED


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_spells_an_address(path):
    assert [match[0] for match in SPELLED.finditer(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_spells_only_addresses_that_there_are(path):
    spelled = re.findall(r'["`]/([a-z-]+(?:/|\.[a-z]+))', path.read_text("utf-8"))
    assert set(spelled) <= NAMED


def test_every_published_asset_is_used_by_a_page_a_script_or_the_manifest():
    users = [*TEMPLATES, *SCRIPTS, *(ROOT / "plugins/newsroom").rglob("*.py")]
    texts = {path: path.read_text("utf-8") for path in users}
    for asset in ASSETS.iterdir():
        assert [path for path, text in texts.items() if asset.name in text and path != asset], asset
