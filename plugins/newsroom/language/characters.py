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
_PLAIN = (
    {ord(char): " " for char in _SPACES}
    | {ord(char): "-" for char in "\u2010\u2011\ufe63\uff0d"}
    | {ord(char): "Đ" for char in "\u00d0\u0189"}  # look like Đ; typed by old keyboards
    | {0x01A2: "Ư", 0x01A3: "ư"}  # look like them; in many PDF files
)
# Default_Ignorable_Code_Point of the Unicode Character Database, which programs show as nothing, and the
# marks of annotations. Characters that change the direction of text are FORBIDDEN.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Scripts and emoji whose characters a zero-width joiner or non-joiner may connect.
_JOINED = "\u0590-\u109f\u1780-\u18af\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_NEEDED = "|".join(  # after or between characters of certain scripts
    [
        f"(?<=[{_JOINED}])[\u200c\u200d](?=[{_JOINED}])",
        "(?<=[#*0-9])\ufe0f(?=\u20e3)|(?<=[©®\u203c\u2049\u2122-\u3299\U0001f000-\U0001faff])[\ufe0e\ufe0f]",
        f"(?<=[\u1000-\u109f\u2200-\u2aff\ua840-\ua87f{_IDEOGRAPHS}])[\ufe00-\ufe0d]",
        f"(?<=[{_IDEOGRAPHS}])[\U000e0100-\U000e01ef]",
        "(?<=\U0001f3f4)[\U000e0020-\U000e007e]+\U000e007f",  # flags of regions
        "(?<=[\u0590-\u08ff])\u034f",
        "(?<=[\u1780-\u17ff])[\u17b4\u17b5]",
        "(?<=[\u1800-\u18af])[\u180b-\u180f]",
        "(?<=[\u1100-\u115e\u1161-\u11ff])\u1160|\u115f(?=[\u1161-\u11ff])",
    ]
)
_UNNEEDED = re.compile(f"(?P<needed>{_NEEDED})|[{_INVISIBLE}]")
# A tone before the mark of its vowel looks right and is another text: é + ̂ beside ế.
_TONE_FIRST = re.compile("[àáảãèéẻẽòóỏõÀÁẢÃÈÉẺẼÒÓỎÕ][\u0302\u0306]")
# ð and ɖ look like đ; many PDF files have ñ instead of it, at the start of words.
_TO_D = str.maketrans("\u00f0\u0256ñÑ", "đđđĐ")
_TWIN = re.compile("(?<![^\\W\\d_])[^\\W\\d_]*[\u00f0\u0256][^\\W\\d_]*|\\b[ñÑ][^\\W\\d_]+")
# Printable characters that are replaced, removed or forbidden; isprintable finds the others.
_UNUSUAL = re.compile(
    f"[{''.join(char for char in map(chr, _PLAIN | _TO_D) if char.isprintable())}{_INVISIBLE}"
    "\u0302\u0306\ufffc\ufffd]"
)


def normalize(text: str) -> str:
    """Return *text* in NFC, with U+FFFD for each heap of marks, which would be sorted in quadratic time."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _NO_LETTERS.sub(_replace_heap, text))


def _replace_heap(match: re.Match[str]) -> str:
    return "\ufffd" if any(map(unicodedata.combining, match[0])) else match[0]


def is_plain(text: str) -> bool:
    """Check quickly that *text* has no forbidden character, and none that make_plain replaces."""
    return text.replace("\n", "").isprintable() and not _UNUSUAL.search(text)


def make_plain(text: str) -> str:
    """Replace unusual spaces, hyphens and letters like đ by the usual ones; drop invisible characters.

    ð stays in words that cannot be Vietnamese, such as "Guðrún". The result of NFC text is in NFC.
    """
    text = unicodedata.normalize("NFC", drop_invisible(text.translate(_PLAIN)))
    text = _TONE_FIRST.sub(lambda match: _order_marks(match[0]), text)
    if any(chr(twin) in text for twin in _TO_D):
        text = _TWIN.sub(lambda match: restore_d(match[0]), text)
    return text


def drop_invisible(text: str) -> str:
    """Remove the characters that show nothing, where no script or emoji needs them."""
    return text if text.isascii() else _UNNEEDED.sub(lambda match: match["needed"] or "", text)


def _order_marks(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)  # base, tone, mark
    return unicodedata.normalize("NFC", parts[0] + parts[2] + parts[1])


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
