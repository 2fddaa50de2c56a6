"""Measure this project beside stock Pelican and Hugo on a made-up newsroom; `invoke bench` starts it.

Each scenario is run several times, the engines by turns, so that what disturbs the machine disturbs
all. It reports, and never fails on a figure.
"""

import argparse
import hashlib
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "plugins"))

from corpus import Article, Corpus  # noqa: E402 (it needs plugins/ on the path)
from engines import NOW, Engine, Hugo, Ours, Pelican, Records  # noqa: E402
from live import measure_edits  # noqa: E402
from meter import measure  # noqa: E402

Run = dict[str, float | None]  # a figure's name and value, as _measure gives them

WARM_UP = 100  # articles of first builds that are not measured; they show every picture
SCENARIOS = {
    "tenth": "Cold, a tenth of the articles",
    "cold": "Cold: no output, nothing kept",
    "same": "Nothing has changed",
    "edit": "One article edited",
    "new": "One article more, the newest",
}
FIGURES = {"wall": "wall, s", "cpu": "CPU, s", "pss": "PSS, MB"}
COUNTS = {"files": "files", "bytes": "MB", "articles": "articles"}
MEGABYTES = ("pss", "bytes")
PEERS = {  # by scenario: an engine, and the one it is measured by
    "tenth": [],
    "cold": [("ours", "pelican"), ("ours", "hugo"), ("records", "ours")],
    "same": [("ours", "hugo")],
    "edit": [("ours", "hugo"), ("records", "hugo")],
    "new": [("ours", "hugo")],
}
LIMITS = {  # scenario, figure, engine, peer: the most that the engine may take of what the peer takes
    ("cold", "wall", "ours", "pelican"): 0.45,
    ("cold", "wall", "ours", "hugo"): 1.3,
    ("cold", "wall", "records", "ours"): 1.25,
    ("same", "wall", "ours", "hugo"): 0.12,
    ("edit", "wall", "ours", "hugo"): 0.3,
    ("edit", "wall", "records", "hugo"): 0.3,
    ("new", "wall", "ours", "hugo"): 0.3,
} | {(scenario, "pss", "ours", "hugo"): 0.5 for scenario in ("cold", "same", "edit", "new")}
EXEMPLARS, HONOURS = 0.3, 0.8  # of the records, for each article
MOST_PAGES = 60  # changed by one article more
MOST_SHOWN = 3  # seconds from a save until `invoke serve` shows it
MOST_GROWTH = 10.5  # of the time of a cold build, for ten times the articles


@dataclass(frozen=True)
class Ratio:
    """The share that *engine* needs of the cost of *peer*, and its limit, if any."""

    figure: str
    engine: str
    peer: str
    value: float
    limit: float | None

    def __str__(self) -> str:
        return _beside_limit(self.value, self.limit)


