"""The head of an official paper: its organisation, the name of the State and the motto.

It stands above the text, often as a table in two columns, and is no part of an article.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup

from newsroom.importing.formats.reading import one_line

LONGEST = 400  # letters of such a table
_STATE = re.compile("CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM")
_MOTTO = re.compile(r"Độc lập\W+Tự do\W+Hạnh phúc", re.IGNORECASE)


def remove_official_head(soup: BeautifulSoup) -> tuple[str, ...]:
    """Remove the head of an official paper from *soup*; return a remark for the editor, if any."""
    removed = " ".join(_remove(soup))
    return (f"Đã bỏ phần đầu theo thể thức văn bản: “{removed}”.",) if removed else ()


def _remove(soup: BeautifulSoup) -> Iterator[str]:
    for element in soup(["table", "p"]):
        text = one_line(element.get_text(" "))
        if len(text) <= LONGEST and _is_head(text, is_table=element.name == "table"):
            element.decompose()
            yield text


def _is_head(text: str, *, is_table: bool) -> bool:
    """Return whether *text* is a part of a head; a paragraph with other words than capitals is a sentence."""
    rest = _MOTTO.sub("", text)
    return (not rest and bool(text)) or bool(_STATE.search(text) and (is_table or rest.isupper()))
