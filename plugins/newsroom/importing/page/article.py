"""The parts of an article, found in blocks of text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from newsroom.importing.page.blocks import Block, PageMetadata
from newsroom.importing.page.furniture import without_furniture
from newsroom.language.dates import parse_moment
from newsroom.language.name_matching import name_key

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
    """A paragraph of the body; ``kind`` is ``text``, ``heading``, ``item`` or ``quote``."""

    text: str
    kind: str = "text"


@dataclass(frozen=True)
class Picture:
    """Pictures with a shared caption; ``files`` is empty where only the caption was found."""

    files: tuple[str, ...]
    caption: str = ""
    credit: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Signature:
    """A signature such as ``Tin, ảnh: NGUYỄN ANH``: the names of writers, photographers or both."""

    line: str
    names: str
    wrote: bool
    pictured: bool


@dataclass
class Article:
    """An article as found, each paragraph once and in order."""

    title: str = ""
    body: list[Paragraph | Picture] = field(default_factory=list)
    posted: datetime | None = None
    signatures: list[Signature] = field(default_factory=list)
    source: str = ""
    url: str = ""
    dropped: list[str] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[str]:
        """The texts of the body, without captions."""
        return [part.text for part in self.body if isinstance(part, Paragraph)]

    @property
    def pictures(self) -> list[Picture]:
        return [part for part in self.body if isinstance(part, Picture)]


def compose(blocks: list[Block], facts: PageMetadata) -> Article:
    """Compose the article from *blocks* and the *facts* of its page.

    Raises:
        ValueError: There is no article; the message is Vietnamese.
    """
    kept, dropped = without_furniture(blocks)
    article = Article(facts.title, posted=facts.published, source=facts.site, url=facts.url)
    article.dropped = [block.text for block in dropped]
    rest = _take_foot(_take_head(kept, article), article)
    article.body = list(_compose_body(rest))
    _spread_credit(article)
    if facts.author and not any(signature.wrote for signature in article.signatures):
        article.signatures.append(Signature(facts.author, facts.author, wrote=True, pictured=False))
    texts = [part for part in rest if part.is_paragraph]
    if not texts or sum(map(len, article.paragraphs)) < SHORTEST_ARTICLE:
        raise ValueError(MISSING)
    return article


def _take_head(blocks: list[Block], article: Article) -> list[Block]:
    """Take the title, the posting time and a signature from the blocks above the text; drop the rest."""
    start = next((place for place, block in enumerate(blocks) if block.is_paragraph), len(blocks))
    head, rest = blocks[:start], blocks[start:]
    if not article.title:
        lines = [block for block in head if block.kind in {"text", "heading", "link"}]
        lines = [
            block
            for block in lines
            if len(block.text) <= LONGEST_TITLE and not _parse_posting_time(block.text)
        ]
        article.title = max(lines, key=lambda block: len(block.text), default=Block("text", "")).text
        if not article.title and rest and not rest[0].is_sentence and len(rest) > 1:
            article.title = rest.pop(0).text
    kept = []
    titled = not any(name_key(block.text) == name_key(article.title) for block in head)
    for block in head:
        posted = _parse_posting_time(block.text)
        if name_key(block.text) == name_key(article.title):
            titled = True
        elif posted:
            article.posted = article.posted or posted
        elif block.kind in {"file", "caption"} or (titled and not _take_signature(block, article)):
            kept.append(block)
        elif not titled:
            article.dropped.append(block.text)
    return kept + [block for block in rest if name_key(block.text) != name_key(article.title)]


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


def _take_foot(blocks: list[Block], article: Article) -> list[Block]:
    """Take the signatures and the source from the end of the article, upwards."""
    kept = list(blocks)
    while (
        kept and kept[-1].kind in {"text", "heading", "item", "quote", "link"} and not kept[-1].is_paragraph
    ):
        block = kept[-1]
        pictured = len(kept) > 1 and kept[-2].kind in {"file", "caption"}
        if pictured or not (_take_source(block.text, article) or _take_signature(block, article)):
            break
        kept.pop()
    for block in [block for block in kept if _is_report_signature(block)]:
        _take_signature(block, article)
        at = kept.index(block)
        kept.remove(block)
        doubled = next(
            (
                place
                for place in range(at, len(kept) - 1)
                if kept[place].kind == "text"
                and not kept[place].is_sentence
                and kept[place].says_the_same(kept[place + 1])
            ),
            len(kept),
        )
        article.dropped += [headline.text for headline in kept[doubled:]]
        del kept[doubled:]
    return kept


def _is_report_signature(block: Block) -> bool:
    """Tell whether *block* signs the report; ``Ảnh: …`` alone may sign a picture."""
    match = _SIGNED.fullmatch(block.text) if block.kind == "text" else None
    return bool(match and re.match(r"tin|bài|thực hiện|tác giả", match[1], re.IGNORECASE))


def _take_signature(block: Block, article: Article) -> bool:
    match = _SIGNED.fullmatch(block.text)
    if match:
        work = match[1].casefold()
        wrote = any(word in work for word in ("tin", "bài", "thực hiện", "tác giả", "viết"))
        pictured = any(word in work for word in ("ảnh", "thực hiện"))
        article.signatures.append(Signature(block.text, _normal_case(match[2]), wrote, pictured))
        return True
    if _BARE_NAME.fullmatch(block.text) and all(
        word[0].isupper() for word in re.findall(r"[^\W\d_]+", block.text)
    ):
        article.signatures.append(Signature(block.text, _normal_case(block.text), wrote=True, pictured=False))
        return True
    return False


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
    if not address and not (labelled and name[0].isupper()):
        return False
    if address:
        article.source = article.source or address[1].removeprefix("www.").lower()
        article.url = article.url or (name if name.lower().startswith("http") else "")
    else:
        article.source = article.source or name
    return True


def _compose_body(blocks: list[Block]) -> Iterator[Paragraph | Picture]:
    """Make paragraphs of *blocks*, and pictures with their captions."""
    spaced = not any(block.kind == "caption" for block in blocks) and not any(
        block.kind == "file" and following.kind == "text" and not following.gap
        for block, following in itertools.pairwise(blocks)
    )
    place = 0
    while place < len(blocks):
        block = blocks[place]
        if block.kind == "file":
            files = [block]
            place += 1
            while place < len(blocks) and blocks[place].kind == "file" and (spaced or not blocks[place].gap):
                files.append(blocks[place])
                place += 1
            caption, used = _find_caption(blocks[place : place + 3], spaced=spaced)
            place += used
            yield _make_picture(files, caption)
        elif block.kind == "caption" or _is_lost_caption(blocks[place : place + 2]):
            place += 1 + _count_repeats(blocks, place)
            yield _make_picture([], block.text)
        else:
            place += 1 + _count_repeats(blocks, place)
            yield Paragraph(block.text, "text" if block.kind == "link" else block.kind)


def _count_repeats(blocks: list[Block], place: int) -> int:
    """Count the blocks right after *place* that repeat its text."""
    again = 0
    while place + again + 1 < len(blocks) and blocks[place].says_the_same(blocks[place + again + 1]):
        again += 1
    return again


def _find_caption(following: list[Block], *, spaced: bool) -> tuple[str, int]:
    """Find the caption of the pictures before *following*, and the number of blocks it takes."""
    if (
        not following
        or len(following[0].text) > LONGEST_CAPTION
        or following[0].kind not in {"text", "caption"}
    ):
        return "", 0
    first = following[0]
    again = _count_repeats(following, 0)
    below = not first.gap or first.kind == "caption" or again
    near = spaced and first.gap and not first.is_paragraph and len(following) > 1
    if not (below or near) or _is_report_signature(first):
        return "", 0
    return first.text, 1 + again


def _is_lost_caption(blocks: list[Block]) -> bool:
    """Tell whether a short text is a caption without its picture: printed twice, or with a photographer."""
    first = blocks[0]
    if first.kind != "text" or len(first.text) > LONGEST_CAPTION:
        return False
    twice = len(blocks) > 1 and first.says_the_same(blocks[1])
    credit = _ENDS_WITH_CREDIT.fullmatch(first.text)
    return twice or bool(credit and not _SIGNED.fullmatch(first.text))


def _make_picture(files: list[Block], caption: str) -> Picture:
    credit = _ENDS_WITH_CREDIT.fullmatch(caption)
    words = credit[1] if credit else caption
    alt = next((file.alt for file in files if file.alt), "")
    return Picture(tuple(file.text for file in files), words, _normal_case(credit[2]) if credit else "", alt)


def _spread_credit(article: Article) -> None:
    """Credit pictures from a line ``Ảnh: …`` below them or at the end of the report."""
    body: list[Paragraph | Picture] = []
    for part in article.body:
        signed = _SIGNED.fullmatch(part.text) if isinstance(part, Paragraph) else None
        last = body[-1] if body else None
        if signed and signed[1].casefold() == "ảnh" and isinstance(last, Picture):
            body[-1] = replace(last, credit=last.credit or _normal_case(signed[2]))
        else:
            body.append(part)
    taken_by = next((signature.names for signature in article.signatures if signature.pictured), "")
    article.body = [
        replace(part, credit=part.credit or taken_by) if isinstance(part, Picture) else part for part in body
    ]
