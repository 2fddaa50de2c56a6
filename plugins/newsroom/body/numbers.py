"""Numbers of documents and spans of years in HTML, which browsers would break."""

import re

MOST = 18  # characters that fit on every line
# The end is looked for first, since digits are everywhere: 34-CT/TW, 666/QĐ-TTg, 06/2022/QH15, 2021 - 2025
_END = re.compile(r"[-/](?:(?=[A-ZĐ])(?<=\d.)[\w/-]+|(?<=\d -) \d{4}\b)")
_BEGINNING = re.compile(r"(?<![\w/.-])\d+(?:/\d{4})? ?\Z")


def keep_numbers_whole(html: str) -> str:
    """Put each document's number and span of years in *html* into an element that does not break."""
    parts, done = list[str](), 0
    for match in _END.finditer(html):
        beginning = _BEGINNING.search(html, max(done, match.start() - MOST), match.start())
        if not beginning:
            continue
        start, end = beginning.start(), match.end()
        is_in_tag = html.rfind("<", 0, start) > html.rfind(">", 0, start)
        if end - start <= MOST and not is_in_tag:
            parts += [html[done:start], '<span class="whole">', html[start:end], "</span>"]
            done = end
    return "".join([*parts, html[done:]]) if parts else html
