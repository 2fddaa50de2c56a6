"""Copies of attachments without the traces of those who made them."""

from pathlib import Path

from newsroom.attachments.archives import strip_office
from newsroom.attachments.kinds import inspect
from newsroom.attachments.pdf import strip_pdf
from newsroom.attachments.refusal import RefusedFileError
from newsroom.failures import describe_file_failure
from newsroom.problems import RefusedError

STRIPPERS = {".pdf": strip_pdf} | dict.fromkeys((".docx", ".xlsx", ".pptx", ".odt", ".ods"), strip_office)
_SUFFIX = "-da-go"  # of the copy's name


def strip_into_copy(file: Path) -> str:
    """Write a copy of *file* beside it, without metadata; return a message.

    Raises:
        RefusedError: The file cannot be published or stripped, or the copy cannot be written.
    """
    copy = file.with_name(f"{file.stem}{_SUFFIX}{file.suffix}")
    try:
        data = file.read_bytes()
        found = inspect(file.name, data)
        stripped = STRIPPERS[file.suffix.lower()](data)
        left = inspect(file.name, stripped).told
        removed = [one for one in found.told if one not in left]
        if removed:
            with copy.open("xb") as written:
                written.write(stripped)
    except RefusedFileError as error:
        raise RefusedError(f"Tệp “{file.name}” {error}.") from None
    except ValueError as error:
        raise RefusedError(str(error)) from None
    except FileExistsError:
        raise RefusedError(f"Đã có {copy}: hãy xóa hoặc đổi tên tệp ấy trước.") from None
    except OSError as error:
        raise RefusedError(describe_file_failure(error, file)) from None
    remains = f" Còn {' và '.join(left)}: hãy mở tệp, xử lý rồi lưu." if left else ""
    if not removed:
        return f"{file} không có gì mà lệnh này gỡ được.{remains}"
    return f"Đã ghi {copy}, không còn {' và '.join(removed)}.{remains}"
