"""Names of files that messages can show and builds can keep."""

import re

_NO_UTF_8 = re.compile("[\ud800-\udfff]+")  # Python's stand-ins for bytes that are no UTF-8
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def describe_odd_name(name: str) -> str:
    """Return the reason for refusing a file or folder called *name*, in Vietnamese; "" for usual names."""
    if name.isprintable():
        return ""
    if odd := _NO_UTF_8.search(name):
        return f"Tên này có byte không phải mã UTF-8 ({show(odd[0])}) nên không được đọc: hãy đổi tên."
    if odd := _CONTROL.search(name):
        return f"Tên này có ký tự điều khiển ({show(odd[0])}) nên không được đọc: hãy đổi tên."
    return ""


def show(path: str) -> str:
    """Return *path* on one line and in UTF-8, with odd characters as the numbers of their bytes."""
    return "".join(letter if letter.isprintable() else _escape(letter) for letter in path)


def _escape(letter: str) -> str:
    errors = "surrogateescape" if "\udc80" <= letter <= "\udcff" else "surrogatepass"
    return "".join(f"\\x{byte:02x}" for byte in letter.encode("utf-8", errors))
