"""Words of footnotes, as in PHP Markdown Extra."""

import re
from collections import deque
from xml.etree.ElementTree import Element

from newsroom.commonmark.lines import DEEPEST, ExcessError, LineProcessor, Lines
from newsroom.commonmark.markers import TAB

_FOOTNOTE = re.compile(r" *\[\^([^\]\s]+)\]:[ ]*")


class Footnote(LineProcessor):
    """The words of a footnote, which Python-Markdown places and numbers."""

    def match(self, lines: Lines) -> re.Match[str] | None:
        return _FOOTNOTE.match(lines[0].text)

    def run(self, _parent: Element, lines: Lines, match: re.Match[str]) -> None:
        label, first = match[1], lines.popleft()
        inner = [first._replace(text=first.text[match.end() :])]
        while lines:
            line = lines[0]
            if line.is_blank or line.indent >= TAB:
                line = line._replace(text=line.text[TAB:])
            elif inner[-1].is_blank or self.parser.begins_block(lines):
                break
            inner.append(line)
            lines.popleft()
        if label in self.parser.footnote_lines:
            self.parser.fault(first, f"Chú thích [^{label}] có hai lần: chỉ một lời hiện ra.")
        if all(line.is_blank for line in inner):
            self.parser.fault(first, f"Chú thích [^{label}] chưa có lời.")
        self.parser.footnote_lines[label] = first
        if self.parser.footnotes.depth == DEEPEST:
            message = f"Chú thích lồng nhau quá {DEEPEST} tầng: hãy viết lại cho bớt tầng."
            raise ExcessError(self.parser.position(first), message)
        self.parser.footnotes.add(label, deque(inner))
