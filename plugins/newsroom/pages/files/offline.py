"""Let readers open again, without network, what they have read; or undo it, when OFFLINE is not set.

Reads:   site (set by newsroom.pages.plugin); OFFLINE, which counts in public only: an editor sees what is new
Writes:  /sw.js, template sw, or sw_removed where nothing is kept or there is no page ngoai-tuyen.html to
         stand in; /ngoai-tuyen.json for the worker; /site.webmanifest
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.writers import Writer

from newsroom.addresses import KEPT_LIST, OFFLINE_PAGE, WEB_MANIFEST, WORKER
from newsroom.exports.offline import kept_list, manifest
from newsroom.items.items import Item
from newsroom.site.site import Site


@dataclass(frozen=True)
class Version:
    """A digest of the bytes that the worker holds ready: the page is drawn when the worker is, seldom."""

    page: Item
    draw: Callable[[Item], str]
    scripts: tuple[bytes, ...]

    @property
    def render_key(self) -> str:
        return f"{self.page.render_key} {self.scripts}"

    def __str__(self) -> str:
        held = b"\0".join([self.draw(self.page).encode(), *self.scripts])
        return hashlib.sha256(held).hexdigest()[:16]


class OfflineFiles(Generator):
    def generate_output(self, writer: Writer) -> None:
        site, settings = self.context["site"], self.settings
        files = {
            KEPT_LIST: kept_list(site.stories, site.items.values()),
            WEB_MANIFEST: manifest(settings["SITENAME"], settings["SITEDESCRIPTION"]),
        }
        for name, data in files.items():
            writer.write_bytes(name, data.decode(), partial(bytes, data))
        shown = self._ready() if self.context["offline"] else {}
        template = self.env.get_template("sw.js" if shown else "sw_removed.js")
        writer.write_file(WORKER, template, self.context, url=WORKER, keyed=True, **shown)

    def _ready(self) -> dict[str, object]:
        """What the worker holds ready: other bytes there must bring another worker."""
        scripts = sorted(Path(self.theme, "static", "assets").glob("*.js"))
        names = [OFFLINE_PAGE, *(f"{self.settings['THEME_STATIC_DIR']}/{file.name}" for file in scripts)]
        page = self.context["site"].at[OFFLINE_PAGE]
        draw = self.settings["NEWSROOM"].items.draw
        version = Version(page, draw, tuple(file.read_bytes() for file in scripts))
        return {"ready": [f"/{name}" for name in names], "version": version}


def is_kept_offline(settings: Mapping[str, Any], site: Site) -> bool:
    """Return whether devices of readers keep the pages that they have read."""
    has_page = site.has(OFFLINE_PAGE) and OFFLINE_PAGE in site.at
    return bool(settings["OFFLINE"] and not settings["DRAFT_SAVE_AS"] and has_page)
