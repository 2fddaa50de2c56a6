"""Choice of Python-Markdown's patterns that can match a text.

Python-Markdown tries each pattern on each block and text, though most contain no sign of it.
"""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString, Registry

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
_TEXT_SIGNS = "".join(INLINE_PATTERNS)


class PlainTexts(Treeprocessor):
    """Texts without any sign of an inline pattern, marked as finished before inline patterns are tried."""

    signs: list[str]

    def run(self, root: Element) -> None:
        for element in root.iter():
            if (text := element.text) and not any(sign in text for sign in self.signs):
                element.text = AtomicString(text)
            if (text := element.tail) and not any(sign in text for sign in self.signs):
                element.tail = AtomicString(text)


class PatternChoice:
    """The patterns of one converter, with their signs."""

    def __init__(self, markdown: Markdown) -> None:
        inline, parser = markdown.treeprocessors["inline"], markdown.parser
        self._plain_texts = PlainTexts(markdown)
        markdown.treeprocessors.register(self._plain_texts, "newsroom-plain-texts", 21)  # inline has 20
        self._places: list[tuple[Any, str, list[tuple[Any, str]]]] = [
            (inline, "inlinePatterns", _with_signs(markdown.inlinePatterns, INLINE_PATTERNS)),
            (parser, "blockprocessors", _with_signs(parser.blockprocessors, BLOCK_PATTERNS)),
        ]

    def choose(self, text: str) -> None:
        """Make the converter try only the patterns whose signs occur in *text*."""
        for owner, attribute, patterns in self._places:
            chosen = [item for item, signs in patterns if not signs or any(sign in text for sign in signs)]
            setattr(owner, attribute, chosen)
        self._plain_texts.signs = ["  \n", *(sign for sign in _TEXT_SIGNS if sign in text)]  # or a line break


def _with_signs(registry: Registry[Any], names: Mapping[str, tuple[str, ...]]) -> list[tuple[Any, str]]:
    signs_of = {registry[name]: signs for signs, group in names.items() for name in group}
    return [(pattern, signs_of.get(pattern, "")) for pattern in registry]
