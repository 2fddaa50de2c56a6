"""Structured data, as templates write it: of a page, and of the whole site on the front page."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from newsroom.exports.structured_data import (
    Node,
    PageDescription,
    Publication,
    Trail,
    describe_page,
    describe_site,
    serialise,
)
from newsroom.items.items import Item


@pass_context
def page_data(
    context: Context, title: str, address: str, description: str, trail: Trail, *, item: Item | None
) -> Markup:
    """Describe the page at *address*, which lies below *trail*, and the *item* that it is of, if any."""
    place = PageDescription(title, address, description, trail)
    return _script(describe_page(place, item, _publication(context)))


@pass_context
def site_data(context: Context) -> Markup:
    """Describe the site and its publisher."""
    return _script(describe_site(_publication(context)))


def _publication(context: Context) -> Publication:
    names = ("SITENAME", "SITEURL", "SITEDESCRIPTION", "PARTICULARS")
    return Publication(*(context[name] for name in names))


def _script(nodes: Sequence[Node]) -> Markup:
    """A block of data: browsers neither run nor refuse it, whatever the policy for scripts says."""
    return Markup(f'<script type="application/ld+json">{serialise(nodes)}</script>\n')  # noqa: S704 (escaped)
