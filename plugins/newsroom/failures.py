"""Errors of the operating system and odd names of files, in words for editors."""

import errno

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


def describe_failure(error: OSError) -> str:
    """Return the reason of *error*, to stand in brackets or after a colon."""
    return _REASONS.get(error.errno or 0) or f"lỗi {error.errno} của hệ điều hành: {error.strerror}"


def show(name: str) -> str:
    """Return *name* in one line of text, whatever characters it has."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in name)
