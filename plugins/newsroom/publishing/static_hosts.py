"""What hosts of static sites read at the root of a site, Netlify and Cloudflare Pages among them.

They choose types, compress, validate and refuse by themselves. Neither answers 410 where a file lies.

Source: https://developers.cloudflare.com/pages/configuration/headers/ and …/redirects/,
https://docs.netlify.com/manage/routing/headers/ and …/redirects/overview/
"""

from __future__ import annotations

from collections.abc import Mapping

from newsroom.publishing.headers import ENCRYPTED, EVERYWHERE, SHORT, rules

MAX_REDIRECTS = 2000  # Cloudflare's limit; the small page at each old address leads on where no line does


def headers_file() -> str:
    """``_headers``. Cache-Control stands once for an address, for Cloudflare joins what two rules say."""
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
    """``_redirects``, of no more than the hosts read."""
    return "".join(f"/{old} /{new} 301\n" for old, new in sorted(moved.items())[:MAX_REDIRECTS])
