"""Pictures that a phone on a weak line loads, and their layout."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from pages import PAGES
from visits import Traffic

LIMIT = 14_000  # bytes, headers and all, as the next
CARD_LIMIT, FRONT_PAGE_LIMIT = 3_072, 60_000
PICTURED = {
    "front page": "/",
    "article": "/tin/2024/cum-thi-dua-7-tinh-bien-gioi-tong-ket-2023.html",
    "exemplar": "/guong/luy-tre-bien-gioi-viet.html",
    "gallery": PAGES["gallery"],
}


def load_pictures(page, path, ratio):
    """Open a page on a phone and scroll; return the address and the weight in bytes of each loaded picture.

    *ratio* is the number of device pixels to one of CSS.
    """
    traffic, responses = Traffic(page), []
    session = page.context.new_cdp_session(page)
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    phone = {"width": 360, "height": 740, "deviceScaleFactor": ratio, "mobile": False}
    session.send("Emulation.setDeviceMetricsOverride", phone)
    page.on("response", lambda response: responses.append(response) if "/anh/" in response.url else None)
    page.goto(path)
    assert page.evaluate("[innerWidth, devicePixelRatio]") == [360, ratio]
    page.mouse.wheel(0, 900)
    traffic.wait_until_quiet()
    sizes = [(response.url, response.request.sizes()) for response in responses]
    return [(url, size["responseBodySize"] + size["responseHeadersSize"]) for url, size in sizes]


@pytest.mark.parametrize("ratio", [1, 2.625, 3])
@pytest.mark.parametrize("path", PICTURED.values(), ids=PICTURED)
def test_the_first_picture_is_light_on_a_phone(page, path, ratio):
    pictures = load_pictures(page, path, ratio)
    whole = [(url, weight) for url, weight in pictures if "-nho-" not in url]
    on_cards = [(url, weight) for url, weight in pictures if "-nho-" in url]
    assert whole
    assert all(url.endswith("-480.avif") and weight <= LIMIT for url, weight in whole), whole
    assert all(url.endswith("0.avif") and weight <= CARD_LIMIT for url, weight in on_cards), on_cards


@pytest.mark.parametrize(("ratio", "width"), [(1, 160), (3, 320)])
def test_the_pictures_of_a_list_are_light_on_a_phone(page, ratio, width):
    pictures = load_pictures(page, "/tin/", ratio)
    assert pictures
    assert all(f"-nho-{width}.avif" in url and weight <= CARD_LIMIT for url, weight in pictures), pictures


def test_the_first_screen_of_the_front_page_is_light_on_a_dense_phone(page):
    pictures = load_pictures(page, "/", 3)
    assert sum(weight for _, weight in pictures) <= FRONT_PAGE_LIMIT


def test_where_avif_is_unknown_a_jpeg_is_taken(page):
    def without_avif(route):
        html = route.fetch().text().replace("image/avif", "image/unheard-of")
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    page.route("**/*.html", without_avif)
    page.goto(PICTURED["article"])
    taken = page.get_by_role("main").get_by_role("img").first.evaluate("(image) => image.currentSrc")
    assert taken.endswith("-720.jpg")


@pytest.mark.parametrize(("width", "height"), [(360, 640), (1280, 720)])
def test_a_high_picture_leaves_the_headline_of_the_lead_story_in_the_first_screen(page, width, height):
    portrait = io.BytesIO()
    Image.new("RGB", (600, 1000), "green").save(portrait, "PNG")
    page.route("**/anh/*", lambda route: route.fulfill(body=portrait.getvalue(), content_type="image/png"))
    page.set_viewport_size({"width": width, "height": height})
    page.goto("/")
    image = page.get_by_role("main").get_by_role("figure").get_by_role("img").first
    expect(image).to_have_js_property("complete", True)  # noqa: FBT003 (Playwright's)
    assert image.evaluate("(image) => image.naturalWidth / image.naturalHeight") == pytest.approx(
        0.6, abs=0.01
    )
    box = image.bounding_box()
    assert box["width"] / box["height"] >= 1.49
    assert image.evaluate("(image) => getComputedStyle(image).objectFit") == "cover"
    headline = page.get_by_role("main").get_by_role("heading", level=2).first.bounding_box()
    is_below = box["y"] + box["height"] < headline["y"]
    assert is_below if width == 360 else box["x"] + box["width"] < headline["x"]
    assert headline["y"] + headline["height"] <= height


def boxes(page):
    images = page.get_by_role("figure").get_by_role("img").all()
    for image in images:
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)  # noqa: FBT003 (Playwright's)
    return [image.bounding_box() for image in images]


def test_a_gallery_of_three_is_one_over_two_on_a_wide_screen(page):
    page.set_viewport_size({"width": 1280, "height": 2400})
    page.goto(PAGES["gallery"])
    first, second, third = boxes(page)
    assert first["width"] > second["width"] + third["width"]
    assert (second["y"], second["width"], second["height"]) == (third["y"], third["width"], third["height"])
    assert second["x"] + second["width"] < third["x"]
    assert first["x"] == second["x"]
    assert first["x"] + first["width"] == pytest.approx(third["x"] + third["width"], abs=1)


def test_a_gallery_on_a_phone_is_one_by_one(page):
    page.set_viewport_size({"width": 360, "height": 2400})
    page.goto(PAGES["gallery"])
    found = boxes(page)
    assert len(found) == 3
    assert {(box["x"], box["width"]) for box in found} == {(16, 328)}
    assert all(box["width"] / box["height"] == pytest.approx(1.5, abs=0.01) for box in found)


def test_a_high_picture_is_shown_whole_and_not_squeezed(page):
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(PICTURED["article"])
    image = page.get_by_role("main").get_by_role("img").first
    box = image.bounding_box()
    assert box["height"] <= 0.85 * 400
    assert box["width"] / box["height"] > 1.6, "wider than the picture, which keeps its proportions within"
    assert image.evaluate("(image) => getComputedStyle(image).objectFit") == "contain"
