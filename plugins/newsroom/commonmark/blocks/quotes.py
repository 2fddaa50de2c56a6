"""Quotations, and amounts with a sign that looks like their mark."""

import re
from xml.etree.ElementTree import Element, SubElement

from newsroom.commonmark.blocks.amounts import AMOUNT
from newsroom.commonmark.lines import InnerLines, Line, LineProcessor, Lines

_QUOTE = re.compile(r" *> ?")
_MORE_THAN = re.compile(r"=? ?(?=\d)")
_ENDS = tuple(".?!…”")  # of a sentence, which somebody said


class Quote(LineProcessor):
    """A quotation: section 5.1, block quotes."""

    def match(self, lines: Lines) -> re.Match[str] | None:
        return _QUOTE.match(lines[0].text)

    def run(self, parent: Element, lines: Lines, _match: re.Match[str]) -> None:
        inner = InnerLines(lines, self._read)
        text = inner[0].text.strip()
        sign = _MORE_THAN.match(text) if len(inner) == 1 else None
        if sign and (AMOUNT.match(text, sign.end()) or not text.endswith(_ENDS)):
            message = "Dòng bắt đầu bằng > thành lời trích, dấu > không hiện ra."
            self.parser.warn(
                inner.taken[0], message, "Nếu là “lớn hơn”, viết \\>; lời trích thì đặt trong “ ”."
            )
        self.parser.parse_inner(SubElement(parent, "blockquote"), inner, inner.taken, lines)

    def _read(self, lines: Lines) -> Line | None:
        """Return the first of *lines* as it is inside the quotation; None if it is outside."""
        line = lines[0]
        if line.is_lazy:
            return line
        if mark := _QUOTE.match(line.text):
            return line._replace(text=line.text[mark.end() :])
        return None if line.is_blank or self.parser.begins_block(lines) else line._replace(is_lazy=True)
