"""Write the list of all documents; the page of each is a list of those that cite it, see newsroom.lists.

Reads:   site (set by newsroom.plugin)
Writes:  /van-ban/ and its numbered pages, template documents
"""

from __future__ import annotations

from pelican.writers import Writer

from newsroom.core.addresses import DOCUMENTS
from newsroom.core.paging import screens
from newsroom.pages import PageGenerator


class DocumentPages(PageGenerator):
    def generate_output(self, writer: Writer) -> None:
        for screen in screens(DOCUMENTS, self.context["site"].documents):
            self.write_page(writer, screen.url, "documents", screen=screen)
