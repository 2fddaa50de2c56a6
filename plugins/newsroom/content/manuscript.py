"""Files of content that have been read, whose names are still words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from newsroom.body.markup import Link
from newsroom.content.models import EntryFront
from newsroom.documents.citations import Citation
from newsroom.pictures.library import Picture
from newsroom.problems import Problems


@dataclass(frozen=True)
class Manuscript:
    """One file.

    ``status`` is ``draft`` also for what is still to come. ``day`` is when its names are
    understood; None when the file gives no date. ``event_name`` is the name of its event as
    ``name_key`` has it, or empty. ``citations`` may become links in the body, ``dated`` have a day
    behind them, at this line and column. ``text`` gives the body as HTML, ``source`` the text of
    the whole file: both are read when they are asked for. ``problems`` collects what is wrong.
    """

    path: str
    folder: str
    url: str
    front: EntryFront
    status: str
    day: date | None
    event_name: str
    picture: Picture | None
    pictures: tuple[Picture, ...]
    links: tuple[Link, ...]
    ids: frozenset[str]
    citations: tuple[Citation, ...]
    dated: tuple[tuple[Citation, int, int], ...]
    digest: str
    front_digest: str  # of the front matter alone
    text: Callable[[], str]
    source: Callable[[], str]
    problems: Problems
