"""Pelican's settings that the identity of the newsroom decides."""

from pathlib import Path
from typing import Any

from newsroom.addresses import NO_HOST
from newsroom.identity.models import SiteFile
from newsroom.templating.stylesheet import read_styles


def apply_identity(site: SiteFile, settings: dict[str, Any]) -> None:
    """Put the identity of the *site* into *settings*; an address there stays."""
    settings["SITENAME"] = site.name
    settings["SITESUBTITLE"] = site.subtitle
    settings["SITEDESCRIPTION"] = site.description
    settings["PARTICULARS"] = site.particulars
    settings["NAVIGATION"] = site.links
    settings["FEED_MAX_ITEMS"] = site.feed_items
    settings["FEED_FULL_TEXT"] = site.feed_full_text
    if settings["SITEURL"] == NO_HOST and site.address:
        settings["SITEURL"] = site.address
    styles = read_styles(Path(settings["THEME"]), site.colours)
    settings["JINJA_GLOBALS"] = settings["JINJA_GLOBALS"] | {"styles": styles, "colours": site.colours}
