"""Pages and feeds of stock generators, made again only if something that they read has changed.

A stock template may read anything in the context. So each page is kept with the names of all that it read:
variables, attributes of contents, and templates. The next build looks these up again, at the moment at which
Pelican would make the page, and makes it only if a value differs.
"""

from __future__ import annotations

import locale
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from jinja2 import Environment, Template, TemplateNotFound
from jinja2.defaults import DEFAULT_FILTERS, DEFAULT_NAMESPACE
from jinja2.tests import TESTS
from pelican.contents import Content
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator, TemplatePagesGenerator

from incremental.digests import UnkeyedError, digest
from incremental.stock.content_views import ContentViews
from incremental.stock.output import Output
from incremental.stock.page_reads import PageReads, Reads, noted_contents, noted_templates
from incremental.stock.shelf import Shelf
from incremental.stock.template_code import TemplateCode
from incremental.stock.values import Values
from pelican import signals

_PAGE, _WRITTEN = "page", "written"
_STOCK = (ArticlesGenerator, PagesGenerator, TemplatePagesGenerator)
_RANDOM = re.compile(r"\|\s*random\b|\blipsum\b")
_WORD = re.compile(r"\w+")
_OF_FEEDS = ("FEED_DOMAIN", "SITENAME", "SITESUBTITLE", "SITEURL")  # variables that Pelican reads for a feed
_FEED_SETTINGS = ("FEED_APPEND_REF", "RSS_FEED_SUMMARY_ONLY", "TIMEZONE", "RELATIVE_URLS")


