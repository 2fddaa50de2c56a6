"""The outcome of looking at a file."""

from dataclasses import dataclass


class RefusedFileError(ValueError):
    """A file that must not be published; the message goes on after its name, without a full stop."""


@dataclass(frozen=True)
class Findings:
    """The findings about a file.

    ``pages`` is 0 where a kind has none; ``told`` are facts about its makers that everybody can read in it.
    """

    pages: int = 0
    told: tuple[str, ...] = ()
