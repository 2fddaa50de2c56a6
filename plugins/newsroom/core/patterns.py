"""Markdown's patterns, sought only where a text has the signs of them: the same HTML in half the time.

Python-Markdown tries each of its patterns on each block and each text of a document. Most texts
have no sign at all, and most documents have the signs of few patterns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import ETX, STX, AtomicString, Registry

# Of Python-Markdown 3: where a document or a block has none of these signs, the pattern finds nothing.
NORMALISER = "normalize_whitespace"
SOURCE_SIGNS = {NORMALISER: ("\t", "\r", STX, ETX, "\n "), "html_block": "<&"}
BLOCK_SIGNS = {
    "table": "|",
    "hashheader": "#",
    "setextheader": "=-",
    "hr": "-_*",
    "quote": ">",
    "footnote": "[",
    "reference": "[",
}
TREE_SIGNS = {"footnote": "[", "footnote-duplicate": "[", "attr_list": "{", "unescape": "\\"}
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
_TEXT_SIGNS = "`\\[<&*_"
_LINE_BREAK = "  \n"  # also what a tab before the end of a line becomes


class _Unmarked(Treeprocessor):
    """Tells the inline processor, which comes next, to leave texts without signs as they are."""

    signs: Sequence[str]

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and self._is_plain(element.text):
                element.text = AtomicString(element.text)
            if element.tail and self._is_plain(element.tail):
                element.tail = AtomicString(element.tail)

    def _is_plain(self, text: str) -> bool:
        return not any(sign in text for sign in self.signs)


def _test_headings(test: Callable[[Element, str], bool], parent: Element, block: str) -> bool:
    """The same as *test*, which takes long to see that a block has no heading."""
    return "#" in block and test(parent, block)


class _Choice:
    """The processors of one registry, in their order, with the signs of each."""

    def __init__(self, registry: Registry[Any], signs: Mapping[str, Sequence[str]]) -> None:
        self._registry = registry
        signs_at = {registry.get_index_for_name(name): some for name, some in signs.items()}
        self._processors = [(processor, signs_at.get(index, "")) for index, processor in enumerate(registry)]

    def fitting(self, text: str) -> Any:
        """Those that can find something in *text*, to be read like a registry."""
        fitting = (
            processor
            for processor, signs in self._processors
            if not signs or any(sign in text for sign in signs)
        )
        return _Fitting(fitting, self._registry)


class _Fitting(list[Any]):
    """Some processors of a registry; by their names, all of them."""

    def __init__(self, processors: Iterable[Any], registry: Registry[Any]) -> None:
        super().__init__(processors)
        self._registry = registry

    def __getitem__(self, place: Any) -> Any:
        return self._registry[place] if isinstance(place, str) else super().__getitem__(place)


class Patterns:
    """The patterns of one converter, chosen for each document."""

    def __init__(self, markdown: Markdown) -> None:
        inline = markdown.treeprocessors["inline"]
        if not isinstance(inline, InlineProcessor):
            raise TypeError(type(inline))
        self._inline, self._markdown = inline, markdown
        self._inline_choice = _Choice(markdown.inlinePatterns, INLINE_SIGNS)
        self._source_choice = _Choice(markdown.preprocessors, SOURCE_SIGNS)
        heading = markdown.parser.blockprocessors["hashheader"]
        heading.test = partial(_test_headings, heading.test)  # type: ignore[method-assign]
        self._block_choice = _Choice(markdown.parser.blockprocessors, BLOCK_SIGNS)
        self._unmarked = _Unmarked(markdown)
        markdown.treeprocessors.register(self._unmarked, "newsroom-unmarked", 21)  # inline is 20
        self._tree_choice = _Choice(markdown.treeprocessors, TREE_SIGNS)

    def choose(self, text: str) -> str:
        """Try only patterns whose signs occur in the document *text*; returns what is to be converted."""
        self._markdown.preprocessors = self._source_choice.fitting(text)
        self._inline.inlinePatterns = self._inline_choice.fitting(text)
        self._markdown.parser.blockprocessors = self._block_choice.fitting(text)
        self._markdown.treeprocessors = self._tree_choice.fitting(text)
        self._unmarked.signs = [*(sign for sign in _TEXT_SIGNS if sign in text), _LINE_BREAK]
        ends = any(sign in text for sign in SOURCE_SIGNS[NORMALISER])
        return text if ends else f"{text}\n\n"  # as it would end it
