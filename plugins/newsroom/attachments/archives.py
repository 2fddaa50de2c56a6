"""Files that are ZIP archives: office documents and plain archives.

Sources: ECMA-376, part 2 (packages); OASIS OpenDocument 1.3, part 2.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from newsroom.attachments.refusal import Findings, RefusedFileError
from newsroom.language.name_matching import shorten

MOST_MEMBERS = 10_000
MOST_UNPACKED = 300_000_000  # bytes of all members
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # zipfile cannot limit what others unpack to
MOST_READ = 20_000_000  # bytes of a member that is searched
_PROGRAMS = re.compile(
    r"\.(exe|scr|com|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|jar|lnk|dll|apk|dmg|docm|xlsm|pptm)$",
    re.IGNORECASE,
)
_MACROS = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml)$|^(Basic|Scripts)/.", re.IGNORECASE)
_LOCKED = "bị khóa bằng mật khẩu: hãy lưu lại thành bản không khóa"
_NAMES = {  # the elements with names of people and machines, by the parts of an office document
    "docProps/core.xml": ("dc:creator", "cp:lastModifiedBy"),
    "docProps/app.xml": ("Company", "Manager"),
    "meta.xml": ("meta:initial-creator", "dc:creator", "meta:printed-by"),
}
_TRACES = {  # other traces of the work on it
    "word/document.xml": (re.compile(rb"<w:(ins|del|moveFrom) "), "chỗ sửa còn theo dõi (Track Changes)"),
    "word/comments.xml": (re.compile(rb"<w:comment "), "lời nhận xét"),
    "xl/workbook.xml": (re.compile(rb'state="(hidden|veryHidden)"'), "trang tính bị ẩn"),
    "content.xml": (re.compile(rb"<text:changed-region|<office:annotation "), "chỗ sửa hoặc lời nhận xét"),
}


def inspect_openxml(main: str) -> Callable[[bytes], Findings]:
    """Return a function that looks at a document of Microsoft Office whose main part is *main*."""

    def inspect(data: bytes) -> Findings:
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise RefusedFileError("bị khóa bằng mật khẩu, hoặc là bản đời cũ (.doc, .xls): hãy lưu lại")
        with _open(data) as archive:
            if main not in archive.namelist():
                raise RefusedFileError("không đúng loại mà đuôi tên ghi")
            if b"macroEnabled" in _read(archive, "[Content_Types].xml"):
                raise RefusedFileError("có macro: hãy lưu thành bản không có macro")
            return _inspect_office(archive)

    return inspect


def inspect_opendocument(media_type: str) -> Callable[[bytes], Findings]:
    """Return a function that looks at an OpenDocument of *media_type*."""

    def inspect(data: bytes) -> Findings:
        with _open(data) as archive:
            if _read(archive, "mimetype").strip() != media_type.encode():
                raise RefusedFileError("không đúng loại mà đuôi tên ghi")
            if b"encryption-data" in _read(archive, "META-INF/manifest.xml"):
                raise RefusedFileError(_LOCKED)
            return _inspect_office(archive)

    return inspect


def inspect_archive(data: bytes) -> Findings:
    """Look at a plain archive; raise an error if it contains programs or leads out of its folder."""
    with _open(data) as archive:
        names = archive.namelist()
    if not names:
        raise RefusedFileError("không chứa tệp nào")
    if program := next((name for name in names if _PROGRAMS.search(name)), ""):
        raise RefusedFileError(f"chứa tệp chạy được, “{PurePosixPath(program).name}”: hãy bỏ ra")
    if any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name for name in names):
        raise RefusedFileError("chứa tệp có đường dẫn ra ngoài: hãy nén lại")
    return Findings()


def strip_office(data: bytes) -> bytes:
    """Return the office document *data* with the names of people and machines emptied."""
    stripped = io.BytesIO()
    with _open(data) as archive, zipfile.ZipFile(stripped, "w", zipfile.ZIP_DEFLATED) as copy:
        for member in archive.infolist():
            content = archive.read(member)
            for tag in _NAMES.get(member.filename, ()):
                content = _element(tag).sub(rb"\1\3", content)
            kept = zipfile.ZipInfo(member.filename)  # without its time and its place on a disk
            kept.compress_type = member.compress_type
            copy.writestr(kept, content)
    return stripped.getvalue()


def _open(data: bytes) -> zipfile.ZipFile:
    """Open an archive whose members are whole, neither locked nor too large."""
    if not data.startswith(b"PK\x03\x04"):
        raise RefusedFileError("không đúng loại mà đuôi tên ghi")
    archive = zipfile.ZipFile(io.BytesIO(data))
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise RefusedFileError("mở ra thì quá lớn")
    if any(member.flag_bits & 1 for member in members):
        raise RefusedFileError(_LOCKED)
    if any(member.compress_type not in _METHODS for member in members):
        raise RefusedFileError("nén theo cách lạ, nhiều máy không mở được: hãy nén lại thành .zip thường")
    if archive.testzip():
        raise RefusedFileError("bị hỏng: hãy chép lại từ nơi gửi")
    return archive


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """Read a member as far as it is searched; nothing if there is none."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as member:
        return member.read(MOST_READ)


def _inspect_office(archive: zipfile.ZipFile) -> Findings:
    if any(_MACROS.search(name) for name in archive.namelist()):
        raise RefusedFileError("có macro: hãy lưu thành bản không có macro")
    return Findings(told=(*_tell_names(archive, _NAMES), *_tell_traces(archive)))


def _tell_names(archive: zipfile.ZipFile, elements: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    found = (
        match[2].decode("utf-8", "replace").strip()
        for part, tags in elements.items()
        for tag in tags
        for match in [_element(tag).search(_read(archive, part))]
        if match
    )
    if names := ", ".join(dict.fromkeys(filter(None, found))):
        yield f"tên người, đơn vị đã soạn “{shorten(names)}”"


def _tell_traces(archive: zipfile.ZipFile) -> Iterator[str]:
    return (words for part, (sign, words) in _TRACES.items() if sign.search(_read(archive, part)))


def _element(tag: str) -> re.Pattern[bytes]:
    return re.compile(rb"(<%b(?:\s[^<>]*+)?>)([^<]*+)(</%b>)" % (tag.encode(), tag.encode()))
