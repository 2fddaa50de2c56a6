"""Positions of elements in a body, which Markdown does not keep."""

import html
import re
from collections.abc import Container
from functools import cached_property

from newsroom.files.text_file import TextFile
from newsroom.problems import Position, Problems

_BEFORE = r"^[ \t>*+-]*(?:\d+[.)][ \t]+)?"  # quotations and lists
_OPENING, _CLOSING = "(<\"'", set(")>\"'# \t\n")
HEADINGS = {"#": rf"{_BEFORE}(#)(?!#)|^(.+)(?=\n=+[ \t]*$)", "#####": rf"{_BEFORE}(#####)"}
_SPACES = re.compile(r"(?:\\ )+")  # escaped; Markdown replaces tabs by spaces
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)|^(?: {4}|\t)[^\n]*$", re.DOTALL | re.MULTILINE)
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]+)\]:", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[(\^[^\]\s]+)\](?!:)")


class Locator:
    """A search for texts in the file; a second search for the same text finds its second place."""

    def __init__(self, source: TextFile) -> None:
        self.source = source
        self.offsets: dict[str, int] = {}

    @cached_property
    def text(self) -> str:
        """The body, with spaces instead of code."""
        return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), self.source.body)

    def __call__(self, text: str) -> Position:
        """Find the line and column in the file of *text*: a target, ``<tag`` or a heading's marks."""
        start = self.offsets.get(text, 0)
        plain = self.text.find(text, start)
        end = plain + len(text)
        if plain > 0 and self.text[plain - 1] in _OPENING and self.text[end : end + 1] in _CLOSING:
            self.offsets[text] = end
            return self.source.body_position(plain)
        for pattern in self._patterns(text):
            match = re.compile(pattern, re.IGNORECASE | re.MULTILINE).search(self.text, start)
            if match:
                self.offsets[text] = match.end()
                return self.source.body_position(match.start(match.lastindex or 0))
        return self.source.body_line, 1

    @staticmethod
    def _patterns(text: str) -> list[str]:
        if text in HEADINGS:
            return [HEADINGS[text]]
        forms = dict.fromkeys((text, html.escape(text), text.replace("_", r"\_")))
        written = "|".join(_SPACES.sub(r"[ \\t]+", re.escape(form)) for form in forms)
        if text.startswith("<"):
            return [rf"(?:{written})(?![\w-])", written]
        return [rf"(?<=[(<\"'])(?:{written})(?=[)>\"'\s#])", written]

    def check_definitions(self, references: Container[str], problems: Problems) -> None:
        """Report lines that Markdown dropped as definitions though nothing refers to them.

        *references* are the labels that Markdown defined as links, in lower case.
        """
        if "[" not in self.source.body:
            return
        seen: set[str] = set()
        for match in _DEFINITION.finditer(self.text):
            footnote = match[1].startswith("^")  # labels of links ignore case
            label = match[1] if footnote else match[1].casefold()
            text = self.text if footnote else self.text.casefold()
            if not footnote and label not in references:
                continue
            definitions = len(re.findall(rf"^ {{0,3}}\[{re.escape(label)}\]:", text, re.MULTILINE))
            message = ""
            if footnote and label in seen:
                message = f"Chú thích [{match[1]}] có hai lần: chỉ một lời hiện ra."
            elif text.count(f"[{label}]") == definitions:
                message = f"Markdown coi dòng “[{match[1]}]:” là định nghĩa và bỏ mất: thêm chữ vào trước [."
            if message:
                problems.fault(self.source.body_position(match.start()), message)
            seen.add(label)
        for match in _FOOTNOTE.finditer(self.text):
            if match[1] not in seen:
                message = f"Chú thích [{match[1]}] không có lời ở cuối bài."
                problems.fault(self.source.body_position(match.start()), message)
