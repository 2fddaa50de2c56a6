"""Links in bodies to other content files, typed as ``{filename}…``."""

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

FILENAME = "{filename}"
_TO_FILE = re.compile(r'(<a href=")\{filename\}([^"#]*)')  # in text, < would be an entity


def linked_file(target: str, beside: str) -> tuple[str, str]:
    """Return the path below content/ and the ``#anchor`` of a *target* in the file *beside*."""
    name, mark, anchor = unquote(target.removeprefix(FILENAME)).partition("#")
    folder = "" if name.startswith("/") else posixpath.dirname(beside)
    return posixpath.normpath(posixpath.join(folder, name.lstrip("/"))), mark + anchor


def resolve_links(html: str, urls: Mapping[str, str]) -> str:
    """Replace links to content files in *html* by the addresses in *urls*, whose keys are paths."""
    return _TO_FILE.sub(lambda match: f"{match[1]}/{urls.get(unquote(match[2]), '')}", html)
