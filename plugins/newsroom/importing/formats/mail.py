"""Letters (.eml) and pages that a browser saved as such (.mhtml), by the standard library's email."""

from __future__ import annotations  # in Python 3.11, Message takes no types when it runs

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32
from pathlib import PurePosixPath
from typing import Any, cast

from newsroom.importing.formats.charsets import decode
from newsroom.importing.formats.reading import (
    MAX_TEXT,
    Attachment,
    Reading,
    one_line,
    require_at_most,
    require_size,
)
from newsroom.importing.formats.single_file import take_pictures
from newsroom.language.vietnamese import format_number
from newsroom.problems import RefusedError

MOST_PARTS = 3_000
MOST_PARSED = 40_000_000  # bytes; email takes ten times as many
MOST_LINES = 800_000  # which letters of that size have
MOST_BYTES = 10_000_000  # of the text of a page, without its pictures
LONGEST_HEADER = 20_000  # characters; decoding takes the square of it
MOST_ATTACHMENTS = 100  # that are copied
MOST_NAMED = 10  # attachments in a remark
_OFFERED = {".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".csv", ".zip"}
_REPLY = ("re:", "fw:", "fwd:", "tl:", "trả lời:", "chuyển tiếp:")


class _UnencodedHeaders(Compat32):
    """Reads headers that a program has written in UTF-8 as it is, which older standards forbid."""

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 (as in email)
        return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def read_snapshot(name: str, data: bytes) -> Reading:
    """Read a page saved as MHTML: its text, its address and the pictures in it.

    Raises:
        RefusedError: It is broken.
    """
    message = _parse(name, data)
    parts = list(_parts(name, message))
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if page is None:
        raise RefusedError(f"Tệp “{name}” không có trang nào bên trong: hãy lưu lại từ trình duyệt.")
    text, pictures, remarks = _read_page(name, page)
    for part in parts:
        if part.get_content_maintype() == "image":
            for address in _addresses(part):
                pictures.setdefault(address, _payload(part))
    url = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location")
    return Reading(text, is_page=True, url=url, pictures=pictures, remarks=remarks)


def read_letter(name: str, data: bytes) -> Reading:
    """Read a letter: its text, the pictures and the files that it brings.

    Raises:
        RefusedError: It is broken.
    """
    message = _parse(name, data)
    parts = list(_parts(name, message))
    texts = [part for part in parts if not _file_name(part) and part.get_content_maintype() == "text"]
    page = next((part for part in texts if part.get_content_type() == "text/html"), None)
    pictures: dict[str, bytes] = {}
    if page is not None:
        text, pictures, remarks = _read_page(name, page)
    else:
        plain = next((part for part in texts if part.get_content_type() == "text/plain"), None)
        body = _payload(plain) if plain is not None else b""
        text, remarks = decode(name, body, _charset(plain) if plain is not None else "")
        require_at_most(MAX_TEXT, len(text), "ký tự", name)
    attachments: list[Attachment] = []
    refused, shown = [], []
    for number, part in enumerate(parts, 1):
        file = _file_name(part)
        suffix = PurePosixPath(file).suffix.lower()
        if part.get_content_maintype() == "image":
            address = next((address for address in _addresses(part) if address in text), "")
            source = address or f"{number}-{PurePosixPath(file).name or 'anh.jpg'}"
            pictures[source] = _payload(part)
            shown += [] if address else [source]
        elif suffix in _OFFERED and len(attachments) < MOST_ATTACHMENTS:
            attachments.append(Attachment(file, _payload(part)))
        elif file:
            refused.append(file)
    if refused:
        names = ", ".join(f"“{file}”" for file in refused[:MOST_NAMED])
        remarks = (*remarks, f"Thư còn {len(refused)} tệp khác, không chép: {names}.")
    if page is not None:
        text += "".join(f'<p><img src="{_escape_attribute(source)}"></p>' for source in shown)
    else:
        text += "".join(f"\n\n{source}" for source in shown)
    title = _subject(message)
    is_page = page is not None
    return Reading(
        text,
        is_page=is_page,
        is_document=is_page,
        title=title,
        pictures=pictures,
        attachments=tuple(attachments),
        remarks=remarks,
    )


def _escape_attribute(text: str) -> str:
    """Escape *text* for an attribute of HTML in double quotes."""
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def _parse(name: str, data: bytes) -> Message[Any, Any]:
    require_size(MOST_PARSED, len(data), name)
    require_at_most(MOST_LINES, data.count(b"\n"), "dòng", name)
    try:
        return message_from_bytes(data, policy=_UnencodedHeaders())
    except (MessageError, ValueError, LookupError, RecursionError, IndexError, AttributeError):
        raise RefusedError(
            f"Không đọc được tệp “{name}”, tệp hỏng: hãy lưu lại từ chương trình thư."
        ) from None


def _parts(name: str, message: Message[Any, Any]) -> Iterator[Message[Any, Any]]:
    """Yield the parts of *message* that hold no further parts."""
    count = 0
    waiting = [message]
    while waiting:
        part = waiting.pop()
        count += 1
        if count > MOST_PARTS:
            most = format_number(MOST_PARTS)
            raise RefusedError(f"Tệp “{name}” có hơn {most} phần: đây không phải một bài.")
        if any(len(str(value)) > LONGEST_HEADER for _, value in part.raw_items()):
            raise RefusedError(f"Tệp “{name}” có dòng đầu thư quá dài: đây không phải một bài.")
        if part.is_multipart():
            inner = cast("list[Message[Any, Any]]", part.get_payload())
            waiting += reversed(inner)
        else:
            yield part


def _read_page(name: str, part: Message[Any, Any]) -> tuple[str, dict[str, bytes], tuple[str, ...]]:
    data, pictures = take_pictures(_payload(part))
    require_size(MOST_BYTES, len(data), name, ", không kể ảnh")
    text, remarks = decode(name, data, _charset(part))
    return text, pictures, remarks


def _payload(part: Message[Any, Any]) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, RecursionError, AttributeError):
        return b""
    return data if isinstance(data, bytes) else b""


def _charset(part: Message[Any, Any]) -> str:
    return str(part.get_content_charset() or "")


def _header(part: Message[Any, Any], field: str) -> str:
    """Return a header, decoded; "" if there is none."""
    raw = str(part.get(field) or "")
    try:
        return one_line(str(make_header(decode_header(raw))))
    except (MessageError, ValueError, LookupError):
        return one_line(raw)


def _file_name(part: Message[Any, Any]) -> str:
    try:
        raw = part.get_filename() or ""
        return one_line(str(make_header(decode_header(raw))))
    except (MessageError, ValueError, LookupError):
        return one_line(raw)


def _addresses(part: Message[Any, Any]) -> Iterator[str]:
    """Yield the addresses by which a page names *part*."""
    if location := _header(part, "Content-Location"):
        yield location
    if identifier := _header(part, "Content-ID"):
        yield f"cid:{identifier.strip('<>')}"


def _subject(message: Message[Any, Any]) -> str:
    subject = _header(message, "Subject")
    while subject.casefold().startswith(_REPLY):
        subject = subject.partition(":")[2].strip()
    return subject
