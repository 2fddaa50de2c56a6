"""The variables, contents and templates that a page or a feed reads while Pelican makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import MethodType
from typing import Any, NamedTuple

from jinja2 import Environment, Template
from jinja2.runtime import Context
from pelican.contents import Content

from incremental.content_views import ContentViews
from incremental.keys import ATOMS

Call = tuple[str, tuple[Any, ...] | None]  # the name of an attribute, and the arguments if it is a method


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
        self.contents: dict[Content, set[Call]] = {}
        self.is_complete = True

    def add(self, content: Content, name: str, arguments: tuple[Any, ...] | None = None) -> None:
        calls = self.contents.get(content)
        if calls is None:
            calls = self.contents[content] = set()
        calls.add((name, arguments))

    def in_plain_names(self, name_of: Callable[[Content], str]) -> PageReads:
        """Return the reads in an order of their own."""
        groups: dict[tuple[Call, ...], list[str]] = {}
        for content, calls in self.contents.items():
            groups.setdefault(tuple(sorted(calls, key=repr)), []).append(name_of(content))
        contents = tuple((calls, tuple(sorted(groups[calls]))) for calls in sorted(groups, key=repr))
        return PageReads(tuple(sorted(self.variables)), tuple(sorted(self.templates)), contents)


@contextmanager
def noted_contents(reads: Reads, views: ContentViews) -> Iterator[None]:
    """Note each attribute of a content that any code reads in the block, but for the code of contents.

    The attribute itself is worked out again when a page is looked at: what its code reads does not matter.
    """
    is_inside = False
    look_up = object.__getattribute__

    def read(content: Content, name: str) -> Any:
        nonlocal is_inside
        if is_inside or name == "__class__":
            return look_up(content, name)
        is_inside = True
        value = None
        try:
            value = views.read(content, name)
        finally:
            is_inside = False
            if not isinstance(value, MethodType | partial):
                reads.add(content, name)
        return partial(call, content, name, value) if isinstance(value, MethodType | partial) else value

    def call(content: Content, name: str, method: Any, *arguments: Any, **named: Any) -> Any:
        nonlocal is_inside
        if named or not all(isinstance(argument, ATOMS) for argument in arguments):
            reads.is_complete = False
        reads.add(content, name, arguments)
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
