"""Characters that content must not contain, and those that are written as others.

Editors paste texts from programs with signs of their own. Signs that only look or behave differently are
replaced; those that hide, or that have lost their meaning, are reported.
"""

import re

from newsroom.language.syllables import is_syllable

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff"
    "\ue000-\uf8ff\ufffc\ufffd\U000f0000-\U0010ffff]"
)
HYPHENS = r"\-\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d"  # within [] of patterns
_SPACES = "\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_INVISIBLE = "\u180e\u200b\u200e\u200f\u2060\ufeff\u00ad\u061c"  # from web pages
_PLAIN = (
    {ord(char): " " for char in _SPACES}
    | {ord(char): "-" for char in "\u2010\u2011\ufe63\uff0d"}
    | {ord(char): "Đ" for char in "\u00d0\u0189"}  # look like Đ; typed by old keyboards
    | dict.fromkeys(map(ord, _INVISIBLE))
)
# Scripts and emoji whose characters a zero-width joiner or non-joiner may connect.
_JOINED = "\u0590-\u109f\u1780-\u18af\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(f"(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])")
_SMALL_TWIN = re.compile("[^\\W\\d_]*[\u00f0\u0256][^\\W\\d_]*")
_TO_SMALL = str.maketrans("\u00f0\u0256", "đđ")
# Printable characters that are replaced or forbidden.
_UNUSUAL = [char for char in (*map(chr, _PLAIN), *"\u00f0\u0256\ufffc\ufffd") if char.isprintable()]


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
    return _SMALL_TWIN.sub(_with_d, text) if "ð" in text or "ɖ" in text else text


def _with_d(match: re.Match[str]) -> str:
    word = match[0].translate(_TO_SMALL)
    return word if is_syllable(word) else match[0]


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
        return f"Một chữ ở đây đã mất khi chuyển mã, chỉ còn dấu \ufffd ({code}): hãy gõ lại theo bản gốc."
    if char == "\ufffc":
        return (
            f"Ở đây từng có hình hay tệp đính kèm ({code}), không dán theo được: hãy xóa, rồi chèn lại ảnh."
        )
    if char >= "\ue000" and not "\ufdd0" <= char <= "\uffff":
        return f"Ký tự {code} chỉ có trong phông riêng như Wingdings: hãy thay bằng chữ hay dấu như –, →, ✓."
    return f"Có ký tự điều khiển ẩn ({code}): hãy xóa đi."
