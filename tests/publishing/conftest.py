"""Two builds of one newsroom, red and blue, that tests publish in turn."""

import pytest

from places import newsroom
from sites import invoke


@pytest.fixture(scope="session")
def colours(tmp_path_factory):
    sites = {}
    for colour in ("red", "blue"):
        folder = tmp_path_factory.mktemp(colour)
        newsroom(folder / "content", colour)
        run = invoke("build", "--content", folder / "content", "--output", folder / "output")
        assert run.returncode == 0, run.stderr
        sites[colour] = folder
    return sites
