"""Markdown's patterns, tried only on texts that have their signs.

Python-Markdown tries each pattern on each block and each text: most have no sign at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markdown import Markdown
from markdown.util import Registry

# Of Python-Markdown 3: in a text without any of these characters, the pattern finds nothing.
BLOCK_SIGNS = {
    "table": "|",
    "hashheader": "#",
    "setextheader": "=-",
    "hr": "-_*",
    "quote": ">",
    "footnote": "[",
    "reference": "[",
}
INLINE_SIGNS = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[",
    "reference": "[",
    "link": "[",
    "image_link": "!",
    "image_reference": "!",
    "short_reference": "[",
    "short_image_ref": "!",
    "autolink": "<",
    "automail": "<",
    "html": "<",
    "entity": "&",
    "em_strong": "*_",
}


class Patterns:
    """The patterns of one converter."""

    def __init__(self, markdown: Markdown) -> None:
        self._places: list[tuple[Any, str, list[tuple[Any, str]]]] = [
            (
                markdown.treeprocessors["inline"],
                "inlinePatterns",
                _with_signs(markdown.inlinePatterns, INLINE_SIGNS),
            ),
            (markdown.parser, "blockprocessors", _with_signs(markdown.parser.blockprocessors, BLOCK_SIGNS)),
        ]

    def choose(self, text: str) -> None:
        """Let the converter try only the patterns whose signs occur in *text*."""
        for owner, attribute, patterns in self._places:
            chosen = [one for one, signs in patterns if not signs or any(sign in text for sign in signs)]
            setattr(owner, attribute, chosen)


def _with_signs(registry: Registry[Any], signs: Mapping[str, str]) -> list[tuple[Any, str]]:
    signs_at = {registry.get_index_for_name(name): some for name, some in signs.items()}
    return [(pattern, signs_at.get(index, "")) for index, pattern in enumerate(registry)]
