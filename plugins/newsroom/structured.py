"""Structured data for templates: beside the breadcrumb of every page, and on the front page.

The page says at its top what it is (``title``, ``address``, ``description``); nothing more is
asked of it. A page of one item is described by that ``item``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jinja2 import pass_context
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from newsroom.core.structured_data import (
    Node,
    Place,
    Publication,
    Trail,
    describe_page,
    describe_site,
    serialise,
)


def with_data(breadcrumb: Macro) -> Callable[[Context, Trail], Markup]:
    """The macro *breadcrumb*, followed by the same and the rest of the page for machines."""

    @pass_context
    def draw(context: Context, trail: Trail) -> Markup:
        place = Place(context["title"], context["address"], context["description"], trail)
        return breadcrumb(trail) + _script(describe_page(place, context.get("item"), _publication(context)))

    return draw


@pass_context
def site_data(context: Context) -> Markup:
    """The site and its publisher."""
    return _script(describe_site(_publication(context)))


def _publication(context: Context) -> Publication:
    names = ("SITENAME", "SITEURL", "SITEDESCRIPTION", "PARTICULARS")
    return Publication(*(context[name] for name in names))


def _script(nodes: Sequence[Node]) -> Markup:
    """A block of data: browsers neither run nor refuse it, whatever the policy for scripts says."""
    return Markup(f'<script type="application/ld+json">{serialise(nodes)}</script>\n')  # noqa: S704 (escaped)
