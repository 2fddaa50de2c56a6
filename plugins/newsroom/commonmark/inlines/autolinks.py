"""Addresses that are links by themselves: section 6.5 of the specification, and GitHub's bare addresses."""

import re

BEGINNING = r"(?i:https?://|www\.)"
# Section 6.5; the address of a mail has no scheme.
_IN_ANGLES = re.compile(
    r"<(?:(?P<address>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x20]*)"
    r"|(?P<mail>[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*))>"
)
# "Autolinks (extension)" of GitHub's specification.
_BARE = re.compile(rf"{BEGINNING}(?:(?![,;]https?:)[^\s<>\[\]*`\\|\x00-\x1f])+", re.IGNORECASE)
_DOMAIN = re.compile(rf"{BEGINNING}[^\W_](?:[\w-]*[^\W_])?(?:\.[\w-]+)*", re.IGNORECASE)
_LONGEST_DOMAIN = 270  # characters, with the scheme; a longer one would be read again and again
_AFTER = "?!.,:;*_~'\"“”‘’»…"  # ends a sentence or a quotation, not the address
# A path, or the end of the address.
_AFTER_DOMAIN = re.compile(rf"[/?#:]|[{_AFTER})]*+(?:[\s<>\[\]*`\\|\x00-\x1f]|[,;]https?:|$)", re.IGNORECASE)


def may_contain_address(text: str) -> bool:
    """Check quickly for signs of a bare address."""
    return "://" in text or "ww." in text or "WW." in text


def read_autolink(text: str, start: int) -> tuple[str, str] | None:
    """Return the address in angle brackets that begin at *start*, and the target of the link."""
    match = _IN_ANGLES.match(text, start)
    if not match:
        return None
    return (match["mail"], f"mailto:{match['mail']}") if match["mail"] else (match["address"],) * 2


def read_bare_address(text: str, start: int) -> tuple[str, str] | None:
    """Return the address that begins at *start*, without the signs after it, and the target of the link."""
    domain = _DOMAIN.match(text, start, start + _LONGEST_DOMAIN)
    found = _BARE.match(text, start) if domain and _AFTER_DOMAIN.match(text, domain.end()) else None
    if not found:
        return None
    address = found[0]
    end = len(address)
    unopened = address.count(")") - address.count("(")
    while end and (address[end - 1] in _AFTER or (address[end - 1] == ")" and unopened > 0)):
        end -= 1
        unopened -= address[end] == ")"
    address = address[:end]
    return address, f"http://{address}" if address[0] in "wW" else address
