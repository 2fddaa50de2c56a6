"""What generators of pages have in common: each page lies where its address says, and has a key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment
from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.addresses import save_as


@dataclass(frozen=True)
class Template:
    """A template that is only read when a page is made of it: most pages are kept."""

    environment: Environment
    name: str

    def render(self, values: Mapping[str, Any]) -> str:
        return self.environment.get_template(f"{self.name}.html").render(values)


class PageGenerator(Generator):
    def write_page(self, writer: Writer, url: str, template: str, **shown: Any) -> None:
        """Let the page at *url* be what *template* makes of the variables *shown*, and of no others."""
        writer.write_file(
            save_as(url), Template(self.env, template), self.context, url=url, keyed=True, **shown
        )
