"""Footnotes of PHP Markdown Extra."""

import re
from xml.etree.ElementTree import Element

from newsroom.commonmark.lines import TAB, LineProcessor, Lines

_FOOTNOTE = re.compile(r" *\[\^([^\]\s]+)\]:[ ]*")


class Footnote(LineProcessor):
    """The words of a footnote, of PHP Markdown Extra; Python-Markdown places and numbers them."""

    def begins(self, lines: Lines) -> bool:
        return "[^" in lines[0].text and _FOOTNOTE.match(lines[0].text) is not None

    def run(self, _parent: Element, lines: Lines) -> None:
        first = line = lines.popleft()
        if mark := _FOOTNOTE.match(line.text):
            inner = [line._replace(text=line.text[mark.end() :])]
            while lines:
                line = lines[0]
                if line.is_blank or line.indent >= TAB:
                    inner.append(line._replace(text=line.text[TAB:]))
                elif inner[-1].is_blank or self.parser.begins_block(lines):
                    break
                else:
                    inner.append(line)
                lines.popleft()
            if mark[1] in self.parser.footnotes.footnotes:
                message = f"Chú thích [^{mark[1]}] có hai lần: chỉ một lời hiện ra."
                self.parser.fault(first, message)
            self.parser.footnote_lines[mark[1]] = first
            self.parser.footnotes.setFootnote(mark[1], inner)  # type: ignore[arg-type] # LineParser.parseChunk reads it
