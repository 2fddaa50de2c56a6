"""Lists and headings of documents, as their authors typed them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from newsroom.importing.page.blocks import TextBlock

HIGHEST_HEADING = 2  # of a body; the title of the article is the first
LOWEST_HEADING = 4
FEWEST = 2  # paragraphs with markers that make a list
_TYPED = re.compile(r"([-+•]|[1-9]\d?[.)]|[a-zđ]\))\s+(?=\S)")
_ESCAPED = re.compile(r"(?:\\?[-+•]|\d{1,2}\\?[.)]|[a-zđ]\\?\))\s+")  # the same in Markdown


def rank_headings(blocks: list[TextBlock]) -> list[TextBlock]:
    """Number the levels of headings from the second, with no level left out."""
    levels = sorted({block.level for block in blocks if block.kind == "heading"})
    ranks = {level: min(HIGHEST_HEADING + place, LOWEST_HEADING) for place, level in enumerate(levels)}
    return [
        replace(block, level=ranks[block.level]) if block.kind == "heading" else block for block in blocks
    ]


def mark_typed_items(blocks: list[TextBlock]) -> list[TextBlock]:
    """Make items of paragraphs in a row that begin with typed markers, as in “1.”, “a)”, “-”, “+”."""
    return [block for is_typed, run in groupby(blocks, _is_typed) for block in _mark_run([*run], is_typed)]


def _is_typed(block: TextBlock) -> bool:
    return block.kind == "text" and bool(_TYPED.match(block.text))


def _mark_run(run: list[TextBlock], is_typed: bool) -> Iterator[TextBlock]:  # noqa: FBT001 (a key of groupby)
    if not is_typed or len(run) < FEWEST:
        yield from run
        return
    levels: list[str] = []  # the kinds of markers that enclose the next paragraph
    for block in run:
        match = _TYPED.match(block.text)
        marker = match[1] if match else ""
        kind = marker[-1] if marker[:-1].isdecimal() else "a" if marker.endswith(")") else marker
        levels = levels[: levels.index(kind) + 1] if kind in levels else [*levels, kind]
        text = block.text[match.end() if match else 0 :]
        escaped = _ESCAPED.match(block.markdown)  # none if the marker is in bold, too
        markdown = block.markdown[escaped.end() :] if escaped else ""
        marker = marker.replace("•", "-")
        level = len(levels) - 1
        yield replace(block, kind="item", text=text, markdown=markdown, marker=marker, level=level)
