"""Pages read by keyboard.

Source: https://www.w3.org/TR/WCAG22/, its criteria named beside each test
"""

import pytest
from playwright.sync_api import expect

from pages import PAGES
from visits import QUESTIONS

BY_KEYBOARD = ("front page", "article", "exemplars", "conferences", "honours", "open data")


def expect_marked(places, look):
    """2.4.7 and 2.4.11 Focus, 1.4.11 Non-text Contrast: each place in order, outlined and in view."""
    assert len(places) > 10
    assert [focus["place"] for focus in places] == list(range(len(places))), look
    for focus in places:
        assert focus["line"] >= 2, (look, focus)
        assert focus["contrast"] >= 3, (look, focus)
        assert focus["isInView"], (look, focus)


@pytest.mark.parametrize("name", BY_KEYBOARD)
def test_the_keyboard_goes_through_the_whole_page_in_its_order(page, name):
    """2.1.2 No Keyboard Trap, 2.4.3 Focus Order; by day, by night and in forced colours."""
    page.add_init_script(path=QUESTIONS)
    page.emulate_media(color_scheme="light")
    page.goto(PAGES[name], wait_until="networkidle")
    page.evaluate("watchKeys()")
    count = page.evaluate("places().length")
    for _ in range(count):
        page.keyboard.press("Tab")
    expect_marked(page.evaluate("walked"), "light")
    assert page.evaluate("walked.length") == count
    page.keyboard.press("Tab")
    after = page.evaluate("document.activeElement === document.body || walked.at(-1).place === 0")
    assert after, "it is a trap"
    for look in ({"color_scheme": "dark"}, {"color_scheme": "light", "forced_colors": "active"}):
        page.emulate_media(**look)
        expect_marked(page.evaluate("walk()"), look)


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
