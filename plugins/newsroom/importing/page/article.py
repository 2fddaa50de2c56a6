"""The parts of an article, found in blocks of text."""

import itertools
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from newsroom.importing.page.blocks import UNREAD, TextBlock, is_emphasised
from newsroom.importing.page.document_blocks import mark_typed_items, rank_headings
from newsroom.importing.page.furniture import without_furniture
from newsroom.language.dates import parse_moment
from newsroom.language.name_matching import name_key
from newsroom.problems import RefusedError

LONGEST_CAPTION = 300
LONGEST_TITLE = 250
SHORTEST_ARTICLE = 150  # letters in all paragraphs together
MISSING = "Không tìm thấy bài báo nào trong tệp: cần ít nhất một đoạn văn trọn câu."
_WORK = r"(?:tin|bài|ảnh|video|clip|đồ họa|thực hiện|tác giả|người viết)"
_SIGNED = re.compile(
    rf"\(?({_WORK}(?:(?:\s*[,&/–-]\s*|\s+và\s+|\s+){_WORK})*)\s*:\s*([^.:]{{2,80}}?)[.)]*", re.IGNORECASE
)
_ENDS_WITH_CREDIT = re.compile(r"(.*?)\s*\(?(?:Ảnh|ẢNH)(?: minh họa)?\s*:\s*([^.:()]{2,60})\)?\.?")
_BARE_NAME = re.compile(r"[^\W\d_]+(?:[ .-]+[^\W\d_]+){1,4}(?:\s*[,–-]\s*[^\W\d_]+(?: [^\W\d_]+){1,4})?")
_HOST = r"(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:vn|com|net|org|info)"
_ADDRESS = re.compile(rf"(?:https?://)?({_HOST})(?:/\S*)?", re.IGNORECASE)
_SOURCE = re.compile(r"\(?(?:theo|nguồn|nguồn tin|link gốc)\s*:?\s*(.{2,120}?)\)?\.?", re.IGNORECASE)
_POSTED = re.compile(
    r"(?:(?:cập nhật|đăng|xuất bản|ngày đăng)\s*(?:lúc|ngày)?:?\s*)?(?:(?:thứ \w+|chủ nhật)\s*,?\s*)?"
    r"(?:ngày\s*)?"
    r"(?:(?P<hour>\d{1,2})[:h](?P<minute>\d{2})\s*[,|–-]?\s*(?:ngày\s*)?)?"
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"
    r"(?:\s*[,|•–-]?\s*(?:lúc\s*)?(?P<hour2>\d{1,2})[:h](?P<minute2>\d{2})(?::\d{2})?)?"
    r"\s*(?:giờ|am|pm)?\s*\(?(?:gmt\s*\+?\s*7)?\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the body, or another block of text; the fields are those of its TextBlock."""

    text: str
    kind: str = "text"
    markdown: str = ""
    marker: str = ""
    level: int = 0


@dataclass(frozen=True)
class ArticlePicture:
    """Pictures with a shared caption; ``files`` is empty if only the caption was found."""

    files: tuple[str, ...]
    caption: str = ""
    credit: str = ""
    alt: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signature:
    """A signature such as ``Tin, ảnh: NGUYỄN ANH``: the names of writers, photographers or both."""

    line: str
    names: str
    wrote: bool
    pictured: bool


@dataclass
class Article:
    """An article as found, each paragraph once and in order.

    *author* is the name in the metadata of a page; *signatures* are those in the text. *lead* is the summary
    that a document has above its text.
    """

    title: str = ""
    body: list[Paragraph | ArticlePicture] = field(default_factory=list)
    posted: datetime | None = None
    signatures: list[Signature] = field(default_factory=list)
    source: str = ""
    url: str = ""
    author: str = ""
    dropped: list[str] = field(default_factory=list)
    lead: str = ""

    @property
    def paragraphs(self) -> list[str]:
        """The texts of the body, without captions."""
        return [part.text for part in self.body if isinstance(part, Paragraph)]

    @property
    def pictures(self) -> list[ArticlePicture]:
        return [part for part in self.body if isinstance(part, ArticlePicture)]


def compose(blocks: list[TextBlock], article: Article, *, is_document: bool = False) -> Article:
    """Compose *article*, of which only metadata is known, from *blocks*; a document has no furniture.

    Raises:
        RefusedError: There is no article.
    """
    kept, dropped = (blocks, []) if is_document else without_furniture(blocks)
    article.dropped = [block.text for block in dropped]
    notes = [block for block in kept if block.kind == "note"]
    rest = _take_foot(_take_head([block for block in kept if block.kind != "note"], article), article)
    rest = rank_headings(mark_typed_items(_mark_lead(rest))) if is_document else _merge_repeats(rest)
    article.body = _spread_credit(_compose_body([*rest, *notes]), article)
    article.lead = next((block.text for block in rest if block.kind == "lead"), "")
    if article.author and not any(signature.wrote for signature in article.signatures):
        article.signatures.append(Signature(article.author, article.author, wrote=True, pictured=False))
    is_long = sum(map(len, article.paragraphs)) >= SHORTEST_ARTICLE
    if not is_long or not any(block.is_paragraph for block in rest):
        raise RefusedError(MISSING)
    return article


def _mark_lead(blocks: list[TextBlock]) -> list[TextBlock]:
    """Mark a first paragraph in bold or italics as the lead."""
    place = next((place for place, block in enumerate(blocks) if block.kind not in {"file", "caption"}), 0)
    if blocks and blocks[place].kind == "text" and is_emphasised(blocks[place].markdown):
        blocks[place] = replace(blocks[place], kind="lead", markdown="")
    return blocks


def _take_head(blocks: list[TextBlock], article: Article) -> list[TextBlock]:
    """Take the title, the posting time and a signature from the blocks above the text; drop the rest."""
    start = next((place for place, block in enumerate(blocks) if block.is_paragraph), len(blocks))
    head, rest = blocks[:start], blocks[start:]
    if not article.title:
        lines = [
            block.text
            for block in head
            if block.kind in {"text", "heading", "link"}
            and len(block.text) <= LONGEST_TITLE
            and not _parse_posting_time(block.text)
        ]
        article.title = max(lines, key=len, default="")
        if not article.title and len(rest) > 1 and not rest[0].is_sentence:
            article.title = rest.pop(0).text
    title = name_key(article.title)
    kept = []
    titled = not any(name_key(block.text) == title for block in head)
    for block in head:
        posted = _parse_posting_time(block.text)
        if name_key(block.text) == title:
            titled = True
        elif posted:
            article.posted = article.posted or posted
        elif block.kind in UNREAD or (titled and not _take_signature(block, article)):
            kept.append(block)
        elif not titled:
            article.dropped.append(block.text)
    return kept + [block for block in rest if name_key(block.text) != title]


def _parse_posting_time(text: str) -> datetime | None:
    match = _POSTED.fullmatch(text.strip())
    if not match:
        return None
    day = f"{match['year']}-{match['month']}-{match['day']}"
    hour = match["hour"] or match["hour2"]
    try:
        return parse_moment(f"{day} {hour}:{match['minute'] or match['minute2']}" if hour else day)
    except ValueError:
        return None


def _take_foot(blocks: list[TextBlock], article: Article) -> list[TextBlock]:
    """Take the signatures and the source from the end of the article, upwards.

    The signature of a report may stand higher: headlines of other news, printed twice, can follow it.
    """
    kept = list(blocks)
    while kept and kept[-1].kind not in UNREAD and not kept[-1].is_paragraph:
        block = kept[-1]
        pictured = len(kept) > 1 and kept[-2].kind in {"file", "caption"}
        if pictured or not (_take_source(block.text, article) or _take_signature(block, article)):
            break
        kept.pop()
    signed = next((place for place, block in enumerate(kept) if _is_report_signature(block)), len(kept))
    for place, (headline, following) in enumerate(itertools.pairwise(kept)):
        is_headline = headline.kind == "text" and not headline.is_sentence
        if place > signed and is_headline and headline.says_the_same(following):
            article.dropped += [block.text for block in kept[place:]]
            del kept[place:]
            break
    return [block for block in kept if not (_is_report_signature(block) and _take_signature(block, article))]


def _is_report_signature(block: TextBlock) -> bool:
    """Return whether *block* signs the report; ``Ảnh: …`` alone may sign a picture."""
    match = _SIGNED.fullmatch(block.text) if block.kind == "text" else None
    return bool(match and re.match(r"tin|bài|thực hiện|tác giả", match[1], re.IGNORECASE))


def _take_signature(block: TextBlock, article: Article) -> bool:
    match = _SIGNED.fullmatch(block.text)
    words = re.findall(r"[^\W\d_]+", block.text)
    if match:
        work = match[1].casefold()
        wrote = any(word in work for word in ("tin", "bài", "thực hiện", "tác giả", "viết"))
        pictured = any(word in work for word in ("ảnh", "thực hiện"))
        article.signatures.append(Signature(block.text, _normal_case(match[2]), wrote, pictured))
    elif _BARE_NAME.fullmatch(block.text) and all(word[0].isupper() for word in words):
        article.signatures.append(Signature(block.text, _normal_case(block.text), wrote=True, pictured=False))
    else:
        return False
    return True


def _normal_case(text: str) -> str:
    """Write names in normal case: ``NGUYỄN ANH`` gives ``Nguyễn Anh``."""
    words = re.split(r"(\s+)", text.strip())
    return "".join(
        word.capitalize() if word.isupper() and len(word) > 1 and "." not in word else word for word in words
    )


def _take_source(text: str, article: Article) -> bool:
    labelled = _SOURCE.fullmatch(text)
    name = labelled[1].strip() if labelled else text.strip()
    address = _ADDRESS.fullmatch(name)
    if address:
        article.source = article.source or address[1].removeprefix("www.").lower()
        article.url = article.url or (name if name.lower().startswith("http") else "")
    elif labelled and name[0].isupper():
        article.source = article.source or name
    else:
        return False
    return True


def _merge_repeats(blocks: list[TextBlock]) -> list[TextBlock]:
    """Merge blocks of a page that repeat the text before them, unless they are items."""
    merged: list[TextBlock] = []
    for block in blocks:
        if merged and block.kind not in {"file", "item"} and block.says_the_same(merged[-1]):
            merged[-1] = replace(merged[-1], is_repeated=True)
        else:
            merged.append(block)
    return merged


def _compose_body(blocks: list[TextBlock]) -> Iterator[Paragraph | ArticlePicture]:
    """Make paragraphs of *blocks*, and pictures with their captions."""
    spaced = not any(block.kind == "caption" for block in blocks) and not any(
        block.kind == "file" and following.kind == "text" and not following.gap
        for block, following in itertools.pairwise(blocks)
    )
    waiting = deque(blocks)
    while waiting:
        block = waiting.popleft()
        if block.kind == "file":
            files = [block]
            while waiting and waiting[0].kind == "file" and (spaced or not waiting[0].gap):
                files.append(waiting.popleft())
            has_caption = waiting and _is_caption_below(waiting[0], spaced=spaced, last=len(waiting) == 1)
            yield _make_picture(files, waiting.popleft().text if has_caption else "")
        elif block.kind == "caption" or _is_lost_caption(block):
            yield _make_picture([], block.text)
        else:
            kind = "text" if block.kind == "link" else block.kind
            yield Paragraph(block.text, kind, block.markdown, block.marker, block.level)


def _is_caption_below(block: TextBlock, *, spaced: bool, last: bool) -> bool:
    """Return whether *block*, right below a picture, is its caption.

    In a *spaced* article, blank lines separate pictures from their captions.
    """
    if len(block.text) > LONGEST_CAPTION or block.kind not in {"text", "caption"}:
        return False
    below = not block.gap or block.kind == "caption" or block.is_repeated
    near = spaced and not block.is_paragraph and not last
    return (below or near) and not _is_report_signature(block)


def _is_lost_caption(block: TextBlock) -> bool:
    """Return whether a short text is a caption without its picture: printed twice, or with a photographer."""
    if block.kind != "text" or len(block.text) > LONGEST_CAPTION:
        return False
    credited = _ENDS_WITH_CREDIT.fullmatch(block.text) and not _SIGNED.fullmatch(block.text)
    return block.is_repeated or bool(credited)


def _make_picture(files: list[TextBlock], caption: str) -> ArticlePicture:
    credit = _ENDS_WITH_CREDIT.fullmatch(caption)
    words = credit[1] if credit else caption
    alt = next((file.alt for file in files if file.alt), "")
    names = tuple(file.text for file in files)
    credited = _normal_case(credit[2]) if credit else ""
    return ArticlePicture(names, words, credited, alt, tuple(file.source for file in files))


def _spread_credit(
    parts: Iterable[Paragraph | ArticlePicture], article: Article
) -> list[Paragraph | ArticlePicture]:
    """Credit pictures from a line ``Ảnh: …`` below them or at the end of the report."""
    body: list[Paragraph | ArticlePicture] = []
    for part in parts:
        signed = _SIGNED.fullmatch(part.text) if isinstance(part, Paragraph) else None
        last = body[-1] if body else None
        if signed and signed[1].casefold() == "ảnh" and isinstance(last, ArticlePicture):
            body[-1] = replace(last, credit=last.credit or _normal_case(signed[2]))
        else:
            body.append(part)
    names = next((signature.names for signature in article.signatures if signature.pictured), "")
    return [
        replace(part, credit=part.credit or names) if isinstance(part, ArticlePicture) else part
        for part in body
    ]
