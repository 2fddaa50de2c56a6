"""A build of the whole site, from start to end, in one function."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from incremental.keyed import DamagedError
from incremental.memory import collection_paused
from newsroom import clock
from newsroom.builds.fingerprint import Fingerprint
from newsroom.builds.stage import BuildError, kept_file, locked, overlap, replacing
from newsroom.editor.reports import MOST_WARNINGS, describe
from newsroom.problems import Problem, Problems
from newsroom.templating.particulars import unfilled

if TYPE_CHECKING:
    from newsroom.pages.run import NewsroomRun


@dataclass(frozen=True)
class Summary:
    """The result of a build: numbers of pages and feeds, the heaviest page, its bytes, and messages.

    ``unheeded`` are those of the messages that concern settings and plugins without effect; ``root`` is the
    path of the site on its host.
    """

    written: int
    kept: int
    removed: int
    heaviest: tuple[str, int]
    messages: list[str]
    unheeded: list[str]
    root: str


@dataclass(frozen=True)
class Preview:
    """A drawer of pages by the run of the last build, which shows edited files sooner than a build."""

    content: Path
    run: NewsroomRun

    def draw(self, file: Path) -> tuple[str, str] | None:
        """Return name and HTML of the page of *file*; None if it has none, or must be mended first."""
        if not file.is_relative_to(self.content):
            return None
        item = self.run.content.read_again(file.relative_to(self.content).as_posix())
        return (item.url, self.run.items.draw(item)) if item else None

    def draw_unsaved(self, path: str, text: bytes) -> tuple[str, Problems]:
        """Return the HTML of *text*, which may be saved at *path*, or "" without a page; and its problems."""
        item, problems = self.run.content.read_unsaved(path, text)
        return self.run.items.draw(item) if item else "", problems


@dataclass(frozen=True)
class BuildResult:
    """The outcome of a build; without a preview if nothing had changed."""

    summary: Summary
    preview: Preview | None = field(default=None, repr=False)


def build(settings_file: Path, content: Path, output: Path, *, always: bool = False) -> BuildResult:
    """Build *content* by *settings_file* into *output*, all or nothing.

    Args:
        always: Build even if nothing has changed since the last build.

    Raises:
        ContentError: The content must be mended first; *output* is as it was.
        BuildError: Pelican or the disk failed, or *output* is no place for a site; it is as it was.
    """
    for _attempt in range(2):
        with suppress(DamagedError):  # the store has been removed
            return _build_once(settings_file, content, output, always=always)
    raise BuildError(f"{kept_file(output, 'sqlite')} vừa ghi đã hỏng: hãy xem lại ổ đĩa.")


def _build_once(settings_file: Path, content: Path, output: Path, *, always: bool) -> BuildResult:
    now = clock.now()
    with locked(output), collection_paused():
        # Look for changes since the last build. Nothing large is loaded before this.
        fingerprint = None if always else _take_fingerprint(settings_file, content, output)
        if known := fingerprint and fingerprint.find_result(now):
            return BuildResult(Summary(**known))
        from incremental.keyed.run import IncrementalRun
        from newsroom.builds import checks, rendering
        from newsroom.pages.run import NewsroomRun
        from newsroom.site.content_loader import require_folder

        # Stage: build in a folder beside the output, which begins as an earlier site.
        require_folder(content)
        require_apart(settings_file, content, output)
        inside = content.resolve()
        with replacing(output, keep=True) as stage:
            incremental = IncrementalRun(
                previous=str(output.resolve()),
                store_file=kept_file(output, "sqlite"),
                sources=sorted(str(file) for file in settings_file.parent.glob("*.py")),
                found=fingerprint.output_files if fingerprint else None,
                is_doubtful=fingerprint is not None and not fingerprint.is_output_kept,
            )
            with rendering.pelican_at_work(settings_file, incremental):
                # Read the settings, then all content, and check both.
                pelican, warnings = rendering.prepare(settings_file, inside, stage, incremental)
                settings = pelican.settings
                run = NewsroomRun.begin(settings, str(content))
                run.content.require_no_faults()
                # Render the pages that have changed, and link the others from the last site.
                report = rendering.render(pelican, incremental)
            # Verify the pages that were written.
            policies = " ".join(style.policy for style in settings["JINJA_GLOBALS"]["styles"].values())
            checks.verify(run.content.site, report, stage, policies)
            heaviest = checks.find_heaviest(report, stage)
            # Swap: the stage and the output change places as this block ends.
        # Report, and keep the report for a build that finds nothing to do.
        written, pages, removed = map(checks.count_pages, (report.written, report.pages, report.removed))
        messages = _describe_open_tasks([*warnings, *run.content.problems], settings)
        unheeded = [*map(str, warnings)]
        summary = Summary(written, pages - written, removed, heaviest, messages, unheeded, incremental.root)
        if fingerprint:
            unchanged = replace(summary, written=0, kept=pages, removed=0)
            with suppress(OSError):  # the next build looks at everything again
                digests = {name: page.sha256 for name, page in report.pages.items()}
                fingerprint.keep(now, run.content.site.changes_at, asdict(unchanged), digests)
        return BuildResult(summary, Preview(inside, run))


def _take_fingerprint(settings_file: Path, content: Path, output: Path) -> Fingerprint:
    """Note the state of all that a build reads."""
    project = settings_file.parent
    inputs = [content, project / "theme", project / "plugins", *project.glob("*.py")]
    also = (settings_file.name, os.environ.get("SITEURL", ""))
    return Fingerprint(inputs, output, *also)


def require_apart(settings_file: Path, content: Path, output: Path) -> None:
    """Raise BuildError if *output* holds, or lies in, a folder that a build reads."""
    theme, plugins = (settings_file.parent / name for name in ("theme", "plugins"))
    for name, folder in {"nội dung": content, "giao diện": theme, "mã": plugins}.items():
        if overlap(folder, output):
            raise BuildError(f"{output} chứa hoặc nằm trong thư mục {name}: hãy chọn --output khác.")


def _describe_open_tasks(problems: Sequence[Problem], settings: dict[str, Any]) -> list[str]:
    """Describe warnings, and settings that are still placeholders."""
    messages = [describe(problems, most=MOST_WARNINGS)] if problems else []
    if names := unfilled(settings["PARTICULARS"], settings["SITEURL"]):
        messages.append(f"Trước khi đăng, hãy điền trong content/site.yaml: {', '.join(names)}.")
    return messages
