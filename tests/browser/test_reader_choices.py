"""Readers' choices of size and colours, and sharing: ban-doc.js in a browser."""

import re

import pytest
from PIL import ImageColor
from playwright.sync_api import expect

from newsroom.identity.palette import Palette
from pages import PAGES

ARTICLE, PROFILE = PAGES["article"], PAGES["exemplar"]
SHUT_STORAGE = (
    "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError') }})"
)
SHARE_SHEET = (
    "window.shared = []; navigator.share = (data) => { shared.push(data); return Promise.resolve() }"
)


def choose(page, label):
    page.get_by_role("button", name="Aa: cỡ chữ, màu nền").click()
    page.get_by_role("radio", name=label, exact=True).check()
    page.keyboard.press("Escape")


def looks(page):
    """Return the size of text in CSS px and the colour of the paper."""
    return page.evaluate(
        """[parseFloat(getComputedStyle(document.querySelector("main p")).fontSize),
            getComputedStyle(document.body).backgroundColor]"""
    )


def rgb(colour):
    return f"rgb{ImageColor.getrgb(colour)}"


(PAPER, DARK_PAPER), (INK, _), (QUIET, _) = (
    getattr(Palette(), name).hex for name in ("paper", "ink", "quiet")
)
LIGHT, DARK = rgb(PAPER), rgb(DARK_PAPER)


@pytest.mark.parametrize(("device", "label", "paper"), [("light", "Tối", DARK), ("dark", "Sáng", LIGHT)])
def test_the_colours_chosen_hold_on_every_page_and_after_reloading(page, device, label, paper):
    page.emulate_media(color_scheme=device)
    page.goto(ARTICLE)
    choose(page, label)
    assert looks(page)[1] == paper
    page.reload()
    assert looks(page)[1] == paper
    page.goto("/tin/")
    assert looks(page)[1] == paper
    colours = page.evaluate(
        """[...document.querySelectorAll("[name=theme-color]")]
            .filter((meta) => matchMedia(meta.media).matches).map((meta) => meta.content)"""
    )
    assert colours == [DARK_PAPER if paper == DARK else PAPER]
    choose(page, "Theo máy")
    page.reload()
    assert looks(page)[1] == (LIGHT if device == "light" else DARK)


def test_the_size_chosen_holds_and_nothing_spills_out(page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(ARTICLE)
    usual, _ = looks(page)
    choose(page, "Rất lớn")
    page.reload()
    assert looks(page)[0] == pytest.approx(1.3125 * usual)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.get_by_role("button", name="Aa: cỡ chữ, màu nền").click()
    expect(page.get_by_role("radio", name="Rất lớn")).to_be_checked()


def test_a_choice_reaches_a_page_that_is_gone_back_to(page):
    page.goto("/tin/")
    page.goto(ARTICLE)
    choose(page, "Tối")
    page.go_back()
    assert looks(page)[1] == DARK


def test_where_nothing_can_be_kept_a_choice_holds_for_the_page(page):
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.add_init_script(SHUT_STORAGE)
    page.goto(ARTICLE)
    choose(page, "Tối")
    assert looks(page)[1] == DARK
    assert faults == []


def test_the_choices_are_made_by_keyboard_alone(page):
    page.goto(ARTICLE)
    opener = page.get_by_role("button", name="Aa: cỡ chữ, màu nền")
    opener.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="Thường")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Lớn", exact=True)).to_be_checked()
    expect(page.get_by_role("group", name="Cỡ chữ")).to_be_visible()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(page.get_by_role("group", name="Cỡ chữ")).to_be_hidden()


@pytest.mark.parametrize("path", [ARTICLE, PROFILE])
def test_copying_the_link_is_confirmed_aloud(page, path):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(path)
    page.get_by_role("button", name="Chép liên kết").click()
    expect(page.get_by_role("status")).to_have_text("Đã chép liên kết.")
    assert page.evaluate("navigator.clipboard.readText()") == page.evaluate(
        "document.querySelector('[rel=canonical]').href"
    )


def test_where_copying_is_refused_the_address_is_told(page):
    page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
    )
    page.goto(ARTICLE)
    page.get_by_role("button", name="Chép liên kết").click()
    expect(page.get_by_role("status")).to_contain_text(ARTICLE)


