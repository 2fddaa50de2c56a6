"""Leave a small page at each address that has moved.

Reads:   site (set by newsroom.pages.plugin): the ``redirects`` of all items, and provinces renamed
Writes:  the old addresses, template moved
"""

from __future__ import annotations

from pelican.writers import Writer

from newsroom.pages.base import PageGenerator


class RedirectPages(PageGenerator):
    def generate_output(self, writer: Writer) -> None:
        for old, new in self.context["site"].moved.items():
            self.write_page(writer, old, "moved", target=new)
