"""The writer that renders a page only when its key has changed."""

from __future__ import annotations

import os
import shutil
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from pelican.utils import sanitised_join
from pelican.writers import Writer

from incremental.facts import PageFacts, take_facts
from incremental.keys import UnkeyedError, close, code_key, describe, digest, theme_key
from incremental.parallel import fork_map
from incremental.run import File, IncrementalRun, Report, Survey
from incremental.store import DamagedError, WrittenPage
from incremental.walking import walk_files
from pelican import Pelican, signals


class RenderError(Exception):
    """A page could not be rendered; says which, and why."""


@dataclass(frozen=True)
class Job:
    """A file that is to be: ``make`` gives its text or its bytes, or writes it and returns None."""

    name: str
    key: str
    make: Callable[[], str | bytes | None]
    overrides: bool
    context: Callable[[], Mapping[str, Any]] | None  # of a page or feed; other files have none


class Outcome(NamedTuple):
    """A page that was rendered, and whether its bytes are new."""

    name: str
    is_new: bool
    page: WrittenPage


class Failure(NamedTuple):
    """Why a page could not be rendered: not every exception can be pickled."""

    reason: str
    trace: str


class KeyedWriter(Writer):
    """Collects what generators write, then renders what is stale, on all processors."""

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings)
        self._incremental = IncrementalRun.of(settings)
        self._incremental.writer = self
        self._previous = self._incremental.previous or output_path
        self._in_place = self._previous == output_path
        self.store = self._incremental.open_store(settings)
        self._base = digest(code_key(settings, self._incremental.sources) + theme_key(settings))
        self._jobs: dict[str, Job] = {}
        self._closed: dict[int, tuple[dict[str, Any], str, dict[str, Any]]] = {}
        self._linked: set[str] = set()
        self._direct: set[str] = set()  # what Pelican's own writer writes
        self._found: dict[str, File] = {}
        self._prepare()

    def write_file(  # noqa: PLR0917 (as in Pelican)
        self,
        name: str,
        template: Any,
        context: dict[str, Any],
        relative_urls: bool = False,  # noqa: FBT001, FBT002 (as in Pelican)
        paginated: Any = None,
        template_name: str | None = None,
        override_output: bool = False,  # noqa: FBT001, FBT002
        url: str | None = None,
        *,
        keyed: bool = False,
        **shown: Any,
    ) -> None:
        if relative_urls or template_name in self.settings["PAGINATED_TEMPLATES"]:  # Pelican knows how
            arguments = (
                *(name, template, context, relative_urls),
                *(paginated, template_name, override_output, url),
            )
            self._write_directly(arguments, shown)
        elif name:
            key = self._key(context, template.name, name, shown) if keyed else ""
            opened = self._close(context)[0] if keyed else context

            def values() -> dict[str, Any]:
                return opened | {"output_file": name} | shown

            self._add(Job(name, key, lambda: template.render(values()), override_output, values))

    def write_feed(  # noqa: PLR0917
        self,
        elements: list[Any],
        context: dict[str, Any],
        path: str | None = None,
        url: str | None = None,
        feed_type: str = "atom",
        override_output: bool = False,  # noqa: FBT001, FBT002
        feed_title: str | None = None,
    ) -> None:
        shown = {"elements": elements[: self.settings["FEED_MAX_ITEMS"]], "title": feed_title, "url": url}
        write = super().write_feed

        def make() -> None:
            Path(self.output_path, path or "").unlink(missing_ok=True)  # it may be a link to a release
            write(elements, context, path, url, feed_type, override_output, feed_title)

        if path:
            try:
                key = self._key(context, feed_type, path, shown)
            except UnkeyedError:
                key = ""
            self._add(Job(path, key, make, override_output, lambda: context))

    def write_bytes(self, name: str, key: str, make: Callable[[], bytes]) -> None:
        """Let the file *name* be what *make* gives; *key* stands for it. No page, but kept as pages are."""
        self._add(Job(name, digest(key), make, overrides=False, context=None))

    def _write_directly(self, arguments: tuple[Any, ...], shown: dict[str, Any]) -> None:
        """Let Pelican's own writer write, in place, files whose names it alone knows."""
        self._forget(self._linked)  # it would write through a link, into the last release
        self._linked.clear()
        with signals.content_written.connected_to(self._note_direct):
            super().write_file(*arguments, **shown)

    def _note_direct(self, path: str, **_context: Any) -> None:
        self._direct.add(Path(os.path.relpath(path, self.output_path)).as_posix())

    def finish(self) -> None:
        """Render the stale pages, and report on all pages to the run."""
        kept = {job.name: self.store.pages[job.name] for job in self._jobs.values() if self._is_fresh(job)}
        removed = frozenset(self.store.pages.keys() - self._jobs.keys() - self._direct)
        self._forget(removed)
        self._linked -= removed
        for name in self._linked - kept.keys():
            os.unlink(f"{self.output_path}/{name}")
        for name in kept.keys() - self._linked:
            self._link(name)
        outcomes = list(self._render([job for job in self._jobs.values() if job.name not in kept]))
        pages = kept | {outcome.name: outcome.page for outcome in outcomes}
        written = frozenset(outcome.name for outcome in outcomes if outcome.is_new)
        for name in written if signals.content_written.receivers else ():
            context = self._jobs[name].context
            if context:
                signals.content_written.send(sanitised_join(self.output_path, name), context=context())
        settled = frozenset(kept if self._still_leads(pages) else ())
        self.store.save_pages(pages)
        self._incremental.report = Report(pages, written, settled, removed)

    def _prepare(self) -> None:
        """Leave in the output only pages of the last release, as links: all else will be written anew.

        What generators write in place must never be a link to a file of a release.
        """
        surveyed = self._incremental.survey or partial(survey, self._previous, self.output_path)
        self._found, standing = surveyed()
        if self._in_place:
            return
        pages = (name for name in standing.keys() & self.store.pages.keys())
        self._linked = {name for name in pages if self._found.get(name) == standing[name]}
        self._forget(standing.keys() - self._linked)

    def _forget(self, names: Iterable[str]) -> None:
        for name in names:
            path = Path(self.output_path, name)
            path.unlink(missing_ok=True)
            with suppress(OSError):  # the folder is not empty, or not there
                for folder in path.relative_to(self.output_path).parents[:-1]:
                    Path(self.output_path, folder).rmdir()

    def _add(self, job: Job) -> None:
        if ".." in job.name:
            sanitised_join(self.output_path, job.name)  # which refuses to leave the output
        earlier = self._jobs.get(job.name)
        if earlier and earlier.overrides == job.overrides:
            raise RuntimeError(f"two pages are to be written to {job.name}")
        if not earlier or job.overrides:
            self._jobs[job.name] = job

    def _close(self, context: dict[str, Any]) -> tuple[dict[str, Any], str]:
        if id(context) not in self._closed:
            self._closed[id(context)] = (*close(context), context)  # kept, for its number to stay its own
        return self._closed[id(context)][:2]

    def _key(self, context: dict[str, Any], template: str, name: str, shown: Any) -> str:
        return digest(f"{self._base} {self._close(context)[1]} {template} {name} {describe(shown)}")

    def _is_fresh(self, job: Job) -> bool:
        """Whether the last release has what *job* would make."""
        known = self.store.pages.get(job.name)
        if not known or not job.key or known.key != job.key:
            return False
        return self._found.get(job.name, ())[:2] == (known.size, known.mtime)

    def _still_leads(self, pages: dict[str, WrittenPage]) -> bool:
        """Whether every file of the last release is there, with all its places where it is written anew.

        Of files that are no pages, those count that still lie in it.
        """
        if not self.store.pages.keys() <= self._found.keys():  # of a build that failed, or taken away by hand
            return False
        for name, file in self._found.items():
            new, old = pages.get(name), self.store.pages.get(name)
            if new is None:
                if old or not os.path.isfile(f"{self.output_path}/{name}"):
                    return False
            elif (
                old is None
                or (old.size, old.mtime) != file[:2]
                or (new is not old and not _lines(old.facts.ids) <= _lines(new.facts.ids))
            ):
                return False
        return True

    def _link(self, name: str) -> os.stat_result:
        """Take a page over from the last release."""
        source, target = f"{self._previous}/{name}", f"{self.output_path}/{name}"
        if not self._in_place:
            with suppress(FileNotFoundError):
                os.unlink(target)
            try:
                os.link(source, target)
            except FileNotFoundError:
                os.makedirs(os.path.dirname(target), exist_ok=True)
                os.link(source, target)
            except OSError:  # a file system without links
                shutil.copy2(source, target)
        return os.stat(target)

    def _render(self, jobs: list[Job]) -> Iterator[Outcome]:
        for job, outcome in zip(jobs, fork_map(self._run, jobs, "Dựng"), strict=True):
            if isinstance(outcome, Failure):
                error = RenderError(f"{job.name}: {outcome.reason}")
                error.add_note(outcome.trace)
                raise error
            yield outcome

    def _run(self, job: Job) -> Outcome | Failure:
        """Write one page, in a worker."""
        try:
            made = job.make()
            path = f"{self.output_path}/{job.name}"
            data = made.encode() if isinstance(made, str) else (_read(path) or b"") if made is None else made
            facts = take_facts(data) if isinstance(made, str) and job.name.endswith(".html") else PageFacts()
            is_new = job.name not in self.store.pages or _read(f"{self._previous}/{job.name}") != data
            if is_new:
                stat = os.stat(path) if made is None else self._write(path, data)
            else:
                stat = self._link(job.name)
        except (OSError, DamagedError):
            raise
        except Exception as error:  # noqa: BLE001 (templates run here)
            return Failure(str(error), traceback.format_exc())
        return Outcome(job.name, is_new, WrittenPage(job.key, stat.st_size, stat.st_mtime_ns, facts))

    def _write(self, path: str, data: bytes) -> os.stat_result:
        """Write a new file, for the old one may be a link to a release."""
        unfinished = f"{path}.part" if self._in_place else path
        try:
            stat = _write(unfinished, data)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            stat = _write(unfinished, data)
        if self._in_place:
            os.replace(unfinished, path)
        return stat


def _lines(text: str) -> set[str]:
    return set(text.split("\n"))


def survey(previous: str, output: str) -> Survey:
    """What lies in the last release, and in the output where that is another folder."""
    return _walk(previous), _walk(output) if output != previous else {}


def _walk(folder: str) -> dict[str, File]:
    """Size, time and number of each file, by its name below *folder*."""
    files = walk_files(folder) if os.path.isdir(folder) else ()
    return {name: (stat.st_size, stat.st_mtime_ns, stat.st_ino) for name, stat in files}


def _read(file: str) -> bytes | None:
    try:
        with open(file, "rb") as stream:
            return stream.read()
    except OSError:
        return None


def _write(file: str, data: bytes) -> os.stat_result:
    with open(file, "wb") as stream:
        stream.write(data)
        stream.flush()
        return os.fstat(stream.fileno())


def use_writer(_pelican: Pelican) -> type[KeyedWriter]:
    return KeyedWriter


def finish(pelican: Pelican) -> None:
    writer = IncrementalRun.of(pelican.settings).writer
    if writer:
        writer.finish()


def register() -> None:
    signals.get_writer.connect(use_writer)
    signals.finalized.connect(finish)
