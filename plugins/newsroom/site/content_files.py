"""The files of content/: those that are read, and reasons for leaving out the others."""

import errno
import os
import re
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

from newsroom.attachments.attachment_library import FILES_FOLDER
from newsroom.content.house_rules import HOUSE_RULES_FILE
from newsroom.content.parser import FRONT_MODELS
from newsroom.failures import describe_failure
from newsroom.identity.models import FONTS_FOLDER, SITE_FILE
from newsroom.identity.sign import SIGN_FILE
from newsroom.language.file_names import describe_odd_name, show
from newsroom.pictures.picture_library import PICTURES_FOLDER
from newsroom.problems import FileProblems
from newsroom.site.address_ledger import ADDRESS_LEDGER
from newsroom.vocabulary.closed_lists import VOCABULARIES_FOLDER, VOCABULARY_PATHS

# Files of systems and editors.
IGNORED = re.compile(r"\..*|~\$.*|#.*#|.*~|Thumbs\.db|desktop\.ini", re.IGNORECASE | re.DOTALL)
_FOLDERS = {*FRONT_MODELS, PICTURES_FOLDER, FILES_FOLDER, VOCABULARIES_FOLDER, FONTS_FOLDER}
_FILES = {ADDRESS_LEDGER, HOUSE_RULES_FILE, SITE_FILE, SIGN_FILE, *VOCABULARY_PATHS}


def find_files(root: Path, files: FileProblems) -> Iterator[str]:
    """Find the Markdown files of the four folders, in a fixed order; report files that are not read."""
    waiting = [""]
    while waiting:
        within = waiting.pop()
        try:
            found = _open_folder(f"{root}/{within}")
        except OSError as error:
            files[within.rstrip("/")].fault((1, 1), f"Không mở được thư mục ({describe_failure(error)}).")
            continue
        folders = []
        for entry in found:
            path = within + entry.name
            if _is_folder(entry):
                if reason := _why_unopened(entry):
                    files[show(path)].fault((1, 1), reason)
                elif not entry.name.startswith("."):
                    folders.append(f"{path}/")
            elif not IGNORED.fullmatch(entry.name):
                if reason := _why_unread(entry, path, root):
                    files[show(path)].fault((1, 1), reason)
                elif path.partition("/")[0] in FRONT_MODELS:
                    yield path
        waiting += reversed(folders)


def _open_folder(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=attrgetter("name"))
    if not os.access(folder, os.X_OK):  # its names can be listed, its files cannot be opened
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    return found


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads back to itself, or through a closed folder
        return False


def _why_unopened(folder: os.DirEntry[str]) -> str:
    if folder.is_symlink():
        return "Thư mục liên kết (symlink) không được đọc: hãy chép hẳn vào đây."
    if folder.name.startswith("."):
        return ""
    if folder.name.endswith(".md") and folder.name.isprintable():
        return "Đây phải là tệp, không phải thư mục: hãy đổi tên thư mục."
    return describe_odd_name(folder.name)


def _why_unread(file: os.DirEntry[str], path: str, root: Path) -> str:
    top = path.partition("/")[0]
    if odd := describe_odd_name(file.name):
        return odd
    try:
        if not file.is_file():
            return "Đây không phải tệp thường nên không được đọc."
    except OSError as error:
        return f"Không mở được tệp ({describe_failure(error)})."
    if path in _FOLDERS:
        return "Đây phải là thư mục, không phải tệp: hãy đổi tên hoặc xóa tệp."
    if file.is_symlink() and not Path(file).resolve().is_relative_to(root.resolve()):
        return "Liên kết (symlink) này dẫn ra ngoài thư mục nội dung: hãy chép hẳn tệp vào đây."
    if path in _FILES or (top == FONTS_FOLDER and not path.endswith(".md")):  # fonts, and their licences
        return ""
    if top == VOCABULARIES_FOLDER:
        return "Danh mục này không được đọc: xem tên các tệp bên cạnh."
    if top in {PICTURES_FOLDER, FILES_FOLDER}:
        misplaced = "Bài viết để trong content/articles/, không để cùng ảnh và tệp đính kèm."
        return misplaced if path.endswith(".md") else ""
    if top not in FRONT_MODELS:
        known = ", ".join(f"{folder}/" for folder in FRONT_MODELS)
        return f"Tệp nằm ngoài các thư mục {known} nên không được đọc."
    return "" if path.endswith(".md") else "Chỉ đọc tệp có đuôi .md: hãy đổi đuôi hoặc chuyển tệp đi."
