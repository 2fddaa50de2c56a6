"""The ledger of all addresses ever published, which must all stay valid."""

import os
import re
from collections.abc import Iterable
from io import StringIO
from itertools import islice
from pathlib import Path

from incremental.sealed_files import replace_bytes
from newsroom.addresses import (
    ATTACHMENTS,
    AUTHORS,
    CAMPAIGNS,
    CONFERENCES,
    COPIES,
    EXEMPLARS,
    HONOURS,
    NEWS,
    NOT_FOUND,
    NUMBERED,
    TAGS,
)
from newsroom.files.conflict_markers import settle_conflicts
from newsroom.files.text_file import UTF_16, decode, read_bytes
from newsroom.language.file_names import show
from newsroom.language.name_matching import shorten
from newsroom.problems import MOST_ALIKE, Problems
from newsroom.site.site import Site

ADDRESS_LEDGER = "addresses.txt"
MAX_BYTES = 10_000_000  # more than 100,000 addresses
_HEAD = "# Mọi địa chỉ đã từng đăng. Lệnh publish tự ghi tệp này: đừng sửa tay.\n"
# Lists that come and go with their entries: numbered pages, years, tags, authors, a campaign in one province,
# conferences, exemplars and honours by place, year, field or grade.
_PASSING = re.compile(
    rf"(.*/)?{NUMBERED}\d+/|{NEWS}\d+/|({TAGS}|{AUTHORS}).*|{CAMPAIGNS}[^/]+/[^/]+/"
    rf"|({CONFERENCES}|{HONOURS}).+|{EXEMPLARS}.*[^/]/"
)
_LOST = "Địa chỉ “{}” đã từng đăng, nay không còn trang nào ở đó."
_HINT = (
    "Nếu trang đã đổi địa chỉ, hãy ghi địa chỉ cũ vào redirects: của {}."
    " Nếu phải gỡ bài, hãy giữ tệp và điền withdrawn:."
)
_CONFLICT_HINT = (
    "Giữ mọi địa chỉ của cả hai bản, chỉ xóa các dòng mở đầu bằng <<<<<<<, |||||||, =======, >>>>>>>."
)


def is_lasting(url: str) -> bool:
    """Return whether *url* must stay valid: of an item, a redirect, a named list or an attachment."""
    is_page = (url == "" or url.endswith(("/", ".html"))) and url != NOT_FOUND
    return url.startswith(ATTACHMENTS) or (is_page and not _PASSING.fullmatch(url))


def read_ledger(root: Path, problems: Problems) -> str:
    """Return the text of the ledger below *root*; report conflicts of git in it, or that it is unreadable."""
    if not os.path.lexists(root / ADDRESS_LEDGER):
        return ""
    data = read_bytes(root / ADDRESS_LEDGER, problems, MAX_BYTES)
    return settle_conflicts(_decode(data, problems), problems, _CONFLICT_HINT)


def _decode(data: bytes, problems: Problems) -> str:
    """Decode a ledger, which Notepad may have saved in UTF-16; only then look at each character."""
    if data.startswith(UTF_16):
        return decode(data, problems)
    return data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


def check_published(ledger: str, site: Site, problems: Problems) -> None:
    """Report each address of the *ledger* that is not on *site*."""
    lines = enumerate(map(str.rstrip, StringIO(ledger)), start=1)  # one at a time, of millions
    lost = (
        (number, url)
        for number, url in lines
        if url and url[0] != "#" and not site.has(url.removeprefix("/"))
        if not _is_lost_file(number, url, site, problems)
    )
    listed = list(islice(lost, MOST_ALIKE))
    paths = {_last_part(item.url): item.path for item in site.shown} if listed else {}
    for number, url in listed:
        path = paths.get(_last_part(url))
        where = f"content/{path}" if path else "trang nay thay cho nó"
        problems.fault((number, 1), _LOST.format(show(shorten(url))), _HINT.format(where))
    problems.count_alike(sum(1 for _ in lost))


def _is_lost_file(number: int, url: str, site: Site, problems: Problems) -> bool:
    """Warn of an attachment that is no longer published; not if it was withdrawn with its article."""
    if not url.startswith(f"/{ATTACHMENTS}"):
        return False
    if url.removeprefix("/") not in site.withdrawn_files:
        message = f"Tệp “{url}” đã từng đăng, nay không bài nào dẫn tới nên không còn ở đó."
        hint = "Nơi khác có thể còn dẫn tới: hãy trả tệp về chỗ cũ. Cố ý gỡ thì xóa dòng này."
        problems.warn((number, 1), message, hint)
    return True


def add_published(root: Path, names: Iterable[str]) -> int:
    """Add the addresses of the published files *names* to the ledger; return how many were new."""
    pages = (name for name in names if name.endswith(".html") or name.startswith(ATTACHMENTS))
    urls = (re.sub(r"(^|/)index\.html$", r"\1", name) for name in pages if not name.endswith(COPIES))
    known = {line for line in _read(root).splitlines() if not line.startswith("#")}
    all_urls = known | {f"/{url}" for url in urls if is_lasting(url)}
    if all_urls != known:
        text = _HEAD + "".join(f"{line}\n" for line in sorted(all_urls))
        replace_bytes(str(root / ADDRESS_LEDGER), text.encode())
    return len(all_urls - known)


def _read(root: Path) -> str:
    file = root / ADDRESS_LEDGER
    return _decode(file.read_bytes(), Problems(ADDRESS_LEDGER)) if file.is_file() else ""


def _last_part(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2].removesuffix(".html")