def test_the_share_sheet_of_the_device_is_offered_where_there_is_one(page):
    page.goto(ARTICLE)
    has_sheet = page.evaluate("'share' in navigator")
    expect(page.get_by_role("button", name="Zalo")).to_have_count(int(has_sheet))
    page.add_init_script(SHARE_SHEET)
    page.reload()
    page.get_by_role("button", name="Zalo, ứng dụng khác").click()
    data = page.evaluate("shared[0]")
    assert data["url"].endswith(ARTICLE)
    assert data["title"].startswith("Lào Cai tổng kết 10")


def test_nothing_is_offered_that_cannot_work(page):
    page.add_init_script("delete Navigator.prototype.clipboard; delete HTMLElement.prototype.showPopover")
    page.goto(ARTICLE)
    expect(page.get_by_role("link", name="Facebook")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(int(page.evaluate("'share' in navigator")))


def test_without_script_the_links_are_there_and_no_button(scriptless_page):
    scriptless_page.goto(ARTICLE)
    starts = {"Facebook": "https://www.facebook.com/", "X": "https://x.com/", "Thư điện tử": "mailto:"}
    for name, start in starts.items():
        link = scriptless_page.get_by_role("link", name=name, exact=True)
        expect(link).to_be_visible()
        expect(link).to_have_attribute("href", re.compile(f"^{re.escape(start)}"))
    expect(scriptless_page.get_by_role("button")).to_have_count(0)


def test_browsers_send_the_title_as_every_service_reads_it(page):
    page.goto(ARTICLE)
    href = page.get_by_role("link", name="X", exact=True).evaluate("(link) => link.href")
    assert href.isascii()
    title = page.evaluate("(href) => new URL(href).searchParams.get('text')", href)
    assert title == page.get_by_role("heading", level=1).inner_text().replace("\u00a0", " ").replace(
        "\n", " "
    )


@pytest.mark.parametrize("width", [360, 1280])
def test_what_script_adds_is_large_enough_to_hit_and_moves_nothing_read_first(page, width):
    page.set_viewport_size({"width": width, "height": 640})
    page.add_init_script(
        """window.moved = 0;
        new PerformanceObserver((list) => { for (const shift of list.getEntries()) moved += shift.value })
            .observe({type: "layout-shift", buffered: true})"""
    )
    page.goto(ARTICLE, wait_until="networkidle")
    assert page.evaluate("moved") == 0
    page.get_by_role("button", name="Aa: cỡ chữ, màu nền").click()
    targets = page.locator("button, #chia-se a, label").all()
    assert len(targets) == 11
    for target in targets:
        box = target.bounding_box()
        assert box["height"] >= 44, target.inner_text()
        assert box["width"] >= 24, target.inner_text()


def test_more_contrast_is_honoured(page):
    page.goto(ARTICLE)
    quiet = "getComputedStyle(document.querySelector('.dateline')).color"
    assert page.evaluate(quiet) == rgb(QUIET)
    page.emulate_media(contrast="more")
    assert page.evaluate(quiet) == rgb(INK)


def test_print_is_text_alone_in_black_on_white_whatever_was_chosen(page):
    page.goto(ARTICLE)
    usual, _ = looks(page)
    choose(page, "Tối")
    choose(page, "Rất lớn")
    page.emulate_media(media="print")
    size, paper = looks(page)
    assert paper == "rgb(255, 255, 255)"
    assert size < usual
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_role("link", name="Facebook")).to_be_hidden()
    expect(page.get_by_text(ARTICLE)).to_be_visible()


def test_print_says_where_a_source_lies_and_indents_no_correction(page):
    page.goto(PAGES["components"])
    page.emulate_media(media="print")
    source = page.get_by_role("link", name="vietnamplus.vn")
    after = source.evaluate("(link) => getComputedStyle(link, '::after').content")
    assert "https://www.vietnamplus.vn/" in after
    correction = page.get_by_role("heading", name="Đính chính", exact=True)
    heading = page.get_by_role("heading", level=1)
    assert correction.bounding_box()["x"] == heading.bounding_box()["x"]
