"""New entries of the closed lists, with every field explained.

An entry is appended to the file of its list; the text that is there stays as it is, byte for byte.
"""

import itertools
import re
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from incremental.sealed_files import replace_bytes
from newsroom.editor.field_help import comment_lines, describe, part_of
from newsroom.failures import describe_failure
from newsroom.files.field_types import Model
from newsroom.files.text_file import decode, read_bytes
from newsroom.files.validation import read_records
from newsroom.files.yaml_writing import quote
from newsroom.identity.reading import load_identity
from newsroom.language.name_matching import name_key
from newsroom.language.vietnamese import short_slug
from newsroom.problems import FileProblems, Problems, RefusedError
from newsroom.vocabulary.closed_lists import VOCABULARIES_FOLDER
from newsroom.vocabulary.models import (
    AWARD_KINDS,
    Award,
    AwardsFile,
    Cluster,
    ClustersFile,
    Document,
    DocumentsFile,
    OrgUnit,
    UnitsFile,
)

ENTRY_MODELS: dict[str, tuple[type[Model], type[Model]]] = {  # of the file and of an entry, by list
    "awards": (AwardsFile, Award),
    "documents": (DocumentsFile, Document),
    "clusters": (ClustersFile, Cluster),
    "units": (UnitsFile, OrgUnit),
}
_KINDS = {  # those that the name of an entry may begin with, and that of other entries
    "awards": (get_args(AWARD_KINDS), "khác"),
    "units": (("sở", "ban", "phòng", "trường", "công đoàn", "đoàn", "hội", "xã", "phường"), "đơn vị"),
}
LONGEST_ID = 60  # characters
_DOCUMENT = re.compile(r"(?P<kind>\D*?[^\W\d_])\s+(?:số\s+)?(?P<number>\d.*)", re.IGNORECASE)
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)


def add_entry(content: Path, name: str, title: str) -> Path:
    """Append an entry called *title* to the list *name* below *content*; return the file of the list.

    Raises:
        RefusedError: The file has mistakes, the entry exists, or it cannot be appended; nothing was written.
    """
    file = content / VOCABULARIES_FOLDER / f"{name}.yaml"
    file_model, model = ENTRY_MODELS[name]
    problems = Problems(file.as_posix())
    data = read_bytes(file, problems) if file.exists() else f"{name}:\n".encode()
    text = decode(data, problems)
    known = (
        read_records(text, file_model, problems) if file.exists() else file_model.model_validate({name: []})
    )
    if known is None or problems.has_faults:
        raise RefusedError(f"{file} đang có lỗi: chạy invoke check, sửa xong rồi thêm.")
    entries = [*getattr(known, name)]
    kinds = tuple(kind.name for kind in load_identity(content, FileProblems()).site.cluster_kinds)
    values = dict(_make_values(name, title, {getattr(entry, "id", "") for entry in entries}, kinds))
    known_names = {name_key(other) for entry in entries for other in _lasting_names(entry)}
    if name_key(title) in known_names:
        raise RefusedError(f"“{title}” đã có trong {file}.")
    newline = "\r\n" if b"\r\n" in data else "\n"
    indent = match[1] if (match := _ITEM.search(text)) else "  "
    entry = "".join(f"{indent}{line}".rstrip() + newline for line in _entry_lines(model, values))
    added = ("" if data.endswith(b"\n") else newline) + entry
    problems = Problems(file.as_posix())
    longer = read_records(decode(data + added.encode(), problems), file_model, problems)
    if longer is None or [*getattr(longer, name)][:-1] != entries:
        raise RefusedError(f"Không thêm được vào cuối {file}: hãy tự chép vào danh sách.\n{entry}")
    try:
        replace_bytes(str(file), data + added.encode())
    except OSError as error:
        raise RefusedError(f"Không ghi được {file} ({describe_failure(error)}).") from None
    return file


def _lasting_names(entry: Any) -> Iterator[str]:
    """Yield the names that no other entry may have; the number of a dated document returns in other years."""
    if not isinstance(entry, Document) or not entry.date:
        yield entry.name
    yield from entry.aliases


def _make_values(
    name: str, title: str, taken: Container[str], cluster_kinds: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry that *title* determines, all that are required among them.

    Args:
        taken: The ids of other entries.
    """
    if name == "documents":
        match = _DOCUMENT.fullmatch(title)
        if not match:
            raise RefusedError("Văn bản ghi loại rồi tới số, như “Quyết định 123/QĐ-UBND”.")
        yield from (("kind", quote(match["kind"])), ("number", quote(match["number"])))
        return
    identifier = short_slug(title, LONGEST_ID)
    if not identifier:
        raise RefusedError(f"Tên “{title}” không có chữ cái, chữ số nào để đặt mã.")
    numbered = (f"{identifier}-{number}" for number in itertools.count(2))
    yield "id", next(one for one in (itertools.chain([identifier], numbered)) if one not in taken)
    yield "name", quote(title)
    kinds, other = _KINDS.get(name) or (cluster_kinds, cluster_kinds[0])
    yield "kind", next((kind for kind in kinds if title.casefold().startswith(kind.casefold())), other)


def _entry_lines(model: type[Model], values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of an entry, each field below its explanation; groups of fields are comments."""
    mark = "- "
    for field_name, field in model.model_fields.items():
        name = field.alias or field_name
        yield from (f"  {line}" if mark == "  " else line for line in comment_lines(describe(field)))
        if part_of(field):
            yield f"  # {name}:"
            continue
        yield f"{mark}{name}: {values.get(name, '')}"
        mark = "  "
