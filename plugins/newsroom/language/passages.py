"""A passage in another encoding than its file, and its reading."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """A passage from *start* to *end* in a text, and the whole text as far as it can be read."""

    encoding: str
    start: int
    end: int
    text: str
    is_certain: bool
