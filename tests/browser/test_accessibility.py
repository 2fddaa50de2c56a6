from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from pages import PAGES, every_page

# Width in CSS px, how large the text is, by day or by night, and what else the reader's system asks for.
LOOKS = [
    (360, "100%", "light", {}),
    (1280, "100%", "dark", {}),
    (360, "100%", "dark", {"forced_colors": "active"}),
    (320, "200%", "light", {"contrast": "more"}),
]
# What depends on the look; all other rules are asked in the first of them alone.
OF_LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]


def expect_no_axe_violation(page):
    """By day and by night, on a phone and on a desk, in high contrast, and in letters twice as large."""
    repeated = urlsplit(page.url).path == "/mau/"  # one component drawn twice has its landmark twice
    everything = {"rules": {"landmark-unique": {"enabled": not repeated}}}
    for number, (width, text, scheme, asked) in enumerate(LOOKS):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(
            color_scheme=scheme, **{"forced_colors": "none", "contrast": "no-preference"} | asked
        )
        page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
        options = {"runOnly": {"type": "rule", "values": OF_LOOKS}} if number else everything
        results = Axe().run(page, options=options)
        look = f"{width} px, {text}, {scheme}, {asked}"
        assert results.violations_count == 0, f"{look}: {results.generate_report()}"


@every_page
def test_axe_finds_nothing(page, path):
    page.goto(path)
    expect_no_axe_violation(page)


def test_axe_finds_nothing_in_what_a_reader_may_choose(page):
    page.goto(PAGES["article"])
    page.get_by_role("button", name="Aa: cỡ chữ, màu nền").click()
    page.get_by_role("radio", name="Rất lớn").check()
    expect_no_axe_violation(page)


def test_axe_finds_nothing_on_a_page_that_has_moved(page, site_url):
    address = f"{site_url}/dia-phuong/thua-thien-hue/"
    stays = page.request.get(address).text().replace('http-equiv="refresh"', 'name="refresh"')
    page.route(address, lambda route: route.fulfill(body=stays, content_type="text/html; charset=utf-8"))
    page.goto(address)
    expect(page.get_by_role("link", name="địa chỉ mới")).to_be_visible()
    expect_no_axe_violation(page)
