"""The state that generators of one build share, in ``settings["NEWSROOM"]``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment

from incremental.digests import digest
from incremental.keyed.run import IncrementalRun
from incremental.keyed.store import Store
from newsroom.identity.models import FONTS_FOLDER
from newsroom.identity.reading import Identity
from newsroom.pages.identity import apply_identity
from newsroom.pages.items import ItemDrawer
from newsroom.sharing.card_drawing import BOLD, REGULAR, Artist
from newsroom.site.content_loader import Content, read_content
from newsroom.site.related import find_related, relate

SETTING = "NEWSROOM"


def _hire_artist(identity: Identity, content: Path, theme: Path) -> Artist:
    own, folder = identity.site.fonts, content / FONTS_FOLDER
    names, folder = ((own.regular, own.bold), folder) if own else ((REGULAR, BOLD), theme / "fonts")
    regular, bold = (folder / name for name in names)
    return Artist(regular, bold, identity.site.colours, identity.sign)


@dataclass
class NewsroomRun:
    """One build of the site.

    Attributes:
        content: All of content/, read and checked.
        store: The store of the builds of this output.
        artist: Draws the cards of shared pages.
        environment: Jinja's environment, in which each template is compiled once for all generators.
        context: The variables of every template.
    """

    content: Content
    store: Store
    artist: Artist
    environment: Environment = field(init=False, repr=False)
    context: dict[str, Any] = field(init=False, repr=False)

    @classmethod
    def begin(cls, settings: dict[str, Any], content: str) -> NewsroomRun:
        """Read and check the folder *content*, named so in messages; put the run into *settings*."""
        incremental, drafts = IncrementalRun.of(settings), bool(settings["DRAFT_SAVE_AS"])
        store = incremental.open_store(settings)
        checked = read_content(content, drafts=drafts, parse_all=store.parse_all)
        identity = checked.site.vocabularies.identity
        run = cls(checked, store, _hire_artist(identity, Path(content), Path(settings["THEME"])))
        apply_identity(identity.site, settings)
        if not drafts:  # the private site is shown at the root of this machine
            incremental.root = f"{urlsplit(settings['SITEURL']).path}/"
        settings[SETTING] = run
        return run

    @cached_property
    def items(self) -> ItemDrawer:
        """The drawer of item pages; not before the environment is set."""
        site = self.content.site
        key = digest(" ".join([site.vocabularies.digest, *(story.record_key for story in site.stories)]))
        kept = self.store.keep_all(
            "related", {"": key}, lambda _: json.dumps(find_related(site.stories, site.conference_of))
        )
        related_of = relate(site.stories, json.loads(kept("")))
        return ItemDrawer(site, related_of, self.environment, self.context)
