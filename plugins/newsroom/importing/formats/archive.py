"""Zipped documents, weighed before anything in them is unpacked."""

import io
import re
import zipfile
from collections.abc import Iterator

from newsroom.importing.formats.reading import require_at_most
from newsroom.problems import RefusedError

MOST_MEMBERS = 5_000
MOST_BYTES = 300_000_000  # of all members together, unpacked
MOST_XML = 12_000_000  # bytes of one part; a book has fewer
MOST_RATIO = 250  # of the unpacked to the packed size of a large member
LARGE = 1_000_000  # bytes
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # of documents; zipfile cannot limit the others
_XML_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml([^>]{0,200})\?>|[\w!])")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)")
_ENCODINGS = {b"utf-8", b"us-ascii", b"ascii"}  # in which a DOCTYPE cannot hide


class Archive:
    """The parts of a zipped document.

    Raises:
        RefusedError: It is broken, protected, or unpacks to more than any document.
    """

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise self.broken() from None
        infos = self._zip.infolist()
        require_at_most(MOST_MEMBERS, len(infos), "phần", name)
        if sum(info.file_size for info in infos) > MOST_BYTES or any(map(_is_bomb, infos)):
            raise RefusedError(f"Tệp “{name}” bung ra quá lớn so với một bài: lệnh không mở nó.")
        if any(info.compress_type not in _METHODS for info in infos):
            raise self.broken()
        if any(info.flag_bits & 1 for info in infos):
            raise RefusedError(f"Tệp “{name}” có mật khẩu: mở ra, bỏ mật khẩu rồi lưu lại.")
        self._infos = {info.filename: info for info in infos}

    def __contains__(self, part: str) -> bool:
        return part in self._infos

    def __iter__(self) -> Iterator[str]:
        return iter(self._infos)

    def read(self, part: str) -> bytes:
        """Return the bytes of *part*, which may unpack to more than it says."""
        info = self._infos[part]
        try:
            with self._zip.open(info) as member:
                return member.read(max(info.file_size, 1))
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 (each way of packing has its own errors)
            raise self.broken() from None

    def read_xml(self, part: str) -> bytes:
        """Return the bytes of *part*, XML that declares no entities."""
        if self._infos[part].file_size > MOST_XML:
            most = MOST_XML // 1_000_000
            raise RefusedError(
                f"Phần {part} của tệp “{self.name}” lớn hơn {most} MB: đây không phải một bài."
            )
        data = self.read(part)
        start = _XML_START.match(data)
        declared = _ENCODING.search(start[1] or b"") if start else None
        is_readable = start and (not declared or declared[1].lower() in _ENCODINGS)
        if not is_readable or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise self.broken()
        return data

    def broken(self) -> RefusedError:
        """Return the error for a document that is not as its program writes it."""
        return RefusedError(
            f"Không đọc được tệp “{self.name}”, tệp hỏng: hãy mở ra rồi lưu lại, hoặc chép lại."
        )


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > LARGE and info.file_size > MOST_RATIO * max(info.compress_size, 1)
