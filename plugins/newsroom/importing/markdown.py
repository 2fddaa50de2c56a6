"""Markdown of imported text, in which every sign of the original stays a sign."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_MARKS = re.compile(r"([\\`*\[\]{}])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_EMPHASIS = re.compile(r"(?<!\w)_|_(?!\w)")
_OPENING = re.compile(r"^(?:([#>+|=~-])|(\d+|[a-zđ])([.)])(?=\s))")
_NUMBER = re.compile(r"[+–-]?\d[\d.,/ ]*%?")


class Span(NamedTuple):
    """Text with one look: *url* is the address of its link, if any.

    The *style* is the Markdown mark around it, ``<`` and the name of an HTML element, or ``^`` and the number
    of the note to which the text refers.
    """

    text: str
    url: str = ""
    style: str = ""


def escape(text: str) -> str:
    """Escape *text* so that Markdown shows it unchanged."""
    return escape_opening(escape_inside(text))


def escape_inside(text: str) -> str:
    """Escape the signs of *text* that Markdown reads anywhere."""
    text = _MARKS.sub(r"\\\1", _ENTITY.sub("&amp;", text)).replace("<", "&lt;")
    text = _EMPHASIS.sub(r"\\_", text).replace("[^", "[&#94;")  # prevents a footnote
    return text.replace("~~", "\\~\\~")


def escape_opening(text: str) -> str:
    """Escape the sign at the start of a line that would make it a heading, an item or a quotation."""
    return _OPENING.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", text)


def write_spans(spans: Sequence[Span]) -> str:
    """Write *spans* as one line."""
    text = ""
    for place, span in enumerate(spans):
        after = spans[place + 1].text if place + 1 < len(spans) else ""
        text += _write_span(span, text[-1:], after[:1])
    return escape_opening(text) if spans and not (spans[0].style or spans[0].url) else text


def _write_span(span: Span, before: str, after: str) -> str:
    """Write *span*; move the signs at its edges out of the emphasis if a letter follows on the other side."""
    if span.style.startswith("^"):
        return f"[{span.style}]"
    words = escape_inside(span.text)
    if not span.text.strip():
        return words
    stripped = words.strip()
    left, right = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    if span.style.startswith("<"):
        stripped = f"<{span.style[1:]}>{stripped}</{span.style[1:]}>"
    elif span.style and any(map(str.isalnum, stripped)):
        start, end = 0, len(stripped)
        while before.isalnum() and not left and not stripped[start].isalnum():
            start += 1
        while after.isalnum() and not right and not stripped[end - 1].isalnum():
            end -= 1
        stripped = f"{stripped[:start]}{span.style}{stripped[start:end]}{span.style}{stripped[end:]}"
    return f"{left}{write_link(stripped, span.url) if span.url else stripped}{right}"


def write_link(words: str, url: str) -> str:
    """Write a link from *words*, which are Markdown, to *url*."""
    return f"[{words}](<{url}>)" if re.search(r"[()\s]", url) else f"[{words}]({url})"


def write_table(rows: Sequence[Sequence[str]]) -> str:
    """Write *rows*, whose cells are Markdown, as a table; columns of numbers are aligned right."""
    width = max(map(len, rows))
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    columns = [[row[place] for row in full[1:]] for place in range(width)]
    rules = ["--:" if _are_numbers(column) else "---" for column in columns]
    lines = [[cell.replace("|", "\\|") for cell in row] for row in full]
    return "\n".join(f"| {' | '.join(line)} |" for line in [lines[0], rules, *lines[1:]])


def _are_numbers(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and all(_NUMBER.fullmatch(cell) for cell in filled)
