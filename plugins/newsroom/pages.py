"""What generators of pages have in common: each page lies where its address says, and has a key."""

from __future__ import annotations

from typing import Any

from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.core.addresses import save_as


class PageGenerator(Generator):
    def write_page(self, writer: Writer, url: str, template: str, **shown: Any) -> None:
        """Let the page at *url* be what *template* makes of the variables *shown*, and of no others."""
        writer.write_file(
            save_as(url), self.get_template(template), self.context, url=url, keyed=True, **shown
        )
