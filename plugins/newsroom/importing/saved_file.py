"""Saved files, read completely or refused with a one-sentence reason."""

import codecs
import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from newsroom.failures import describe_failure
from newsroom.files import text_file
from newsroom.files.encodings import decode_old_bytes, repair_encodings
from newsroom.language.vietnamese import format_number
from newsroom.problems import Problems, RefusedError

MAX_PAGE_BYTES = 10_000_000  # of a page, which may contain pictures
MAX_TEXT = 200_000  # characters of an article; the longest reports have a tenth
PAGES, TEXTS = (".html", ".htm"), (".txt",)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKUP = re.compile(
    r"\s*+(?:<!--.*?-->\s*+)*+<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True)
class SavedFile:
    """The text of a saved file, its name and its digest.

    ``remarks`` name the passages in old encodings.
    """

    name: str
    text: str
    sha256: str
    is_page: bool
    remarks: tuple[str, ...] = ()


def read_saved_file(file: Path) -> SavedFile:
    """Read *file*.

    Raises:
        RefusedError: The file is missing, empty, too large, not text or not Unicode.
    """
    name = one_line(file.name)
    data = _read_bytes(file, name)
    if not data.strip(b"\0 \t\r\n" + codecs.BOM_UTF8):
        raise RefusedError(f"Tệp “{name}” rỗng: không có gì để nhập.")
    problems = Problems(name)
    text = _decode(data, problems)
    if len(text) > MAX_TEXT and file.suffix.lower() not in PAGES:
        count, most = format_number(len(text)), format_number(MAX_TEXT)
        raise RefusedError(f"Tệp “{name}” có {count} ký tự, nhiều nhất {most}: đây không phải một bài.")
    is_page = file.suffix.lower() in PAGES or bool(_MARKUP.match(text))
    remarks = tuple(problem.message for problem in problems)
    return SavedFile(name, text, hashlib.sha256(data).hexdigest(), is_page, remarks)


def _read_bytes(file: Path, name: str) -> bytes:
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
        most = MAX_PAGE_BYTES if file.suffix.lower() in PAGES else text_file.MAX_BYTES
        if file.stat().st_size > most:
            raise RefusedError(f"Tệp “{name}” lớn hơn {most // 1_000_000} MB: đây không phải một bài.")
        return file.read_bytes()
    except OSError as error:
        raise RefusedError(f"Không mở được tệp “{name}” ({describe_failure(error)}).") from None


def _decode(data: bytes, problems: Problems) -> str:
    name = problems.path
    text: str | None
    try:
        text = data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        text = None if b"\0" in data else decode_old_bytes(data, problems) or None
    if b"\0" in data if text is None else "\0" in text:
        raise RefusedError(f"Tệp “{name}” không phải văn bản: cần trang .html hoặc tệp chữ .txt.")
    if text is None:
        if problems:
            raise RefusedError(f"Tệp “{name}” không phải mã UTF-8. {problems[0].message}")
        raise RefusedError(
            f"Tệp “{name}” không phải mã UTF-8: mở lại bằng trình soạn thảo và lưu với mã (encoding) UTF-8."
        )
    return clean(repair_encodings(unicodedata.normalize("NFC", text), problems))


def clean(text: str) -> str:
    """Return NFC text with Unix line ends and plain spaces, without forbidden characters."""
    return text_file.decode(text.encode("utf-8", "replace"), Problems(""))


def one_line(text: str) -> str:
    """Return clean *text* with single spaces."""
    return " ".join(clean(text).split())
