"""Properties of a page on any machine: its requests, its needs for reading, findings of axe."""

import gzip
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Request, Response

from loads import PHONE

TEXT = "[...document.querySelectorAll('main h1, .summary, .text')].map((one) => one.innerText).join('\\n')"
BLOCKING = """performance.getEntriesByType("resource").filter(({renderBlockingStatus, initiatorType, name}) =>
    renderBlockingStatus === "blocking" || /\\.(woff2?|ttf|otf)$/.test(name)).length"""
LATE = """[...document.scripts].every(({defer, async, type}) =>
    defer || async || type === "module" || type === "application/ld+json")"""


@dataclass(frozen=True)
class Needs:
    """The needs of a page.

    ``requests`` are those that must be answered before its text is seen; ``scripts`` are bytes, gzip.
    """

    requests: int
    is_read_without_script: bool
    scripts: int
    are_scripts_late: bool


def look_at_needs(browser: Browser, url: str) -> Needs:
    """Return the needs of the page *url* for reading, and the scripts that it fetches."""
    answers: list[Response] = []
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 (it sets an attribute on it)
    page.goto(url, wait_until="networkidle")
    scripts = (answer.body() for answer in answers if answer.request.resource_type == "script")
    weight = sum(len(gzip.compress(script, 9)) for script in scripts)
    requests, are_late, text = 1 + page.evaluate(BLOCKING), page.evaluate(LATE), page.evaluate(TEXT)
    context.close()
    context = browser.new_context(**PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(url)
    bare = page.evaluate(TEXT)
    context.close()
    return Needs(requests, bare == text, weight, are_late)


def first_picture(browser: Browser, url: str, ratio: int) -> int | None:
    """The bytes of the first picture that *url* asks for besides signs (SVG); None when it asks for none.

    Args:
        ratio: Device pixels for each CSS pixel.
    """
    context = browser.new_context(**PHONE, device_scale_factor=ratio)
    page = context.new_page()
    pictures = []

    def note(request: Request) -> None:
        if request.resource_type == "image" and not request.url.endswith(".svg"):
            pictures.append(request)

    page.on("request", note)
    page.goto(url, wait_until="networkidle")
    size = pictures[0].sizes()["responseBodySize"] if pictures else None
    context.close()
    return size


def violations(browser: Browser, url: str) -> list[str]:
    """Return the findings of axe on *url*, as ``rule (scheme)``, in light and in dark."""
    found = []
    for scheme in ("light", "dark"):
        context = browser.new_context(**PHONE, color_scheme=scheme)
        page = context.new_page()
        page.goto(url)
        found += [f"{one['id']} ({scheme})" for one in Axe().run(page).response["violations"]]
        context.close()
    return found
