"""PDF files: pages, dangers, and what they say about their makers.

Source: ISO 32000-2, sections 7.7 (structure of a document), 12.6 (actions), 12.8 (signatures).
"""

import io
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from newsroom.attachments.refusal import Findings, RefusedFileError
from newsroom.language.name_matching import shorten

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import IndirectObject

MOST_OBJECTS = 200_000  # that are visited; large reports have a tenth
MOST_READS = 3_000_000  # of one byte or a few; 3,000 pages need 300,000
MOST_VALUES = (
    2_000_000  # in streams of objects; each takes 100 bytes of memory, a string, counted as five, 500
)
MOST_UNPACKED = 20_000_000  # bytes of such streams
MOST_OF_STREAM = 5_000_000  # bytes, unpacked
_END = 2048  # bytes at the end of a file that must contain its mark
_UNVISITED = {"/Resources", "/Contents", "/StructTreeRoot", "/Metadata", "/AP"}
_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/Rendition"}
_VALUE_STARTS = [bytes([sign]) for sign in b"\0\t\n\f\r %(/<["]
_XMP_CREATOR = re.compile(rb"<rdf:li[^<>]*+>\s*+[^<]")
_TANGLED = "quá rối: hãy in lại thành PDF rồi dùng bản ấy"


def inspect_pdf(data: bytes) -> Findings:
    """Look at a PDF; raise an error if it is damaged, locked, or able to act."""
    if not data.startswith(b"%PDF-"):
        raise RefusedFileError("không phải PDF")
    if b"%%EOF" not in data[-_END:]:
        raise RefusedFileError("bị cắt cụt: hãy chép lại từ nơi gửi")
    reader = _open(data)
    if reader.is_encrypted:
        raise RefusedFileError("bị khóa bằng mật khẩu: hãy lưu lại thành bản không khóa")
    _weigh_packed(reader)
    pages = _count_pages(reader)
    is_signed, embeds = False, False
    for part in _walk(reader):
        if "/JS" in part or part.get("/S") in _ACTIONS:
            raise RefusedFileError("có lệnh tự chạy (JavaScript): hãy in lại thành PDF rồi dùng bản ấy")
        if "/XFA" in part:  # which may contain scripts, and which few programs show
            raise RefusedFileError("là biểu mẫu XFA, ít máy mở được: hãy in lại thành PDF rồi dùng bản ấy")
        is_signed |= "/ByteRange" in part
        embeds |= "/EF" in part
    if cast("_Limited", reader.stream).reads > MOST_READS:  # pypdf may have passed over the error
        raise RefusedFileError(_TANGLED)
    told = [] if is_signed else list(_tell(reader, data))
    if embeds:
        told.append("các tệp khác đính bên trong")
    return Findings(pages, tuple(told))


def strip_pdf(data: bytes) -> bytes:
    """Return the PDF *data* without metadata and earlier revisions; raise an error if it is signed."""
    from pypdf import PdfWriter  # noqa: PLC0415 (slow to load)

    inspect_pdf(data)
    reader = _open(data)
    if any("/ByteRange" in part for part in _walk(reader)):
        raise RefusedFileError("có chữ ký số: bỏ dữ liệu kèm theo thì chữ ký không còn giá trị")
    writer = PdfWriter(clone_from=reader)
    writer.metadata = None
    writer.xmp_metadata = None
    stripped = io.BytesIO()
    writer.write(stripped)
    return stripped.getvalue()


class _Limited(io.BytesIO):
    """A file that is read a limited number of times."""

    reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.reads += 1
        if self.reads > MOST_READS:
            raise RefusedFileError(_TANGLED)
        return super().read(size)


def _open(data: bytes) -> "PdfReader":
    from pypdf import PdfReader, overwrite_configuration  # noqa: PLC0415 (slow to load)

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it describes damage in English
    overwrite_configuration(zlib_maximum_output_length=MOST_OF_STREAM)
    return PdfReader(_Limited(data))


def _weigh_packed(reader: "PdfReader") -> None:
    """Raise an error if the streams of objects contain more than those of any document."""
    from pypdf.generic import IndirectObject  # noqa: PLC0415 (slow to load)

    values = unpacked = 0
    for number in {number for number, _place in reader.xref_objStm.values()}:
        data = _unpack(IndirectObject(number, 0, reader))
        values += sum(map(data.count, _VALUE_STARTS)) + 4 * (data.count(b"(") + data.count(b"<"))
        unpacked += len(data)
        if values > MOST_VALUES or unpacked > MOST_UNPACKED:
            raise RefusedFileError(_TANGLED)


def _unpack(reference: "IndirectObject") -> bytes:
    """Return the bytes of a stream that is packed as usual; pypdf limits no other way of packing."""
    stream: Any = reference.get_object()
    if stream.get("/Filter") not in (None, "/FlateDecode", ["/FlateDecode"]):
        raise RefusedFileError(_TANGLED)
    data: bytes = stream.get_data()
    return data


def _count_pages(reader: "PdfReader") -> int:
    """Count the pages; raise an error if their tree leads back to itself."""
    waiting, seen, pages = [reader.root_object["/Pages"]], set[int](), 0
    while waiting:
        node: Any = waiting.pop().get_object()
        if id(node) in seen or len(seen) > MOST_OBJECTS:
            raise RefusedFileError("bị hỏng: các trang dẫn vòng về nhau")
        seen.add(id(node))
        waiting += node.get("/Kids", ())
        pages += "/Kids" not in node
    if not pages:
        raise RefusedFileError("không có trang nào")
    return pages


def _walk(reader: "PdfReader") -> Iterator[dict[str, Any]]:
    """Yield each dictionary below the root that may hold an action, an attached file or a signature."""
    from pypdf.generic import IndirectObject  # noqa: PLC0415 (slow to load)

    waiting: list[Any] = [reader.root_object]
    seen: set[int] = set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, IndirectObject):
            if value.idnum in seen:
                continue
            seen.add(value.idnum)
            value = value.get_object()
        if len(seen) > MOST_OBJECTS:
            raise RefusedFileError(_TANGLED)
        if isinstance(value, dict):
            yield value
            waiting += (value.raw_get(key) for key in value if key not in _UNVISITED)  # type: ignore[attr-defined]
        elif isinstance(value, list):
            waiting += list.__iter__(value)


def _tell(reader: "PdfReader", data: bytes) -> Iterator[str]:
    """Yield what an unsigned PDF says about its makers; a signed file cannot be changed any more."""
    author = ((reader.metadata and reader.metadata.author) or "").strip()
    if author:
        yield f"tên người soạn “{shorten(author)}”"
    else:
        xmp = reader.root_object.get("/Metadata")
        creators = _unpack(xmp).partition(b"<dc:creator>")[2] if xmp else b""
        if _XMP_CREATOR.search(creators.partition(b"</dc:creator>")[0]):
            yield "tên người soạn"
    if data.count(b"%%EOF") > 1 + (b"/Linearized" in data[:_END]):
        yield "các bản trước khi sửa"
