"""Parts of links: labels, destinations, titles, bare addresses."""

import html
import re
from html.entities import html5

ESCAPABLE = re.escape("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
# Section 6.3. A destination may contain parentheses in pairs: three levels are enough for addresses.
LABEL = r"\[(?P<label>(?=\s*[^\s\]])(?:\\.|[^\[\]\\])*+)\]"
_WORD = rf"(?:\\[{ESCAPABLE}]|[^\s()\x00-\x1f])"
_NESTED = rf"\((?:{_WORD}|\((?:{_WORD}|\({_WORD}*+\))*+\))*+\)"
DESTINATION = rf"(?:<(?:\\.|[^<>\\\n])*+>|(?!<)(?:{_WORD}|{_NESTED})*+)"
TITLE = r"(?:\"(?:\\.|[^\"\\])*+\"|'(?:\\.|[^'\\])*+'|\((?:\\.|[^()\\])*+\))"
ENTITY = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);"
INLINE_LINK = re.compile(rf"\(\s*(?P<to>{DESTINATION})(?:\s+(?P<title>{TITLE}))?\s*\)", re.DOTALL)
REFERENCE = re.compile(LABEL, re.DOTALL)
AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x20]*)>")
AUTOMAIL = re.compile(
    r"<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*)>"
)
_IGNORED = dict.fromkeys(map(ord, "\t\n\r"))  # by browsers, in addresses
_ESCAPED = re.compile(rf"\\([{ESCAPABLE}])|({ENTITY})")
# "Autolinks (extension)" of GitHub's specification, and what ends a Vietnamese sentence.
_BARE = re.compile(r"(?:https?://|www\.)(?:(?![,;]https?:)[^\s<>\[\]*`\\|])+", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:https?://|www\.)[^\W_](?:[\w-]*[^\W_])?(?:\.[\w-]+)*(?=[/?#:]|$)", re.IGNORECASE)
# Text after or in brackets that was meant as the target of a link.
_ADDRESS = r"<?(?:https?:|www\.|mailto:|[/{#.]|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}\b)"
TARGET = re.compile(rf"(?P<space>\s*)\(\s*{_ADDRESS}")
UNCLOSED = re.compile(rf"[^\[\]()\n]*\({_ADDRESS}")
SPACED = re.compile(r"\(([^()<>\s\"'“”]+(?: [^()<>\s\"'“”]+)+)\)")
UNDEFINED = re.compile(r"\[(?!\d+\])[^\[\]]+\]\[([^\[\]]+)\]")
SWAPPED = re.compile(rf"(?<=.)\)\s?\[\s*{_ADDRESS}\S*\]")
_AFTER = set("?!.,:;*_~'\"“”‘’»…")


def decode_entity(text: str) -> str:
    """Return the character of an entity reference, or *text* itself if there is none (section 2.5)."""
    return html.unescape(text) if text[1:2] == "#" or text[1:] in html5 else text


def protect(text: str) -> str:
    """Write the ampersands of *text* as entities: Python-Markdown would take ``&lt;`` in it for one."""
    return text.replace("&", "&amp;")


def unescape(text: str) -> str:
    """Resolve the backslash escapes and entities of *text* (sections 2.4 and 2.5)."""
    if "\\" not in text and "&" not in text:
        return text
    return _ESCAPED.sub(lambda match: match[1] or decode_entity(match[2]), text)


def clean_destination(text: str) -> str:
    """Return the address in a link, without ``<>`` and escapes."""
    return unescape(text[1:-1] if text.startswith("<") else text).translate(_IGNORED)


def clean_title(text: str) -> str:
    """Return the title in a link, without its quotes and escapes."""
    return unescape(text[1:-1])


def normalize_label(text: str) -> str:
    """Return the key of a label: labels match in any case and with any spaces."""
    return " ".join(text.split()).casefold()


def bare_address(text: str, start: int) -> str:
    """Return the address that begins at *start*, without the punctuation after it; or ""."""
    found = _BARE.match(text, start)
    address = found[0] if found else ""
    end = len(address)
    unopened = address.count(")") - address.count("(")
    while end and (address[end - 1] in _AFTER or (address[end - 1] == ")" and unopened > 0)):
        end -= 1
        unopened -= address[end] == ")"
    return address[:end] if _DOMAIN.match(address, 0, end) else ""
