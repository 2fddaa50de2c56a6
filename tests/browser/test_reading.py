"""Pages as they are read with large text, by keyboard, by touch and by ear: what axe does not look at.

Source: https://www.w3.org/TR/WCAG22/, its criteria named beside each test
"""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from pages import PAGES, every_page

QUESTIONS = Path(__file__).with_name("reading.js")

BY_KEYBOARD = ("front page", "article", "exemplars", "conferences", "honours", "open data")


@pytest.fixture
def page(page):
    """A page that can be asked what reading.js asks."""
    page.add_init_script(path=QUESTIONS)
    return page


def enlarge(page):
    page.evaluate("document.documentElement.style.fontSize = '200%'")


def unfold(page):
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


@every_page
def test_text_twice_as_large_fits_a_small_phone(page, path):
    """1.4.4 Resize Text, 1.4.10 Reflow."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    enlarge(page)
    unfold(page)
    reach = page.evaluate("document.documentElement.scrollWidth")
    assert reach <= 320, f"{path} is {reach} px wide"
    assert page.evaluate("spoilt()") == []


@every_page
@pytest.mark.parametrize("width", [320, 1280])
def test_a_finger_hits_what_it_is_meant_for(page, path, width):
    """2.5.8 Target Size (Minimum): 24 px, or 24 px apart, unless in a line of words."""
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(path)
    unfold(page)
    assert page.evaluate("smallTargets()") == []


@every_page
def test_a_page_is_understood_without_its_look(page, path):
    """1.1.1 Non-text Content, 1.3.1 Info and Relationships, 1.3.2 Meaningful Sequence, 2.3.3 Animation."""
    page.goto(path)
    assert page.evaluate("confusing()") == []
    assert page.evaluate("document.documentElement.lang") == "vi"


@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
@pytest.mark.parametrize("name", BY_KEYBOARD)
def test_the_keyboard_goes_through_the_whole_page_in_its_order(page, name, colours):
    """2.1.2 No Keyboard Trap, 2.4.3 Focus Order, 2.4.7 and 2.4.11 Focus, 1.4.11 Non-text Contrast."""
    page.emulate_media(
        color_scheme="dark" if colours == "dark" else "light",
        forced_colors="active" if colours == "forced" else "none",
    )
    page.goto(PAGES[name], wait_until="networkidle")
    for place in range(page.evaluate("focused().places")):
        page.keyboard.press("Tab")
        focus = page.evaluate("focused()")
        assert focus["place"] == place, focus
        assert focus["line"] >= 2, focus
        assert focus["contrast"] >= 3, focus
        assert focus["isInView"], focus
    assert place > 10
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body || focused().place === 0"), "it is a trap"


def test_what_is_folded_away_opens_by_keyboard(page):
    page.goto(PAGES["open data"])
    meaning = page.get_by_text("Ý nghĩa các cột").first
    meaning.focus()
    page.keyboard.press("Enter")
    table = page.get_by_role("region", name="Các cột của bảng Bài viết")
    expect(table).to_be_visible()
    page.keyboard.press("Tab")
    expect(table).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(table).to_be_hidden()


def test_a_table_too_wide_scrolls_by_keyboard_and_the_page_does_not(page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(PAGES["honours"])
    table = page.get_by_role("region", name="Theo hình thức")
    table.evaluate("region => { region.firstElementChild.style.minInlineSize = '40rem' }")
    table.focus()
    page.keyboard.press("ArrowRight")
    expect(table).to_have_js_property("scrollLeft", 40)  # a step of Chromium's
    assert page.evaluate("[scrollX, document.documentElement.scrollWidth]") == [0, 320]
