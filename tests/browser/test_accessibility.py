"""Axe on a page after a reader's choices, and on a redirecting page."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from pages import PAGES
from visits import LOOKS, QUESTIONS, find_violations


@pytest.fixture
def page(page):
    page.add_init_script(AXE_SCRIPT)
    page.add_init_script(path=QUESTIONS)
    return page


def expect_no_violation(page):
    found = [violation for look in range(len(LOOKS)) for violation in find_violations(page, look)]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_in_what_a_reader_may_choose(page):
    page.goto(PAGES["article"])
    page.get_by_role("button", name="Aa: cỡ chữ, màu nền").click()
    page.get_by_role("radio", name="Rất lớn").check()
    expect_no_violation(page)


def test_axe_finds_nothing_on_a_page_that_has_moved(page, site_url):
    address = f"{site_url}/dia-phuong/thua-thien-hue/"
    stays = page.request.get(address).text().replace('http-equiv="refresh"', 'name="refresh"')
    page.route(address, lambda route: route.fulfill(body=stays, content_type="text/html; charset=utf-8"))
    page.goto(address)
    expect(page.get_by_role("link", name="địa chỉ mới")).to_be_visible()
    expect_no_violation(page)
