"""Write the search page, and the index that its script reads.

Reads:   site (set by newsroom.content)
Writes:  /tim-kiem/, template search; below it the files of each segment of the index
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.core.addresses import CAMPAIGNS, CATEGORIES, NEWS, PROVINCES, SEARCH, save_as
from newsroom.core.models import Category
from newsroom.core.searching import BOUNDS
from newsroom.core.site import Site
from newsroom.core.vietnamese import slugify


class IndexFile:
    """Stands where the writer wants a template: writes the variable ``file``."""

    name = "search index"

    @staticmethod
    def render(values: Mapping[str, Any]) -> str:
        return values["file"].text()


class Search(Generator):
    def generate_output(self, writer: Writer) -> None:
        site = self.context["site"]
        for segment in site.search:
            for file in segment.files():
                writer.write_file(
                    file.url, IndexFile, self.context, file=file, prepare=file.prepare, keyed=True
                )
        shown = {
            "bounds": " ".join(BOUNDS),
            "segments": [f"{len(one.items)}.{one.step}.{one.digest}" for one in site.search],
            "lists": _lists(site),
        }
        writer.write_file(
            save_as(SEARCH), self.get_template("search"), self.context, keyed=True, url=SEARCH, **shown
        )


def _lists(site: Site) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """What results can be chosen by: a name, the folder of its lists, their names and last parts."""
    years = sorted({story.date.year for story in site.stories}, reverse=True)
    return [
        ("Phong trào", CAMPAIGNS, [(campaign.title, campaign.slug) for campaign in site.campaigns]),
        ("Địa phương", PROVINCES, [(unit.name, unit.slug) for unit in site.provinces.units]),
        ("Chuyên mục", CATEGORIES, [(name, slugify(name)) for name in get_args(Category)]),
        ("Năm", NEWS, [(str(year), str(year)) for year in years]),
    ]


def get_generators(_pelican: Pelican) -> type[Generator]:
    return Search


def register() -> None:
    signals.get_generators.connect(get_generators)
