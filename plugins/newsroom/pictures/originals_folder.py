"""A folder of content/ with files that articles name, found by typed paths.

A file is looked at when its bytes change, and not in every build.
"""

import posixpath
import stat
import unicodedata
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Generic, TypeAlias, TypeVar
from urllib.parse import unquote

from incremental.keyed.parsed import Data, ParseAll
from incremental.walking import walk_files
from newsroom.failures import describe_failure
from newsroom.language.file_names import describe_odd_name
from newsroom.language.name_matching import Suggestions, file_key
from newsroom.language.vietnamese import format_size
from newsroom.problems import FileProblems

STATIC = "{static}"
T = TypeVar("T")
Look: TypeAlias = "Callable[[str, bytes], Data]"  # at the bytes of a file; raises ValueError in Vietnamese


class OriginalsFolder(Generic[T]):
    """The files below a folder of content/, each as *make* describes it.

    ``known`` are the descriptions, or the reasons for refusal, by keys of paths that look alike.
    """

    def __init__(
        self,
        content: Path,
        folder: str,
        parse_all: ParseAll,
        *,
        noun: str,
        most_bytes: Callable[[str], int],
        look: Look,
        make: Callable[[str, Data], T],
        too_large: str = "",
    ) -> None:
        """*noun* follows “tệp” in messages; *too_large* advises on files that *most_bytes* leaves unread."""
        self._noun = noun
        self.known: dict[str, T | str] = {}
        self._alike: list[tuple[str, str]] = []  # pairs of names that find does not distinguish
        self._names: dict[str, str] = {}
        self._used: set[str] = set()
        self._suggestions = Suggestions(lambda: self.known, by_part=True)
        sizes = dict(sorted(_find(content, folder), key=lambda found: found[0].split("/")))
        read = partial(_read, content, noun, look)
        names = [name for name, size in sizes.items() if size <= most_bytes(name)]
        data_of = {file.name: file.data for file in parse_all(content, names, read, lambda *_: True)}
        for name, size in sizes.items():
            key, data = file_key(name), data_of.get(name)
            if (first := self._names.setdefault(key, name)) != name:
                self._alike.append((first, name))
            elif data is None:
                weight, most = format_size(size), most_bytes(name) // 1_000_000
                self.known[key] = (
                    f"Tệp {noun} “{posixpath.basename(name)}” nặng {weight}, quá {most} MB nên không được"
                    f" đọc{too_large}."
                )
            else:
                self.known[key] = data.get("error") or make(name, data)

    def find(self, path: str) -> T:
        """Find the file at *path* below content/; errors are Vietnamese."""
        key = file_key(path)
        self._used.add(key)
        known = self.known.get(key)
        if not known:
            question = self._suggestions.ask(path)
            raise ValueError(f"Không có tệp {self._noun} “{path}” trong content/.{question}")
        if isinstance(known, str):
            raise ValueError(known)  # noqa: TRY004 (it is the reason)
        return known

    @property
    def names(self) -> Collection[str]:
        """The paths of all files below content/, without those that look like others."""
        return self._names.values()

    @property
    def unused(self) -> list[str]:
        """The paths of the files that :meth:`find` was not asked for, sorted.

        An SVG beside a file that is used, with the same name, is its source.
        """
        sources = {f"{name.rpartition('.')[0]}.svg" for key, name in self._names.items() if key in self._used}
        names = (name for key, name in self._names.items() if key not in self._used)
        return sorted(name for name in names if name not in sources)

    def report_alike(self, files: FileProblems) -> None:
        """Report names that differ only in signs that look alike."""
        for path, other in self._alike:
            codes = ", ".join(f"U+{ord(char):04X}" for char in sorted(set(path) ^ set(other)))
            odd = f" ({codes})" if codes else ""
            message = f"Tên tệp này trông giống “{path}”, chỉ khác ở dấu cách, dấu gạch hay cách ghi dấu{odd}"
            files[other].fault((1, 1), f"{message}: hãy đổi tên hoặc xóa một tệp.")


def typed_path(target: str, beside: str) -> str:
    """Return the path below content/ that *target* names in the file *beside*."""
    path = unquote(target.removeprefix(STATIC))
    folder = "" if path.startswith("/") else posixpath.dirname(beside)
    return unicodedata.normalize("NFC", posixpath.normpath(posixpath.join(folder, path.lstrip("/"))))


def _find(content: Path, below: str) -> Iterator[tuple[str, int]]:
    """Yield path and bytes of each file in the folder; the loader of content reports others."""
    folder = content / below
    for name, state in walk_files(str(folder), strict=False):
        with suppress(OSError):  # a link to nowhere
            target = (folder / name).stat() if stat.S_ISLNK(state.st_mode) else state
            if stat.S_ISREG(target.st_mode) and not describe_odd_name(name):
                yield f"{below}/{name}", target.st_size


def _read(content: Path, noun: str, look: Look, name: str) -> tuple[Data, str, bytes]:
    """Return what *look* finds in the file *name*, or an ``error``; an empty text; and its bytes.

    Without bytes, the next build looks again.
    """
    file = content / name
    try:
        data = file.read_bytes()
        return look(name, data), "", data
    except OSError as error:
        return {"error": f"Không mở được tệp {noun} “{file.name}” ({describe_failure(error)})."}, "", b""
    except ValueError as error:
        return {"error": str(error)}, "", data
