"""Definitions of links at the start of a paragraph: section 4.7 of the specification."""

from newsroom.commonmark.lines import LineParser, Text
from newsroom.commonmark.links import DEFINITION, Definition, normalize_label, read_target


def take_definitions(text: Text) -> int:
    """Note the definitions at the start of *text*; return where they end."""
    definitions = text.parser.definitions
    end = 0
    while (match := DEFINITION.match(text.content, end)) and match["to"]:
        label = normalize_label(match["label"])
        if label.startswith("^"):  # of a footnote
            break
        if label in definitions:
            text.fault(end, f"Địa chỉ [{match['label']}] đã ghi ở trên: dòng này bị bỏ.")
        else:
            definitions[label] = Definition(match["label"], text.locate(end), read_target(match, text.locate))
        end = match.end()
    return end


def report_unused_definitions(parser: LineParser) -> None:
    """Report definitions of links and footnotes that nothing refers to: they may be lines of text."""
    message = "Markdown coi dòng “[{}]:” là định nghĩa và bỏ mất: thêm chữ vào trước [."
    for definition in parser.definitions.values():
        if not definition.is_used:
            parser.problems.fault(definition.position, message.format(definition.label))
    for label, line in parser.footnote_lines.items():
        if label not in parser.footnotes.footnote_order:
            hint = f"Đặt [^{label}] vào chỗ cần chú trong bài, hoặc xóa dòng này."
            parser.fault(line, f"Không chỗ nào trong bài dẫn tới chú thích [^{label}].", hint)
