"""Definitions of links at the start of a paragraph: section 4.7 of the specification."""

import re

from newsroom.commonmark.lines import Definition, LineParser
from newsroom.commonmark.links import (
    DESTINATION,
    LABEL,
    TITLE,
    clean_destination,
    clean_title,
    normalize_label,
)

_DEFINITION = re.compile(rf"{LABEL}:[ \t]*\n?[ \t]*(?P<to>{DESTINATION})(?P<rest>[ \t]*(?:\n|$))?")
_TITLE = re.compile(rf"[ \t]*\n?[ \t]*(?P<title>{TITLE})[ \t]*(?:\n|$)")


def take(text: str, number: int, parser: LineParser) -> int:
    """Note the definitions at the start of *text*, which begins in line *number*; return where they end."""
    place = 0
    while (match := _DEFINITION.match(text, place)) and match["to"]:
        titled = _TITLE.match(text, match.end("to"))
        if titled and titled.start("title") == match.end("to"):
            titled = None  # no space between
        label = normalize_label(match["label"])
        if (not titled and match["rest"] is None) or label.startswith("^"):
            break
        if label in parser.md.references:
            message = f"Địa chỉ [{match['label']}] đã ghi ở trên: dòng này bị bỏ."
            parser.remark(parser.locate(text, number, match.start()), message, is_fault=True)
        else:
            title = clean_title(titled["title"]) if titled else None
            parser.md.references[label] = (clean_destination(match["to"]), title or "")
            parser.definitions[label] = Definition(
                match["label"],
                parser.locate(text, number, match.start()),
                parser.locate(text, number, match.start("to") + match["to"].startswith("<")),
            )
        place = (titled or match).end()
    return place
