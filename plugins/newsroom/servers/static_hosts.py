"""The files ``_headers`` and ``_redirects`` for Netlify and Cloudflare Pages.

These hosts set types, compress and validate by themselves. Neither can answer 410 for an existing file.

Source: https://developers.cloudflare.com/pages/configuration/headers/ and …/redirects/,
https://docs.netlify.com/manage/routing/headers/ and …/redirects/overview/
"""

from __future__ import annotations

from collections.abc import Mapping

from newsroom.servers.headers import ENCRYPTED, EVERYWHERE, SHORT, rules

MAX_REDIRECTS = 2000  # Cloudflare's limit; beyond it, the small page at each old address redirects


def headers_file() -> str:
    """Write ``_headers``, with one Cache-Control per address: Cloudflare joins the values of two rules."""
    everywhere = [f"{name}: {value}" for name, value in (EVERYWHERE | ENCRYPTED).items()]
    cached = {
        f"/{rule.pattern}": [f"Cache-Control: {rule.cache_control}"]
        for rule in rules()
        if rule.cache_control != SHORT and not rule.pattern.startswith("*")
    }
    return "".join(
        f"{path}\n" + "".join(f"  {line}\n" for line in lines)
        for path, lines in ({"/*": everywhere} | cached).items()
    )


def redirects_file(moved: Mapping[str, str]) -> str:
    """Write ``_redirects``, no longer than the hosts read."""
    return "".join(f"/{old} /{new} 301\n" for old, new in sorted(moved.items())[:MAX_REDIRECTS])
