"""Links of pages on a site that lies below a path of its host.

Pages are made, and their facts are taken, as if the site were at the root: links inside it begin with ``/``.
"""

import re

# An attribute may hold a >, or what looks like another attribute: tags are read value by value.
_TAG = re.compile(rb"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(rb"""(\s([^\s"'=]+)=)("[^"]*"|'[^']*')""")
_ADDRESS, _CANDIDATES, _REFRESH = rb"^.", rb"(?:^.|,)\s*", rb"^.\d+; ?url="  # after a quotation mark
_STARTS = dict.fromkeys((b"href", b"src", b"action", b"poster"), _ADDRESS) | {
    b"srcset": _CANDIDATES,
    b"content": _REFRESH,
}


def move_links(page: bytes, old: str, new: str) -> bytes:
    """Return *page* with *new* for *old* at the start of addresses on its host; both are paths of folders."""
    patterns = {
        name: re.compile(rb"(%s)%s(?!/)" % (start, re.escape(old.encode())))
        for name, start in _STARTS.items()
    }

    def move(attribute: re.Match[bytes]) -> bytes:
        before, name, value = attribute.groups()
        if name in patterns:
            value = patterns[name].sub(rb"\g<1>" + new.encode(), value)
        return before + value

    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(move, tag[0]), page)
