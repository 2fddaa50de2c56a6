"""Pasted text as blocks."""

from __future__ import annotations

import re

from newsroom.importing.page.blocks import Kind, TextBlock

PICTURE = re.compile(r"[^\\/:*?\"<>|]{1,120}\.(?:jpe?g|png|webp|gif|bmp|tiff?|heic|avif)", re.IGNORECASE)
_UNFINISHED = re.compile(r"[\w,–-]$")


def read_text(text: str) -> list[TextBlock]:
    """Split *text* into lines; join lines that an e-mail program broke."""
    blocks: list[TextBlock] = []
    gap = True
    for raw in text.split("\n"):
        line = " ".join(raw.split())
        if not line:
            gap = True
            continue
        kind: Kind = "file" if PICTURE.fullmatch(line) else "text"
        last = blocks[-1] if blocks and not gap else None
        if last and last.kind == kind == "text" and line[0].islower() and _UNFINISHED.search(last.text):
            blocks[-1] = TextBlock("text", f"{last.text} {line}", last.gap)
        else:
            blocks.append(TextBlock(kind, line, gap))
        gap = False
    return blocks
