"""Write the list of all documents; the page of each is a list of those that cite it, see newsroom.lists.

Reads:   site (set by newsroom.content)
Writes:  /van-ban/ and its numbered pages, template documents
"""

from __future__ import annotations

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.core.addresses import DOCUMENTS, save_as
from newsroom.core.paging import screens


class DocumentPages(Generator):
    def generate_output(self, writer: Writer) -> None:
        template = self.get_template("documents")
        for screen in screens(DOCUMENTS, self.context["site"].documents):
            name = save_as(screen.url)
            writer.write_file(name, template, self.context, keyed=True, screen=screen, url=screen.url)


def get_generators(_pelican: Pelican) -> type[Generator]:
    return DocumentPages


def register() -> None:
    signals.get_generators.connect(get_generators)
