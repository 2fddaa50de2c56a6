"""The masthead: on a phone one line of navigation, in which the current item is in view without a script."""

import pytest

from pages import PAGES


@pytest.mark.parametrize("path", ["/", "/tin/", PAGES["exemplars"], PAGES["province"]])
def test_the_navigation_is_one_line_with_the_current_item_in_view(scriptless_page, path):
    scriptless_page.set_viewport_size({"width": 320, "height": 640})
    scriptless_page.goto(path)
    items = scriptless_page.get_by_role("navigation", name="Mục chính").get_by_role("listitem")
    boxes = [item.bounding_box() for item in items.all()]
    assert len({box["y"] for box in boxes}) == 1
    assert all(box["height"] < 44 for box in boxes)
    for current in items.filter(has=scriptless_page.locator("[aria-current]")).all():
        box = current.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    assert scriptless_page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_name_stands_beside_the_sign_of_the_newsroom(page):
    page.goto("/")
    sign = page.get_by_role("banner").locator("img")
    assert sign.evaluate("(one) => one.complete && one.naturalWidth > 0")
    assert sign.get_attribute("alt") == ""
