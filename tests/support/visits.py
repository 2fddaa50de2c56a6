"""Visits of pages that note every finding of the browser by its name.

Two tabs, a phone and a desk, open a page at the same time, in pieces as over a weak network. All questions
are asked there, by resizing the page and changing the preferences of the reader's system.
"""

import contextlib
import json
import time
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT

QUESTIONS = Path(__file__).with_name("reading.js")
PHONE, SMALL_PHONE, DESK = 360, 320, 1280  # CSS px
QUIET = 0.1  # seconds without any request
SHIFT = 0.05  # half of what engines call good: a browser lays out tables and galleries as their parts arrive
KINDS = {"document", "image", "script", "fetch", "other"}  # of requests; no style or font is waited for

# Width in CSS px, how large the text is, by day or by night, and what else the reader's system asks for.
LOOKS = [
    (PHONE, "100%", {"color_scheme": "light"}),
    (DESK, "100%", {"color_scheme": "dark"}),
    (PHONE, "100%", {"color_scheme": "dark", "forced_colors": "active"}),
    (SMALL_PHONE, "200%", {"color_scheme": "light", "contrast": "more"}),
]
# The rules that depend on the look; all other rules are asked in the first look alone. Contrast depends on
# it too, but takes axe nine tenths of its time: in the other looks, faint() of reading.js computes it.
RULES_OF_LOOKS = ["link-in-text-block", "scrollable-region-focusable", "target-size"]
USUAL = {"color_scheme": "light", "forced_colors": "none", "contrast": "no-preference"}


def resize(page, width):
    page.set_viewport_size({"width": width, "height": 800})


def find_violations(page, look):
    """Return the violations that axe and faint() find on *page* in one of the LOOKS, in which it stays."""
    width, text, wishes = LOOKS[look]
    resize(page, width)
    page.emulate_media(**USUAL | wishes)
    page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
    if look:
        options = {"runOnly": {"type": "rule", "values": RULES_OF_LOOKS}}
    else:  # a component drawn twice has its landmark twice
        options = {"rules": {"landmark-unique": {"enabled": urlsplit(page.url).path != "/mau/"}}}
    found = page.evaluate(
        """async (options) => (await axe.run(options)).violations.map(({ id, help, nodes }) =>
            `${id} (${help}) ${nodes.length} times: ${nodes[0].html} ${nodes[0].failureSummary}`)""",
        options | {"resultTypes": ["violations"], "preload": False},
    )
    name = ", ".join([f"{width} px", f"text {text}", *wishes.values()])
    return [*(f"{name}: axe: {violation}" for violation in found), *_ask(page, name, "faint")]


@contextlib.contextmanager
def lasting_context(browser, origin):
    """Open a context for many pages of *origin*.

    A blank page stays open: closing the last page of a context and opening another takes half a second.
    """
    with browser.new_context(base_url=origin) as context:
        context.new_page()
        yield context


@contextlib.contextmanager
def fresh_page(context, origin):
    """Open a page in a lasting *context*; remove afterwards what *origin* has stored there."""
    page = context.new_page()
    yield page
    page.close()
    session = context.new_cdp_session(context.pages[0])
    session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    session.send("Network.clearBrowserCache")
    session.detach()
    context.clear_permissions()


class Traffic:
    """The requests of *pages* that are under way."""

    def __init__(self, *pages):
        self._running, self._last, self._page = set(), time.monotonic(), pages[0]
        for page in pages:
            page.on("request", self._begin)
            page.on("requestfinished", self._end)
            page.on("requestfailed", self._end)

    def wait_until_quiet(self):
        """Wait until there has been no request for a while."""
        until = time.monotonic() + 15  # seconds
        self._last = time.monotonic()
        while self._running or time.monotonic() - self._last < QUIET:
            assert time.monotonic() < until, f"still loading: {[request.url for request in self._running]}"
            self._page.wait_for_timeout(20)  # ms

    def _begin(self, request):
        self._running.add(request)
        self._last = time.monotonic()

    def _end(self, request):
        self._running.discard(request)
        self._last = time.monotonic()


class Tab:
    """A tab of one width, with the requests and the errors of its page."""

    def __init__(self, context, width):
        self.width = width
        self.requests, self.complaints = [], []
        self.page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("request", lambda request: self.requests.append((request.resource_type, request.url)))
        self.page.on("console", self._note_complaint)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note_complaint(self, message):
        if message.type == "error":
            self.complaints.append(message.text)

    def open(self, path):
        """Begin to load *path*."""
        resize(self.page, self.width)
        self.page.emulate_media(**USUAL)
        self.requests.clear()
        self.complaints.clear()
        self.page.goto(path, wait_until="commit")


