"""Clean text of a content file, divided into front matter and body."""

import codecs
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from newsroom.failures import describe_failure
from newsroom.files.conflict_markers import settle_conflicts
from newsroom.files.encodings import decode_old_bytes, repair_encodings
from newsroom.language.characters import FORBIDDEN, describe_forbidden, is_plain, make_plain, normalize
from newsroom.language.vietnamese import format_number
from newsroom.problems import Position, Problems, line_starts, position

MAX_BYTES = 1_000_000
MAX_ARTICLE_BYTES = 100_000  # the longest articles of newspapers have 40,000; the worst takes 3 s to check
_BULLET = re.compile("^[ \t]*[\uf020-\uf0ff](?=[ \t])", re.MULTILINE)  # of a list pasted from Word
_BREAK = re.compile("[\x0b\x0c\x85\u2028\u2029]")  # a line end that few programs type
_BREAKS = re.compile(rf"{_BREAK.pattern}\s*+(?P<field>(?=- |[a-z_]+:|---))?")
_FIELD = re.compile(r"[ \t]*(?:- |[a-z_]+:)")
_BY_NUMBER = re.compile(r"&#(?:x0*([0-9a-f]{1,6})(?![0-9a-f])|0*([0-9]{1,7})(?![0-9]))", re.IGNORECASE)
_FORBIDDEN_RUN = re.compile(rf"({FORBIDDEN.pattern})\1*")  # of the same character, reported once
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NAMES_OF_UTF_16 = "trong Notepad: “Unicode”, “UTF-16 LE”"
_SAVE_AS_UTF_8 = "Mở lại bằng trình soạn thảo và lưu với mã (encoding) UTF-8."
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class TextFile:
    """A text file with front matter from line 2 and a body from ``body_line``."""

    path: str
    front: str
    body: str
    body_line: int

    def body_position(self, offset: int) -> Position:
        """Return the line and column in the file of the character at *offset* in the body."""
        line, column = position(self.body, offset)
        return line + self.body_line - 1, column

    def body_offset(self, line: int) -> int:
        """Return the offset in the body of the start of the *line* of the file."""
        return line_starts(self.body)[line - self.body_line]


def read_bytes(file: Path, problems: Problems, most: int = MAX_BYTES, sample: str = "") -> bytes:
    """Read *file*; report a file of more than *most* bytes, or that cannot be opened.

    Args:
        sample: The path of a file that may be copied when there is none.
    """
    hint = ""
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            complaint = "Đây không phải tệp thường nên không được đọc."
        elif found.st_size > most:
            size, limit = (format_number(-(-count // 1000)) for count in (found.st_size, most))
            complaint = f"Tệp nặng {size} KB, quá {limit} KB nên không được đọc: hãy tách làm nhiều tệp."
        else:
            return file.read_bytes()
    except FileNotFoundError:
        complaint = "Không có tệp này."
        copied = f"; chưa có thì chép {sample} vào đây rồi sửa" if sample else ""
        hint = f"Lỡ xóa hay đổi tên thì lấy lại từ git{copied}."
    except OSError as error:
        complaint = f"Không mở được tệp ({describe_failure(error)})."
    problems.fault((1, 1), complaint, hint)
    return b""


def decode(data: bytes, problems: Problems) -> str:
    """Decode *data* to NFC text with Unix line ends and plain spaces; report forbidden characters."""
    is_utf_16 = data.startswith(UTF_16) and not data.startswith(codecs.BOM_UTF32_LE)
    try:
        text = data.decode("utf-16" if is_utf_16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        old = None if is_utf_16 or b"\0" in data else decode_old_bytes(data, problems)
        if old is None:
            _report_undecodable(error, problems)
        if not old:
            return ""
        text = old
    if is_utf_16 and text:
        problems.warn(
            (1, 1), f"Tệp lưu theo mã UTF-16 ({_NAMES_OF_UTF_16}); trang vẫn đọc đúng.", _SAVE_AS_UTF_8
        )
    text = settle_conflicts(text.replace("\r\n", "\n").replace("\r", "\n"), problems)
    text = repair_encodings(normalize(text), problems)
    if is_plain(text):  # as nearly every text; four times as fast as the replacements below
        return text
    text = normalize(make_plain(_break_lines(text)))
    bullets = {match.end() - 1 for match in _BULLET.finditer(text, _front_end(text))}

    def remove(match: re.Match[str]) -> str:
        if match.start() in bullets:
            return match[0]
        problems.fault(position(text, match.start()), describe_forbidden(match[0]))
        return " " * len(match[0])

    return _FORBIDDEN_RUN.sub(remove, text)


def _report_undecodable(error: UnicodeDecodeError, problems: Problems) -> None:
    if error.object.startswith(UTF_16):
        problems.fault((1, 1), f"Tệp theo mã UTF-16 ({_NAMES_OF_UTF_16}), nhưng đã hỏng.", _SAVE_AS_UTF_8)
        return
    before = error.object[: error.start].decode()
    problems.fault(position(before, len(before)), "Tệp không phải mã UTF-8.", _SAVE_AS_UTF_8)


def _front_end(text: str) -> int:
    """Return the offset at which the body begins; the length of a text without front matter."""
    closing = _FENCE.search(text, 3) if text.startswith("---") else None
    return closing.end() if closing else len(text)


def _break_lines(text: str) -> str:
    """Make each unusual line end a usual one, or a space within a value of the front matter.

    So each counts as a line in the positions of problems.
    """
    if not _BREAK.search(text):
        return text
    end = _front_end(text)
    lines = _BREAKS.sub(_break_before_field, text[:end]).split("\n")
    front = [_BREAK.sub(" " if _FIELD.match(line) else "\n", line) for line in lines]
    return "\n".join(front) + _BREAK.sub("\n", text[end:])


def _break_before_field(match: re.Match[str]) -> str:
    return match[0] if match["field"] is None else _BREAK.sub("\n", match[0])


def check_numbered_characters(source: TextFile, problems: Problems) -> None:
    """Report each forbidden character that the body contains as a reference, like ``&#8238;``."""
    for match in _BY_NUMBER.finditer(source.body):
        number = int(match[1], 16) if match[1] else int(match[2])
        if complaint := describe_forbidden(chr(min(number, 0x10FFFF))):
            problems.fault(source.body_position(match.start()), complaint)


def split(text: str, problems: Problems) -> TextFile | None:
    """Separate the front matter, between two lines ``---``, from the body."""
    opening = _FENCE.match(text)
    closing = _FENCE.search(text, opening.end() + 1) if opening else None
    if not opening or not closing:
        message = "Tệp phải mở đầu bằng phần khai báo: một dòng ---, các trường, rồi một dòng ---."
        if opening:
            message = "Phần khai báo mở bằng --- nhưng không có dòng --- đóng lại."
        problems.fault((1, 1), message)
        return None
    body_line = text.count("\n", 0, closing.end()) + 2
    front = text[opening.end() + 1 : closing.start()]
    return TextFile(problems.path, front, text[closing.end() + 1 :], body_line)
