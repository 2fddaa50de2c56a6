"""The common form in which each format of files is read, and clean text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from newsroom.files import text_file
from newsroom.language.vietnamese import format_number
from newsroom.problems import Problems, RefusedError

# Attributes that readers of documents give to elements: the number to which a reference leads, the number of
# a note, the marker of an item and the level of its list.
NOTE, NOTE_TEXT, MARKER, LEVEL = "data-note", "data-note-text", "data-marker", "data-level"
MAX_TEXT = 200_000  # characters of an article; the longest reports have a tenth


class Attachment(NamedTuple):
    """A file that a letter brings."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Reading:
    """The content of a file: a plain text, a web page, or a document in HTML.

    ``pictures`` are those in the file, by their addresses in the HTML. ``url`` is the address of a page as
    its file tells it. ``remarks`` are for the editor, in Vietnamese.
    """

    text: str
    is_page: bool = False
    is_document: bool = False
    url: str = ""
    title: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    remarks: tuple[str, ...] = ()


def require_at_most(most: int, count: int, unit: str, name: str) -> None:
    """Raise RefusedError if the file *name* has more of a *unit* than any article."""
    if count > most:
        found, limit = format_number(count), format_number(most)
        raise RefusedError(f"Tệp “{name}” có {found} {unit}, nhiều nhất {limit}: đây không phải một bài.")


def require_size(most: int, size: int, name: str, apart: str = "") -> None:
    """Raise RefusedError if *size* exceeds *most*, in bytes; *apart* names what is not counted."""
    if size > most:
        raise RefusedError(
            f"Tệp “{name}” lớn hơn {most // 1_000_000} MB{apart}: hãy lưu riêng ảnh và tệp đính kèm,"
            " rồi dán lời bài vào một tệp .txt."
        )


def clean(text: str) -> str:
    """Return NFC text with Unix line ends and plain spaces, without forbidden characters."""
    return text_file.decode(text.encode("utf-8", "replace"), Problems(""))


def one_line(text: str) -> str:
    """Return clean *text* with single spaces."""
    return " ".join(clean(text).split())
