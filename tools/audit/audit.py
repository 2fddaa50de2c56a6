"""Measure a built site as a reader on a weak phone meets it; `invoke audit` starts it.

Pages are loaded several times, each kind by turns, so that what disturbs the machine disturbs all, and
medians count. It fails when a limit is missed. What is exact is also held by the tests; here it stands
beside the rest.
"""

import argparse
import json
import os
import platform
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Error, Playwright, sync_playwright
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT / "tests" / "support")]

import host  # noqa: E402 (it needs plugins/ on the path)
from chromium import chromium_executable, chromium_flags  # noqa: E402
from kinds import ARTICLE, PICTURED, SEARCH, Page, choose, indexed_pages  # noqa: E402
from lighthouse import CATEGORIES, Lighthouse, LighthouseError, Scores  # noqa: E402
from loads import Load, Search, load_slowly, search_slowly  # noqa: E402
from looks import Needs, first_picture, look_at_needs, violations  # noqa: E402
from verdicts import Verdict, at_least, at_most  # noqa: E402

RATIOS = (2, 3)  # device pixels for each CSS pixel of a phone
PERFORMANCE = CATEGORIES[0]
LEAST_PERFORMANCE, LEAST_ELSEWHERE = 97, 100
WIDTH = 150  # columns, where no terminal says how many it has
MOST_LCP = 2.0  # seconds, of an article with a lead picture
MOST_PICTURE = 14_000  # bytes
MOST_TASK = 50  # ms
MOST_SCRIPTS = 4_000  # bytes of an article's page, gzip
MOST_MEDIAN, MOST_WEIGHT = 7_000, 13_000  # bytes of articles, HTML with its styles, gzip


@dataclass
class Figures:
    """The measurements of a page; ``pictures`` by RATIOS."""

    page: Page
    needs: Needs
    pictures: dict[int, int | None]
    violations: list[str]
    loads: list[Load] = field(default_factory=list)
    lighthouse: list[Scores] = field(default_factory=list)

    @property
    def lcp(self) -> float:
        """The median, in seconds."""
        return median(load.lcp for load in self.loads) / 1000

    @property
    def longest_task(self) -> float:
        """The median, in ms."""
        return median(load.longest_task for load in self.loads)

    @property
    def shift(self) -> float:
        return max(load.shift for load in self.loads)

    @property
    def scores(self) -> dict[str, float]:
        """The medians by category; only the first look has those that no machine makes noisy."""
        return {
            name: median(look.scores[name] for look in self.lighthouse if name in look.scores)
            for name in CATEGORIES
        }


