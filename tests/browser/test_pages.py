"""Every page in a browser, and features of single pages."""

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from pages import PAGES, every_page
from visits import Visitor

SILENT = {PAGES["withdrawn"], PAGES["offline"], PAGES["components"]}  # they say nothing to machines
ANSWERS = {PAGES["search results"]: "Tìm thấy", PAGES["no search results"]: "Không tìm thấy"}
SCRIPTS_BYTES = 4_000  # gzip, of all scripts of an article's page


@pytest.fixture(scope="module")
def visitor(browser, site_url):
    visitor = Visitor(browser, site_url)
    yield visitor
    visitor.close()


@every_page
def test_a_browser_finds_nothing_wrong_with_a_page(visitor, path):
    found = visitor.visit(path, ANSWERS.get(path, ""), is_silent=path in SILENT)
    if found:
        pytest.fail("\n".join([path, *found]), pytrace=False)


def test_all_scripts_of_an_article_weigh_little(page):
    scripts = []
    page.on(
        "response",
        lambda answer: scripts.append(answer) if answer.request.resource_type == "script" else None,
    )
    page.goto(PAGES["article"], wait_until="networkidle")
    assert scripts
    weight = sum(len(gzip.compress(script.body(), 9)) for script in scripts)
    assert weight <= SCRIPTS_BYTES, f"{weight} bytes"


def test_without_script_the_article_is_whole(scriptless_page):
    scriptless_page.goto(PAGES["article"])
    expect(scriptless_page.get_by_role("main")).to_contain_text("10 năm thực hiện Chỉ thị")
    expect(scriptless_page.get_by_role("link", name="Xem tin mới nhất ở trang chủ")).to_be_visible()


def test_the_newest_articles_come_by_script(page):
    page.goto(PAGES["article"])
    newest = page.get_by_role("heading", name="Tin mới").locator("..").get_by_role("listitem")
    expect(newest.first).to_be_visible()
    newest.first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_number_of_a_document_is_not_broken_at_its_hyphen(page):
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(PAGES["documents"])
    numbers = page.get_by_role("rowheader").get_by_role("link").filter(has_text="QĐ-TTg").all()
    assert len(numbers) > 3
    for number in numbers:
        assert number.bounding_box()["height"] < 30, number.inner_text()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_line_of_figures_is_named_and_as_wide_as_its_column(page, width):
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(PAGES["components"])
    line = page.get_by_role("img", name="Nhà tạm, nhà dột nát đã xóa, Lào Cai (căn)")
    expect(line).to_be_visible()
    assert line.bounding_box()["width"] == line.locator("..").bounding_box()["width"]


def test_the_keyboard_reaches_the_text_first(page):
    page.goto(PAGES["article"])
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Tới nội dung")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert urlsplit(page.url).fragment == "noi-dung"


def test_a_reader_finds_an_article_by_its_province(page):
    page.goto("/")
    page.get_by_role("navigation", name="Mục chính").get_by_role("link", name="Địa phương").click()
    page.get_by_role("link", name="Hà Giang").click()
    page.get_by_role("article").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("7 tỉnh miền núi biên giới phía Bắc")
    page.get_by_role("link", name="Hà Giang (nay thuộc tỉnh Tuyên Quang)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tỉnh Tuyên Quang")
