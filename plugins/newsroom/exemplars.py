"""Write a page for each exemplar.

Reads:   site (set by newsroom.content)
Writes:  /guong/<slug>.html, template exemplar, or withdrawn where the profile has been taken down
"""

from __future__ import annotations

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.core.stories import Exemplar


class ExemplarPages(Generator):
    def generate_output(self, writer: Writer) -> None:
        for item in self.context["site"].shown:
            if isinstance(item, Exemplar):
                template = self.get_template("withdrawn" if item.front.withdrawn else "exemplar")
                writer.write_file(item.url, template, self.context, item=item, url=item.url)


def get_generators(_pelican: Pelican) -> type[Generator]:
    return ExemplarPages


def register() -> None:
    signals.get_generators.connect(get_generators)
