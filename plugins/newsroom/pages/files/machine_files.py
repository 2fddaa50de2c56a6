"""Write files for programs: sitemaps, robots.txt, the newest articles, and server configurations.

Reads:   site, root (set by newsroom.pages.plugin)
Writes:  /sitemap.xml, which is an index of /sitemap-<n>.xml on a large site; /sitemap-tin.xml;
         /robots.txt by a template; /tin-moi.json for the script; /.may-chu/nginx.conf and
         /.may-chu/caddy.conf, which the configurations of `invoke server` include; /_headers and
         /_redirects for hosts of static sites. Servers show none of the last four.
"""

import json

from incremental.keyed.writer import KeyedWriter
from newsroom.addresses import FOR_SERVERS, NEWEST, NEWS_SITEMAP, ROBOTS
from newsroom.exports.sitemaps import news_sitemap, sitemap_files
from newsroom.language.vietnamese import format_date
from newsroom.pages.base import PageGenerator
from newsroom.servers import release_files

NEWEST_COUNT = 6


class MachineFiles(PageGenerator):
    def generate_output(self, writer: KeyedWriter) -> None:
        site, address = self.context["site"], self.settings["SITEURL"]
        root = self.context["root"]
        self.write_page(writer, ROBOTS, "robots.txt")
        for name, key, make in sitemap_files(site, address):
            writer.write_made(name, key, make)
        newest = [
            {"title": story.title, "url": f"{root}{story.url}", "date": format_date(story.date)}
            for story in site.stories[:NEWEST_COUNT]
        ]
        writer.write_data(NEWS_SITEMAP, news_sitemap(site, address, self.settings["SITENAME"]))
        writer.write_data(NEWEST, json.dumps(newest, ensure_ascii=False, separators=(",", ":")))
        moves = (site.moved, site.withdrawn, root)
        writer.write_data(FOR_SERVERS["nginx"], release_files.nginx_moves(*moves))
        writer.write_data(FOR_SERVERS["caddy"], release_files.caddy_moves(*moves))
        writer.write_data(FOR_SERVERS["headers"], release_files.headers_file())
        writer.write_data(FOR_SERVERS["redirects"], release_files.redirects_file(site.moved, root))
