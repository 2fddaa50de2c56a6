"""The files in content/files that readers may download, by typed paths.

Their addresses do not depend on their bytes: a decision that is replaced by a better scan stays where it was.
"""

import hashlib
import posixpath
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from incremental.keyed.parsed import Data, ParseAll, parse_each
from newsroom.addresses import ATTACHMENTS
from newsroom.attachments.kinds import KINDS, Kind, inspect, kind_of
from newsroom.language.file_names import show
from newsroom.language.vietnamese import MEGABYTE, format_size, slugify
from newsroom.pictures.originals_folder import STATIC, OriginalsFolder, typed_path
from newsroom.problems import FileProblems, Problems, Where

FILES_FOLDER = "files"
_HEAVY = 10 * MEGABYTE  # bytes from which a phone in the mountains waits for minutes
_UNKNOWN = 100_000  # bytes that are read of a file of no known kind, to refuse it


@dataclass(frozen=True)
class Attachment:
    """A file that readers may download.

    ``path`` is below content/; ``size`` in bytes; ``pages`` is 0 for kinds without pages.
    """

    path: str
    url: str
    size: int
    pages: int
    sha256: str

    @property
    def kind(self) -> Kind:
        return kind_of(self.path)

    @cached_property
    def facts(self) -> str:
        """The facts that readers want before they follow a link: ``PDF, 12 trang, 1,4 MB``."""
        pages = f"{self.pages} trang" if self.pages else ""
        parts = filter(None, (self.kind.name, pages, format_size(self.size)))
        return ", ".join(part.replace(" ", "\u00a0") for part in parts)


class Attachments:
    """The inspected files below one content folder."""

    def __init__(self, content: Path, parse_all: ParseAll = parse_each) -> None:
        self._content = content
        self._told: dict[str, list[str]] = {}  # by path
        self._paths: dict[str, str] = {}  # by address
        self._collisions: list[tuple[str, str]] = []
        self.folder = OriginalsFolder(
            content,
            FILES_FOLDER,
            parse_all,
            noun="đính kèm",
            most_bytes=_most_bytes,
            look=_look,
            make=self._make,
        )

    def _make(self, name: str, data: Data) -> Attachment:
        url = _address(name)
        if (first := self._paths.setdefault(url, name)) != name:
            self._collisions.append((first, name))
        if data["told"]:
            self._told[name] = data["told"]
        return Attachment(name, url, data["size"], data["pages"], data["sha256"])

    def find(self, target: str, beside: str = "") -> Attachment:
        """Find the file that *target* names in the content file *beside*; errors are Vietnamese."""
        if "\\" in target:
            proposal = propose_target(target)
            raise ValueError(f"Đường dẫn tệp viết bằng dấu gạch chéo /, không phải \\. Viết {proposal}.")
        return self.folder.find(typed_path(target, beside))

    def find_or_report(
        self, target: str, where: Where, problems: Problems, beside: str = ""
    ) -> Attachment | None:
        """Find a file; report that it cannot be used, or is heavy."""
        try:
            found = self.find(target, beside)
        except ValueError as error:
            problems.fault(where, str(error))
            return None
        if found.size > _HEAVY:
            name = posixpath.basename(found.path)
            message = f"Tệp “{name}” nặng {format_size(found.size)}: mạng yếu tải rất lâu."
            problems.warn(where, message, "Quét lại ở mức 150 dpi, hoặc tách làm nhiều tệp.")
        return found

    def report(self, files: FileProblems) -> None:
        """Report files that collide, and what files say about their makers."""
        self.folder.report_alike(files)
        for first, name in self._collisions:
            message = f"Tệp này và “{first}” cùng một địa chỉ /{_address(name)}: hãy đổi tên một tệp."
            files[name].fault((1, 1), message)
        for name, told in self._told.items():
            message = f"Ai tải tệp này về cũng đọc được {' và '.join(told)}."
            hint = f'Làm một bản đã gỡ: invoke strip "{show(f"{self._content}/{name}")}"'
            files[name].warn((1, 1), message, hint)


def propose_target(target: str) -> str:
    """Write *target* as links in bodies name attachments; "" if its ending is no attachment's."""
    path = PurePosixPath(unquote(target).replace("\\", "/"))
    if path.suffix.lower() not in KINDS:
        return ""
    _, folder, below = f"/{path}".rpartition(f"/{FILES_FOLDER}/")
    return f"{STATIC}/{FILES_FOLDER}/{below if folder else path.name}"


def _most_bytes(name: str) -> int:
    try:
        return kind_of(name).most_bytes
    except ValueError:
        return _UNKNOWN


def _look(name: str, data: bytes) -> Data:
    """Return the fields of the file *name*, and what it says about its makers."""
    findings = inspect(name, data)
    _address(name)
    digest = hashlib.sha256(data).hexdigest()
    return {"size": len(data), "pages": findings.pages, "told": list(findings.told), "sha256": digest}


def _address(name: str) -> str:
    """Return the address of the file *name*: its path without marks and spaces.

    Raises:
        ValueError: A part of the path has no letter.
    """
    path = PurePosixPath(name).relative_to(FILES_FOLDER)
    parts = [slugify(part) for part in (*path.parent.parts, path.stem)]
    if not all(parts):
        raise ValueError(f"Tên tệp “{path}” không làm địa chỉ được: hãy đặt tên có chữ hoặc số.")
    return f"{ATTACHMENTS}{'/'.join(parts)}{path.suffix.lower()}"
