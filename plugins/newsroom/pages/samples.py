"""Show every component of the theme with its examples, on the private site only.

Reads:   theme/examples/<component>.yaml: what each example shows, and the macro's arguments
Writes:  /mau/, template samples
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from jinja2 import Environment
from markupsafe import Markup
from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.addresses import SAMPLES, save_as


@dataclass(frozen=True)
class Sample:
    """One example of one component, drawn."""

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


class SamplePage(Generator):
    def generate_output(self, writer: Writer) -> None:
        if self.settings["DRAFT_SAVE_AS"]:
            samples = list(draw_samples(self.env, Path(self.theme)))
            writer.write_file(
                save_as(SAMPLES), self.get_template("samples"), self.context, samples=samples, url=SAMPLES
            )
