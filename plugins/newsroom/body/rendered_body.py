"""Result of rendering a body: HTML, links, ids, pictures, citations, problems."""

from typing import NamedTuple

from newsroom.addresses import HONOURS_ID, RESERVED_IDS
from newsroom.documents.citations import Citation
from newsroom.files.text_file import TextFile
from newsroom.problems import Position, Problems

_LONGEST_BLOCK = 10_000  # characters in which a text is looked for


class Link(NamedTuple):
    """A link: its target as typed and its position in the file."""

    target: str
    line: int
    column: int


class Body:
    """A body, filled while it is rendered; ``links``, ``pictures`` and ``attachments`` are as typed.

    In ``html`` they lead to addresses, except that links to content files are ``{filename}`` and a path,
    and ``citations`` are ``{document}`` and a number.
    """

    def __init__(self, source: TextFile, *, is_draft: bool = False) -> None:
        self.problems = Problems(source.path)
        self.problems.is_draft = is_draft
        self.source = source
        self.html = ""
        self.links: list[Link] = []
        self.ids: set[str] = set()
        self.pictures: list[str] = []
        self.attachments: list[str] = []
        self.has_players = False
        self.citations: list[Citation] = []

    def add_id(self, identifier: str, near: Position) -> None:
        """Add the *identifier* of an element; report that it cannot be used."""
        position = self.find(f"#{identifier}", near)
        if identifier in RESERVED_IDS or identifier.startswith(HONOURS_ID):
            self.problems.fault(position, f"Tên chỗ “{identifier}” là của trang: hãy đặt tên khác.")
        elif not identifier.strip():
            self.problems.fault(position, "Tên chỗ {#} để trống.")
        elif identifier in self.ids:
            self.problems.fault(position, f"Tên chỗ “{identifier}” đã đặt ở trên: hãy đặt tên khác.")
        self.ids.add(identifier)

    def find(self, text: str, near: Position) -> Position:
        """Return the position in the file of *text*, in the block that begins in the line of *near*."""
        start = self.source.body_offset(near[0])
        found = self.source.body.find(text, start, start + _LONGEST_BLOCK)
        return self.source.body_position(found) if found >= 0 else near
