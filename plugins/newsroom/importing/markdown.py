"""Markdown of imported text, in which every sign of the original stays a sign."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_MARKS = re.compile(r"([\\`*\[\]{}])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_EMPHASIS = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
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
    """Write *spans* as one line.

    Two emphases without a space between them would run together: the second is left out.
    """
    text = ""
    merged = _merge(spans)
    for place, span in enumerate(merged):
        after = merged[place + 1].text if place + 1 < len(merged) else ""
        runs_on = text.endswith("*") and span.style.startswith("*") and not span.text[0].isspace()
        if text.endswith("!") and span.url:
            text = f"{text[:-1]}\\!"  # else the link would be a picture
        text += _write_span(span._replace(style="") if runs_on else span, text[-1:], after[:1])
    return escape_opening(text) if spans and not (spans[0].style or spans[0].url) else text


def _merge(spans: Sequence[Span]) -> list[Span]:
    """Join neighbours that look the same; leave out what is empty."""
    merged: list[Span] = []
    for span in spans:
        if merged and span[1:] == merged[-1][1:] and not span.style.startswith("^"):
            merged[-1] = span._replace(text=merged[-1].text + span.text)
        elif span.text:
            merged.append(span)
    return merged


def _write_span(span: Span, before: str, after: str) -> str:
    """Write *span*; move the signs at its edges out of the emphasis if a letter follows on the other side."""
    if span.style.startswith("^"):
        return f"[{span.style}]"
    words = span.text.strip()
    if not words:
        return span.text
    left = span.text[: len(span.text) - len(span.text.lstrip())]
    right = span.text[len(span.text.rstrip()) :]
    if span.style.startswith("<"):
        written = f"<{span.style[1:]}>{escape_inside(words)}</{span.style[1:]}>"
    elif span.style and any(map(str.isalnum, words)):
        start, end = 0, len(words)
        while before.isalnum() and not left and not words[start].isalnum():
            start += 1
        while after.isalnum() and not right and not words[end - 1].isalnum():
            end -= 1
        lead, core, tail = (escape_inside(part) for part in (words[:start], words[start:end], words[end:]))
        written = f"{lead}{span.style}{core}{span.style}{tail}"
    else:
        written = escape_inside(words)
    return f"{left}{write_link(written, span.url) if span.url else written}{right}"


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
