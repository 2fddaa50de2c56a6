"""Invisible characters, which content must not contain."""

import re

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def forbidden_character(text: str) -> str | None:
    """Return the first forbidden character of *text*, if any."""
    match = FORBIDDEN.search(text)
    return match[0] if match else None


def describe_forbidden(char: str) -> str:
    """Describe a forbidden character to the editor."""
    if char == "\x00":
        return "Có ký tự NUL (rỗng): tệp bị hỏng hoặc không phải văn bản."
    if "\u202a" <= char <= "\u2069":
        return f"Có ký tự ẩn đổi chiều chữ (U+{ord(char):04X}): hãy xóa đi."
    return f"Có ký tự điều khiển ẩn (U+{ord(char):04X}): hãy xóa đi."
