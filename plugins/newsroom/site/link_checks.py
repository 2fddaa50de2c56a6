"""Checks of the links in bodies."""

import re
from urllib.parse import unquote

from newsroom.addresses import LINK_SCHEMES, check_web_url
from newsroom.attachments.attachment_library import propose_target
from newsroom.body.file_links import FILENAME, linked_file
from newsroom.items.items import Item
from newsroom.site.site import Site

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ADVICE = (
    "Dẫn tới bài khác: {filename}/articles/2024/ten-bai.md; tới trang của site: /phong-trao/; tới tệp đính"
    " kèm: {static}/files/qd-12.pdf."
)


def check_links(item: Item, site: Site) -> None:
    """Report each link of *item* that leads nowhere, at its position."""
    for link in item.manuscript.links:
        complaint = _find_fault(link.target, item, site)
        if complaint:
            item.problems.fault((link.line, link.column), complaint)


def _find_fault(target: str, item: Item, site: Site) -> str:
    """Return the fault of a link to *target*, or an empty text."""
    if not target:
        return f"Liên kết chưa có địa chỉ. {_ADVICE}"
    if "\\" in target:
        return f"Liên kết “{target}” viết bằng dấu gạch chéo /, không phải \\. {_guess(target)}".rstrip()
    if target.startswith("#"):
        return "" if unquote(target[1:]) in item.ids else f"Trong bài không có chỗ nào mang tên “{target}”."
    if target.startswith(FILENAME):
        return _find_file_fault(target, item, site)
    if target.startswith("{"):
        return f"Không dùng được liên kết “{target}”. {_guess(target) or _ADVICE}"
    scheme = _SCHEME.match(target)
    if scheme or target.startswith("//"):
        return _find_web_fault(target, scheme[1] if scheme else "")
    if target.startswith("/"):
        return _find_address_fault(target, item, site)
    return f"Liên kết “{target}” không rõ dẫn tới đâu. {_guess(target) or _ADVICE}"


def _guess(target: str) -> str:
    """Advise on a target that lacks its scheme or stands in quotes; "" if nothing can be guessed."""
    bare = target.strip("“”\"'‘’")
    if file := propose_target(re.sub(r"^\{\w+\}", "", bare)):
        return f"Tệp đính kèm đặt trong content/files/; viết {file}."
    if re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", bare):
        return f"Viết mailto:{bare}."
    if re.match(r"https?://", bare):
        return f"Bỏ dấu ngoặc kép: {bare}."
    if re.match(r"[\w-]+(?:\.[\w-]+)*\.(?:vn|com|org|net|info)\b", bare):
        return f"Viết https://{bare}."
    return ""


def _find_web_fault(target: str, scheme: str) -> str:
    if scheme and scheme.lower() not in LINK_SCHEMES:
        return f"Liên kết kiểu “{scheme}:” không được dùng."
    try:
        if scheme.lower() not in {"mailto", "tel"}:
            check_web_url(target)
    except ValueError as error:
        return f"{error} Đang là “{target}”."
    return ""


def _find_file_fault(target: str, item: Item, site: Site) -> str:
    path, anchor = linked_file(target, item.path)
    other = site.items.get(path)
    if path in site.unread:
        return ""  # it has its own problems
    if not other:
        return f"Không có tệp “{path}” trong content/.{site.path_suggestions.ask(path)}"
    if other.is_unpublished_for(item):
        return f"Bài được dẫn tới, content/{path}, còn là bản nháp hoặc chưa tới ngày đăng."
    if anchor and anchor[1:] not in other.ids:
        return f"Trong content/{path} không có chỗ nào mang tên “{anchor}”."
    return ""


def _find_address_fault(target: str, item: Item, site: Site) -> str:
    path, _, anchor = unquote(target).partition("#")
    url = path.partition("?")[0].removeprefix("/")
    other = site.at.get(url)
    if site.has(url) or (item.status == "draft" and other):
        known_ids = other.ids if other else frozenset[str]()
        if not anchor or anchor in known_ids:
            return ""
        return f"Trang /{url} không có chỗ nào mang tên “#{anchor}” cho bài khác dẫn tới: bỏ phần từ dấu #."
    return f"Trang này không có địa chỉ “{target}”.{site.address_suggestions.ask(f'/{url}')}"
