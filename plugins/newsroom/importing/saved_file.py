"""Saved files of editors, read completely or refused with a one-sentence reason."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from newsroom.failures import describe_failure
from newsroom.files import text_file
from newsroom.importing.formats.charsets import decode, write_marked_as_utf8
from newsroom.importing.formats.kinds import SUFFIXES, TEXTS, UNREAD, Kind, find_kind
from newsroom.importing.formats.reading import MAX_TEXT, Reading, one_line, require_at_most, require_size
from newsroom.problems import RefusedError

MAX_PAGE_BYTES = 10_000_000  # of a page without its pictures
MAX_BYTES = 50_000_000  # of a file that may contain pictures
_PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".avif", ".tif", ".tiff", ".bmp"}


@dataclass(frozen=True)
class SavedFile:
    """The content of a saved file, its name and its digest."""

    name: str
    sha256: str
    reading: Reading


def read_saved_file(file: Path) -> SavedFile:
    """Read *file*.

    Raises:
        RefusedError: The file is missing, empty, too large, broken, or of a kind that is not read.
    """
    name = one_line(file.name)
    read = _read_bytes(file, name)
    data = write_marked_as_utf8(read)
    if not data.strip(b"\0 \t\r\n"):
        raise RefusedError(f"Tệp “{name}” rỗng: không có gì để nhập.")
    kind = find_kind(name, data)
    if kind in {Kind.TEXT, Kind.PAGE}:
        reading = _read_written(name, data, is_page=kind is Kind.PAGE)
    else:
        from newsroom.importing.formats.readers import READERS  # noqa: PLC0415 (slow to load)

        reading = READERS[kind](name, data)
    return SavedFile(name, hashlib.sha256(read).hexdigest(), reading)


def _read_bytes(file: Path, name: str) -> bytes:
    suffix = file.suffix.lower()
    try:
        if not file.exists():
            raise RefusedError(f"Không có tệp “{file}”.")
        if not file.is_file():
            raise RefusedError(f"“{name}” không phải tệp thường: hãy chỉ một tệp .docx, .html hoặc .txt.")
        if suffix not in SUFFIXES + UNREAD:
            raise RefusedError(_explain_other(name, suffix))
        most = text_file.MAX_BYTES if suffix in TEXTS else MAX_BYTES
        require_size(most, file.stat().st_size, name)
        return file.read_bytes()
    except OSError as error:
        raise RefusedError(f"Không mở được tệp “{name}” ({describe_failure(error)}).") from None


def _explain_other(name: str, suffix: str) -> str:
    """Say where a file belongs that is no article, such as a picture."""
    from newsroom.attachments.kinds import KINDS  # noqa: PLC0415 (not for files that are read)

    if suffix in _PICTURES:
        place = "hãy chép vào content/images/, rồi viết ![lời tả]({static}/images/TÊN-TỆP)"
        return f"“{name}” là ảnh, không phải bài: {place} ở chỗ ảnh trong bài."
    if suffix in KINDS:
        place = "thì chép vào content/files/, rồi viết [tên]({static}/files/TÊN-TỆP)"
        return f"“{name}” không phải bài. Muốn bạn đọc tải về {place} trong bài."
    return (
        f"Chỉ nhập tệp {', '.join(SUFFIXES)}, không nhập “{name}”: lưu trang từ trình duyệt,"
        " hoặc dán bài vào một tệp .txt."
    )


def _read_written(name: str, data: bytes, *, is_page: bool) -> Reading:
    """Read a text or a web page."""
    pictures: dict[str, bytes] = {}
    if is_page:
        from newsroom.importing.formats.single_file import take_pictures  # noqa: PLC0415 (slow to load)

        data, pictures = take_pictures(data)
        require_size(MAX_PAGE_BYTES, len(data), name, ", không kể ảnh")
    text, remarks = decode(name, data)
    if not is_page:
        require_at_most(MAX_TEXT, len(text), "ký tự", name)
    return Reading(text, is_page=is_page, pictures=pictures, remarks=remarks)
