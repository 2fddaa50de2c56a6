"""Choice of Python-Markdown's patterns that can match a text.

Python-Markdown tries each pattern on each block and text, though most contain no sign of it.
"""

from collections.abc import Mapping
from typing import Any

from markdown import Markdown
from markdown.util import Registry

# Patterns by signs, for Python-Markdown 3: none matches a text without any character of its signs.
BLOCK_PATTERNS = {
    "|": ("table",),
    "#": ("hashheader",),
    "=-": ("setextheader",),
    "-_*": ("hr",),
    ">": ("quote",),
    "[": ("footnote", "reference"),
}
INLINE_PATTERNS = {
    "`": ("backtick",),
    "\\": ("escape",),
    "[": ("footnote", "reference", "link", "short_reference"),
    "!": ("image_link", "image_reference", "short_image_ref"),
    "<": ("autolink", "automail", "html"),
    "&": ("entity",),
    "*_": ("em_strong",),
}


class PatternChoice:
    """The patterns of one converter, with their signs."""

    def __init__(self, markdown: Markdown) -> None:
        inline, parser = markdown.treeprocessors["inline"], markdown.parser
        self._places: list[tuple[Any, str, list[tuple[Any, str]]]] = [
            (inline, "inlinePatterns", _with_signs(markdown.inlinePatterns, INLINE_PATTERNS)),
            (parser, "blockprocessors", _with_signs(parser.blockprocessors, BLOCK_PATTERNS)),
        ]

    def choose(self, text: str) -> None:
        """Make the converter try only the patterns whose signs occur in *text*."""
        for owner, attribute, patterns in self._places:
            chosen = [item for item, signs in patterns if not signs or any(sign in text for sign in signs)]
            setattr(owner, attribute, chosen)


def _with_signs(registry: Registry[Any], names: Mapping[str, tuple[str, ...]]) -> list[tuple[Any, str]]:
    signs_of = {registry[name]: signs for signs, group in names.items() for name in group}
    return [(pattern, signs_of.get(pattern, "")) for pattern in registry]
