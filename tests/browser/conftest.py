"""The browser and the page of the browser tests."""

import pytest
from playwright.sync_api import sync_playwright

from chromium import chromium_executable, is_root

QUIET = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]


@pytest.fixture(scope="session")
def browser():
    """One headless Chromium for all tests of a worker."""
    executable = chromium_executable()
    args = [*QUIET, "--no-sandbox"] if is_root() else QUIET
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, headless=True, args=args)
        yield browser
        browser.close()


@pytest.fixture
def page(browser, site_url):
    """A fresh page, with storage of its own, on which page.goto("/") opens the site's front page.

    Needs a session fixture `site_url` returning the address of the served site, such as
    "http://127.0.0.1:8123/". It is not defined here: it belongs to whoever builds and serves the site.
    """
    context = browser.new_context(base_url=site_url)
    yield context.new_page()
    context.close()