class Bench:
    """Measures, and keeps every run: ``runs[scenario][engine]``."""

    def __init__(self, articles: int, repeat: int, *, everything: bool, warm_up: int = WARM_UP) -> None:
        self.articles = articles
        self.repeat = repeat
        self.warm_up = min(articles, warm_up)
        self.live: list[dict[str, float]] = []
        self.measured = {
            "tenth": ["ours"],
            "cold": ["ours", "pelican", "hugo", "records"],
            "same": ["ours", "hugo"],
            "edit": ["ours", "pelican", "hugo", "records"] if everything else ["ours", "hugo", "records"],
            "new": ["ours", "hugo"],
        }
        self.runs: dict[str, dict[str, list[Run]]] = {
            scenario: {name: [] for name in names} for scenario, names in self.measured.items()
        }

    def run(self, work: Path, progress: Progress) -> None:
        """Measure everything, in the folder *work*."""
        total = self.repeat * sum(map(len, self.measured.values())) + 2
        self.step = lambda words: progress.update(task, description=words, advance=1)
        task = progress.add_task("writing articles", total=total)
        if self.warm_up:
            for engine in self._engines(work / "warm", self.warm_up):
                _measure(engine, work)
        self._scenario("tenth", [Ours(work / "tenth", Corpus(max(1, self.articles // 10)))], work)
        engines = self._engines(work / "all", self.articles)
        corpus = engines[0].corpus
        numbers = (round(EXEMPLARS * self.articles), round(HONOURS * self.articles))
        engines.append(Records(work / "all", Corpus(self.articles, *numbers)))
        self.step("cards of the records")
        if self.warm_up:
            _measure(engines[-1], work)
        self._scenario("cold", engines, work)
        self._scenario("same", engines, work)
        self._scenario("edit", engines, work, Corpus.edited)
        self._scenario("new", engines, work, Corpus.newer)
        self.step("live")
        self.live = measure_edits(ROOT, engines[0].folder, corpus.article(0).path, self.repeat)

    @staticmethod
    def _engines(folder: Path, articles: int) -> list[Engine]:
        corpus = Corpus(articles)
        return [make(folder, corpus) for make in (Ours, Pelican, Hugo)]

    def _scenario(
        self,
        scenario: str,
        engines: list[Engine],
        work: Path,
        change: Callable[[Corpus, int], Article] | None = None,
    ) -> None:
        """Measure *engines* by turns, after each has been given the article that *change* makes."""
        for number in range(self.repeat):
            if change:
                for engine in engines:
                    engine.put(change(engine.corpus, number))
            for engine in engines:
                if engine.name not in self.measured[scenario]:
                    continue
                self.step(f"{scenario} {number + 1}/{self.repeat}: {engine.name}")
                if scenario in {"tenth", "cold"}:
                    engine.forget()
                run = _measure(
                    engine, work, compare=engine.name == "ours" and scenario not in {"tenth", "cold"}
                )
                self.runs[scenario][engine.name].append(run)

    def median(self, scenario: str, engine: str, figure: str) -> float | None:
        """The median of *figure*; None when some run has none."""
        values = [run.get(figure) for run in self.runs[scenario][engine]]
        return None if None in values else median(values)

    @property
    def growth(self) -> float:
        """Return the ratio of cold builds with ten times the articles."""
        return self.median("cold", "ours", "wall") / self.median("tenth", "ours", "wall")

    @property
    def ratios(self) -> dict[str, list[Ratio]]:
        """Ours to each peer by scenario, wherever both have the figure."""
        return {
            scenario: [
                Ratio(figure, engine, peer, value / theirs, LIMITS.get((scenario, figure, engine, peer)))
                for engine, peer in peers
                for figure in FIGURES
                if (value := self.median(scenario, engine, figure))
                and (theirs := self.median(scenario, peer, figure))
            ]
            for scenario, peers in PEERS.items()
        }

    def report(self) -> dict:
        """Everything, for a program."""
        return {
            "articles": self.articles,
            "runs": self.repeat,
            "system": platform.platform(),
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "scenarios": self.runs,
            "ratios": {scenario: list(map(asdict, ratios)) for scenario, ratios in self.ratios.items()},
            "live": self.live,
            "most_shown": MOST_SHOWN,
            "growth": {"value": self.growth, "limit": MOST_GROWTH},
            "most_pages": MOST_PAGES,
        }

    def print(self, console: Console) -> None:
        """A table for each scenario, of medians, and what is counted only of ours."""
        for scenario, names in self.measured.items():
            title = f"{SCENARIOS[scenario]} (median of {self.repeat})"
            table = Table("", title=title, title_justify="left", box=SIMPLE_HEAD)
            for heading in (*FIGURES.values(), *COUNTS.values()):
                table.add_column(heading, justify="right", no_wrap=True)
            for name in names:
                table.add_row(name, *(self._cell(scenario, name, figure) for figure in (*FIGURES, *COUNTS)))
            for engine, peer in PEERS[scenario]:
                ratios = {
                    one.figure: str(one)
                    for one in self.ratios[scenario]
                    if (one.engine, one.peer) == (engine, peer)
                }
                table.add_row(f"{engine} / {peer}", *(ratios.get(figure, "") for figure in FIGURES))
            console.print(table)
            changed, pages = (self.median(scenario, "ours", figure) for figure in ("changed", "pages"))
            if changed is not None:
                limit = MOST_PAGES if scenario == "new" else None
                console.print(
                    f"  ours changed files: {changed:g}; of them pages: {_beside_limit(pages, limit)}\n"
                )
        shown, built = (median(edit[figure] for edit in self.live) for figure in ("shown", "built"))
        shown = _beside_limit(shown, MOST_SHOWN)
        console.print(f"  serve: seconds until an edit is shown: {shown}; until all is built: {built:.2f}")
        growth = _beside_limit(self.growth, MOST_GROWTH)
        console.print(f"  Ten times the articles: ours, cold, takes so many times as long: {growth}")

    def _cell(self, scenario: str, name: str, figure: str) -> str:
        value = self.median(scenario, name, figure)
        if value is None:
            return ""
        if figure in MEGABYTES:
            return f"{value / 1e6:.1f}"
        return f"{value:.2f}" if figure in FIGURES else f"{value:g}"


def _beside_limit(value: float, limit: float | None) -> str:
    """``0.44 ≤ 0.5``, green, or ``0.99 > 0.45``, red; with no limit, the value alone."""
    text = f"{value:g}" if value == int(value) else f"{value:.2f}"
    if limit is None:
        return text
    return f"[green]{text} ≤ {limit:g}[/]" if value <= limit else f"[red]{text} > {limit:g}[/]"


def _measure(engine: Engine, work: Path, *, compare: bool = False) -> Run:
    """Build once; with *compare*, also count the files and the pages that came out otherwise than before."""
    before = _hashes(engine.output) if compare else {}
    os.sync()  # what the engine before it left to be written
    environment = os.environ | {"SOURCE_DATE_EPOCH": NOW}
    try:
        figures = measure(engine.command, ROOT, environment, work / "log.txt")
    except subprocess.CalledProcessError as error:
        sys.exit(f"{engine.name} failed with exit code {error.returncode}:\n{error.output}")
    sizes = {file: file.stat().st_size for file in engine.output.rglob("*") if file.is_file()}
    articles = sum(1 for _ in engine.output.glob("tin/[0-9]*/bai-*.html"))
    run: Run = asdict(figures) | {"files": len(sizes), "bytes": sum(sizes.values()), "articles": articles}
    if compare:
        after = _hashes(engine.output)
        changed = [file for file in before.keys() | after.keys() if before.get(file) != after.get(file)]
        run |= {"changed": len(changed), "pages": sum(file.suffix == ".html" for file in changed)}
    return run


def _hashes(output: Path) -> dict[Path, bytes]:
    """A hash of each file of *output*."""
    files = (file for file in output.rglob("*") if file.is_file())
    return {file: hashlib.blake2b(file.read_bytes(), digest_size=16).digest() for file in files}


def main() -> None:
    """Measure as the command line says, print tables and write JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--runs", type=int, required=True)
    parser.add_argument("--json", type=Path, required=True)
    parser.add_argument("--all", action="store_true")
    arguments = parser.parse_args()
    if arguments.articles < 1 or arguments.runs < 1:
        parser.error("--articles and --runs are at least 1")
    console = Console()
    bench = Bench(arguments.articles, arguments.runs, everything=arguments.all)
    progress = Progress(console=console, transient=True, disable=not console.is_terminal)
    with TemporaryDirectory(prefix="bench-") as work, progress:
        bench.run(Path(work), progress)
    bench.print(console)
    arguments.json.parent.mkdir(parents=True, exist_ok=True)
    arguments.json.write_text(json.dumps(bench.report(), indent=1), "utf-8")


if __name__ == "__main__":
    main()
