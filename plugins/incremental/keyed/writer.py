"""The writer that renders a page only when its key has changed."""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from pelican.utils import sanitised_join
from pelican.writers import Writer

from incremental.digests import UnkeyedError, digest
from incremental.keyed import DamagedError
from incremental.keyed.below import move_links
from incremental.keyed.facts import PageFacts, take_facts
from incremental.keyed.keys import close, code_key, describe, theme_key
from incremental.keyed.run import IncrementalRun, Report
from incremental.keyed.store import WrittenPage
from incremental.parallel import fork_map
from incremental.sealed_files import digest_sha256, read_file, replace_bytes
from incremental.walking import walk_files
from pelican import Pelican, signals


class RenderError(Exception):
    """A page that could not be rendered; the message names it and the reason."""


@dataclass(frozen=True)
class Job:
    """A file to write: ``make`` returns its text or bytes, or writes it and returns None.

    Only pages and feeds have a ``context``. A job is ``foreign`` if its generator knows nothing of keys.
    """

    name: str
    key: str
    make: Callable[[], str | bytes | None]
    overrides: bool = False
    context: Callable[[], Mapping[str, Any]] | None = None
    foreign: bool = False


class Outcome(NamedTuple):
    """A rendered page, and whether its bytes are new."""

    name: str
    is_new: bool
    page: WrittenPage


