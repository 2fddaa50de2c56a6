"""Two builds of one newsroom, red and blue, that tests publish in turn."""

import pytest

from commands import build_site
from publishing_targets import newsroom


@pytest.fixture(scope="session")
def colours(tmp_path_factory):
    sites = {}
    for colour in ("red", "blue"):
        folder = tmp_path_factory.mktemp(colour)
        build_site(newsroom(folder / "content", colour), folder / "output")
        sites[colour] = folder
    return sites
