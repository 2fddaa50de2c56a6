"""Show every component of the theme with its examples, on the private site only.

Reads:   theme/examples/<component>.yaml: the macro's arguments of each example, under its title
Writes:  /mau/, template samples.html
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from jinja2 import Environment
from markupsafe import Markup
from pelican.writers import Writer

from newsroom.addresses import SAMPLES
from newsroom.pages.base import PageGenerator


@dataclass(frozen=True)
class Sample:
    """An example of a component, drawn; ``shows`` is its title."""

    component: str
    shows: str
    html: Markup


def draw_samples(environment: Environment, theme: Path) -> Iterator[Sample]:
    """Call each macro of the theme with the arguments of each of its examples."""
    for file in sorted((theme / "examples").glob("*.yaml")):
        module = environment.get_template(f"components/{file.stem}.html").module
        macro = getattr(module, file.stem)
        for shows, arguments in yaml.safe_load(file.read_text("utf-8")).items():
            yield Sample(file.stem, shows, Markup(macro(**arguments)))  # noqa: S704 (escaped within)


class SamplePage(PageGenerator):
    def generate_output(self, writer: Writer) -> None:
        if self.settings["DRAFT_SAVE_AS"]:
            samples = list(draw_samples(self.env, Path(self.theme)))
            self.write_page(writer, SAMPLES, "samples.html", samples=samples)
