"""Characters that content must not contain, and those that are written as others.

Editors paste texts from programs with signs of their own. Signs that only look or behave differently are
replaced; those that hide, or that have lost their meaning, are reported.
"""

import re
import unicodedata

from newsroom.language.syllables import is_syllable

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff"
    "\ue000-\uf8ff\ufffc\ufffd\U000f0000-\U0010ffff]"
)
MOST_MARKS = 30  # that may follow a letter; Vietnamese needs two
_NO_LETTERS = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_MARKS},}}")
# Within [] of patterns.
HYPHENS = r"\-\u02d7\u058a\u05be\u1806\u2010\u2011\u2012\u2013\u2043\u2212\u2e17\ufe58\ufe63\uff0d"
_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_INVISIBLE = "\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\u061c"  # from web pages
_PLAIN = (
    {ord(char): " " for char in _SPACES}
    | {ord(char): "-" for char in "\u2010\u2011\ufe63\uff0d"}
    | {ord(char): "Đ" for char in "\u00d0\u0189"}  # look like Đ; typed by old keyboards
    | {0x01A2: "Ư", 0x01A3: "ư"}  # look like them; in many PDF files
    | dict.fromkeys(map(ord, _INVISIBLE))
)
# Scripts and emoji whose characters a zero-width joiner or non-joiner may connect.
_JOINED = "\u0590-\u109f\u1780-\u18af\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(f"(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])")
# ð and ɖ look like đ; many PDF files have ñ instead of it, at the start of words.
_TO_D = str.maketrans("\u00f0\u0256ñÑ", "đđđĐ")
_TWIN = re.compile("[^\\W\\d_]*[\u00f0\u0256][^\\W\\d_]*|\\b[ñÑ][^\\W\\d_]+")
# Printable characters that are replaced or forbidden.
_UNUSUAL = [char for char in (*map(chr, _PLAIN | _TO_D), "\ufffc", "\ufffd") if char.isprintable()]


def normalize(text: str) -> str:
    """Return *text* in NFC, with U+FFFD for each heap of marks, which would be sorted in quadratic time."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _NO_LETTERS.sub(_replace_heap, text))


def _replace_heap(match: re.Match[str]) -> str:
    return "\ufffd" if any(map(unicodedata.combining, match[0])) else match[0]


def is_plain(text: str) -> bool:
    """Check quickly that *text* has no forbidden character, and none that make_plain replaces."""
    return text.replace("\n", "").isprintable() and not any(char in text for char in _UNUSUAL)


def make_plain(text: str) -> str:
    """Replace unusual spaces, hyphens and letters like đ by the usual ones; drop invisible characters.

    ð stays in words that cannot be Vietnamese, such as "Guðrún".
    """
    text = text.translate(_PLAIN)
    if "\u200c" in text or "\u200d" in text:
        text = _STRAY_JOINER.sub("", text)
    if any(chr(twin) in text for twin in _TO_D):
        text = _TWIN.sub(lambda match: restore_d(match[0]), text)
    return text


def restore_d(word: str) -> str:
    """Replace the letters that stand for đ, if the result can be Vietnamese."""
    restored = word.translate(_TO_D)
    if restored.replace("đ", "").isupper() and word[0] not in "ñÑ":  # HðND, ðẢNG
        return restored.upper()
    return restored if is_syllable(restored) else word


def describe_forbidden(text: str) -> str:
    """Describe the first forbidden character of *text* to the editor; return "" without any."""
    match = FORBIDDEN.search(text)
    if not match:
        return ""
    char = match[0]
    code = f"U+{ord(char):04X}"
    if char == "\x00":
        return "Có ký tự NUL (rỗng): tệp bị hỏng hoặc không phải văn bản."
    if "\u202a" <= char <= "\u2069":
        return f"Có ký tự ẩn đổi chiều chữ ({code}): hãy xóa đi."
    if char == "\ufffd":
        return (
            f"Một chữ ở đây đã mất khi chuyển mã, chỉ còn dấu \ufffd ({code}),"
            f" hoặc có quá {MOST_MARKS} dấu chồng lên nhau: hãy gõ lại theo bản gốc."
        )
    if char == "\ufffc":
        return (
            f"Ở đây từng có hình hay tệp đính kèm ({code}), không dán theo được: hãy xóa, rồi chèn lại ảnh."
        )
    if char >= "\ue000" and not "\ufdd0" <= char <= "\uffff":
        return f"Ký tự {code} chỉ có trong phông riêng như Wingdings: hãy thay bằng chữ hay dấu như –, →, ✓."
    return f"Có ký tự điều khiển ẩn ({code}): hãy xóa đi."
