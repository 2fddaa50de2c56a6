"""Lines of a text that was copied from a PDF, where every line ends at the margin."""

import re
from collections.abc import Sequence
from itertools import pairwise

WIDEST = 140  # characters; a longer line is a whole paragraph
NARROWEST = 45
FULL = 0.78  # the share of the width that full lines have at least, for letters differ in width
FEWEST = 4  # full lines
MOST_FULL = 0.6  # the share of full lines among those right above another line
MOST_ENDED = 0.5  # the share of full lines that end a sentence
_ROOM = 0.96  # of the width; what would have fitted into it was not wrapped
_OPENING = re.compile(r"[-–—+*•]\s|(?:\d{1,3}|[a-zđ]|[IVX]{1,4})[.)]\s", re.IGNORECASE)
_ENDS = re.compile(r"[.!?…:;][\"”’')\]]*$")


def find_width(lines: Sequence[str]) -> int:
    """Return the width at which *lines* are wrapped; 0 if each is a paragraph."""
    width = max(map(len, lines), default=0)
    if not NARROWEST <= width <= WIDEST:
        return 0
    above = [line for line, following in pairwise(lines) if line and following]
    full = [line for line in above if len(line) >= FULL * width]
    ended = sum(bool(_ENDS.search(line)) for line in full)
    is_wrapped = (
        len(full) >= FEWEST and len(full) >= MOST_FULL * len(above) and ended <= MOST_ENDED * len(full)
    )
    return width if is_wrapped else 0


def goes_on(line: str, following: str, width: int) -> bool:
    """Return whether the paragraph of a *line* goes on in the *following* line."""
    if len(line) < FULL * width or _OPENING.match(following):
        return False
    if not _ENDS.search(line) or following[0].islower():
        return True
    return len(line) + 1 + len(following.split(" ", 1)[0]) > _ROOM * width
