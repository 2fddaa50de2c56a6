"""What tests of several folders need: a tiny site, built; and a browser, one for each process."""

import functools
import os
from pathlib import Path

import pytest
from invoke import Context
from playwright.sync_api import sync_playwright

from chromium import chromium_executable, chromium_flags
from newsroom import building
from sites import ENVIRONMENT, PROJECT, Site, call, tasks, write_content

os.environ.update(ENVIRONMENT)

TESTS = Path(__file__).parent
QUICK = {"content", "core", "docs", "importing", "test_tasks.py", "theme"}  # folders and files of TESTS


def pytest_collection_modifyitems(items):
    """Mark what `invoke test --quick` leaves out."""
    for item in items:
        if item.path.relative_to(TESTS).parts[0] not in QUICK:
            item.add_marker("slow")


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
            private = functools.partial(building.build, always=True)
            run = call(private, PROJECT / settings, content, output, **environment)
        else:
            run = call(tasks.build, Context(), content, output, **environment)
        return Site(content, output, run)

    return build
