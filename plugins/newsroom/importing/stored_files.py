"""Pictures and attachments of an imported file, written beside its draft.

All of them are written into a hidden folder, then moved to their places, the draft last. A kill leaves only
that folder, which a later import removes.
"""

import errno
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from newsroom.failures import describe_failure
from newsroom.files.content_folder import find_free
from newsroom.importing.formats.reading import Attachment
from newsroom.importing.markdown import escape_inside
from newsroom.importing.page.article import ArticlePicture
from newsroom.language.vietnamese import slugify
from newsroom.pictures.originals import measure
from newsroom.pictures.picture_library import MOST_BYTES, PICTURES_FOLDER
from newsroom.problems import RefusedError

FILES_FOLDER = "files"
LONGEST_NAME = 60  # letters
UNFINISHED = ".part"  # the ending of the hidden folder
LONGEST_IMPORT = 3600  # seconds; an older hidden folder is of an import that was killed
_SIGNS = (  # at the start of pictures that are no JPEG
    (re.compile(rb"\x89PNG"), ".png"),
    (re.compile(rb"RIFF"), ".webp"),
    (re.compile(rb"II\*\0|MM\0\*"), ".tif"),
    (re.compile(rb"BM"), ".bmp"),
    (re.compile(rb".{4}ftypavif", re.DOTALL), ".avif"),
    (re.compile(rb".{4}ftyp", re.DOTALL), ".heic"),
)


class StoredFiles:
    """The files below *content* that a draft called *slug* shows or offers."""

    def __init__(self, content: Path, slug: str) -> None:
        self._content, self._slug = content, slug
        self._folders: dict[str, Path] = {}  # new ones, by those of all drafts
        self._files: dict[Path, bytes] = {}
        self.places: dict[str, str] = {}  # paths below content, by the addresses of pictures in the file
        self.links: list[str] = []  # to attachments
        self.remarks: list[str] = []

    def add_pictures(self, shown: Sequence[ArticlePicture], pictures: Mapping[str, bytes]) -> None:
        """Add those of *pictures* that are *shown* and can be published; remark on the others."""
        sources = [source for picture in shown for source in picture.sources if source in pictures]
        for number, source in enumerate(dict.fromkeys(sources), 1):
            data = pictures[source]
            try:
                if len(data) > MOST_BYTES:
                    raise ValueError(f"Ảnh “{source}” nặng hơn {MOST_BYTES // 1_000_000} MB.")  # noqa: TRY301
                measure(source, data)
            except ValueError as error:
                self.remarks.append(f"{error} Ảnh này chưa được chép, chỗ của nó là một ghi chú.")
                continue
            suffix = next((suffix for sign, suffix in _SIGNS if sign.match(data)), ".jpg")
            self.places[source] = self._add(PICTURES_FOLDER, f"anh-{number}", suffix, data)

    def add_attachments(self, attachments: Sequence[Attachment]) -> None:
        """Add *attachments*, and a link to each."""
        for attachment in attachments:
            path = PurePosixPath(attachment.name)
            stem = slugify(path.stem)[:LONGEST_NAME].strip("-") or "tep"
            place = self._add(FILES_FOLDER, stem, path.suffix.lower(), attachment.data)
            self.links.append(f"[{escape_inside(attachment.name)}]({{static}}/{place})")

    def _add(self, folder: str, stem: str, suffix: str, data: bytes) -> str:
        """Add a file under a name that is free; return its path below content."""
        if folder not in self._folders:
            self._folders[folder] = find_free(self._content / folder / self._slug)
        path = find_free(self._folders[folder] / f"{stem}{suffix}", self._files)
        self._files[path] = data
        return path.relative_to(self._content).as_posix()

    @property
    def report(self) -> Iterator[str]:
        """The report to the editor, in Vietnamese, by lines."""
        for folder, path in self._folders.items():
            place = f"{path.relative_to(self._content).as_posix()}/"
            if folder == PICTURES_FOLDER:
                yield f"Đã chép {len(self.places)} ảnh vào {place}: hãy viết lời tả từng ảnh."
            else:
                yield f"Đã chép {len(self.links)} tệp đính kèm vào {place}."

    def write(self, draft: Path, text: str) -> None:
        """Write all files, then *text* as the *draft*.

        Raises:
            RefusedError: This failed, and nothing is left.
        """
        try:
            _remove_abandoned(self._content)
            with tempfile.TemporaryDirectory(
                prefix=".", suffix=UNFINISHED, dir=self._content, ignore_cleanup_errors=True
            ) as unfinished:
                targets = (*self._folders.values(), draft)
                places = {target: Path(unfinished, str(number)) for number, target in enumerate(targets)}
                for file, data in self._files.items():
                    places[file.parent].mkdir(exist_ok=True)
                    (places[file.parent] / file.name).write_bytes(data)
                places[draft].write_text(text, "utf-8", newline="\n")
                _move(places)
        except OSError as error:
            message = f"Không ghi được bản nháp vào {draft.parent} ({describe_failure(error)})."
            raise RefusedError(message) from None


def _move(places: Mapping[Path, Path]) -> None:
    """Move the folders and the file in *places* to the paths that are their keys: all, or none."""
    moved: list[Path] = []
    try:
        for target, place in places.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            if os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))  # noqa: TRY301
            moved.append(target)
            shutil.move(place, target)
    except BaseException:
        for target in moved:
            if target.is_dir():
                shutil.rmtree(target, ignore_errors=True)
            else:
                target.unlink(missing_ok=True)
        raise


def _remove_abandoned(content: Path) -> None:
    """Remove what imports left in *content* that were killed."""
    for folder in content.glob(f".*{UNFINISHED}"):
        if time.time() - folder.stat().st_mtime > LONGEST_IMPORT:
            shutil.rmtree(folder, ignore_errors=True)
