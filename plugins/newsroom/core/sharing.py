"""Plain links that pass a page on: they need no script, and ask nobody anything until they are followed."""

from __future__ import annotations

from dataclasses import dataclass

_SPECIAL = {code: f"%{code:02X}" for code in (*range(33), *map(ord, "\"#%&'+<>\\^`{|}\x7f"))}


@dataclass(frozen=True)
class ShareLink:
    """One way to pass a page on."""

    label: str
    url: str


def share_links(url: str, title: str) -> tuple[ShareLink, ...]:
    """The ways to pass on the page at *url*, a whole address; *title* is proposed as its first words.

    Facebook reads the title from the page. Zalo has no such address that it answers for: its share button
    is a script of its own, so Zalo is reached by the share sheet of the device.

    Source: https://docs.x.com/x-for-websites/post-button/guides/web-intent, RFC 6068
    """
    page, words = _escape(url), _escape(" ".join(title.split()))
    return (
        ShareLink("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={page}"),
        ShareLink("X", f"https://x.com/intent/tweet?url={page}&text={words}"),
        ShareLink("Thư điện tử", f"mailto:?subject={words}&body={page}"),
    )


def _escape(text: str) -> str:
    """*text* as a value in a query; letters stay as they are, which browsers send as UTF-8.

    Written out in full, a Vietnamese title would weigh nearly twice as much.

    Source: https://url.spec.whatwg.org/#query-state
    """
    return text.translate(_SPECIAL)
