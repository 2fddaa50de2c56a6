"""Pages and feeds of stock generators, made again only if something that they read has changed.

A stock template may read anything in the context. So each page is kept with the names of all that it read:
variables, attributes of contents, and templates. The next build looks these up again, at the moment at which
Pelican would make the page, and makes it only if a value differs.
"""

from __future__ import annotations

import locale
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import Environment, Template, TemplateNotFound
from jinja2.defaults import DEFAULT_FILTERS, DEFAULT_NAMESPACE
from jinja2.tests import TESTS
from pelican.contents import Content
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator, TemplatePagesGenerator

from incremental.content_views import ContentViews
from incremental.keys import UnkeyedError, digest
from incremental.page_reads import Call, PageReads, Reads, noted_contents, noted_templates
from incremental.shelf import Shelf
from incremental.template_code import TemplateCode
from incremental.values import Values
from pelican import signals

_PAGE, _FEED = "page", "feed"
_STOCK = (ArticlesGenerator, PagesGenerator, TemplatePagesGenerator)
_RANDOM = re.compile(r"\|\s*random\b|\blipsum\b")
_OF_FEEDS = ("FEED_DOMAIN", "SITENAME", "SITESUBTITLE", "SITEURL")  # variables that Pelican reads for a feed
_FEED_SETTINGS = ("FEED_APPEND_REF", "RSS_FEED_SUMMARY_ONLY", "TIMEZONE", "RELATIVE_URLS")


class KeptTemplate:
    """A template for Pelican's writer, which asks for texts of *pages*."""

    def __init__(self, template: Template, pages: StockPages) -> None:
        self._template, self._pages = template, pages

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)

    def render(self, context: dict[str, Any]) -> str:
        return self._pages.render(self._template, context)


class StockPages:
    """The pages and feeds of one build."""

    def __init__(self, settings: dict[str, Any], shelf: Shelf, values: Values) -> None:
        self._settings, self._shelf, self._values = settings, shelf, values
        self._stock: set[int] = set()  # environments of generators that change nothing between their pages
        self._environment: Environment | None = None  # of the last page
        self.views = ContentViews(values.forget)
        self.kept, self.made = 0, 0  # numbers of pages and feeds
        self._templates: dict[tuple[int, str | None, str], str] = {}
        self._environments: dict[int, str] = {}

    def attach(self, generator: Generator) -> None:
        """Keep the templates of *generator*, and note whether it writes its pages as Pelican does."""
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

    def render(self, template: Template, context: dict[str, Any]) -> str:
        """Return the text of a page."""
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

        return self._keep(
            _PAGE, context["output_file"], make, lambda reads: self._page_parts(reads, template, context)
        )

    def make_feed(
        self,
        path: str,
        elements: list[Content],
        context: Mapping[str, Any],
        shown: Any,
        write: Callable[[], str],
    ) -> str:
        """Return the text of the feed that *write* writes, which also shows *shown*."""
        variables = [context.get(name) for name in _OF_FEEDS]
        settings = [self._settings.get(name) for name in _FEED_SETTINGS]

        def make(reads: Reads) -> str:
            with noted_contents(reads, self.views):
                text = write()
            reads.is_complete = bool(elements)  # an empty feed shows the time
            return text

        def parts(reads: PageReads) -> Iterator[str]:
            yield self._values.text([shown, variables, settings, [*elements]])
            yield from self._content_parts(reads)

        return self._keep(_FEED, path, make, parts)

    def _keep(
        self, kind: str, name: str, make: Callable[[Reads], str], parts: Callable[[PageReads], Iterable[str]]
    ) -> str:
        if signals.content_written.receivers:
            self.views.forget()
        kept = self._shelf.get(kind, name)
        if kept and kept.key == _key(parts, kept.origin):
            self.kept += 1
            return kept.data.decode()
        self.made += 1
        reads = Reads()
        text = make(reads)
        if reads.is_complete:
            try:
                origin = reads.in_plain_names(self._values.name)
            except UnkeyedError:
                return text
            key = _key(parts, origin)
            if key:
                self._shelf.put(kind, name, key, origin, text.encode())
        return text

    def _page_parts(self, reads: PageReads, template: Template, context: Mapping[str, Any]) -> Iterator[str]:
        environment = template.environment
        yield self._environment_part(environment)
        for name in reads.templates:
            yield self._template_part(environment, template.filename, name)
        for name in reads.variables:
            if name in context:
                yield self._values.text(context[name])
            elif name not in template.globals:
                yield "missing"
            elif template.globals[name] is not DEFAULT_NAMESPACE.get(name):
                yield self._values.text(template.globals[name])
        yield from self._content_parts(reads)

    def _content_parts(self, reads: PageReads) -> Iterator[str]:
        for calls, names in reads.contents:
            for name in names:
                content = self._values.contents.get(name)
                if not content:
                    raise UnkeyedError(f"{name} is no source of its own")
                yield self._content_part(content, calls)

    def _content_part(self, content: Content, calls: tuple[Call, ...]) -> str:
        known, place = self.views.of(content), (calls, content.get_siteurl())
        if place not in known:
            known[place] = digest("\n".join(self._call(content, *call) for call in calls))
        part: str = known[place]
        return part

    def _call(self, content: Content, name: str, arguments: tuple[Any, ...] | None) -> str:
        try:
            value = self.views.read(content, name)
            return self._values.text(value if arguments is None else value(*arguments))
        except AttributeError:
            return "missing"

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
            if _RANDOM.search(source):
                raise UnkeyedError("chance may show anything")
            tools = _own_tools(environment)
            parts = [
                self._values.text(tool)
                for name, tool in tools
                if re.search(rf"\b{re.escape(name)}\b", source)
            ]
            self._templates[place] = digest("\n".join([name, source, *parts]))
        return self._templates[place]


def _own_tools(environment: Environment) -> list[tuple[str, Any]]:
    """Return the names of the filters and tests that are not Jinja's own, and these, in their order."""
    tools = [(environment.filters, DEFAULT_FILTERS), (environment.tests, TESTS)]
    return [
        (word, own[word]) for own, stock in tools for word in sorted(own) if stock.get(word) is not own[word]
    ]


def _key(parts: Callable[[PageReads], Iterable[str]], reads: PageReads) -> str:
    """Return the key of all that *reads* names; empty if it has none."""
    try:
        return digest("\n".join(parts(reads)))
    except Exception:  # noqa: BLE001 (of any kind: properties of plugins may run here)
        return ""