class StockPages:
    """The pages and feeds of one build."""

    def __init__(self, settings: dict[str, Any], shelf: Shelf, values: Values) -> None:
        self._settings, self._shelf, self._values = settings, shelf, values
        self._stock: set[int] = set()  # environments of generators that change nothing between their pages
        self._environment: Environment | None = None  # of the last page
        self.views = ContentViews(values)
        written = shelf.get(_WRITTEN, "")
        self.output = Output(settings["OUTPUT_PATH"], written.origin if written else {})
        self._new: dict[str, tuple[str, PageReads]] = {}  # by path: keys and reads of what this build makes
        self.kept, self.made = 0, 0  # numbers of pages and feeds
        self._templates: dict[tuple[int, str | None, str], str] = {}
        self._environments: dict[int, str] = {}

    def attach(self, generator: Generator) -> None:
        """Keep the templates of *generator*, and note whether it writes its pages as Pelican does."""
        self.views.context = generator.context
        generator.env.auto_reload = False  # no template changes in a build: Jinja need not look
        if any(
            type(generator).generate_output is stock.generate_output
            for stock in _STOCK
            if isinstance(generator, stock)
        ):
            self._stock.add(id(generator.env))

        def options() -> str:
            tools = [self._values.text(tool) for _, tool in _own_tools(generator.env)]
            return "\n".join([self._environment_part(generator.env), *tools])

        if not generator.env.bytecode_cache:
            generator.env.bytecode_cache = TemplateCode(self._shelf, options)

    def render(self, template: Template, context: dict[str, Any], path: str) -> str | None:
        """Return the text of the page at *path*; None if its file is kept."""
        environment = template.environment
        if environment is not self._environment or id(environment) not in self._stock:
            self.views.forget()  # code of a plugin may have run since
        self._environment = environment
        for name in ("article", "page"):
            if isinstance(context.get(name), Content):
                self.views.forget(context[name])

        def make(reads: Reads) -> str:
            with noted_contents(reads, self.views), noted_templates(template, reads):
                return template.render(context)

        def groups(reads: PageReads) -> Iterator[Iterable[str]]:
            yield self._code_parts(reads, template)
            yield self._variable_parts(reads, template, context)
            yield self._content_parts(reads)

        return self._keep(path, make, groups)

    def make_feed(
        self,
        path: str,
        elements: list[Content],
        context: Mapping[str, Any],
        shown: Any,
        write: Callable[[Reads], object],
    ) -> bool:
        """Have *write* write the feed at *path*, which also shows *shown*; return False if it is kept.

        *write* takes the reads of the feed; it may add to them.
        """
        variables = [context.get(name) for name in _OF_FEEDS]
        settings = [self._settings.get(name) for name in _FEED_SETTINGS]

        def make(reads: Reads) -> str:
            with noted_contents(reads, self.views):
                write(reads)
            reads.is_complete = bool(elements)  # an empty feed shows the time
            return path

        def groups(reads: PageReads) -> Iterator[Iterable[str]]:
            yield [self._values.text([shown, variables, settings, [*elements]])]
            yield self._content_parts(reads)

        return self._keep(path, make, groups) is not None

    def _keep(
        self,
        path: str,
        make: Callable[[Reads], str],
        groups: Callable[[PageReads], Iterator[Iterable[str]]],
    ) -> str | None:
        """Return the text that *make* makes for *path*; None if the parts of all *groups* are as before."""
        if signals.content_written.receivers:
            self.views.forget()
        is_there, kept = self.output.ask(path), self._shelf.get(_PAGE, path)
        if kept and is_there and _has_key(kept.key, groups(kept.origin)):
            self.output.keep(path)
            self.kept += 1
            return None
        self._shelf.drop(_PAGE, path)
        self.made += 1
        reads = Reads()
        text = make(reads)
        if reads.is_complete:
            with suppress(UnkeyedError):
                origin = reads.in_plain_names(self._values.name)
                key = _key(groups(origin))
                if key:
                    self._new[path] = (key, origin)
        return text

    def save(self) -> None:
        """Keep what the pages and feeds of this build have read, and the states of their files."""
        self.views.unfollow()
        if self._settings["DELETE_OUTPUT_DIRECTORY"]:
            self.output.remove_unasked()
        for path, (key, origin) in self._new.items():
            self._shelf.put(_PAGE, path, key, origin)
        for path in self.output.shared:
            self._shelf.drop(_PAGE, path)
        self._shelf.put(_WRITTEN, "", "", self.output.written)

    def _code_parts(self, reads: PageReads, template: Template) -> Iterator[str]:
        yield template.name or ""
        yield self._environment_part(template.environment)
        for name in reads.templates:
            yield self._template_part(template.environment, template.filename, name)

    def _variable_parts(
        self, reads: PageReads, template: Template, context: Mapping[str, Any]
    ) -> Iterator[str]:
        for name in reads.variables:
            if name in context:
                yield self._values.text(context[name])
            elif name not in template.globals:
                yield "missing"
            elif template.globals[name] is not DEFAULT_NAMESPACE.get(name):
                yield self._values.text(template.globals[name])

    def _content_parts(self, reads: PageReads) -> Iterator[str]:
        for calls, names in reads.contents:
            known = self.views.texts(calls)
            for name in names:
                text = known.get(name)
                if text is None:
                    content = self._values.contents.get(name)
                    if not content:
                        raise UnkeyedError(f"{name} is no source of its own")
                    text = digest("\n".join(self.views.text(content, *call) for call in calls))
                    if content._context is self.views.context:  # noqa: SLF001 (where it finds its SITEURL)
                        known[name] = text
                yield text

    def _environment_part(self, environment: Environment) -> str:
        number = id(environment)
        if number not in self._environments:
            if any(not name.startswith("jinja2.ext.") for name in environment.extensions):
                raise UnkeyedError("extensions of Jinja may show anything")
            self._environments[number] = self._values.text(self._settings["JINJA_ENVIRONMENT"])
        return self._environments[number] + locale.setlocale(locale.LC_ALL)

    def _template_part(self, environment: Environment, root: str | None, name: str) -> str:
        place = (id(environment), root, name)
        if place not in self._templates:
            try:
                source = environment.loader.get_source(environment, name)[0]  # type: ignore[union-attr]
            except TemplateNotFound:
                source = "missing"
            if ("random" in source or "lipsum" in source) and _RANDOM.search(source):
                raise UnkeyedError("chance may show anything")
            words = {*_WORD.findall(source)}
            parts = [self._values.text(tool) for name, tool in _own_tools(environment) if name in words]
            self._templates[place] = digest("\n".join([name, source, *parts]))
        return self._templates[place]


def _own_tools(environment: Environment) -> list[tuple[str, Any]]:
    """Return the names of the filters and tests that are not Jinja's own, and these, in their order."""
    tools = [(environment.filters, DEFAULT_FILTERS), (environment.tests, TESTS)]
    return [
        (word, own[word]) for own, stock in tools for word in sorted(own) if stock.get(word) is not own[word]
    ]


def _key(groups: Iterator[Iterable[str]]) -> str:
    """Return the key of all parts of *groups*; empty if there is none."""
    try:
        return " ".join(_digests(groups))
    except Exception:  # noqa: BLE001 (of any kind: properties of plugins may run here)
        return ""


def _has_key(key: str, groups: Iterator[Iterable[str]]) -> bool:
    """Return whether *groups* have this *key*; look at none behind the first that has another."""
    try:
        return all(old == new for old, new in zip(key.split(), _digests(groups), strict=True))
    except Exception:  # noqa: BLE001 (as above)
        return False


def _digests(groups: Iterator[Iterable[str]]) -> Iterator[str]:
    return (digest("\n".join(parts)) for parts in groups)
