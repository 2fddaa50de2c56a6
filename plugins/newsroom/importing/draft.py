"""The draft of an imported article, with all proposals marked as such."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from newsroom.files.yaml_writing import quote
from newsroom.importing.body import write_body
from newsroom.importing.page.article import Article
from newsroom.importing.proposals.event_day import Dating
from newsroom.importing.proposals.names import Found
from newsroom.importing.saved_file import SavedFile
from newsroom.language.name_matching import join_choices

MOST_PROPOSED = 50  # values and remarks of one field
LONGEST_REMARK = 220  # letters in a comment
PROPOSED = "Đề xuất, xóa nếu không đúng"
_PLAIN = re.compile(r"[^\W\d_][\w (),./“”‘’–;-]*", re.UNICODE)
_YAML_KEYWORDS = {"null", "true", "false", "yes", "no", "on", "off"}


@dataclass(frozen=True)
class Draft:
    """An imported article and all that its draft says about it.

    *is_own* means that the words are the newsroom's own. *places* are the addresses of stored pictures, by
    their addresses in the file; *files* are the links to stored attachments.
    """

    saved: SavedFile
    article: Article
    dating: Dating
    proposals: Mapping[str, Found[Any]]
    categories: Sequence[str]
    year: int
    is_own: bool = False
    places: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[str] = ()

    def write(self) -> str:
        """Write the text of the draft file."""
        front = "\n".join(_front_lines(self))
        return f"---\n{front}\n---\n{write_body(self.article.body, self.year, self.places, self.files)}\n"


def _front_lines(draft: Draft) -> Iterator[str]:
    article, name = draft.article, draft.saved.name
    if draft.is_own:
        yield _comment(f"Nhập từ tệp “{name}” của tòa soạn.")
        yield f"# sha256: {draft.saved.sha256}"
    else:
        yield _comment(
            f"Nhập từ tệp “{name}”. Lời và ảnh trong bài thuộc về báo đã đăng: hãy viết lại bằng lời của"
        )
        yield _comment(
            "mình và ghi nguồn. Lệnh check không cho đăng khi còn thiếu “source” hoặc “rewritten”."
        )
    yield _comment(f"“{PROPOSED}”: máy tìm thấy trong bài, người biên tập xem lại từng mục.")
    if not draft.is_own:
        yield "imported:"
        yield f"  file: {_yaml(name)}"
        yield f"  sha256: {draft.saved.sha256}"
        yield "  # Ngày viết lại xong toàn bài, như 2024-03-05. Chưa viết lại thì để trống."
        yield "  rewritten:"
    yield "status: draft"
    if not article.title:
        yield _comment("Không thấy tiêu đề trong tệp.")
    yield f"title: {_yaml(article.title)}".rstrip()
    yield from _date_lines(draft.dating)
    yield _comment(f"Chọn một trong: {join_choices(draft.categories)}.")
    yield "category:"
    if draft.is_own and article.lead:
        yield _comment(f"{PROPOSED}.")
    else:
        yield _comment("Người biên tập tự viết một, hai câu; đoạn mở đầu của báo nằm ở đầu nội dung.")
    yield f"summary: {_yaml(article.lead if draft.is_own else '')}".rstrip()
    for field_name, found in draft.proposals.items():
        yield from _proposal_lines(field_name, found)
    yield from _signature_lines(article, is_own=draft.is_own)
    if not draft.is_own:
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


def _signature_lines(article: Article, *, is_own: bool) -> Iterator[str]:
    sign = "" if is_own and len(article.signatures) == 1 else "# "
    for signature in article.signatures[:MOST_PROPOSED]:
        advice = f"{PROPOSED}." if is_own else "Người viết lại ký tên mình ở “authors”."
        yield _comment(f"Bài gốc ký “{signature.line}”. {advice}")
        if signature.wrote:
            yield f"{sign}authors: [{_yaml(signature.names)}]"
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
