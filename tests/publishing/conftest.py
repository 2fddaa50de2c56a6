"""Two builds of one newsroom, red and blue, that tests publish in turn."""

import pytest

from commands import run_task
from publishing_targets import newsroom


@pytest.fixture(scope="session")
def colours(tmp_path_factory):
    sites = {}
    for colour in ("red", "blue"):
        folder = tmp_path_factory.mktemp(colour)
        newsroom(folder / "content", colour)
        run = run_task("build", "--content", folder / "content", "--output", folder / "output")
        assert run.returncode == 0, run.stderr
        sites[colour] = folder
    return sites
