"""Articles read aloud by a voice of the device, which the tests replace: no machine here has a voice."""

import gzip

import pytest
from playwright.sync_api import expect

from pages import PAGES
from sites import ROOT

ARTICLE = PAGES["article"]
SCRIPT = "/tai-nguyen/nghe-bai.js"
DEVICE = """
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
window.said = [];
const synthesis = {
  getVoices: () => synthesis.voices,
  speak(one) { synthesis.now = one; if (one.text) said.push(one) },
  cancel() { const one = synthesis.now; synthesis.now = undefined; one?.onend?.() },  // as browsers do
  voices: VOICES,
};
Object.defineProperty(window, "speechSynthesis", { value: synthesis });
"""
MARKED = "article :is(h1, p, li, h2, h3, tr)[style*=background]"
VIETNAMESE = "[{ lang: 'en-GB', localService: true }, { lang: 'vi_VN', localService: true }]"


@pytest.fixture
def listener(page):
    """A page on a device with a Vietnamese voice."""
    page.add_init_script(DEVICE.replace("VOICES", VIETNAMESE))
    page.goto(ARTICLE)
    return page


def button(page, name):
    return page.get_by_role("button", name=name)


def texts(page):
    return page.evaluate("said.map((one) => one.text)")


def plain(lines):
    """Return *lines* with plain spaces."""
    return [" ".join(line.split()) for line in lines]


def finish(page):
    """End the paragraph that the device is reading."""
    page.evaluate("{ const one = speechSynthesis.now; speechSynthesis.now = undefined; one.onend() }")


def is_silent(page):
    return page.evaluate("!speechSynthesis.now")


@pytest.mark.parametrize(
    "voices",
    ["[]", "[{ lang: 'vie', localService: true }]", "[{ lang: 'vi-VN', localService: false }]"],
    ids=["none", "another language", "a voice that sends the text away"],
)
def test_nothing_is_shown_without_a_vietnamese_voice_of_the_device(page, voices):
    page.add_init_script(DEVICE.replace("VOICES", voices))
    page.goto(ARTICLE)
    page.wait_for_load_state("networkidle")
    expect(button(page, "Nghe bài")).to_have_count(0)


def test_nothing_is_shown_without_a_script(scriptless_page):
    scriptless_page.goto(ARTICLE)
    assert "Nghe bài" not in scriptless_page.locator("body").inner_text()


def test_a_voice_that_the_browser_finds_later_is_offered(page):
    page.add_init_script(DEVICE.replace("VOICES", "[]"))
    page.goto(ARTICLE)
    page.evaluate(f"speechSynthesis.voices = {VIETNAMESE}; speechSynthesis.onvoiceschanged()")
    expect(button(page, "Nghe bài")).to_have_count(1)


def test_the_script_is_fetched_at_the_first_touch_and_is_small(listener):
    asked = []
    listener.on("request", lambda request: asked.append(request.url))
    expect(button(listener, "Nghe bài")).to_be_visible()
    fetched = "performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname)"
    assert SCRIPT not in listener.evaluate(fetched)
    button(listener, "Nghe bài").click()
    expect(button(listener, "Tạm dừng")).to_be_focused()
    assert [url for url in asked if url.endswith(SCRIPT)]
    assert len(gzip.compress((ROOT / "theme/static/assets/nghe-bai.js").read_bytes(), 9)) <= 1_500


def test_every_part_is_read_in_order_and_the_part_being_read_is_marked(listener):
    button(listener, "Nghe bài").click()
    expect(listener.locator(MARKED)).to_have_count(1)
    marked = []
    while not is_silent(listener):
        marked.append(listener.locator(MARKED).inner_text())
        finish(listener)
    spoken = texts(listener)
    article = listener.get_by_role("article").first
    shown = [listener.locator("h1").inner_text(), *article.locator(".summary, .text > p").all_inner_texts()]
    assert spoken == plain(marked)
    assert [one for one in spoken if one in plain(shown)] == plain(shown)
    expect(listener.locator(MARKED)).to_have_count(0)
    expect(button(listener, "Nghe bài")).to_be_visible()
    expect(button(listener, "Thôi")).to_be_hidden()


def test_a_pause_goes_on_at_the_word_where_it_was(listener):
    button(listener, "Nghe bài").click()
    expect(button(listener, "Tạm dừng")).to_be_visible()
    title = texts(listener)[0]
    listener.evaluate("speechSynthesis.now.onboundary({ charIndex: 4 })")
    button(listener, "Tạm dừng").click()
    assert is_silent(listener)
    button(listener, "Nghe tiếp").click()
    assert texts(listener) == [title, title[4:]]


def test_the_speed_changes_where_it_is(listener):
    button(listener, "Nghe bài").click()
    for name in ("Tốc độ 1", "Tốc độ 1,25", "Tốc độ 1,5", "Tốc độ 0,75"):
        listener.get_by_role("button", name=name, exact=True).click()
    assert listener.evaluate("said.map((one) => one.rate)") == [1, 1.25, 1.5, 0.75, 1]
    assert len(set(texts(listener))) == 1


def test_it_ends_when_the_reader_has_had_enough(listener):
    button(listener, "Nghe bài").click()
    expect(button(listener, "Tạm dừng")).to_be_visible()
    finish(listener)
    button(listener, "Thôi").click()
    assert is_silent(listener)
    expect(button(listener, "Nghe bài")).to_be_focused()
    expect(listener.locator(MARKED)).to_have_count(0)


def test_it_stops_when_the_page_goes(listener):
    button(listener, "Nghe bài").click()
    expect(button(listener, "Tạm dừng")).to_be_visible()
    listener.evaluate("dispatchEvent(new Event('pagehide'))")
    assert is_silent(listener)
    expect(button(listener, "Nghe tiếp")).to_be_visible()


def test_a_failure_of_the_network_is_told_and_it_may_be_tried_again(listener):
    listener.route(f"**{SCRIPT}*", lambda route: route.abort())
    button(listener, "Nghe bài").click()
    expect(button(listener, "Chưa tải được, thử lại")).to_be_visible()
    listener.unroute(f"**{SCRIPT}*")
    button(listener, "Chưa tải được, thử lại").click()
    expect(button(listener, "Tạm dừng")).to_be_visible()


def test_a_failure_of_the_device_stops_it(listener):
    button(listener, "Nghe bài").click()
    expect(button(listener, "Tạm dừng")).to_be_visible()
    listener.evaluate("speechSynthesis.now.onerror()")
    expect(button(listener, "Nghe tiếp")).to_be_visible()
    assert len(texts(listener)) == 1


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_moves_and_no_word_is_covered(page, width):
    page.add_init_script(DEVICE.replace("VOICES", "[]"))
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(ARTICLE)
    page.wait_for_load_state("networkidle")
    boxes = """JSON.stringify([...document.querySelectorAll("main :is(h1, p, nav)")].map(
        (one) => one.getBoundingClientRect()))"""
    before = page.evaluate(boxes)
    page.evaluate(f"speechSynthesis.voices = {VIETNAMESE}; speechSynthesis.onvoiceschanged()")
    assert page.evaluate(boxes) == before
    offered = button(page, "Nghe bài").bounding_box()
    assert min(offered["width"], offered["height"]) >= 44
    word = page.locator(".kicker a").bounding_box()
    assert word["x"] + word["width"] <= offered["x"]
    button(page, "Nghe bài").click()
    expect(button(page, "Tạm dừng")).to_be_visible()
    assert page.evaluate(boxes) == before
    assert page.evaluate("document.documentElement.scrollWidth") == width