class KeyedWriter(Writer):
    """A writer that collects the files of all generators, then renders those that are stale."""

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings)
        self._incremental = IncrementalRun.of(settings)
        self._incremental.writer = self
        self._previous = self._incremental.previous or output_path
        self.store = self._incremental.open_store(settings)
        self._jobs: dict[str, Job] = {}
        self._closed: dict[int, tuple[dict[str, Any], str, dict[str, Any]]] = {}
        self._direct: set[str] = set()  # files that Pelican's own writer has written
        self._found = _survey(self._incremental.found or walk_files(self._previous))
        if self._incremental.is_doubtful:
            self._check_found()
        self._linked: set[str] = set()  # pages of the last release that the output has already
        if self._previous != output_path:
            # Generators write other files in place, which must never be links to files of a release.
            standing = _survey(walk_files(output_path))
            pages = standing.keys() & self.store.pages.keys() if not self._incremental.copies else ()
            self._linked = {name for name in pages if self._found.get(name) == standing[name]}
            self._remove(standing.keys() - self._linked)

    @cached_property
    def _base(self) -> str:
        """The part that the keys of all pages share."""
        return digest(code_key(self.settings, self._incremental.sources) + theme_key(self.settings))

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
        is_paginated = template_name in self.settings["PAGINATED_TEMPLATES"]
        if relative_urls or is_paginated:
            # Pelican makes links and summaries relative to the page that it has written last.
            places = (paginated, template_name, override_output, url)
            super().write_file(name, template, context, relative_urls, *places, **shown)
        elif name:
            key = self._key(context, template.name, name, shown) if keyed else ""
            opened = self._close(context)[0] if keyed else context

            def values() -> dict[str, Any]:
                return opened | {"output_file": name} | shown

            self._add(Job(name, key, lambda: template.render(values()), override_output, values, not keyed))

    def write_feed(  # noqa: PLR0917
        self,
        elements: list[Any],
        context: dict[str, Any],
        path: str | None = None,
        url: str | None = None,
        feed_type: str = "atom",
        override_output: bool = False,  # noqa: FBT001, FBT002
        feed_title: str | None = None,
        *,
        keyed: bool = False,
    ) -> None:
        shown = {"elements": elements[: self.settings["FEED_MAX_ITEMS"]], "title": feed_title, "url": url}
        more = (path, url, feed_type, override_output, feed_title)
        try:
            key = self._key(context, feed_type, path, shown) if path else ""
        except UnkeyedError:
            key = ""
        write = super().write_feed
        if not path or (not key and self.settings["RELATIVE_URLS"]):
            write(elements, context, *more)
            return

        def make() -> None:
            Path(self.output_path, path).unlink(missing_ok=True)  # it may be a link to a release
            write(elements, context, *more)

        self._add(Job(path, key, make, override_output, lambda: context, not keyed))

    def _add_item_to_the_feed(self, feed: Any, item: Any) -> None:
        """Add an element to a feed, with its enclosures if it has a method ``get_enclosures``."""
        super()._add_item_to_the_feed(feed, item)
        if get_enclosures := getattr(item, "get_enclosures", None):
            feed.items[-1]["enclosures"] = get_enclosures(self.site_url)

    def write_made(self, name: str, key: Any, make: Callable[[], str | bytes]) -> None:
        """Write the file *name*, no page, by *make*, again only when *key*, plain or ``Keyed``, changes."""
        self._add(Job(name, digest(describe(key)), make))

    def write_data(self, name: str, data: str | bytes) -> None:
        """Write *data* into the file *name*, which is no page."""
        self.write_made(name, data, lambda: data)

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> Any:  # noqa: FBT001, FBT002 (as in Pelican)
        """Open a file for Pelican's own writer."""
        name = Path(os.path.relpath(filename, self.output_path)).as_posix()
        if name in self._linked:  # Pelican would write through the link, into the last release
            Path(filename).unlink(missing_ok=True)
            self._linked.discard(name)
        if name not in self._jobs:
            self._direct.add(name)
        return super()._open_w(filename, encoding, override)

    def finish(self) -> None:
        """Render the stale pages, and report on all pages to the run."""
        kept = {job.name: self.store.pages[job.name] for job in self._jobs.values() if self._is_fresh(job)}
        removed = frozenset(self.store.pages.keys() - self._jobs.keys() - self._direct)
        self._remove(removed)
        for name in kept.keys() - self._linked:
            self._link(name)
        stale = [job for job in self._jobs.values() if job.name not in kept]
        outcomes = list(fork_map(self._render, stale, "Dựng"))
        direct = {name: self._survey_direct(name) for name in self._direct - self._jobs.keys()}
        pages = kept | direct | {outcome.name: outcome.page for outcome in outcomes}
        written = frozenset(outcome.name for outcome in outcomes if outcome.is_new)
        for name in written if signals.content_written.receivers else ():
            context = self._jobs[name].context
            if context:
                signals.content_written.send(sanitised_join(self.output_path, name), context=context())
                pages[name] = self._look_again(name, pages[name])
        settled = frozenset(kept if self._keeps_all_targets(pages) else ())
        self.store.save_pages(pages)
        foreign = frozenset(job.name for job in self._jobs.values() if job.foreign)
        self._incremental.report = Report(pages, written, settled, removed, foreign)

    def _survey_direct(self, name: str) -> WrittenPage:
        stat = os.stat(f"{self.output_path}/{name}")
        return WrittenPage("", stat.st_size, stat.st_mtime_ns, "", PageFacts())

    def _look_again(self, name: str, page: WrittenPage) -> WrittenPage:
        """Return *page* as a plugin has left it, which heard that it was written."""
        stat = os.stat(f"{self.output_path}/{name}")
        if (stat.st_size, stat.st_mtime_ns) == (page.size, page.mtime):
            return page
        data = read_file(f"{self.output_path}/{name}")
        html = move_links(data, self._incremental.root, "/") if name.endswith(".html") else None
        facts = take_facts(html) if html is not None else PageFacts()
        return WrittenPage(page.key, stat.st_size, stat.st_mtime_ns, hashlib.sha256(data).hexdigest(), facts)

    def _remove(self, names: Iterable[str]) -> None:
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
        """Return whether the last release has the file that *job* would write."""
        known = self.store.pages.get(job.name)
        return bool(job.key and known and known.key == job.key and self._is_found(job.name, known))

    def _check_found(self) -> None:
        """Find the pages of the last release that have their bytes; give back the times that a copy lost."""
        for name in self._found.keys() & self.store.pages.keys():
            page, file = self.store.pages[name], f"{self._previous}/{name}"
            size, mtime, number = self._found.pop(name)
            if digest_sha256(file) == page.sha256:
                with suppress(OSError):  # it belongs to somebody else: it is rendered again
                    if mtime != page.mtime:
                        os.utime(file, ns=(page.mtime, page.mtime))
                    self._found[name] = (size, page.mtime, number)

    def _is_found(self, name: str, page: WrittenPage) -> bool:
        return self._found.get(name, ())[:2] == (page.size, page.mtime)

    def _keeps_all_targets(self, pages: dict[str, WrittenPage]) -> bool:
        """Return whether every file and id of the last release is still there, unchanged."""
        return (
            all(self._is_found(*page) for page in self.store.pages.items())
            and all(name in pages or os.path.isfile(f"{self.output_path}/{name}") for name in self._found)
            and all(
                page is old or set(old.facts.ids.split("\n")) <= set(page.facts.ids.split("\n"))
                for name, page in pages.items()
                if (old := self.store.pages.get(name))
            )
        )

    def _link(self, name: str) -> None:
        """Link a page of the last release into the output."""
        source, target = f"{self._previous}/{name}", f"{self.output_path}/{name}"
        if source == target:
            return
        with suppress(FileNotFoundError):
            os.unlink(target)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        if not self._incremental.copies:
            with suppress(OSError):  # a file system without links
                os.link(source, target)
                return
        shutil.copy2(source, target)

    def _render(self, job: Job) -> Outcome:
        """Write one file, in a worker."""
        path = f"{self.output_path}/{job.name}"
        try:
            made = job.make()
            data = made.encode() if isinstance(made, str) else (_read(path) or b"") if made is None else made
            facts = PageFacts()
            if isinstance(made, str) and job.name.endswith(".html"):
                facts = take_facts(data)
                if self._incremental.root != "/":
                    data = move_links(data, "/", self._incremental.root)
            sha256 = hashlib.sha256(data).hexdigest()
            is_new = job.name not in self.store.pages or _read(f"{self._previous}/{job.name}") != data
            if not is_new:
                self._link(job.name)
            elif made is not None:
                replace_bytes(path, data)
            stat = os.stat(path)
        except (OSError, DamagedError):
            raise
        except Exception as error:  # of any kind: templates run here
            raise RenderError(f"{job.name}: {error}") from error
        return Outcome(job.name, is_new, WrittenPage(job.key, stat.st_size, stat.st_mtime_ns, sha256, facts))


def _survey(files: Iterable[tuple[str, os.stat_result]]) -> dict[str, tuple[int, int, int]]:
    """Return size, time and number of each file, by its name."""
    return {name: (stat.st_size, stat.st_mtime_ns, stat.st_ino) for name, stat in files}


def _read(file: str) -> bytes | None:
    try:
        return read_file(file)
    except OSError:
        return None


def use_writer(_pelican: Pelican) -> type[KeyedWriter]:
    return KeyedWriter


def finish(pelican: Pelican) -> None:
    writer = IncrementalRun.of(pelican.settings).writer
    if writer:
        writer.finish()


def register() -> None:
    signals.get_writer.connect(use_writer)
    signals.finalized.connect(finish)
