"""The kinds of files that readers may download, known by their bytes.

A name promises a kind, and the bytes must keep it: a program, a page or two files in one are refused.
"""

import errno
import os
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from newsroom.attachments.archives import inspect_archive, inspect_opendocument, inspect_openxml
from newsroom.attachments.media import inspect_captions, inspect_mp3, inspect_mp4
from newsroom.attachments.pdf import inspect_pdf
from newsroom.attachments.refusal import Findings, RefusedFileError
from newsroom.language.vietnamese import MEGABYTE

_START = 4096  # bytes
_PAGE_STARTS = (b"<!doctype", b"<html", b"<?xml", b"<svg", b"<script", b"{\\rtf")


@dataclass(frozen=True)
class Kind:
    """A kind of attachment: its name for readers, its media type, and a function that looks at its bytes."""

    name: str
    media_type: str
    inspect: Callable[[bytes], Findings]
    most_bytes: int = 25 * MEGABYTE


def _inspect_csv(data: bytes) -> Findings:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedFileError("không phải mã UTF-8: trong Excel hãy lưu lại với kiểu “CSV UTF-8”") from None
    if "\0" in text or text.lstrip().lower().encode().startswith(_PAGE_STARTS):
        raise RefusedFileError("không phải bảng CSV")
    return Findings()


_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_MEDIA = 100 * MEGABYTE
KINDS = {  # by the ending of the name
    ".pdf": Kind("PDF", "application/pdf", inspect_pdf),
    ".docx": Kind("Word", f"{_OPEN_XML}wordprocessingml.document", inspect_openxml("word/document.xml")),
    ".xlsx": Kind("Excel", f"{_OPEN_XML}spreadsheetml.sheet", inspect_openxml("xl/workbook.xml")),
    ".pptx": Kind(
        "PowerPoint", f"{_OPEN_XML}presentationml.presentation", inspect_openxml("ppt/presentation.xml")
    ),
    ".odt": Kind("ODT", f"{_OPEN_DOCUMENT}text", inspect_opendocument(f"{_OPEN_DOCUMENT}text")),
    ".ods": Kind("ODS", f"{_OPEN_DOCUMENT}spreadsheet", inspect_opendocument(f"{_OPEN_DOCUMENT}spreadsheet")),
    ".csv": Kind("CSV", "text/csv; charset=utf-8", _inspect_csv),
    ".zip": Kind("ZIP", "application/zip", inspect_archive),
    ".mp4": Kind("MP4", "video/mp4", inspect_mp4, _MEDIA),
    ".m4a": Kind("M4A", "audio/mp4", inspect_mp4, _MEDIA),
    ".mp3": Kind("MP3", "audio/mpeg", inspect_mp3, _MEDIA),
    ".vtt": Kind("phụ đề", "text/vtt; charset=utf-8", inspect_captions),
}
_ADVICE = {  # for kinds that many programs write, but few readers can open or trust
    ".doc": "hãy mở bằng Word rồi lưu thành .docx hoặc .pdf",
    ".xls": "hãy mở bằng Excel rồi lưu thành .xlsx",
    ".ppt": "hãy mở bằng PowerPoint rồi lưu thành .pptx hoặc .pdf",
    ".docm": "tệp có macro: hãy lưu thành .docx",
    ".xlsm": "tệp có macro: hãy lưu thành .xlsx",
    ".pptm": "tệp có macro: hãy lưu thành .pptx",
    ".rtf": "hãy lưu thành .docx hoặc .pdf",
    ".txt": "hãy đưa lời vào bài, hoặc lưu thành .pdf",
    ".mov": "hãy xuất thành .mp4",
    ".avi": "hãy xuất thành .mp4",
    ".wmv": "hãy xuất thành .mp4",
    ".webm": "hãy xuất thành .mp4",
    ".wav": "hãy xuất thành .mp3",
    ".rar": "hãy nén lại thành .zip",
    ".7z": "hãy nén lại thành .zip",
}


def kind_of(name: str) -> Kind:
    """Return the kind that the file *name* promises.

    Raises:
        ValueError: Readers get no files of that kind; the message is Vietnamese.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if kind := KINDS.get(suffix):
        return kind
    known = ", ".join(KINDS)
    advice = _ADVICE.get(suffix, f"chỉ đăng được tệp {known}")
    raise ValueError(f"Tệp “{PurePosixPath(name).name}” không đăng được: {advice}.")


def inspect(name: str, data: bytes) -> Findings:
    """Look at the bytes of the file *name*, and return what readers and editors should know.

    Raises:
        ValueError: The file must not be published; the message is Vietnamese.
        OSError: This machine lacks the memory to look at it.
    """
    kind = kind_of(name)
    try:
        return _inspect(kind, data)
    except RefusedFileError as error:
        reason = str(error)
    except MemoryError:
        raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM)) from None
    except Exception:  # noqa: BLE001 (the libraries raise many kinds of errors for damaged files)
        reason = f"bị hỏng, hoặc không phải {kind.name}: hãy mở ra xem rồi lưu lại"
    raise ValueError(f"Tệp “{PurePosixPath(name).name}” {reason}.")


def _inspect(kind: Kind, data: bytes) -> Findings:
    if not data[:_START].strip(b"\0 \t\r\n"):
        raise RefusedFileError("rỗng")
    if not data.startswith(b"PK") and zipfile.is_zipfile(BytesIO(data)):
        raise RefusedFileError("là hai tệp trong một: phía sau còn một tệp nén")
    return kind.inspect(data)
