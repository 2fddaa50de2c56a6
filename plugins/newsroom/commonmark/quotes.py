"""Containers of other blocks: quotations and footnotes."""

import re
from collections import deque
from xml.etree.ElementTree import Element, SubElement

from newsroom.commonmark.lines import AMOUNT, TAB, Line, LineProcessor, Lines, shorten

_QUOTE = re.compile(r" *> ?")
_MORE_THAN = re.compile(r"=? ?\d")
_AMOUNT = re.compile(rf"=? ?{AMOUNT}")
_ENDS = tuple(".?!…”")  # of a sentence, which somebody said
_FOOTNOTE = re.compile(r" *\[\^([^\]\s]+)\]:[ ]*")


class Quote(LineProcessor):
    """A quotation: section 5.1, block quotes."""

    def begins(self, lines: Lines) -> bool:
        return _QUOTE.match(lines[0].text) is not None

    def run(self, parent: Element, lines: Lines) -> None:
        taken: list[Line] = []
        inner: Lines = deque()
        while lines:
            line = lines[0]
            if not line.is_lazy and (mark := _QUOTE.match(line.text)):
                inner.append(line._replace(text=line.text[mark.end() :]))
            elif line.is_blank or not (line.is_lazy or not self.parser.begins_block(lines)):
                break
            else:
                inner.append(line._replace(is_lazy=True))
            taken.append(lines.popleft())
        text = inner[0].text.strip()
        if len(inner) == 1 and _MORE_THAN.match(text) and (_AMOUNT.match(text) or not text.endswith(_ENDS)):
            hint = (
                f"Nếu là “lớn hơn”, viết {shorten(chr(92) + taken[0].text.strip())}; lời trích thì mở bằng “."
            )
            self.parser.remark_line(
                taken[0], "Dòng bắt đầu bằng > thành lời trích, dấu > không hiện ra.", hint
            )
        self.parser.parse_inner(SubElement(parent, "blockquote"), inner, taken, lines)


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
                self.parser.remark_line(first, message, is_fault=True)
            if all(one.is_blank for one in inner):
                self.parser.remark_line(first, f"Chú thích [^{mark[1]}] chưa có lời.", is_fault=True)
            self.parser.footnote_lines[mark[1]] = first
            self.parser.footnotes.setFootnote(mark[1], inner)  # type: ignore[arg-type] # LineParser.parseChunk reads it
