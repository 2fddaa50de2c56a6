"""Write what programs read: the sitemap, robots.txt, and the newest articles for the script.

Reads:   site (set by newsroom.content)
Writes:  /sitemap.xml and /robots.txt by templates of the same names, /tin-moi.json
"""

from __future__ import annotations

import json
from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.core.vietnamese import format_date

NEWEST_COUNT = 6


class MachineFiles(Generator):
    def generate_output(self, writer: Writer) -> None:
        for name in ("sitemap.xml", "robots.txt"):
            writer.write_file(name, self.env.get_template(name), self.context, url=name)
        newest = [
            {"title": story.title, "url": f"/{story.url}", "date": format_date(story.date)}
            for story in self.context["site"].stories[:NEWEST_COUNT]
        ]
        text = json.dumps(newest, ensure_ascii=False, separators=(",", ":"))
        file = Path(self.output_path, "tin-moi.json")
        file.parent.mkdir(parents=True, exist_ok=True)  # pages are written later
        file.unlink(missing_ok=True)  # it may be a link to a release
        file.write_text(text, "utf-8")


def get_generators(_pelican: Pelican) -> type[Generator]:
    return MachineFiles


def register() -> None:
    signals.get_generators.connect(get_generators)
