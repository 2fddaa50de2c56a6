"""Leaf blocks: thematic breaks, headings, code, comments, paragraphs."""

import re
from bisect import bisect_right
from xml.etree.ElementTree import Element, SubElement

from newsroom.commonmark.blocks.definitions import take_definitions
from newsroom.commonmark.blocks.lookalikes import check_paragraph
from newsroom.commonmark.lines import InnerLines, LineProcessor, Lines, Text, shorten
from newsroom.commonmark.markers import THEMATIC_BREAK

_HEADING = re.compile(r" *(#{1,6})(?:[ \t]+(.*))?")
_FENCE = re.compile(r" *(?:(`{3,})[^`]*|(~{3,}).*)")


class ThematicBreak(LineProcessor):
    """A thematic break: section 4.1. ``---`` under a line is one too, never a heading."""

    def match(self, lines: Lines) -> re.Match[str] | None:
        return THEMATIC_BREAK.fullmatch(lines[0].text)

    def run(self, parent: Element, lines: Lines, _match: re.Match[str]) -> None:
        lines.popleft()
        SubElement(parent, "hr")


class Heading(LineProcessor):
    """A heading: section 4.2, ATX headings."""

    def match(self, lines: Lines) -> re.Match[str] | None:
        return _HEADING.fullmatch(lines[0].text)

    def run(self, parent: Element, lines: Lines, match: re.Match[str]) -> None:
        line = lines.popleft()
        heading = SubElement(parent, f"h{len(match[1])}")
        text = _without_closing_signs(match[2] or "")
        self.parser.add_text(heading, text, line.number)
        place = self.parser.positions[heading] = self.parser.position(line)
        if not text:
            self.parser.problems.fault(place, "Đề mục không có chữ.", "Hãy viết đề mục hoặc xóa dòng này.")


def _without_closing_signs(text: str) -> str:
    """Return the *text* of a heading without the # at its end, if a space is before them."""
    text = text.rstrip(" \t")
    before = text.rstrip("#")
    return text if before and before[-1] not in " \t" else before.rstrip(" \t")


class Fence(LineProcessor):
    """A block of code: section 4.5, fenced code blocks. It is a fault: this site shows no code."""

    def match(self, lines: Lines) -> re.Match[str] | None:
        return _FENCE.fullmatch(lines[0].text)

    def run(self, parent: Element, lines: Lines, match: re.Match[str]) -> None:
        mark = match[1] or match[2]
        message = f"Dấu {shorten(mark)} mở một khối mã, mà trang này không có mã."
        self.parser.fault(lines.popleft(), message, "Hãy xóa dòng này và dòng đóng.")
        code = []
        while lines and not lines[0].is_lazy:
            text = lines.popleft().text
            if text.strip().startswith(mark) and not text.strip().strip(mark[0]):
                break
            code.append(text)
        SubElement(SubElement(parent, "pre"), "code").text = "\n".join(code)


class Comment(LineProcessor):
    """A comment on lines of its own: section 4.6, HTML blocks, condition 2."""

    def match(self, lines: Lines) -> int:
        """Return the number of its lines; 0 if it does not end, or text follows its end."""
        text = lines[0].text.strip()
        if not text.startswith("<!--"):
            return 0
        count, text = 1, text.removeprefix("<!--")
        ends, number = self.parser.comment_ends, lines[0].number
        end = bisect_right(ends, number)
        while "-->" not in text:
            count = ends[end] - number + 1 if end < len(ends) else 0
            if not count or not (
                len(lines) >= count or (isinstance(lines, InnerLines) and lines.reach(count))
            ):
                return 0
            text = lines[count - 1].text
            end += 1
        return count if text.rstrip().endswith("-->") and text.count("-->") == 1 else 0

    def run(self, _parent: Element, lines: Lines, match: int) -> None:
        position = self.parser.position(lines[0])
        text = "\n".join(lines.popleft().text for _ in range(match))
        self.parser.raw_html.append((text.strip(), position))


class Paragraph(LineProcessor):
    """A paragraph: section 4.8; the definitions at its start are not part of it."""

    def match(self, _lines: Lines) -> bool:
        return True

    def run(self, parent: Element, lines: Lines, _match: bool) -> None:  # noqa: FBT001
        taken = [lines.popleft()]
        while lines and not lines[0].is_blank:
            if not lines[0].is_lazy and self.parser.interrupts_paragraph(lines):
                break
            taken.append(lines.popleft())
        text = "\n".join(line.text.lstrip(" \t") for line in taken).rstrip()
        number = taken[0].number
        end = take_definitions(Text(text, number, self.parser)) if text.startswith("[") else 0
        if end < len(text):
            count = text.count("\n", 0, end)
            self.parser.add_text(SubElement(parent, "p"), text[end:], number + count)
            check_paragraph(taken[count:], self.parser)
