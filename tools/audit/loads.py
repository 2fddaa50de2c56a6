"""Loads of pages on a weak phone: a real Chromium with a slow network and processor."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page

PHONE = {"viewport": {"width": 360, "height": 800}, "is_mobile": True, "has_touch": True}  # CSS px
NETWORK = {
    "offline": False,
    "latency": 400,  # ms, there and back
    "downloadThroughput": 400_000 / 8,  # bytes a second
    "uploadThroughput": 400_000 / 8,
}
SLOWER = 4  # times
QUERY = "dien hinh"
OBSERVE = """
window.seen = {lcp: 0, picture: false, shift: 0, longest: 0};
let paint;
window.painted = new Promise((resolve) => { paint = resolve; });
const observe = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({type, buffered: true});
observe("largest-contentful-paint", ({startTime, url}) => {
    seen.lcp = startTime;
    seen.picture = Boolean(url);
    paint();
});
observe("layout-shift", (entry) => { seen.shift += entry.value; });
observe("longtask", (entry) => { seen.longest = Math.max(seen.longest, entry.duration); });
"""


@dataclass(frozen=True)
class Load:
    """Times in ms; a task of less than 50 ms is none. ``shift`` is the sum of all layout shifts.

    ``is_picture`` tells whether the largest paint was one.
    """

    lcp: float
    is_picture: bool
    longest_task: float
    shift: float


@dataclass(frozen=True)
class Search:
    """From the last key to the first result, in ms, and the bytes that came for it."""

    time: float
    received: int


@contextmanager
def slow_phone(browser: Browser) -> Iterator[Page]:
    """A page on a weak phone that has seen nothing yet."""
    context = browser.new_context(**PHONE, device_scale_factor=2)
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", NETWORK)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield page
    context.close()


def load_slowly(browser: Browser, url: str) -> Load:
    """Open *url* until nothing more comes."""
    with slow_phone(browser) as page:
        page.add_init_script(OBSERVE)
        page.goto(url, wait_until="networkidle")
        page.evaluate("painted")  # a busy machine paints later
        seen = page.evaluate("seen")
        return Load(seen["lcp"], seen["picture"], seen["longest"], seen["shift"])


def search_slowly(browser: Browser, url: str) -> Search:
    """Search for QUERY on the page *url*, whose results have links in their headings."""
    with slow_phone(browser) as page:
        page.goto(url, wait_until="networkidle")
        answers = []
        page.on("requestfinished", lambda answer: answers.append(answer))  # noqa: PLW0108 (it sets an attribute on it)
        page.evaluate(
            """new MutationObserver(() => {
                if (document.querySelector("main li h2 a")) window.shown ??= performance.now();
            }).observe(document.querySelector("main"), {childList: true, subtree: true})"""
        )
        page.get_by_role("searchbox").evaluate(
            """(box, query) => {
                window.typed = performance.now();
                box.value = query;
                box.dispatchEvent(new InputEvent("input", {bubbles: true}));
            }""",
            QUERY,
        )
        page.locator("main li h2 a").first.wait_for()
        time = page.evaluate("shown - typed")
        sizes = [answer.sizes() for answer in answers]
        return Search(time, sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes))