class Audit:
    """Measures a site, and keeps all figures by kinds of pages."""

    def __init__(self, site: Path, root: str, runs: int) -> None:
        kinds = indexed_pages(site, root)
        self.site = site
        self.root = root
        self.runs = runs
        self.pages = choose(kinds)
        self.weights = {page.address: page.weight for page in kinds[ARTICLE]}
        self.figures: dict[str, Figures] = {}
        self.search: list[Search] = []

    def run(self, playwright: Playwright, progress: Progress) -> None:
        """Measure everything.

        Raises:
            LighthouseError: It is not there, or came to no result.
            RuntimeError: There is no Chromium.
        """
        executable = chromium_executable() or playwright.chromium.executable_path
        lighthouse = Lighthouse(executable, chromium_flags())
        browser = playwright.chromium.launch(executable_path=executable, args=chromium_flags())
        task = progress.add_task("", total=len(self.pages) * (1 + 2 * self.runs))

        def step(words: str, kind: str) -> None:
            progress.update(task, description=f"{words}: {kind}", advance=1)

        with host.serve(self.site, self.root) as address:
            for kind, page in self.pages.items():
                step("looking", kind)
                self.figures[kind] = _look(browser, f"{address}/{page.address}", page)
            for number in range(self.runs):
                for kind, figures in self.figures.items():
                    step(f"loading {number + 1}/{self.runs}", kind)
                    figures.loads.append(load_slowly(browser, f"{address}/{figures.page.address}"))
                if SEARCH in self.pages:
                    self.search.append(search_slowly(browser, f"{address}/{self.pages[SEARCH].address}"))
            browser.close()
            for number in range(self.runs):
                categories = (PERFORMANCE,) if number else CATEGORIES
                for kind, figures in self.figures.items():
                    step(f"Lighthouse {number + 1}/{self.runs}", kind)
                    look = lighthouse.look(f"{address}/{figures.page.address}", categories)
                    figures.lighthouse.append(look)

    @property
    def verdicts(self) -> list[Verdict]:
        """Each thing at the page where it is worst."""
        pages = self.figures
        articles = {kind: pages[kind] for kind in (ARTICLE, PICTURED) if kind in pages}
        weights = list(self.weights.values())
        return [
            at_most(
                "LCP of an article with a lead picture, s",
                {kind: one.lcp for kind, one in articles.items() if one.page.above_picture is not None},
                MOST_LCP,
            ),
            at_most("LCP of any page, s", {kind: one.lcp for kind, one in pages.items()}),
            *(
                at_most(
                    f"First picture, 360 px wide, DPR {ratio}, bytes",
                    {kind: one.pictures[ratio] for kind, one in pages.items()},
                    MOST_PICTURE,
                )
                for ratio in RATIOS
            ),
            at_most("Layout shift", {kind: one.shift for kind, one in pages.items()}, 0),
            at_most(
                "Longest task on load, ms", {kind: one.longest_task for kind, one in pages.items()}, MOST_TASK
            ),
            at_most(
                "Requests before the text can be read",
                {kind: one.needs.requests for kind, one in pages.items()},
                1,
            ),
            at_most(
                "Needs script to be read (1: yes)",
                {kind: not one.needs.is_read_without_script for kind, one in pages.items()},
                0,
            ),
            *(
                at_least(
                    f"Lighthouse: {name}",
                    {kind: one.scores[name] for kind, one in pages.items()},
                    LEAST_PERFORMANCE if name == PERFORMANCE else LEAST_ELSEWHERE,
                )
                for name in CATEGORIES
            ),
            at_most(
                "axe violations, light and dark",
                {kind: len(one.violations) for kind, one in pages.items()},
                0,
            ),
            at_most(
                "All scripts of an article, bytes gzip",
                {kind: one.needs.scripts for kind, one in articles.items()},
                MOST_SCRIPTS,
            ),
            at_most(
                "Has a script that holds up the page (1: yes)",
                {kind: not one.needs.are_scripts_late for kind, one in pages.items()},
                0,
            ),
            Verdict("Articles, bytes gzip: median", median(weights), f"{len(weights)} articles", MOST_MEDIAN),
            at_most("Articles, bytes gzip: worst", self.weights, MOST_WEIGHT),
            *self._search_verdicts(),
        ]

    def _search_verdicts(self) -> list[Verdict]:
        if not self.search:
            return []
        return [
            Verdict(
                "Search: from the last key to results, s", median(one.time for one in self.search) / 1000
            ),
            Verdict("Search: bytes that came for them", median(one.received for one in self.search)),
        ]

    def report(self) -> dict:
        """Everything, for a program."""
        return {
            "runs": self.runs,
            "system": platform.platform(),
            "cores": os.cpu_count(),
            "pages": {kind: asdict(one) for kind, one in self.figures.items()},
            "articles": self.weights,
            "search": list(map(asdict, self.search)),
            "verdicts": [asdict(one) | {"is_missed": one.is_missed} for one in self.verdicts],
        }

    def print(self, console: Console) -> None:
        """A row for each kind of page, what was found wrong, and a row for each limit."""
        table = Table(title=f"Pages (medians of {self.runs})", title_justify="left", box=SIMPLE_HEAD)
        for heading in ("kind", "page"):
            table.add_column(heading, overflow="fold")
        headings = ("bytes", "LCP, s", "of", "task, ms", "shift", *(f"picture {ratio}×" for ratio in RATIOS))
        for heading in (*headings, "P/A/B/S", "axe"):
            table.add_column(heading, justify="right", no_wrap=True)
        for kind, one in self.figures.items():
            table.add_row(
                kind,
                f"/{one.page.address}",
                str(one.page.weight),
                f"{one.lcp:.2f}",
                "picture" if one.loads[-1].is_picture else "text",
                f"{one.longest_task:g}",
                f"{one.shift:.3g}",
                *(str(size) if size else "" for size in one.pictures.values()),
                "/".join(f"{score:g}" for score in one.scores.values()),
                str(len(one.violations)),
            )
        console.print(table)
        for kind, one in self.figures.items():
            missed = [audit for audits in one.lighthouse[0].missed.values() for audit in audits]
            if missed or one.violations:
                console.print(f"  {kind}: {', '.join(dict.fromkeys(missed + one.violations))}")
        table = Table("what", title="Limits", title_justify="left", box=SIMPLE_HEAD)
        table.add_column("worst", justify="right", no_wrap=True)
        table.add_column("where", overflow="fold")
        for verdict in self.verdicts:
            table.add_row(verdict.what, str(verdict), verdict.where)
        console.print(table)


def _look(browser: Browser, url: str, page: Page) -> Figures:
    pictures = {ratio: first_picture(browser, url, ratio) for ratio in RATIOS}
    return Figures(page, look_at_needs(browser, url), pictures, violations(browser, url))


def main() -> None:
    """Measure as the command line says, print tables, write JSON; exit with 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, required=True)
    parser.add_argument("--root", default="/", help="the path of the site on its host")
    parser.add_argument("--runs", type=int, required=True)
    parser.add_argument("--json", type=Path, required=True)
    arguments = parser.parse_args()
    if arguments.runs < 1:
        parser.error("--runs is at least 1")
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    progress = Progress(console=console, transient=True, disable=not console.is_terminal)
    try:
        audit = Audit(arguments.site, arguments.root, arguments.runs)
        with sync_playwright() as playwright, progress:
            audit.run(playwright, progress)
    except (Error, LighthouseError, RuntimeError, ValueError) as error:
        sys.exit(str(error))
    audit.print(console)
    arguments.json.parent.mkdir(parents=True, exist_ok=True)
    arguments.json.write_text(json.dumps(audit.report(), indent=1), "utf-8")
    missed = sum(verdict.is_missed for verdict in audit.verdicts)
    if missed:
        sys.exit(f"{missed} of {len(audit.verdicts)} are beyond their limits.")


if __name__ == "__main__":
    main()
