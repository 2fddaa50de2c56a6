"""The body of a draft in Markdown."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from newsroom.importing.markdown import escape
from newsroom.importing.page.article import ArticlePicture, Paragraph
from newsroom.language.vietnamese import slugify

_INTERRUPTING = {"-", "1.", "1)", "a)"}  # markers that begin a list right below a line
_USABLE = {".jpg", ".jpeg", ".png", ".webp"}


class _Block(NamedTuple):
    """A block of Markdown; one that *is_tight* needs no blank line below an item."""

    text: str
    is_item: bool = False
    is_tight: bool = False


class _Item(NamedTuple):
    """The level of an item, its marker, and the column of its text."""

    level: int
    marker: str
    column: int


def write_body(
    parts: Sequence[Paragraph | ArticlePicture], year: int, places: Mapping[str, str], files: Sequence[str]
) -> str:
    """Write the body from the *parts* of an article.

    Pictures with *places* in the folder of content are shown from there, all others are comments. Links to
    *files* stand at the end.
    """
    text: list[str] = []
    after_item = False
    for block in [*_write_parts(parts, year, places), *map(_Block, files)]:
        if text:
            text.append("\n" if after_item and block.is_tight else "\n\n")
        text.append(block.text)
        after_item = block.is_item
    return "".join(text)


def _write_parts(
    parts: Sequence[Paragraph | ArticlePicture], year: int, places: Mapping[str, str]
) -> Iterator[_Block]:
    numbers = itertools.count(1)
    above: list[_Item] = []  # the last of each level
    for part in parts:
        if isinstance(part, Paragraph) and part.kind == "item":
            yield _write_item(part, above)
            continue
        above = []
        if isinstance(part, ArticlePicture):
            yield _Block(_write_picture(part, next(numbers), year, places))
        else:
            yield _Block(_write_paragraph(part))


def _write_paragraph(part: Paragraph) -> str:
    text = part.markdown or escape(part.text)
    if part.kind == "heading":
        return f"{'#' * max(part.level, 2)} {text}"
    if part.kind == "note":
        return f"[^{part.level}]: {text}"
    if part.kind == "media":
        return part.text
    return f"> {text}" if part.kind == "quote" else text


def _write_item(part: Paragraph, above: list[_Item]) -> _Block:
    """Write an item below those *above*, the last of each level, and add it there."""
    text = part.markdown or escape(part.text)
    if not part.marker:  # it continues the item before
        return _Block(f"{' ' * (above[-1].column if above else 0)}{text}", is_item=True)
    before = ""
    while above and above[-1].level >= part.level:
        before = above.pop().marker
    indent = " " * (above[-1].column if above else 0)
    above.append(_Item(part.level, part.marker, len(indent) + len(part.marker) + 1))
    written = f"{indent}{part.marker} {text}"
    if before and _counts_anew(before, part.marker):
        return _Block(f"{indent}<!-- -->\n\n{written}", is_item=True)
    return _Block(written, is_item=True, is_tight=bool(before) or part.marker in _INTERRUPTING)


def _counts_anew(before: str, marker: str) -> bool:
    """Return whether a list with *marker* after *before* is another, which Markdown would count on."""
    is_numbered = marker[:-1].isdecimal() and before[:-1].isdecimal() and marker[-1] == before[-1]
    return is_numbered and int(marker[:-1]) != int(before[:-1]) + 1


def _write_picture(part: ArticlePicture, number: int, year: int, places: Mapping[str, str]) -> str:
    """Write a picture; one without its file here is a comment, for it belongs to the newspaper."""
    caption = escape(f"{part.caption} Ảnh: {part.credit}".strip() if part.credit else part.caption)
    shown = [places[source] for source in part.sources if source in places]
    missing = [file for file, source in zip(part.files, part.sources, strict=True) if source not in places]
    if not shown:
        return _write_comment(missing, number, year, "" if part.caption else escape(part.alt), caption)
    text = "\n".join([*(f"![{escape(part.alt)}]({{static}}/{place})" for place in shown), caption]).rstrip(
        "\n"
    )
    return f"{text}\n\n{_write_comment(missing, number, year)}" if missing else text


def _write_comment(files: Sequence[str], number: int, year: int, alt: str = "", caption: str = "") -> str:
    names = ", ".join(f"“{file}”" for file in files) or "không rõ tệp"
    lines = [f"Ảnh của báo ({names}). Được phép dùng thì chép ảnh, viết lời tả, bỏ dòng này và dòng cuối."]
    files = files or (f"anh-{number}.jpg",)
    lines += [f"![{alt}]({{static}}/images/{year}/{_picture_name(file, number)})" for file in files]
    lines += [caption] if caption else []
    text = re.sub(r"-{2,}", "–", "\n".join(lines))  # hyphens could end the comment
    return f"<!-- {text}\n-->"


def _picture_name(file: str, number: int) -> str:
    path = PurePosixPath(file)
    suffix = path.suffix.lower()
    return f"{slugify(path.stem) or f'anh-{number}'}{suffix if suffix in _USABLE else '.jpg'}"