class Visitor:
    """A reader with a phone and a desk, where a page is drawn before all other files arrive."""

    def __init__(self, browser, site_url):
        self._site_url = site_url
        self._context = browser.new_context(base_url=site_url)
        self._context.add_init_script(path=QUESTIONS)
        self._context.route("**", self._hold)
        self._held = []
        self._phone, self._desk = Tab(self._context, PHONE), Tab(self._context, DESK)
        self._phone.page.add_init_script(AXE_SCRIPT)
        self._traffic = Traffic(self._phone.page, self._desk.page)

    def close(self):
        self._context.close()

    def visit(self, path, answer="", *, is_silent=False):
        """Return all findings on the page at *path*.

        Args:
            path: The address of the page.
            answer: Words that the page shows after its script has looked for them.
            is_silent: The page has no structured data.
        """
        tabs = (self._phone, self._desk)
        self._open(path)
        found = [finding for tab in tabs for finding in _findings_before_the_rest(tab)]
        self._release()
        if answer:
            for tab in tabs:
                tab.page.get_by_text(answer).first.wait_for()
        for tab in tabs:
            found += self._findings_on_arrival(tab, bool(answer), is_silent)
        found += _findings_on_a_phone(self._phone.page)
        return found + _findings_on_a_desk(self._desk.page)

    def _open(self, path):
        self._held = []
        for tab in (self._phone, self._desk):
            tab.open(path if "?" in path else f"{path}?slowly")

    def _hold(self, route):
        """Deliver the page, and hold all other requests until it is drawn."""
        if self._held is None or route.request.resource_type == "document":
            route.continue_()
        else:
            self._held.append(route)

    def _release(self):
        """Release the held requests, and wait for their answers."""
        held, self._held = self._held, None
        for route in held:
            route.continue_()
        for tab in (self._phone, self._desk):
            tab.page.wait_for_load_state()
        self._traffic.wait_until_quiet()

    def _findings_on_arrival(self, tab, has_answer, is_silent):
        page, width = tab.page, f"{tab.width} px"
        arrived = page.evaluate("arrived()")
        shifts = arrived["shifts"]
        if not has_answer and sum(value for value, _ in shifts) >= SHIFT:
            yield f"{width}: the layout shifts: {shifts}"
        for complaint in tab.complaints:
            yield f"{width}: error in the console: {complaint}"
        for kind, url in tab.requests:
            if not url.startswith(f"{self._site_url}/"):
                yield f"{width}: asks another host: {url}"
            if kind not in KINDS:
                yield f"{width}: asks for a {kind}: {url}"
        yield from (f"{width}: offends its policy: {offence}" for offence in arrived["refused"])
        yield from (f"{width}: a script is waited for: {script}" for script in arrived["blocking"])
        blocks = arrived["structured"]
        if len(blocks) != (not is_silent):
            yield f"{width}: {len(blocks)} blocks of structured data"
        if not all(json.loads(block)["@graph"] for block in blocks):
            yield f"{width}: empty structured data"


def _findings_before_the_rest(tab):
    """Yield faults of the text while all other requests are held."""
    if not tab.page.evaluate("drawn()"):
        yield f"{tab.width} px: the text is not drawn before all else has come"
    headings = tab.page.get_by_role("main").get_by_role("heading", level=1)
    if [heading.is_visible() for heading in headings.all()] != [True]:
        yield f"{tab.width} px: no heading of level one in the main text, or several, or hidden"


def _findings_on_a_phone(page):
    found = [violation for look in (0, 1, 2) for violation in find_violations(page, look)]
    page.emulate_media(**USUAL)
    resize(page, SMALL_PHONE)
    found += _ask(page, SMALL_PHONE, "spilt", "clipped")
    found += find_violations(page, 3)
    page.evaluate("unfold(), enlarge('200%')")
    found += _ask(page, "320 px, text 200%", "spilt", "spoilt")  # 1.4.4 Resize Text, 1.4.10 Reflow
    resize(page, PHONE)
    found += _ask(page, "360 px, text 200%", "spilt")
    resize(page, SMALL_PHONE)
    page.evaluate("enlarge('100%')")
    return found + _ask(page, SMALL_PHONE, "smallTargets")  # 2.5.8 Target Size (Minimum)


def _findings_on_a_desk(page):
    marks = {role: page.get_by_role(role) for role in ("banner", "main", "contentinfo")}
    marks["heading of level one"] = page.get_by_role("heading", level=1)
    counts = {name: mark.count() for name, mark in marks.items()}
    found = [f"{DESK} px: {count} times {name}" for name, count in counts.items() if count != 1]
    # 1.1.1 Non-text Content, 1.3.1 Info and Relationships, 1.3.2 Meaningful Sequence, 2.3.3 Animation
    found += _ask(page, DESK, "spilt", "confusing")
    page.evaluate("unfold()")
    return found + _ask(page, DESK, "smallTargets")


def _ask(page, look, *questions):
    """Ask functions of reading.js, each of which returns a list of findings."""
    answers = page.evaluate("(names) => names.map((name) => window[name]())", questions)
    look = f"{look} px" if isinstance(look, int) else look
    return [
        f"{look}: {question}: {finding}"
        for question, answer in zip(questions, answers, strict=True)
        for finding in answer
    ]
