"""Bytes of pages, texts and letters as Unicode.

UTF-8 is tried first, then the character set that the file declares, then those of old Vietnamese fonts.
"""

import codecs
import re
import unicodedata

from newsroom.files.encodings import decode_old_bytes, repair_encodings
from newsroom.importing.formats.reading import clean
from newsroom.problems import Problems, RefusedError

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MARKS = {  # of byte order; the first two of UTF-32 begin as those of UTF-16
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    **dict.fromkeys(_UTF_16, "utf-16"),
    codecs.BOM_UTF8: "utf-8-sig",
}
_DECLARED = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_DECLARED_NEAR = 8_000  # bytes; browsers look at fewer
_WESTERN = re.compile(
    r"(?:windows-|cp|x-cp)?1252|(?:iso-?8859-?|latin-?)1|(?:us-)?ascii|ansi_x3.*", re.IGNORECASE
)
_SLOW = re.compile(r"punycode|idna|(?:raw[-_])?unicode[-_]escape", re.IGNORECASE)  # in Python, no charsets
# RFC 1456: the letters in the places of control characters, then those from 0x80.
_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}
_VISCII_HIGH = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII = {**_VISCII_LOW, **{0x80 + place: letter for place, letter in enumerate(_VISCII_HIGH)}}


def write_marked_as_utf8(data: bytes) -> bytes:
    """Return *data* in UTF-8 and without its byte order mark; without one, or damaged, as it is."""
    encoding = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), "")
    try:
        return data.decode(encoding).encode() if encoding else data
    except UnicodeDecodeError:
        return data


def decode(name: str, data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """Decode *data* of the file *name*, and return it clean, with remarks on old encodings.

    Args:
        name: The name of the file, for messages.
        data: All bytes of the text.
        declared: The character set that a letter declares; that of a page is in its bytes.

    Raises:
        RefusedError: This is no text, or in an unknown encoding.
    """
    problems = Problems(name)
    text: str | None
    try:
        text = data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        text = None if b"\0" in data else _decode_declared(data, declared, problems)
    if b"\0" in data if text is None else "\0" in text:
        raise RefusedError(f"Tệp “{name}” không phải văn bản: cần trang .html hoặc tệp chữ .txt.")
    if text is None:
        if problems:
            raise RefusedError(f"Tệp “{name}” không phải mã UTF-8. {problems[0].message}")
        raise RefusedError(
            f"Tệp “{name}” không phải mã UTF-8: mở lại bằng trình soạn thảo và lưu với mã (encoding) UTF-8."
        )
    text = clean(repair_encodings(unicodedata.normalize("NFC", text), problems))
    return text, tuple(problem.message for problem in problems)


def _decode_declared(data: bytes, declared: str, problems: Problems) -> str | None:
    """Decode *data* by the declared character set, else by that of an old font; None if neither fits."""
    if not declared and (match := _DECLARED.search(data[:_DECLARED_NEAR])):
        declared = match[1].decode("ascii", "replace")
    if _WESTERN.fullmatch(declared):  # pages in old fonts declare it, too
        return decode_old_bytes(data, problems) or (None if problems else data.decode("cp1252", "replace"))
    if declared.casefold().replace("-", "") in {"viscii", "viscii1.11", "csviscii"}:
        return data.decode("latin-1").translate(_VISCII)
    if _SLOW.fullmatch(declared):
        declared = ""
    try:
        return data.decode(declared) if declared else decode_old_bytes(data, problems) or None
    except (LookupError, UnicodeDecodeError, ValueError):
        return decode_old_bytes(data, problems) or None
