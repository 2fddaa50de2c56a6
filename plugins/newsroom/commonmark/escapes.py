"""Backslash escapes and entities: sections 2.4 and 2.5 of the specification."""

import html
import re
from html.entities import html5

ESCAPABLE = re.escape("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);"
_ESCAPED = re.compile(rf"\\([{ESCAPABLE}])|({ENTITY})")


def decode_entity(text: str) -> str:
    """Return the character of an entity, or *text* itself if it is none."""
    return html.unescape(text) if text[1:2] == "#" or text[1:] in html5 else text


def unescape(text: str) -> str:
    """Resolve the escapes and entities of *text*."""
    if "\\" not in text and "&" not in text:
        return text
    return _ESCAPED.sub(lambda match: match[1] or decode_entity(match[2]), text)


def protect(text: str) -> str:
    """Write the ampersands of *text* as entities: Python-Markdown would take ``&lt;`` in it for one."""
    return text.replace("&", "&amp;")
