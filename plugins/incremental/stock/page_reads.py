"""The variables, contents and templates that a page or a feed reads while Pelican makes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from types import MethodType
from typing import Any, NamedTuple

from jinja2 import Environment, Template
from jinja2.runtime import Context
from pelican.contents import Content

from incremental.digests import ATOMS
from incremental.stock.content_views import Call, ContentViews

_METHODS = (MethodType, partial)


class PageReads(NamedTuple):
    """The reads of a page, by plain names: variables, templates, and calls by the name of a content."""

    variables: tuple[str, ...]
    templates: tuple[str, ...]
    contents: tuple[tuple[tuple[Call, ...], tuple[str, ...]], ...]


class Reads:
    """The reads of one page."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.templates: set[str] = set()
        self.contents: defaultdict[Content, set[str | Call]] = defaultdict(set)  # a name alone: no method
        self.is_complete = True

    def in_plain_names(self, name_of: Callable[[Content], str]) -> PageReads:
        """Return the reads in an order of their own."""
        groups: defaultdict[frozenset[str | Call], list[str]] = defaultdict(list)
        for content, reads in self.contents.items():
            groups[frozenset(reads)].append(name_of(content))
        named = [(_calls(reads), tuple(sorted(names))) for reads, names in groups.items()]
        contents = tuple(sorted(named, key=repr))
        return PageReads(tuple(sorted(self.variables)), tuple(sorted(self.templates)), contents)


def _calls(reads: Iterable[str | Call]) -> tuple[Call, ...]:
    return tuple(sorted([(read, None) if isinstance(read, str) else read for read in reads], key=repr))


@contextmanager
def noted_contents(reads: Reads, views: ContentViews) -> Iterator[None]:
    """Note each attribute of a content that any code reads in the block, but for the code of contents.

    The attribute itself is worked out again when a page is looked at: what its code reads does not matter.
    """
    is_inside = False
    look_up, look, contents = object.__getattribute__, views.read, reads.contents

    def read(content: Content, name: str) -> Any:
        nonlocal is_inside
        if is_inside or name == "__class__":
            return look_up(content, name)
        is_inside = True
        value = None
        try:
            value = look(content, name)
        finally:
            is_inside = False
            if isinstance(value, _METHODS):
                value = partial(call, content, name, value)
            else:
                contents[content].add(name)
        return value

    def call(content: Content, name: str, method: Any, *arguments: Any, **named: Any) -> Any:
        nonlocal is_inside
        if named or not all(isinstance(argument, ATOMS) for argument in arguments):
            reads.is_complete = False
        contents[content].add((name, arguments))
        was_inside, is_inside = is_inside, True
        try:
            return method(*arguments, **named)
        finally:
            is_inside = was_inside

    Content.__getattribute__ = read
    try:
        yield
    finally:
        del Content.__getattribute__


class NotedContext(Context):
    """A context that notes which variables are looked up."""

    def resolve_or_missing(self, key: str) -> Any:
        if key in self.vars:  # set by the template
            return self.vars[key]
        reads = getattr(self.environment, "reads", None)
        if reads:
            reads.variables.add(key)
        return super().resolve_or_missing(key)


@contextmanager
def noted_templates(template: Template, reads: Reads) -> Iterator[None]:
    """Note the variables and templates that *template* looks up in the block."""
    environment = template.environment
    if environment.context_class is Context:
        environment.context_class = NotedContext
        environment.get_template = partial(_note_template, environment, environment.get_template)  # type: ignore[method-assign]
        environment.select_template = partial(_note_template, environment, environment.select_template)  # type: ignore[method-assign]
    if environment.context_class is not NotedContext:
        reads.is_complete = False
    for known in environment.cache.values() if environment.cache else ():
        known._module = None  # imports are run again, for their reads  # noqa: SLF001
    reads.templates.add(template.name or "")
    environment.reads = reads  # type: ignore[attr-defined]
    try:
        yield
    finally:
        environment.reads = None  # type: ignore[attr-defined]


def _note_template(
    environment: Environment, find: Any, names: Any, parent: str | None = None, variables: Any = None
) -> Any:
    reads = getattr(environment, "reads", None)
    if reads:
        for name in [names] if isinstance(names, str | Template) else names:
            if isinstance(name, Template):
                reads.is_complete = False
            else:
                reads.templates.add(environment.join_path(name, parent) if parent else name)
    return find(names, parent, variables)
