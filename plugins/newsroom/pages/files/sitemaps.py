"""Write what programs read: the sitemaps, robots.txt, and the newest articles for the script.

Reads:   site (set by newsroom.pages.plugin)
Writes:  /sitemap.xml, which is an index of /sitemap-<n>.xml on a large site; /sitemap-tin.xml;
         /robots.txt by a template; /tin-moi.json
"""

from __future__ import annotations

import json

from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.addresses import NEWEST, NEWS_SITEMAP, ROBOTS
from newsroom.exports.sitemaps import news_sitemap, sitemap_files
from newsroom.language.vietnamese import format_date

NEWEST_COUNT = 6


class MachineFiles(Generator):
    def generate_output(self, writer: Writer) -> None:
        site, address = self.context["site"], self.settings["SITEURL"]
        writer.write_file(ROBOTS, self.env.get_template("robots.txt"), self.context, url=ROBOTS)
        for name, key, make in sitemap_files(site, address):
            writer.write_bytes(name, key, make)
        newest = [
            {"title": story.title, "url": f"/{story.url}", "date": format_date(story.date)}
            for story in site.stories[:NEWEST_COUNT]
        ]
        for name, data in (
            (NEWS_SITEMAP, news_sitemap(site, address, self.settings["SITENAME"])),
            (NEWEST, json.dumps(newest, ensure_ascii=False, separators=(",", ":")).encode()),
        ):
            writer.write_bytes(name, repr(data), data.__bytes__)
