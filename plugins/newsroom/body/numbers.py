"""Numbers of documents in HTML, which browsers would break at a hyphen or a slash."""

import re

MOST = 18  # characters that fit on every line
# 34-CT/TW, 666/QĐ-TTg, 06/2022/QH15
_NUMBER = re.compile(r"(?<![\w/.-])\d+(?:/\d{4})?[-/][A-ZĐ][\w/-]+")


def keep_numbers_whole(html: str) -> str:
    """Put each number of a document in the text of *html* into an element that does not break."""

    def wrap(match: re.Match[str]) -> str:
        number, start = match[0], match.start()
        is_in_tag = html.rfind("<", 0, start) > html.rfind(">", 0, start)
        return number if is_in_tag or len(number) > MOST else f'<span class="whole">{number}</span>'

    return _NUMBER.sub(wrap, html)
