"""Fixtures for tests of several folders: a tiny site, built; and a browser for each worker."""

import functools
import gc
import os
import sys
from pathlib import Path

import hypothesis
import pytest
from invoke import Context
from playwright.sync_api import sync_playwright

from chromium import chromium_executable, chromium_flags
from content_tree import ContentTree
from newsroom.builds import builder
from newsroom.problems import FileProblems
from newsroom.vocabulary.closed_lists import load_vocabularies
from sites import CONTENT, ENVIRONMENT, PROJECT, Site, call, tasks, write_content

os.environ.update(ENVIRONMENT)
hypothesis.settings.register_profile("same each time", derandomize=True, database=None)
hypothesis.settings.load_profile("same each time")

TESTS = Path(__file__).parent
# Folders and files of TESTS with browsers, servers, or many builds.
SLOW = {"browser", "builds", "incremental", "pages", "publishing", "servers", "test_editing.py", "tools"}


def pytest_collection_modifyitems(items):
    """Mark the tests that `invoke test --quick` leaves out, and run them first: all workers end together."""
    for item in items:
        if item.path.relative_to(TESTS).parts[0] in SLOW:
            item.add_marker("slow")
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish():
    """Leave all that pytest knows by now out of collections of garbage: each would walk over it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _forget_modules_of_the_test(tmp_path_factory):
    """Unload the modules that a test has written: builds of other tests would take them for new code."""
    before = dict(sys.modules)
    yield
    if before == sys.modules:
        return
    folder = str(tmp_path_factory.getbasetemp())
    for name, module in [*sys.modules.items()]:
        if before.get(name) is not module and (getattr(module, "__file__", None) or "").startswith(folder):
            del sys.modules[name]


@pytest.fixture(scope="session")
def browser():
    """One headless Chromium for all tests of a worker."""
    executable = chromium_executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, headless=True, args=chromium_flags())
        yield browser
        browser.close()


@pytest.fixture
def build(tmp_path):
    """Build a content tree of the given files into a folder of this test; again for more files."""

    def build(files, *, settings=None, **environment):
        content = write_content(tmp_path / "content", files)
        output = tmp_path / "output"
        if settings:
            private = functools.partial(builder.build, always=True)
            run = call(private, PROJECT / settings, content, output, **environment)
        else:
            run = call(tasks.build, Context(), content, output, **environment)
        return Site(content, output, run)

    return build


@pytest.fixture
def tree(tmp_path):
    """Content that this test writes."""
    return ContentTree(tmp_path / "content")


@pytest.fixture
def titles():
    """List the titles of the stories at an address, in the order readers see."""

    def titles(site, url):
        return [story.title for story in site.listings[url].entries]

    return titles


@pytest.fixture(scope="session")
def vocabularies():
    """The newsroom's closed lists."""
    files = FileProblems()
    lists = load_vocabularies(CONTENT, files)
    assert not any(files.values())
    return lists


@pytest.fixture(scope="session")
def provinces(vocabularies):
    return vocabularies.provinces
