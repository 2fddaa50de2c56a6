"""The draft of an imported article, with all proposals marked as such."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import get_args

from newsroom.content.models import Category
from newsroom.editor import new_file
from newsroom.importing.files import Saved
from newsroom.importing.page.article import Article, Paragraph, Picture
from newsroom.importing.proposals.event_day import Dating
from newsroom.importing.proposals.honours import Given
from newsroom.importing.proposals.names import Found
from newsroom.importing.proposals.people import Named
from newsroom.language.vietnamese import short_slug, slugify

LONGEST_REMARK = 220  # letters in a comment
LONGEST_NAME = 60  # letters of a file name
PROPOSED = "Đề xuất, xóa nếu không đúng"
_PLAIN = re.compile(r"[^\W\d_][\w (),./“”‘’–;-]*", re.UNICODE)
_YAML_KEYWORDS = {"null", "true", "false", "yes", "no", "on", "off"}
_MARKS = re.compile(r"([\\`*\[\]{}])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_EMPHASIS = re.compile(r"(?<!\w)_|_(?!\w)")
_OPENING = re.compile(r"^(?:([#>+-])|(\d+)([.)])(?=\s))")
_USABLE = {".jpg", ".jpeg", ".png", ".webp"}


@dataclass(frozen=True)
class Proposals:
    """Proposals for the fields of an article that name something."""

    campaigns: Found[str]
    provinces: Found[str]
    documents: Found[str]
    honours: Found[Given]
    people: Found[Named]


def write_draft(saved: Saved, article: Article, dating: Dating, proposals: Proposals, year: int) -> str:
    """Write the text of the draft file."""
    front = "\n".join(_front_lines(saved, article, dating, proposals))
    body = "\n\n".join(_body_blocks(article, year))
    return f"---\n{front}\n---\n{body}\n"


def _front_lines(saved: Saved, article: Article, dating: Dating, proposals: Proposals) -> Iterator[str]:
    yield _comment(
        f"Nhập từ tệp “{saved.name}”. Lời và ảnh trong bài thuộc về báo đã đăng: hãy viết lại bằng lời của"
    )
    yield _comment("mình và ghi nguồn. Lệnh check không cho đăng khi còn thiếu “source” hoặc “rewritten”.")
    yield _comment(f"“{PROPOSED}”: máy tìm thấy trong bài, người biên tập xem lại từng mục.")
    yield "imported:"
    yield f"  file: {quote(saved.name)}"
    yield f"  sha256: {saved.sha256}"
    yield "  # Ngày viết lại xong toàn bài, như 2024-03-05. Chưa viết lại thì để trống."
    yield "  rewritten:"
    yield "status: draft"
    if not article.title:
        yield _comment("Không thấy tiêu đề trong tệp.")
    yield _field_line("title", article.title)
    yield from _date_lines(dating)
    yield _comment(f"Chọn một trong: {', '.join(get_args(Category))}.")
    yield "category:"
    yield _comment("Người biên tập tự viết một, hai câu; đoạn mở đầu của báo nằm ở đầu nội dung.")
    yield "summary:"
    yield from _list_lines("campaigns", proposals.campaigns, quote)
    yield from _list_lines("provinces", proposals.provinces, quote)
    yield from _list_lines("documents", proposals.documents, quote)
    yield from _group_lines("honours", proposals.honours, _honour_lines)
    yield from _group_lines("people", proposals.people, _person_lines)
    yield from _signature_lines(article)
    yield from _source_lines(article)


def _date_lines(dating: Dating) -> Iterator[str]:
    for reason in dating.reasons:
        yield _comment(reason)
    if dating.known:
        yield _comment(f"{PROPOSED}.")
        yield f"date: {_write_moment(dating.moment) if dating.moment else dating.known}"
        return
    if dating.candidates:
        yield _comment("Có thể là một trong các ngày sau, hãy tra lại rồi điền vào “date”:")
        for day, reason in dating.candidates:
            yield _comment(f"  {day} ({reason})")
    yield "date:"


def _write_moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment.hour or moment.minute else f"{moment:%Y-%m-%d}"


def _list_lines(field: str, found: Found[str], write: Callable[[str], str]) -> Iterator[str]:
    yield from map(_comment, found.remarks)
    if found.proposals:
        yield f"{field}:"
    for proposal in found.proposals:
        yield f"  {_comment(f'{PROPOSED}. Bài viết: “{proposal.words}”')}"
        yield f"  - {write(proposal.value)}"


def _group_lines(
    field: str, found: Found[Given] | Found[Named], write: Callable[..., Iterator[str]]
) -> Iterator[str]:
    yield from map(_comment, found.remarks)
    if found.proposals:
        yield f"{field}:"
    for proposal in found.proposals:
        yield f"  {_comment(f'{PROPOSED}. Bài viết: “{proposal.words}”')}"
        first, *others = write(proposal.value)
        yield f"  - {first}"
        yield from (f"    {line}" for line in others)


def _honour_lines(given: Given) -> Iterator[str]:
    yield f"award: {quote(given.award)}"
    if given.grade:
        yield f"grade: {given.grade}"
    if given.collectives:
        yield f"collectives: {given.collectives}"
    if given.individuals:
        yield f"individuals: {given.individuals}"


def _person_lines(person: Named) -> Iterator[str]:
    yield f"name: {quote(person.name)}"
    yield f"role: {quote(person.role)}"


def _signature_lines(article: Article) -> Iterator[str]:
    for signature in article.signatures:
        yield _comment(f"Bài gốc ký “{signature.line}”. Người viết lại ký tên mình ở “authors”.")
        if signature.wrote:
            yield f"# authors: [{quote(signature.names)}]"
        if signature.pictured:
            yield f"# photo_credit: {quote(f'Ảnh: {signature.names}')}"


def _source_lines(article: Article) -> Iterator[str]:
    if article.source or article.url:
        yield _comment(f"{PROPOSED}.")
        yield "source:"
        yield f"  name: {quote(article.source or article.url)}"
        if article.url:
            yield f"  url: {quote(article.url)}"
        return
    yield _comment("Tên báo đã đăng và địa chỉ của bài:")
    yield "source:"
    yield "  name:"
    yield "  url:"


def _field_line(name: str, value: str) -> str:
    return f"{name}: {quote(value)}" if value else f"{name}:"


def quote(text: str) -> str:
    """Write *text* as a YAML value on one line, quoted if necessary."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _YAML_KEYWORDS and not text.endswith(" "):
        return text
    return new_file.quote(text)


