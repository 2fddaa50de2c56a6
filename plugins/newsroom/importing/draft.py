"""The draft of an imported article, with all proposals marked as such."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from newsroom.files.yaml_writing import quote
from newsroom.importing.page.article import Article, ArticlePicture, Paragraph
from newsroom.importing.proposals.event_day import Dating
from newsroom.importing.proposals.names import Found
from newsroom.importing.saved_file import SavedFile
from newsroom.language.name_matching import join_choices
from newsroom.language.vietnamese import slugify

MOST_PROPOSED = 50  # values and remarks of one field
LONGEST_REMARK = 220  # letters in a comment
PROPOSED = "Đề xuất, xóa nếu không đúng"
MARKS = {"heading": "## ", "item": "- ", "quote": "> "}  # of Markdown, before a paragraph
_PLAIN = re.compile(r"[^\W\d_][\w (),./“”‘’–;-]*", re.UNICODE)
_YAML_KEYWORDS = {"null", "true", "false", "yes", "no", "on", "off"}
_MARKS = re.compile(r"([\\`*\[\]{}])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_EMPHASIS = re.compile(r"(?<!\w)_|_(?!\w)")
_OPENING = re.compile(r"^(?:([#>+|=~-])|(\d+|[a-zđ])([.)])(?=\s))")
_USABLE = {".jpg", ".jpeg", ".png", ".webp"}


def write_draft(  # noqa: PLR0917 (the parts of a draft)
    saved: SavedFile,
    article: Article,
    dating: Dating,
    proposals: Mapping[str, Found[Any]],
    categories: Sequence[str],
    year: int,
) -> str:
    """Write the text of the draft file; *proposals* are those of each field."""
    front = "\n".join(_front_lines(saved, article, dating, proposals, categories))
    body = "\n\n".join(_body_blocks(article, year))
    return f"---\n{front}\n---\n{body}\n"


def _front_lines(
    saved: SavedFile,
    article: Article,
    dating: Dating,
    proposals: Mapping[str, Found[Any]],
    categories: Sequence[str],
) -> Iterator[str]:
    yield _comment(
        f"Nhập từ tệp “{saved.name}”. Lời và ảnh trong bài thuộc về báo đã đăng: hãy viết lại bằng lời của"
    )
    yield _comment("mình và ghi nguồn. Lệnh check không cho đăng khi còn thiếu “source” hoặc “rewritten”.")
    yield _comment(f"“{PROPOSED}”: máy tìm thấy trong bài, người biên tập xem lại từng mục.")
    yield "imported:"
    yield f"  file: {_yaml(saved.name)}"
    yield f"  sha256: {saved.sha256}"
    yield "  # Ngày viết lại xong toàn bài, như 2024-03-05. Chưa viết lại thì để trống."
    yield "  rewritten:"
    yield "status: draft"
    if not article.title:
        yield _comment("Không thấy tiêu đề trong tệp.")
    yield f"title: {_yaml(article.title)}".rstrip()
    yield from _date_lines(dating)
    yield _comment(f"Chọn một trong: {join_choices(categories)}.")
    yield "category:"
    yield _comment("Người biên tập tự viết một, hai câu; đoạn mở đầu của báo nằm ở đầu nội dung.")
    yield "summary:"
    for field, found in proposals.items():
        yield from _proposal_lines(field, found)
    yield from _signature_lines(article)
    yield from _source_lines(article)


def _date_lines(dating: Dating) -> Iterator[str]:
    for reason in dating.reasons:
        yield _comment(reason)
    if dating.day:
        yield _comment(f"{PROPOSED}.")
        time = f" {dating.moment:%H:%M}" if dating.moment else ""
        yield f"date: {dating.day}{time.removesuffix(' 00:00')}"
        return
    if dating.candidates:
        yield _comment("Có thể là một trong các ngày sau, hãy tra lại rồi điền vào “date”:")
        for day, reason in dating.candidates:
            yield _comment(f"  {day} ({reason})")
    yield "date:"


def _proposal_lines(field: str, found: Found[Any]) -> Iterator[str]:
    yield from map(_comment, found.remarks[:MOST_PROPOSED])
    if found.proposals:
        yield f"{field}:"
    if max(len(found.remarks), len(found.proposals)) > MOST_PROPOSED:
        yield _comment(f"Nhiều quá: “{field}” chỉ ghi {MOST_PROPOSED} mục đầu mà máy tìm thấy.")
    for value, words in itertools.islice(found.proposals.items(), MOST_PROPOSED):
        yield f"  {_comment(f'{PROPOSED}. Bài viết: “{words}”')}"
        first, *others = _value_lines(value)
        yield f"  - {first}"
        yield from (f"    {line}" for line in others)


def _value_lines(value: Any) -> list[str]:
    """Write a name on one line, or the fields of an item that are not empty."""
    if isinstance(value, str):
        return [_yaml(value)]
    fields = ((name, content) for name, content in asdict(value).items() if content)
    return [f"{name}: {_yaml(content) if isinstance(content, str) else content}" for name, content in fields]


def _signature_lines(article: Article) -> Iterator[str]:
    for signature in article.signatures[:MOST_PROPOSED]:
        yield _comment(f"Bài gốc ký “{signature.line}”. Người viết lại ký tên mình ở “authors”.")
        if signature.wrote:
            yield f"# authors: [{_yaml(signature.names)}]"
        if signature.pictured:
            yield f"# photo_credit: {_yaml(f'Ảnh: {signature.names}')}"


def _source_lines(article: Article) -> Iterator[str]:
    name = article.source or article.url
    yield _comment(f"{PROPOSED}." if name else "Tên báo đã đăng và địa chỉ của bài:")
    yield "source:"
    yield f"  name: {_yaml(name)}".rstrip()
    if article.url or not name:
        yield f"  url: {_yaml(article.url)}".rstrip()


def _yaml(text: str) -> str:
    """Write *text* as a YAML value on one line, quoted if necessary; nothing if it is empty."""
    if not text:
        return ""
    if _PLAIN.fullmatch(text) and text.casefold() not in _YAML_KEYWORDS and not text.endswith(" "):
        return text
    return quote(text)


def _comment(text: str) -> str:
    line = text if len(text) <= LONGEST_REMARK else f"{text[:LONGEST_REMARK].rpartition(' ')[0]}…"
    return f"# {' '.join(line.split()) if not line.startswith('  ') else line}"


def _body_blocks(article: Article, year: int) -> Iterator[str]:
    numbers = itertools.count(1)
    for part in article.body:
        if isinstance(part, Paragraph):
            yield MARKS.get(part.kind, "") + escape(part.text)
        else:
            yield _write_picture(part, next(numbers), year)


def escape(text: str) -> str:
    """Escape *text* so that Markdown shows it unchanged."""
    text = _MARKS.sub(r"\\\1", _ENTITY.sub("&amp;", text)).replace("<", "&lt;")
    text = _EMPHASIS.sub(r"\\_", text).replace("[^", "[&#94;")  # prevents a footnote
    text = text.replace("~~", "\\~\\~")
    return _OPENING.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", text)


def _write_picture(part: ArticlePicture, number: int, year: int) -> str:
    """Write a picture as a comment: it belongs to the newspaper, and its file is not here yet."""
    names = ", ".join(f"“{file}”" for file in part.files) or "không rõ tệp"
    caption = f"{part.caption} Ảnh: {part.credit}".strip() if part.credit else part.caption
    alt = "" if part.caption else escape(part.alt)
    lines = [f"Ảnh của báo ({names}). Được phép dùng thì chép ảnh, viết lời tả, bỏ dòng này và dòng cuối."]
    files = part.files or (f"anh-{number}.jpg",)
    lines += [f"![{alt}]({{static}}/images/{year}/{_picture_name(file, number)})" for file in files]
    lines += [escape(caption)] if caption else []
    text = re.sub(r"-{2,}", "–", "\n".join(lines))  # hyphens could end the comment
    return f"<!-- {text}\n-->"


def _picture_name(file: str, number: int) -> str:
    path = PurePosixPath(file)
    suffix = path.suffix.lower()
    return f"{slugify(path.stem) or f'anh-{number}'}{suffix if suffix in _USABLE else '.jpg'}"
