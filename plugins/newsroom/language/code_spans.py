"""Runs of backticks that close a code span, found in linear time.

Source: section 6.1 of CommonMark's specification. A pattern would look for the end of each span anew.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

_RUN = re.compile("`+")


class CodeSpans:
    """The runs of backticks in one text, which is read from its start to its end."""

    def __init__(self, text: str) -> None:
        self._starts: defaultdict[int, list[int]] = defaultdict(list)  # by lengths, the last first
        for run in reversed(list(_RUN.finditer(text))):
            self._starts[run.end() - run.start()].append(run.start())

    def close(self, offset: int, length: int) -> int:
        """Return the start of the next run of that *length* at *offset* or after it; -1 if there is none."""
        starts = self._starts[length]
        while starts and starts[-1] < offset:
            starts.pop()
        return starts[-1] if starts else -1


def find_code(text: str) -> Iterator[str]:
    """Yield the code spans of *text* with their backticks."""
    if "`" not in text:
        return
    spans, end = CodeSpans(text), 0
    for run in _RUN.finditer(text):
        if run.start() >= end and (closing := spans.close(run.end(), len(run[0]))) >= 0:
            end = closing + len(run[0])
            yield text[run.start() : end]
