"""Content files that are parsed, with names still unresolved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from newsroom.attachments.attachment_library import Attachment
from newsroom.body.rendered_body import Link
from newsroom.content.models import EntryFront
from newsroom.documents.citations import Citation
from newsroom.pictures.picture_library import Picture
from newsroom.problems import Problems


@dataclass(frozen=True)
class Manuscript:
    """A parsed content file."""

    path: str
    folder: str
    url: str
    front: EntryFront
    status: str  # "draft" also before the day of publication
    day: date | None  # on which its names were valid, if known
    event_name: str  # as name_key returns it, or ""
    picture: Picture | None
    pictures: tuple[Picture, ...]
    attached: tuple[Attachment | None, ...]  # those that the front matter lists; None if refused
    linked_files: tuple[Attachment, ...]  # those that the body links to
    links: tuple[Link, ...]
    ids: frozenset[str]
    citations: tuple[Citation, ...]  # in the body, where they may become links
    dated: tuple[tuple[Citation, int, int], ...]  # followed by a day, with line and column
    digest: str
    front_digest: str  # of the front matter alone
    text: Callable[[], str]  # returns the body as HTML
    source: Callable[[], str]  # returns the text of the file
    problems: Problems
