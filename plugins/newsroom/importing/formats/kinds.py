"""Kinds of files, found by their content; the name only decides between text and web page."""

import io
import re
import zipfile
from enum import Enum
from pathlib import PurePosixPath

from newsroom.problems import RefusedError

PAGES, TEXTS, WORD, OFFICE = (".html", ".htm"), (".txt",), (".docx", ".docm"), (".odt", ".rtf")
ARCHIVES, LETTERS, UNREAD = (".mhtml", ".mht"), (".eml",), (".doc", ".pdf")
SUFFIXES = (*PAGES, *ARCHIVES, *WORD, *OFFICE, *LETTERS, *TEXTS)
_LOOKED_AT = 65_536  # bytes at the start of a file
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<!--.*?-->\s*+|<\?xml[^>]*>\s*+)*+<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADERS = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t]+[^\n]*\n)*)+", re.ASCII)
_LETTER = re.compile(rb"^(?:MIME-Version|Message-ID|Received):", re.IGNORECASE | re.MULTILINE)
_SNAPSHOT = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_SNAPSHOT_SIGN = re.compile(
    rb"^(?:Snapshot-Content-Location:|From: *<?Saved by|X-MAF)", re.IGNORECASE | re.MULTILINE
)


class Kind(Enum):
    """A kind of files, by the words for it."""

    TEXT = "chữ"
    PAGE = "trang HTML"
    SNAPSHOT = "trang MHTML"
    LETTER = "thư"
    DOCX = "tệp Word"
    ODT = "tệp LibreOffice"
    RTF = "tệp RTF"


def find_kind(name: str, data: bytes) -> Kind:
    """Return the kind of the file *name* with the content *data*.

    Raises:
        RefusedError: No format of this kind is read, or the name promises another.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if kind := _find_binary(name, data, suffix):
        return kind
    kind = _find_written(data, suffix)
    if suffix in (*WORD, *OFFICE, *UNREAD) and b"\0" in data[:_LOOKED_AT]:
        raise _broken(name)
    if suffix in (*WORD, *OFFICE, *UNREAD):
        advice = {Kind.PAGE: ".html", Kind.SNAPSHOT: ".mhtml", Kind.LETTER: ".eml", Kind.TEXT: ".txt"}[kind]
        raise RefusedError(
            f"Tệp “{name}” mang đuôi {suffix} nhưng không phải tệp ấy. Nếu đó là {kind.value},"
            f" hãy đổi đuôi thành {advice} rồi nhập lại."
        )
    return kind


def _find_binary(name: str, data: bytes, suffix: str) -> Kind | None:
    if b"%PDF-" in data[:1024]:
        raise RefusedError(
            f"“{name}” là PDF, không nhập được: mở bằng Word hay LibreOffice Writer rồi lưu thành .docx,"
            " hoặc chép chữ và dán vào một tệp .txt. Muốn bạn đọc tải về thì chép vào content/files/."
        )
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise RefusedError(f"Tệp “{name}” có mật khẩu: mở ra, bỏ mật khẩu rồi lưu lại thành .docx.")
        raise RefusedError(
            f"“{name}” là tệp Word kiểu cũ (.doc), không nhập được: mở bằng Word hay LibreOffice Writer,"
            " chọn Lưu thành (Save As), kiểu .docx, rồi nhập tệp .docx ấy."
        )
    if data.startswith(b"{\\rtf"):
        return Kind.RTF
    return _find_packed(name, data, suffix) if data.startswith(b"PK") else None


def _find_packed(name: str, data: bytes, suffix: str) -> Kind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RecursionError):
        if suffix in TEXTS + PAGES:
            return None  # no text either
        raise _broken(name) from None
    if any(member.startswith("word/") for member in names):
        return Kind.DOCX
    if {"content.xml", "mimetype"} <= names:
        return Kind.ODT
    raise RefusedError(f"“{name}” là tệp nén hay bảng tính, không phải một bài: cần tệp Word (.docx).")


def _broken(name: str) -> RefusedError:
    return RefusedError(f"Tệp “{name}” hỏng hoặc chép chưa hết: hãy chép lại, hoặc mở ra rồi lưu lại.")


def _find_written(data: bytes, suffix: str) -> Kind:
    start = data[:_LOOKED_AT]
    headers = _HEADERS.match(start.replace(b"\r\n", b"\n").lstrip(b"\xef\xbb\xbf\n"))
    if headers and (_LETTER.search(headers[0]) or suffix in ARCHIVES + LETTERS):
        is_snapshot = suffix in ARCHIVES or _SNAPSHOT_SIGN.search(headers[0])
        return Kind.SNAPSHOT if is_snapshot and _SNAPSHOT.search(headers[0]) else Kind.LETTER
    return Kind.PAGE if suffix in PAGES + ARCHIVES or _MARKUP.match(start) else Kind.TEXT
