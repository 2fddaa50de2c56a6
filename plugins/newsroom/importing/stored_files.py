"""Pictures and attachments of an imported file, written beside its draft.

All of them are written, then the draft; after a failure, none is left.
"""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath

from newsroom.failures import describe_failure
from newsroom.files.content_folder import write_new
from newsroom.importing.formats.reading import Attachment
from newsroom.importing.markdown import escape_inside
from newsroom.importing.page.article import ArticlePicture
from newsroom.language.vietnamese import slugify
from newsroom.pictures.originals import measure
from newsroom.pictures.picture_library import MOST_BYTES, PICTURES_FOLDER
from newsroom.problems import RefusedError

FILES_FOLDER = "files"
LONGEST_NAME = 60  # letters
_SIGNS = ((b"\x89PNG", ".png"), (b"RIFF", ".webp"))  # at the start of pictures that are no JPEG


class StoredFiles:
    """The files below *content* that a draft called *slug* shows or offers."""

    def __init__(self, content: Path, slug: str) -> None:
        self._content, self._slug = content, slug
        self._files: dict[str, bytes] = {}  # by paths below content
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
            suffix = next((suffix for sign, suffix in _SIGNS if data.startswith(sign)), ".jpg")
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
        number = 1
        while True:
            numbered = stem if number == 1 else f"{stem}-{number}"
            path = f"{folder}/{self._slug}/{numbered}{suffix}"
            if path not in self._files and not os.path.lexists(self._content / path):
                self._files[path] = data
                return path
            number += 1

    def write(self, draft: Path, text: str) -> None:
        """Write all files, then *text* as the *draft*.

        Raises:
            RefusedError: This failed, and nothing is left.
        """
        written: list[Path] = []
        made: list[Path] = []
        try:
            for path, data in self._files.items():
                file = self._content / path
                if not file.parent.exists():
                    file.parent.mkdir(parents=True)
                    made.append(file.parent)
                with file.open("xb") as opened:
                    written.append(file)
                    opened.write(data)
            write_new(draft, text)
        except BaseException as error:
            for file in written:
                file.unlink(missing_ok=True)
            for folder in made:
                with suppress(OSError):
                    folder.rmdir()
            if not isinstance(error, OSError):
                raise
            message = f"Không ghi được bản nháp vào {draft.parent} ({describe_failure(error)})."
            raise RefusedError(message) from None
