"""Write the list of all documents.

The page of a document is a list of the items that cite it: see newsroom.pages.listings.

Reads:   site (set by newsroom.pages.plugin)
Writes:  /van-ban/ and its numbered pages, template documents
"""

from __future__ import annotations

from pelican.writers import Writer

from newsroom.addresses import DOCUMENTS
from newsroom.listings.paging import screens
from newsroom.pages.base import PageGenerator


class DocumentPages(PageGenerator):
    def generate_output(self, writer: Writer) -> None:
        for screen in screens(DOCUMENTS, self.context["site"].documents):
            self.write_page(writer, screen.url, "documents", screen=screen)
