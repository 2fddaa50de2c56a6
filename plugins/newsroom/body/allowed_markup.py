"""Tags and attributes that bodies may contain."""

from collections.abc import Collection, Iterator

import nh3

from newsroom.addresses import LINK_SCHEMES

TYPED_TAGS = {"b", "i", "u", "s", "sub", "sup", "small", "mark", "abbr", "cite", "kbd", "q", "br", "span"}
_COMMON_ATTRIBUTES = {"id", "class", "lang", "title"}
_PLAIN_TAGS = (
    "p br hr h2 h3 h4 ul dl dt dd blockquote strong em b i u s sub sup small mark abbr cite code pre"
    " kbd q span div figure figcaption table caption thead tbody tfoot tr"
)
_ATTRIBUTES: dict[str, set[str]] = {tag: set() for tag in _PLAIN_TAGS.split()} | {
    "ol": {"start"},
    "li": {"value"},
    "a": {"href", "role"},
    "div": {"role", "tabindex", "aria-label"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_MADE: dict[str, set[str]] = {  # made of pictures and tables, never typed
    "picture": set(),
    "source": {"type", "srcset", "sizes"},
    "img": {"srcset", "sizes", "loading", "decoding", "fetchpriority"},
    "td": {"data-lacks"},
}
_PLAYERS: dict[str, set[str]] = _MADE | {  # made of films and sound, in bodies that have any
    "video": {"controls", "preload", "poster"},
    "audio": {"controls", "preload"},
    "source": {*_MADE["source"], "src"},
    "track": {"kind", "src", "srclang", "label", "default"},
}
_SANITISERS = [
    nh3.Cleaner(
        tags={*_ATTRIBUTES, *made},
        attributes={
            tag: _ATTRIBUTES.get(tag, set()) | made.get(tag, set()) | _COMMON_ATTRIBUTES
            for tag in (*_ATTRIBUTES, *made)
        },
        url_schemes=set(LINK_SCHEMES),
        link_rel=None,
    )
    for made in (_MADE, _PLAYERS)
]

# The sanitiser takes quadratic time for character references in one text, so noncharacters of Unicode,
# which no text contains, stand for them meanwhile. They come back as references, never as markup.
_STAND_INS = {"&amp;": "\ufdd0", "&lt;": "\ufdd1", "&gt;": "\ufdd2"}


def sanitise(html: str, *, has_players: bool = False) -> str:
    """Remove from *html* what bodies may not contain."""
    sanitiser = _SANITISERS[has_players]
    if "&" not in html or any(character in html for character in _STAND_INS.values()):
        return sanitiser.clean(html)
    for reference, character in _STAND_INS.items():
        html = html.replace(reference, character)
    html = sanitiser.clean(html)
    for reference, character in _STAND_INS.items():
        html = html.replace(character, reference)
    return html


def refuse_attributes(tag: str, names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each of the *names* of attributes that must not be published, with a message."""
    for name in sorted({*names} - _ATTRIBUTES.get(tag, set()) - _COMMON_ATTRIBUTES):
        yield name, f"Thuộc tính “{name}” không được dùng trong bài."
