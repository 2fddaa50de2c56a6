"""Leave a small page at each address that has moved.

Reads:   site (set by newsroom.content): the ``redirects`` of all items, and provinces renamed
Writes:  the old addresses, template moved
"""

from __future__ import annotations

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.core.addresses import save_as


class RedirectPages(Generator):
    def generate_output(self, writer: Writer) -> None:
        template = self.get_template("moved")
        for old, new in self.context["site"].moved.items():
            writer.write_file(save_as(old), template, self.context, target=new, url=old, keyed=True)


def get_generators(_pelican: Pelican) -> type[Generator]:
    return RedirectPages


def register() -> None:
    signals.get_generators.connect(get_generators)
