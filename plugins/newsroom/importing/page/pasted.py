"""Pasted text as blocks."""

from __future__ import annotations

import re

from newsroom.importing.page.blocks import Block

PICTURE = re.compile(r"[^\\/:*?\"<>|]{1,120}\.(?:jpe?g|png|webp|gif|bmp|tiff?|heic|avif)", re.IGNORECASE)
_UNFINISHED = re.compile(r"[\w,–-]$")


def read_text(text: str) -> list[Block]:
    """Split *text* into lines; join lines that an e-mail program broke."""
    blocks: list[Block] = []
    gap = True
    for raw in text.split("\n"):
        line = " ".join(raw.split())
        if not line:
            gap = True
            continue
        kind = "file" if PICTURE.fullmatch(line) else "text"
        last = blocks[-1] if blocks and not gap else None
        if last and last.kind == kind == "text" and line[0].islower() and _UNFINISHED.search(last.text):
            blocks[-1] = Block("text", f"{last.text} {line}", last.gap)
        else:
            blocks.append(Block("file" if kind == "file" else "text", line, gap))
        gap = False
    return blocks
