"""Plain links for sharing a page.

They need no script, and contact no other site before a reader follows them.
"""

from dataclasses import dataclass

_SPECIAL = {code: f"%{code:02X}" for code in (*range(33), *map(ord, "\"#%&'+<>\\^`{|}\x7f"))}


@dataclass(frozen=True)
class ShareLink:
    """A link that shares a page."""

    label: str
    url: str


def share_links(url: str, title: str) -> tuple[ShareLink, ...]:
    """Make links that share the page at the absolute address *url*, with *title* as proposed text.

    Facebook reads the title from the page. Zalo documents no such address, only a script, so readers
    reach Zalo through the share sheet of their device.

    Source: https://docs.x.com/x-for-websites/post-button/guides/web-intent, RFC 6068
    """
    page, words = _escape(url), _escape(" ".join(title.split()))
    return (
        ShareLink("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={page}"),
        ShareLink("X", f"https://x.com/intent/tweet?url={page}&text={words}"),
        ShareLink("Thư điện tử", f"mailto:?subject={words}&body={page}"),
    )


def _escape(text: str) -> str:
    """Escape *text* for a query. Letters stay as they are, because browsers send them as UTF-8.

    Fully escaped, a Vietnamese title would be nearly twice as long.

    Source: https://url.spec.whatwg.org/#query-state
    """
    return text.translate(_SPECIAL)
