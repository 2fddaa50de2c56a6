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
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "plugins"))

from corpus import Corpus  # noqa: E402 (it needs plugins/ on the path)
from engines import NOW, Engine, Hugo, Ours, Pelican, PlainHugo, Records, Repository, Start  # noqa: E402
from live import measure_edits  # noqa: E402
from meter import measure  # noqa: E402

Run = dict[str, float | None]  # a figure's name and value, as _measure gives them

WARM_UP = 100  # articles of first builds that are not measured


@dataclass(frozen=True)
class Scenario:
    """Builds after *prepare*, which is given an engine and the number of the run.

    ``peers`` are pairs of an engine and the one it is measured by. ``also`` are engines without a peer.
    """

    title: str
    prepare: Callable[[Any, int], None] | None = None
    peers: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()
    compare: bool = True  # with the output of the build before

    @property
    def engines(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*chain.from_iterable(self.peers), *self.also)))


HUGOS = (("ours", "plain"), ("ours", "hugo"))
SCENARIOS = {
    "tenth": Scenario(
        "Cold, a tenth of the articles", lambda engine, _: engine.forget(), also=("ours",), compare=False
    ),
    "bare": Scenario(
        "Cold, pictures and cards too",
        lambda engine, _: engine.forget_pictures(),
        also=("ours",),
        compare=False,
    ),
    "cold": Scenario(
        "Cold: no output, nothing kept",
        lambda engine, _: engine.forget(),
        (*HUGOS, ("ours", "pelican"), ("records", "ours"), ("repository", "start")),
        compare=False,
    ),
    "same": Scenario("Nothing has changed", None, HUGOS),
    "edit": Scenario(
        "One article edited",
        lambda engine, number: engine.put(engine.corpus.edited(number)),
        (*HUGOS, ("records", "hugo"), ("repository", "start")),
    ),
    "new": Scenario(
        "One article more, the newest", lambda engine, number: engine.put(engine.corpus.newer(number)), HUGOS
    ),
    "list": Scenario(
        "The text above one list edited", lambda engine, number: engine.edit_list(number), HUGOS
    ),
    "template": Scenario(
        "The template of all pages edited", lambda engine, number: engine.edit_template(number), HUGOS
    ),
    "setting": Scenario(
        "A setting that all pages show", lambda engine, number: engine.edit_setting(number), HUGOS
    ),
    "ci": Scenario(
        "CI, an article edited; .cache/ kept",
        lambda engine, number: _check_out(engine, number, keep_output=False),
        HUGOS,
        compare=False,
    ),
    "ci+output": Scenario(
        "CI, an article edited; .cache/ and output/ kept",
        lambda engine, number: _check_out(engine, number, keep_output=True),
        HUGOS,
    ),
}
FIGURES = {"wall": "wall, s", "cpu": "CPU, s", "pss": "PSS, MB"}
COUNTS = {"files": "files", "bytes": "MB", "articles": "articles"}
MEGABYTES = ("pss", "bytes")
# By the number of articles from which they hold: scenario, figure, engine, peer, and the largest share.
LIMITS = {
    1: {
        ("cold", "cpu", "repository", "start"): 12,
        ("edit", "cpu", "repository", "start"): 4,
    },
    1_000: {
        ("cold", "wall", "ours", "plain"): 4,
        ("cold", "wall", "ours", "pelican"): 0.45,
        ("cold", "wall", "records", "ours"): 1.25,
        ("edit", "wall", "ours", "plain"): 1,
    },
    10_000: {
        ("cold", "wall", "ours", "plain"): 2.6,
        ("cold", "pss", "ours", "plain"): 0.35,
        ("edit", "wall", "ours", "plain"): 0.35,
        ("edit", "wall", "records", "hugo"): 0.3,
        ("new", "wall", "ours", "plain"): 0.45,
        ("template", "wall", "ours", "plain"): 1.2,
        ("ci+output", "wall", "ours", "plain"): 0.7,
    },
}
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

    def __init__(
        self,
        articles: int,
        repeat: int,
        *,
        everything: bool,
        warm_up: int = WARM_UP,
        scenarios: Iterable[str] = SCENARIOS,
    ) -> None:
        self.articles = articles
        self.repeat = repeat
        self.warm_up = min(articles, warm_up)
        self.live: list[dict[str, float]] = []
        self.limits = dict(
            chain.from_iterable(LIMITS[least].items() for least in LIMITS if least <= articles)
        )
        self.measured = {key: list(SCENARIOS[key].engines) for key in scenarios}
        if everything:
            self.measured["edit"].append("pelican")
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
        engines += [Repository(work / "all", Corpus(1)), Start(work / "all", Corpus(1))]
        self.step("pictures and cards")
        for engine in engines:
            if isinstance(engine, Ours):
                _measure(engine, work)
        for scenario in self.measured:
            if scenario != "tenth":
                self._scenario(scenario, engines, work)
        self.step("live")
        self.live = measure_edits(engines[0].home, engines[0].folder, corpus.article(0).path, self.repeat)

    @staticmethod
    def _engines(folder: Path, articles: int) -> list[Engine]:
        corpus = Corpus(articles)
        return [make(folder, corpus) for make in (Ours, Pelican, PlainHugo, Hugo)]

    def _scenario(self, name: str, engines: list[Engine], work: Path) -> None:
        """Measure *engines* by turns, each after what the scenario prepares."""
        scenario = SCENARIOS[name]
        for number in range(self.repeat):
            for engine in engines:
                if engine.name in self.measured[name]:
                    self.step(f"{name} {number + 1}/{self.repeat}: {engine.name}")
                    if scenario.prepare:
                        scenario.prepare(engine, number)
                    run = _measure(engine, work, compare=engine.name == "ours" and scenario.compare)
                    self.runs[name][engine.name].append(run)

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
            name: [
                Ratio(figure, engine, peer, value / theirs, self.limits.get((name, figure, engine, peer)))
                for engine, peer in scenario.peers
                for figure in FIGURES
                if (value := self.median(name, engine, figure))
                and (theirs := self.median(name, peer, figure))
            ]
            for name, scenario in SCENARIOS.items()
            if name in self.measured
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
            title = f"{SCENARIOS[scenario].title} (median of {self.repeat})"
            table = Table("", title=title, title_justify="left", box=SIMPLE_HEAD)
            for heading in (*FIGURES.values(), *COUNTS.values()):
                table.add_column(heading, justify="right", no_wrap=True)
            for name in names:
                table.add_row(name, *(self._cell(scenario, name, figure) for figure in (*FIGURES, *COUNTS)))
            for engine, peer in SCENARIOS[scenario].peers:
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
        figures = measure(engine.command, engine.home, environment, work / "log.txt")
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


def _check_out(engine: Engine, number: int, *, keep_output: bool) -> None:
    """Prepare a build in CI, after a commit that edits an article."""
    engine.put(engine.corpus.edited(number + (10 if keep_output else 20)))
    engine.check_out(keep_output=keep_output)


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
