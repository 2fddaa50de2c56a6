"""Definitions of links at the start of a paragraph: section 4.7 of the specification."""

from functools import partial

from newsroom.commonmark.lines import LineParser
from newsroom.commonmark.links import DEFINITION, Definition, normalize_label, read_target


def take_definitions(text: str, number: int, parser: LineParser) -> int:
    """Note the definitions at the start of *text*, which begins in line *number*; return where they end."""
    locate = partial(parser.locate, text, number)
    end = 0
    while (match := DEFINITION.match(text, end)) and match["to"]:
        label, position = normalize_label(match["label"]), locate(match.start())
        if label.startswith("^"):  # of a footnote
            break
        if label in parser.definitions:
            parser.fault(position, f"Địa chỉ [{match['label']}] đã ghi ở trên: dòng này bị bỏ.")
        else:
            parser.definitions[label] = Definition(match["label"], position, read_target(match, locate))
        end = match.end()
    return end


def report_unused_definitions(parser: LineParser) -> None:
    """Report definitions of links and footnotes that nothing refers to: they may be lines of text."""
    message = "Markdown coi dòng “[{}]:” là định nghĩa và bỏ mất: thêm chữ vào trước [."
    for definition in parser.definitions.values():
        if not definition.is_used:
            parser.fault(definition.position, message.format(definition.label))
    for label, line in parser.footnote_lines.items():
        if label not in parser.footnotes.footnote_order:
            parser.fault(line, message.format(f"^{label}"))
