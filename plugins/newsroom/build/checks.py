"""Whether a site that was built is whole, by what was noted when its pages were written."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from heapq import nlargest
from operator import itemgetter
from pathlib import Path
from urllib.parse import unquote

from incremental.run import Report
from newsroom.addresses import NEWS, PICTURES, SAMPLES, save_as
from newsroom.build.stage import BuildError
from newsroom.items.items import Story
from newsroom.listings.paging import screen_urls
from newsroom.problems import ContentError, Problem
from newsroom.site.site import Site

MAX_WEIGHT = 13_000  # bytes of an article's HTML and inlined styles, gzip: the first round trips
LIGHT = 2 * MAX_WEIGHT  # bytes: a smaller page cannot weigh too much, for styles and markup pack to a third
LARGEST = 5  # pages among which the heaviest is looked for
MOST_TOLD = 20
UNCHECKED = save_as(SAMPLES)  # its examples lead nowhere


def verify(site: Site, report: Report, stage: Path, policies: str) -> None:
    """Look at the site in *stage* before it is published.

    Args:
        policies: The content security policies, one of which each page has.

    Raises:
        ContentError: Articles are too heavy.
        BuildError: Something else is not whole: the fault of a template or a plugin, not of an editor.
    """
    heavy = list(_too_heavy(site, report, stage))
    if heavy:
        raise ContentError(heavy)
    faults = [*_addresses(site, report, stage), *_links(report, stage), *_policies(report, policies)]
    faults += _counts(site, report)
    if faults:
        more = [f"… và {len(faults) - MOST_TOLD} lỗi nữa"] if len(faults) > MOST_TOLD else []
        raise BuildError("\n  ".join(["Trang dựng xong nhưng chưa đạt:", *faults[:MOST_TOLD], *more]))


def heaviest(report: Report, folder: Path) -> tuple[str, int]:
    """The heaviest page and its bytes, gzip; ("", 0) where there is none."""
    pages = [name for name in report.pages if name.endswith(".html")]
    largest = nlargest(LARGEST, pages, key=lambda name: (report.pages[name].size, name))
    return max(((name, _weigh(folder / name)) for name in largest), key=itemgetter(1, 0), default=("", 0))


def count_pages(names: Iterable[str]) -> int:
    """Count pages and feeds, not pictures."""
    return sum(not name.startswith(PICTURES) for name in names)


def _weigh(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def _too_heavy(site: Site, report: Report, stage: Path) -> Iterator[Problem]:
    for item in site.shown:
        page = report.pages[item.url] if item.url in report.written else None
        if isinstance(item, Story) and page and page.size > LIGHT:
            weight = _weigh(stage / item.url)
            if weight > MAX_WEIGHT:
                message = (
                    f"Trang của bài nặng {weight} byte, nhiều nhất {MAX_WEIGHT}: hãy tách thành hai bài."
                )
                yield Problem(f"content/{item.path}", 1, 1, message)


def _addresses(site: Site, report: Report, stage: Path) -> Iterator[str]:
    """Pages that should be there and are not, and the other way round."""
    for name in sorted(site.addresses - report.pages.keys()):
        if not (stage / name).is_file():
            yield f"thiếu {name}"
    for name in sorted(report.pages.keys() - site.addresses - {UNCHECKED}):
        if not name.startswith(PICTURES):  # whose addresses are their hashes
            yield f"thừa {name}"


def _links(report: Report, stage: Path) -> Iterator[str]:
    """Links and pictures that lead nowhere on this host."""
    pages = {name: report.pages[name].facts for name in report.pages.keys() - report.settled - {UNCHECKED}}
    known = {f"/{name}" for name in report.pages} if pages else set()
    known |= {link.removesuffix("index.html") for link in known}
    linked = set("\n".join(facts.links for facts in pages.values()).split("\n")) - known
    leading = {link for link in linked if link.startswith("/")}
    lost = {link: told for link in leading if (told := _lost(link, report, stage))}
    for name, facts in sorted(pages.items()):
        within = facts.links.partition("\n/")[0]  # links to the page itself come first
        for link in (facts.links if lost else within).split("\n"):
            if link in lost:
                yield f"{name}: {lost[link]}"
            elif link.startswith("#") and unquote(link[1:]) not in facts.ids.split("\n"):
                yield f"{name}: {_no_place(link[1:], name)}"


def _lost(link: str, report: Report, stage: Path) -> str:
    """Why a *link* to this host leads nowhere; "" when it does lead somewhere."""
    path, _, anchor = link.partition("#")
    target = save_as(unquote(path.partition("?")[0]).removeprefix("/"))
    page = report.pages.get(target)
    if not page and not (stage / target).is_file():
        return f"không có {link}"
    if anchor and not (page and unquote(anchor) in page.facts.ids.split("\n")):
        return _no_place(anchor, target)
    return ""


def _no_place(anchor: str, name: str) -> str:
    return f"không có chỗ nào mang tên #{anchor} ở /{name}"


def _policies(report: Report, policies: str) -> Iterator[str]:
    """What the browser would refuse to show or to run."""
    for name in sorted(report.pages.keys() - report.settled):
        for inline in report.pages[name].facts.inline.splitlines():
            if f"'{inline}'" not in policies:
                yield f"{name}: chính sách bảo mật (CSP) không cho phép {inline}"


def _counts(site: Site, report: Report) -> Iterator[str]:
    """Articles that have no page, or that the list of all news does not lead to."""
    listed: set[str] = set()
    for url in screen_urls(NEWS, len(site.stories)):
        listed.update(report.pages[save_as(url)].facts.links.splitlines())
    for story in site.stories:
        if story.url not in report.pages or f"/{story.url}" not in listed:
            yield f"danh sách tin thiếu {story.url}"
