"""Write what web servers read of the site: what has moved, what is withdrawn, and headers.

Reads:   site (set by newsroom.pages.plugin)
Writes:  /.may-chu/nginx.conf and /.may-chu/caddy.conf, which what `invoke server` writes includes;
         /_headers and /_redirects for hosts of static sites. Servers show none of them.
"""

from __future__ import annotations

from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.addresses import FOR_SERVERS
from newsroom.servers import release_files


class ServerFiles(Generator):
    def generate_output(self, writer: Writer) -> None:
        site = self.context["site"]
        texts = {
            "nginx": release_files.nginx_moves(site.moved, site.withdrawn),
            "caddy": release_files.caddy_moves(site.moved, site.withdrawn),
            "headers": release_files.headers_file(),
            "redirects": release_files.redirects_file(site.moved),
        }
        for kind, text in texts.items():
            writer.write_bytes(FOR_SERVERS[kind], text, text.encode)
