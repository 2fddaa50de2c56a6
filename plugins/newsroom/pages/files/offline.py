"""Keep visited pages readable without network, or forget them when site.yaml says so.

Reads:   site, root (set by newsroom.pages.plugin)
Writes:  /sw.js, template sw.js, or sw_removed.js if nothing is kept or the site has no page
         ngoai-tuyen.html to stand in; /ngoai-tuyen.json for the worker; /site.webmanifest
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from incremental.keyed.writer import KeyedWriter
from newsroom.addresses import KEPT_LIST, OFFLINE_PAGE, SIGN, WEB_MANIFEST, WORKER
from newsroom.exports.offline import kept_list, manifest
from newsroom.items.items import Item
from newsroom.pages.base import PageGenerator
from newsroom.site.site import Site


class OfflineFiles(PageGenerator):
    def generate_output(self, writer: KeyedWriter) -> None:
        site, settings = self.context["site"], self.settings
        root, name = self.context["root"], settings["SITENAME"]
        writer.write_data(KEPT_LIST, kept_list(site.stories, site.items.values(), root))
        paper = site.identity.colours.paper.hex[0]
        writer.write_data(WEB_MANIFEST, manifest(name, settings["SITEDESCRIPTION"], root, paper))
        if not self.context["offline"]:
            self.write_page(writer, WORKER, "sw_removed.js")
            return
        scripts = sorted(Path(self.theme, "static", "assets").glob("*.js"))
        names = [OFFLINE_PAGE, SIGN, *(f"{settings['THEME_STATIC_DIR']}/{file.name}" for file in scripts)]
        contents = [site.vocabularies.identity.sign.encode(), *(file.read_bytes() for file in scripts)]
        version = partial(_digest, settings["NEWSROOM"].items.draw, site.at[OFFLINE_PAGE], contents)
        self.write_page(writer, WORKER, "sw.js", ready=[f"{root}{name}" for name in names], version=version)


def _digest(draw: Callable[[Item], str], page: Item, scripts: Sequence[bytes]) -> str:
    """Return a digest of the files that the worker keeps ready: a change must replace the worker."""
    return hashlib.sha256(b"\0".join([draw(page).encode(), *scripts])).hexdigest()[:16]


def is_kept_offline(settings: Mapping[str, Any], site: Site) -> bool:
    """Return whether devices of readers keep visited pages."""
    has_page = site.has(OFFLINE_PAGE) and OFFLINE_PAGE in site.at
    return bool(site.identity.offline and not settings["DRAFT_SAVE_AS"] and has_page)
