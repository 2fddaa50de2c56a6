"""Checks of a built site, by the facts that were noted when its pages were written."""

import gzip
from collections.abc import Iterable, Iterator
from heapq import nlargest
from operator import itemgetter
from pathlib import Path
from urllib.parse import unquote

from incremental.keyed.facts import NO_POLICY
from incremental.keyed.run import Report
from newsroom.addresses import NEWS, PICTURES, SAMPLES, save_as
from newsroom.builds.stage import BuildError
from newsroom.items.items import Story
from newsroom.listings.paging import screen_urls
from newsroom.problems import ContentError, Problem
from newsroom.site.site import Site

MAX_WEIGHT = 13_000  # bytes of an article's HTML and inlined styles, gzip: the first round trips
LIGHT = 30_000  # bytes: a smaller page cannot weigh too much, as its styles and frame pack to a quarter
LARGEST = 5  # pages that may be the heaviest when packed
MOST_FAULTS = 20  # in a message
UNCHECKED = save_as(SAMPLES)  # the links of its examples have no targets


def verify(site: Site, report: Report, stage: Path, policies: str) -> None:
    """Check the site in *stage* before it is published.

    Args:
        policies: The content security policies that pages may have.

    Raises:
        ContentError: Articles are too heavy.
        BuildError: A template or a plugin has a fault, which no editor can mend.
    """
    heavy = list(_find_heavy(site, report, stage))
    if heavy:
        raise ContentError(heavy)
    faults = [
        *_check_addresses(site, report, stage),
        *_check_links(report, stage),
        *_check_policies(report, policies),
        *_check_news(site, report),
    ]
    if faults:
        more = [f"… và {len(faults) - MOST_FAULTS} lỗi nữa"] if len(faults) > MOST_FAULTS else []
        raise BuildError("\n  ".join(["Trang dựng xong nhưng chưa đạt:", *faults[:MOST_FAULTS], *more]))


def find_heaviest(report: Report, folder: Path) -> tuple[str, int]:
    """Return the heaviest page and its bytes, gzip; ("", 0) without pages."""
    pages = [name for name in report.pages if name.endswith(".html")]
    largest = nlargest(LARGEST, pages, key=lambda name: (report.pages[name].size, name))
    return max(((name, _weigh(folder / name)) for name in largest), key=itemgetter(1, 0), default=("", 0))


def count_pages(names: Iterable[str]) -> int:
    """Count pages and feeds, not pictures."""
    return sum(not name.startswith(PICTURES) for name in names)


def _weigh(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def _find_heavy(site: Site, report: Report, stage: Path) -> Iterator[Problem]:
    for item in site.shown:
        page = report.pages[item.url] if item.url in report.written else None
        if isinstance(item, Story) and page and page.size > LIGHT:
            weight = _weigh(stage / item.url)
            if weight > MAX_WEIGHT:
                message = (
                    f"Trang của bài nặng {weight} byte, nhiều nhất {MAX_WEIGHT}: hãy tách thành hai bài."
                )
                yield Problem(f"content/{item.path}", 1, 1, message)


def _check_addresses(site: Site, report: Report, stage: Path) -> Iterator[str]:
    """Find missing pages, and pages without an address."""
    for name in sorted(site.addresses - report.pages.keys()):
        if not (stage / name).is_file():
            yield f"thiếu {name}"
    for name in sorted(report.pages.keys() - report.foreign - site.addresses - {UNCHECKED}):
        if not name.startswith(PICTURES):  # whose addresses are their hashes
            yield f"thừa {name}"


def _check_links(report: Report, stage: Path) -> Iterator[str]:
    """Find links and pictures without a target on this host."""
    pages = {name: report.pages[name].facts for name in report.pages.keys() - report.settled - {UNCHECKED}}
    known = {f"/{name}" for name in report.pages} if pages else set()
    known |= {link.removesuffix("index.html") for link in known}
    linked = set("\n".join(facts.links for facts in pages.values()).split("\n")) - known
    leading = {link for link in linked if link.startswith("/")}
    lost = {link: fault for link in leading if (fault := _describe_lost(link, report, stage))}
    for name, facts in sorted(pages.items()):
        within = facts.links.partition("\n/")[0]  # links to the page itself come first
        ids = set(facts.ids.split("\n")) if "#" in within else set[str]()
        for link in (facts.links if lost else within).split("\n"):
            if link in lost:
                yield f"{name}: {lost[link]}"
            elif link.startswith("#") and unquote(link[1:]) not in ids:
                yield f"{name}: {_describe_lost_id(link[1:], name)}"


def _describe_lost(link: str, report: Report, stage: Path) -> str:
    """Describe the missing target of *link*, which leads to this host; return "" if it is there."""
    path, _, anchor = link.partition("#")
    target = save_as(unquote(path.partition("?")[0]).removeprefix("/"))
    page = report.pages.get(target)
    if not page and not (stage / target).is_file():
        return f"không có {link}"
    if anchor and not (page and unquote(anchor) in page.facts.ids.split("\n")):
        return _describe_lost_id(anchor, target)
    return ""


def _describe_lost_id(anchor: str, name: str) -> str:
    return f"không có chỗ nào mang tên #{anchor} ở /{name}"


def _check_policies(report: Report, policies: str) -> Iterator[str]:
    """Find styles and scripts that browsers would refuse."""
    for name in sorted(report.pages.keys() - report.settled):
        found = report.pages[name].facts.inline.splitlines()
        for inline in () if name in report.foreign and NO_POLICY in found else found:
            if f"'{inline}'" not in policies:
                yield f"{name}: chính sách bảo mật (CSP) không cho phép {inline}"


def _check_news(site: Site, report: Report) -> Iterator[str]:
    """Find articles without a page, or without a link in the list of all news."""
    listed: set[str] = set()
    for url in screen_urls(NEWS, len(site.stories)):
        listed.update(report.pages[save_as(url)].facts.links.splitlines())
    for story in site.stories:
        if story.url not in report.pages or f"/{story.url}" not in listed:
            yield f"danh sách tin thiếu {story.url}"
