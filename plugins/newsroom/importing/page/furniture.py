"""Removal of page furniture around an article.

Furniture is share bars, breadcrumbs, related news and repeated headlines.
"""

import re
from itertools import accumulate

from newsroom.importing.page.blocks import UNREAD, TextBlock

_NETWORK = (
    r"(?:fb|yt|zl|tw|tt|ig|x|facebook|youtube|zalo|twitter|tiktok|e-?mail|print|messenger|linkedin"
    r"|telegram|pinterest|gmail|instagram|viber|whatsapp|rss|google news)"
)
_BUTTON = (
    r"(?:click|bấm|nhấn) để (?:copy|sao chép)|sao chép (?:liên kết|link|đường dẫn)|copy(?: link| url)?"
    r"|in (?:bài|trang)(?: này| viết)?|lưu (?:bài|tin)(?: viết)?|gửi (?:e-?mail|bài|cho bạn bè)"
    r"|chia sẻ(?: bài viết| tin này| ngay| lên| qua)?|theo dõi .{0,60}google news.*|nghe (?:đọc )?bài.*"
    r"|cỡ chữ.*|a[\sa+-]*|trang chủ|đăng nhập|đăng ký|tìm kiếm|menu|quảng cáo|quay lại"
    r"|về đầu trang|(?:\d+ )?(?:bình luận|lượt xem|thích|like)(?: \d+)?|đánh giá bài viết.*"
    r"|(?:từ khóa|từ khoá|tags?|thẻ)\b.{0,200}|xem ảnh lớn|phóng to|đọc bài gốc.*"
)
_NOISE = re.compile(
    rf"(?:{_BUTTON}|(?:{_NETWORK}[\s|,/·•-]*)+|chia sẻ\s*(?:{_NETWORK}[\s|,/·•-]*)+|[\W_]+)", re.IGNORECASE
)
_BREADCRUMB = re.compile(r"[^.!?>›»]{1,40}(?:[>›»]+[^.!?>›»]{1,60})+", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?:(?:xem|đọc) thêm|(?:bài|tin)(?: viết)? liên quan|mời (?:độc giả|quý vị|bạn đọc) xem)\b.*[:>»].+"
    r"|(?:>{2,}|»+).+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"có thể bạn (?:quan tâm|thích|chưa đọc)|(?:tin|bài)?\s*(?:viết )?cùng (?:chuyên mục|danh mục|mục)"
    r"|(?:các )?(?:tin|bài)(?: viết| tức)? (?:mới(?: nhất| hơn)?|khác|nổi bật|cũ(?: hơn)?|đọc nhiều)"
    r"|(?:đọc|xem) nhiều(?: nhất)?|mới nhất|đừng bỏ lỡ|(?:ý kiến|bình luận)(?: bạn đọc)?(?: ?\(\d+\))?"
    r"|gửi (?:bình luận|ý kiến)(?: của bạn)?|tin trong ngày|dành cho bạn",
    re.IGNORECASE,
)
_BOX = re.compile(
    r"(?:bài|tin|tin bài|bài viết|tin tức|nội dung|chủ đề|video)(?: viết)? liên quan|(?:xem|đọc) thêm"
    r"|(?:tin|bài)?\s*cùng chủ đề",
    re.IGNORECASE,
)
_AROUND = " \t:•·*|-–»>…."
_REPEATS = 2  # teasers with a repeated headline; so many are no coincidence


def without_furniture(blocks: list[TextBlock]) -> tuple[list[TextBlock], list[TextBlock]]:
    """Split *blocks* into those of the article and the dropped furniture."""
    outlook = _Outlook(blocks)
    kept: list[TextBlock] = []
    dropped: list[TextBlock] = []
    begun = False
    place = 0
    while place < len(blocks):
        block = blocks[place]
        begun = begun or block.is_paragraph
        end = place + 1
        is_within_files = block.kind == "file" and place and blocks[place - 1].kind == "file"
        if begun and (_matches(_TAIL, block) or (not is_within_files and _begins_teasers(blocks, place))):
            end = len(blocks)
        elif _matches(_BOX, block):
            end = _end_of_box(blocks, end, outlook) if begun else end
        elif block.kind in UNREAD or block.is_paragraph or not _is_noise(block):
            kept.append(block)
            place = end
            continue
        dropped += blocks[place:end]
        place = end
    return kept, dropped


def _is_noise(block: TextBlock) -> bool:
    words = block.text.strip(_AROUND)
    patterns = (_NOISE.fullmatch(words), _BREADCRUMB.fullmatch(block.text), _ELSEWHERE.fullmatch(block.text))
    return not words or block.kind == "link" or any(patterns) or _matches(_TAIL, block)


def _matches(marker: re.Pattern[str], block: TextBlock) -> bool:
    return block.kind not in UNREAD and bool(marker.fullmatch(block.text.strip(_AROUND)))


def _is_headline(block: TextBlock) -> bool:
    kinds = {"text", "heading", "item", "link"}
    return block.kind in kinds and not block.is_paragraph and not block.is_sentence


class _Outlook:
    """The numbers of paragraphs at or after each of *blocks*, and of those below no headline."""

    def __init__(self, blocks: list[TextBlock]) -> None:
        headlines = [_is_headline(block) for block in blocks]
        found = [block.is_paragraph for block in blocks]
        plain = [here and not (place and headlines[place - 1]) for place, here in enumerate(found)]
        self.paragraphs, self.plain = (
            [*reversed(list(accumulate(reversed(marks), initial=0)))] for marks in (found, plain)
        )


def _end_of_box(blocks: list[TextBlock], start: int, outlook: _Outlook) -> int:
    """Find the end of a box of related news whose heading is right before *start*.

    The box holds headlines. If every paragraph after it has a headline of its own, teasers follow and
    the box reaches to the end; a single headline can stand in the middle of an article.
    """
    place = start
    while place < len(blocks) and _is_headline(blocks[place]) and not _matches(_TAIL, blocks[place]):
        place += 1
    paragraphs, plain = outlook.paragraphs[place], outlook.plain[place]
    doubled = place - start > 1 and blocks[place - 1].says_the_same(blocks[place - 2])
    if not paragraphs or doubled or (not plain and paragraphs > 1):
        return len(blocks)
    return place


def _begins_teasers(blocks: list[TextBlock], place: int, repeats: int = _REPEATS) -> bool:
    """Return whether teasers begin at *place*: headlines that are links or printed twice, with paragraphs."""
    while place < len(blocks) and blocks[place].kind == "file":
        place += 1
    following = blocks[place + 1 : place + 3]
    if not following or not _is_headline(blocks[place]):
        return False
    doubled = blocks[place].says_the_same(following[0])
    teaser = following[-1] if doubled else following[0]
    if not (doubled or blocks[place].kind == "link") or not teaser.is_paragraph:
        return False
    return repeats == 1 or _begins_teasers(blocks, place + (3 if doubled else 2), repeats - 1)
