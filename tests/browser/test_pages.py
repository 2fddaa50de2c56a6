import gzip
import json
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from pages import PAGES, every_page

SILENT = {PAGES["withdrawn"], PAGES["offline"], PAGES["components"]}  # they say nothing to machines
SHIFT = 0.001  # of the layout, as browsers sum it: a machine at its limit now and then paints half a masthead
SCRIPTS_BYTES = 4_000  # gzip, of all scripts of an article's page


@every_page
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_spills_out_sideways(page, path, width):
    page.set_viewport_size({"width": width, "height": 640})  # CSS px
    page.goto(path)
    reach = page.evaluate("document.documentElement.scrollWidth")
    assert reach <= width, f"{path} is {reach} px wide"


@every_page
def test_a_page_has_its_landmarks_and_one_heading_of_level_one(page, path):
    page.goto(path)
    expect(page.get_by_role("banner")).to_have_count(1)
    expect(page.get_by_role("contentinfo")).to_have_count(1)
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()


@every_page
def test_nothing_but_the_page_stands_before_its_text_and_all_comes_from_one_host(page, site_url, path):
    asked, complaints = [], []
    page.on("request", lambda request: asked.append((request.resource_type, request.url)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(path, wait_until="networkidle")
    assert all(url.startswith(site_url) for _, url in asked), asked
    assert {kind for kind, _ in asked} <= {"document", "image", "script", "fetch", "other"}
    assert page.evaluate(
        """[...document.scripts].every((one) => one.type == "module" ? !one.hasAttribute("defer")
            : one.defer || one.async || one.type == "application/ld+json")"""  # HTML allows a module no defer
    )
    assert not complaints


@every_page
def test_what_a_page_says_to_machines_offends_no_policy(page, path):
    page.add_init_script(
        "window.refused = []; document.addEventListener('securitypolicyviolation',"
        " (event) => refused.push(event.violatedDirective + ' ' + event.blockedURI))"
    )
    page.goto(path, wait_until="networkidle")
    assert page.evaluate("refused") == []
    blocks = page.locator("script[type='application/ld+json']").all_text_contents()
    assert len(blocks) == (path not in SILENT)
    assert all(json.loads(block)["@graph"] for block in blocks)


@every_page
def test_no_letter_is_clipped(page, path):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    tight = page.evaluate(
        """[...document.querySelectorAll("h1, h2, h3, h4, p, li, dt, dd, td, th, a, figcaption")]
            .map((element) => [element, getComputedStyle(element)])
            .filter(([, style]) => parseFloat(style.lineHeight) < 1.249 * parseFloat(style.fontSize)
                || (style.overflowY === "hidden" && style.position !== "absolute"))
            .map(([element]) => element.outerHTML.slice(0, 80))"""
    )
    assert not tight, "Vietnamese stacks marks above and below: lines need 1.25"


@every_page
@pytest.mark.parametrize("width", [360, 1280])
def test_the_text_is_there_before_anything_else_and_stays_where_it_is(page, path, width):
    path = urlsplit(path).path  # results are looked for after all has come
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(
        """window.shifts = [];
        new PerformanceObserver((list) => list.getEntries().forEach(({value, sources}) =>
            shifts.push(`${value}: ${sources.map(({node}) => node?.textContent.slice(0, 60))}`)
        )).observe({type: "layout-shift", buffered: true});
        window.painted = new Promise((resolve) =>
            new PerformanceObserver(() => resolve()).observe({type: "paint", buffered: true}));"""
    )
    page.route("**", lambda one: one.continue_() if urlsplit(one.request.url).path == path else None)
    page.goto(f"{path}?slowly", wait_until="commit")
    page.evaluate("painted")
    expect(page.get_by_role("contentinfo").locator("p").last).to_be_attached()
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()
    page.unroute_all()  # now the rest may come
    page.wait_for_load_state("networkidle")
    shifts = page.evaluate("shifts")
    assert sum(float(one.partition(":")[0]) for one in shifts) < SHIFT, shifts


def test_all_scripts_of_an_article_weigh_little(page):
    scripts = []
    page.on("response", lambda one: scripts.append(one) if one.request.resource_type == "script" else None)
    page.goto(PAGES["article"], wait_until="networkidle")
    assert scripts
    weight = sum(len(gzip.compress(script.body(), 9)) for script in scripts)
    assert weight <= SCRIPTS_BYTES, f"{weight} bytes"


def test_without_script_the_article_is_whole(browser, site_url):
    context = browser.new_context(base_url=site_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGES["article"])
    expect(page.get_by_role("main")).to_contain_text("10 năm thực hiện Chỉ thị")
    expect(page.get_by_role("link", name="Xem tin mới nhất ở trang chủ")).to_be_visible()
    context.close()


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
