"""Facts beside the news on a wide screen, after it on a phone, and unfolded on paper."""

import pytest
from playwright.sync_api import expect

from pages import PAGES

WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 640}
TOPICS = ("campaign", "province", "former unit", "cluster", "category", "document", "article", "exemplar")


def find_columns(page):
    """Return the boxes of the text and of its facts."""
    text, facts, *_ = page.locator(".beside > div").all()
    return text.bounding_box(), facts.bounding_box()


@pytest.mark.parametrize("name", TOPICS)
def test_facts_stand_beside_the_text_only_where_there_is_room(page, name):
    page.set_viewport_size(WIDE)
    page.goto(PAGES[name])
    text, facts = find_columns(page)
    assert facts["x"] >= text["x"] + text["width"]
    assert facts["y"] == text["y"]
    page.set_viewport_size(PHONE)
    text, facts = find_columns(page)
    assert facts["x"] == text["x"]
    assert facts["y"] >= text["y"] + text["height"]


def test_other_articles_fill_the_place_below_a_text_shorter_than_its_facts(page):
    page.set_viewport_size(WIDE)
    page.goto(PAGES["article"])
    _, facts = find_columns(page)
    related = page.get_by_role("heading", name="Có thể bạn quan tâm").locator("..").bounding_box()
    assert related["y"] < facts["y"] + facts["height"]
    assert related["x"] + related["width"] < facts["x"]
    page.set_viewport_size(PHONE)
    _, facts = find_columns(page)
    related = page.get_by_role("heading", name="Có thể bạn quan tâm").bounding_box()
    assert related["y"] > facts["y"] + facts["height"]


def test_facts_stay_in_view_beside_a_list_longer_than_they_are(page):
    page.set_viewport_size(WIDE)
    page.goto("/chuyen-muc/hoi-nghi/")
    page.get_by_role("article").last.scroll_into_view_if_needed()
    assert page.evaluate("scrollY") > 2 * WIDE["height"]
    heading = page.get_by_role("main").get_by_role("heading", name="Điển hình", exact=True)
    expect(heading).to_be_in_viewport()


def test_a_phone_shows_the_first_story_without_scrolling(page):
    page.set_viewport_size(PHONE)
    for name in ("campaign", "province", "former unit", "cluster", "category"):
        page.goto(PAGES[name])
        expect(page.get_by_role("article").get_by_role("link").first).to_be_in_viewport()


def test_folded_counts_open_on_paper(page):
    page.goto(PAGES["components"])
    ninth = page.get_by_role("link", name="Cà Mau")
    expect(ninth).to_be_hidden()
    page.emulate_media(media="print")
    box = page.locator("a", has_text="Cà Mau").bounding_box()
    assert box["height"] > 0
    expect(page.get_by_text("Xem thêm 1")).to_be_hidden()


def test_related_articles_stand_in_a_row_at_the_foot(page):
    page.set_viewport_size(WIDE)
    page.goto(PAGES["article"])
    cards = page.get_by_role("heading", name="Có thể bạn quan tâm").locator("..").get_by_role("article").all()
    assert len(cards) > 1
    tops = {card.bounding_box()["y"] for card in cards[:3]}
    assert len(tops) == 1
