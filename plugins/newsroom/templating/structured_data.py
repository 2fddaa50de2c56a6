"""Structured data in templates: of a page, and of the site on the front page."""

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
    """Describe the page at *address* below *trail*, and its *item*, if any."""
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
    """Return a block of data, which browsers never run: no policy for scripts refuses it."""
    return Markup(f'<script type="application/ld+json">{serialise(nodes)}</script>\n')  # noqa: S704 (escaped)
