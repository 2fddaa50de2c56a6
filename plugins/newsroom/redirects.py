"""Leave a small page at each address that has moved.

Reads:   site (set by newsroom.content): the ``redirects`` of all items, and provinces renamed
Writes:  the old addresses, template moved
"""

from __future__ import annotations

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.pages import PageGenerator


class RedirectPages(PageGenerator):
    def generate_output(self, writer: Writer) -> None:
        for old, new in self.context["site"].moved.items():
            self.write_page(writer, old, "moved", target=new)


def get_generators(_pelican: Pelican) -> type[Generator]:
    return RedirectPages


def register() -> None:
    signals.get_generators.connect(get_generators)
