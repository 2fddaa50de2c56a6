"""The files below a folder."""

import os
from collections.abc import Iterator


def walk_files(folder: str, *, strict: bool = True) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the name below *folder*, if there is such a folder, and the state of each file, in any order.

    Links are not followed.

    Args:
        strict: Raise OSError for a folder that cannot be opened; otherwise, leave it out.
    """
    waiting = [""] if os.path.isdir(folder) else []
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(f"{folder}/{here}") as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{here}{entry.name}/")
                    else:
                        yield here + entry.name, entry.stat(follow_symlinks=False)
        except OSError:
            if strict:
                raise
