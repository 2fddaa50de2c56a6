"""Two builds of one newsroom, red and blue, that tests publish in turn, and targets that hold them."""

import subprocess

import pytest

from commands import build_site
from publishing_targets import newsroom, send


@pytest.fixture(scope="session")
def colours(tmp_path_factory):
    sites = {}
    for colour in ("red", "blue"):
        folder = tmp_path_factory.mktemp(colour)
        build_site(newsroom(folder / "content", colour), folder / "output")
        sites[colour] = folder
    return sites


@pytest.fixture
def target(tmp_path):
    return tmp_path / "nơi đăng"


@pytest.fixture(scope="session")
def targets():
    """Targets as publishing has left them, by the colours that were published in turn."""
    return {}


@pytest.fixture
def published(colours, target, targets, tmp_path_factory):
    """Make the target as publishing the *names* of colours in turn leaves it, and return it."""

    def published(*names):
        if names not in targets:
            targets[names] = tmp_path_factory.mktemp("published") / "target"
            for name in names:
                send(colours[name], targets[names])
        subprocess.run(["cp", "--archive", targets[names], target], check=True)  # noqa: S607
        return target

    return published
