"""A file that an editor has saved, read whole or refused in one sentence."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from newsroom.core import source
from newsroom.core.problems import Problems

MAX_BYTES = 10_000_000  # of a page; it can hold pictures and much else
PAGES, TEXTS = (".html", ".htm"), (".txt",)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKUP = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


class RefusedError(Exception):
    """Nothing can be made of a file; the message, in Vietnamese, says why."""


@dataclass(frozen=True)
class Saved:
    """The text of a saved file, and what it is known by."""

    name: str
    text: str
    sha256: str
    is_page: bool


def read(file: Path) -> Saved:
    """Read *file*.

    Raises:
        RefusedError: It is not there, not text, not in Unicode, empty, or too large.
    """
    name = " ".join(clean(file.name).split())
    data = _bytes(file, name)
    if not data.strip(b"\0 \t\r\n" + codecs.BOM_UTF8):
        raise RefusedError(f"Tệp “{name}” rỗng: không có gì để nhập.")
    text = _text(data, name)
    is_page = file.suffix.lower() in PAGES or bool(_MARKUP.match(text))
    return Saved(name, text, hashlib.sha256(data).hexdigest(), is_page)


def _bytes(file: Path, name: str) -> bytes:
    try:
        if not file.exists():
            raise RefusedError(f"Không có tệp “{file}”.")
        if not file.is_file():
            raise RefusedError(f"“{name}” không phải tệp thường: hãy chỉ một tệp .html hoặc .txt.")
        if file.suffix.lower() not in PAGES + TEXTS:
            raise RefusedError(
                f"Chỉ nhập tệp .html, .htm hoặc .txt, không nhập “{name}”: lưu trang từ trình duyệt,"
                " hoặc dán bài vào một tệp .txt."
            )
        most = MAX_BYTES if file.suffix.lower() in PAGES else source.MAX_BYTES
        if file.stat().st_size > most:
            raise RefusedError(f"Tệp “{name}” lớn hơn {most // 1_000_000} MB: đây không phải một bài.")
        return file.read_bytes()
    except OSError as error:
        raise RefusedError(f"Không mở được tệp “{name}” ({error.strerror}).") from None


def _text(data: bytes, name: str) -> str:
    try:
        text = data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in data:
            raise RefusedError(_binary(name)) from None
        raise RefusedError(
            f"Tệp “{name}” không phải mã UTF-8: mở lại bằng trình soạn thảo và lưu với mã (encoding) UTF-8."
        ) from None
    if "\0" in text:
        raise RefusedError(_binary(name))
    return clean(text)


def _binary(name: str) -> str:
    return f"Tệp “{name}” không phải văn bản: cần trang .html hoặc tệp chữ .txt."


def clean(text: str) -> str:
    """NFC text with Unix line ends and plain spaces, without characters that no article may hold."""
    return source.decode(text.encode("utf-8", "replace"), Problems(""))
