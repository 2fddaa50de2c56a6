"""Errors of the operating system and of SQLite, in words for editors."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

_REASONS = {
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã dùng hết dung lượng được cấp",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EACCES: "không có quyền",
    errno.EPERM: "hệ điều hành không cho phép",
    errno.ENOENT: "không có tệp hay thư mục này",
    errno.EEXIST: "đã có một tệp hay thư mục mang tên này",
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục",
    errno.EISDIR: "đây là thư mục, không phải tệp",
    errno.ENOTEMPTY: "thư mục không trống",
    errno.ELOOP: "liên kết (symlink) dẫn vòng về chính nó",
    errno.ENAMETOOLONG: "tên hay đường dẫn quá dài",
    errno.EFBIG: "tệp quá lớn",
    errno.EMFILE: "máy đang mở quá nhiều tệp",
    errno.ENFILE: "máy đang mở quá nhiều tệp",
    errno.ENOMEM: "máy hết bộ nhớ",
    errno.EBUSY: "một chương trình khác đang dùng tệp này",
    errno.ETXTBSY: "một chương trình khác đang dùng tệp này",
    errno.EIO: "ổ đĩa không đọc hay ghi được",
    errno.ESTALE: "ổ đĩa trên mạng không còn tệp này",
    errno.EINVAL: "hệ điều hành không nhận tên hay lệnh này",
    errno.EADDRINUSE: "một chương trình khác đang dùng cổng này",
    errno.EADDRNOTAVAIL: "máy này không có địa chỉ ấy",
}
_OF_WRITING = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG}
_SQLITE_REASONS = {  # by the primary result code; https://sqlite.org/rescode.html
    5: errno.EBUSY,
    6: errno.EBUSY,
    7: errno.ENOMEM,
    8: errno.EACCES,
    10: errno.EIO,
    13: errno.ENOSPC,
}
_SQLITE_WRITING = {8, 13, 778}  # READONLY, FULL, IOERR_WRITE


def describe_failure(error: OSError) -> str:
    """Return the reason of *error*, to stand in brackets or after a colon."""
    return _REASONS.get(error.errno or 0) or f"lỗi {error.errno} của hệ điều hành: {error.strerror}"


def describe_file_failure(error: OSError, file: Path) -> str:
    """Return a sentence on *error*, with the file that it names, else *file*."""
    verb = "ghi được" if error.errno in _OF_WRITING else "đọc hay ghi được"
    return f"Không {verb} {error.filename or file}: {describe_failure(error)}."


def describe_database_failure(error: sqlite3.Error, file: Path) -> str:
    """Return a sentence on *error* of the database *file*."""
    code = getattr(error, "sqlite_errorcode", 0)
    verb = "ghi được" if code in _SQLITE_WRITING else "đọc hay ghi được"
    reason = _SQLITE_REASONS.get(code & 0xFF)
    return f"Không {verb} {file}: {_REASONS[reason] if reason else 'không mở được tệp'}."