def _comment(text: str) -> str:
    line = text if len(text) <= LONGEST_REMARK else f"{text[:LONGEST_REMARK].rpartition(' ')[0]}…"
    return f"# {' '.join(line.split()) if not line.startswith('  ') else line}"


def _body_blocks(article: Article, year: int) -> Iterator[str]:
    number = 0
    for part in article.body:
        if isinstance(part, Paragraph):
            yield _write_paragraph(part)
        else:
            number += 1
            yield _write_picture(part, number, year)


def _write_paragraph(part: Paragraph) -> str:
    text = escape(part.text)
    return {"heading": f"## {text}", "item": f"- {text}", "quote": f"> {text}"}.get(part.kind, text)


def escape(text: str) -> str:
    """Escape *text* so that Markdown shows it unchanged."""
    text = _MARKS.sub(r"\\\1", _ENTITY.sub("&amp;", text)).replace("<", "&lt;")
    text = _EMPHASIS.sub(r"\\_", text).replace("[^", "[&#94;")  # prevents a footnote
    return _OPENING.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", text)


def _write_picture(part: Picture, number: int, year: int) -> str:
    """Write a picture as a comment: it belongs to the newspaper, and its file is not here yet."""
    names = ", ".join(f"“{_comment_text(file)}”" for file in part.files) or "không rõ tệp"
    caption = f"{part.caption} Ảnh: {part.credit}".strip() if part.credit else part.caption
    alt = "" if part.caption else part.alt
    files = part.files or (f"anh-{number}.jpg",)
    lines = [
        f"![{_comment_text(escape(alt))}]({{static}}/images/{year}/{_picture_name(file, number)})"
        for file in files
    ]
    lines += [_comment_text(escape(caption))] if caption else []
    head = f"<!-- Ảnh của báo ({names}). Được phép dùng thì chép ảnh, viết lời tả, bỏ dòng này và dòng cuối."
    return "\n".join([head, *lines, "-->"])


def _comment_text(text: str) -> str:
    """Replace hyphens in *text* that could end a comment."""
    return re.sub(r"-{2,}", "–", text)


def _picture_name(file: str, number: int) -> str:
    path = PurePosixPath(file)
    suffix = path.suffix.lower()
    return f"{slugify(path.stem) or f'anh-{number}'}{suffix if suffix in _USABLE else '.jpg'}"


def file_name(title: str) -> str:
    """Return the file name of a draft, without its ending; long names are cut between words."""
    return short_slug(title, LONGEST_NAME) or "bai-nhap"
