"""Files of each release for its servers: redirects, withdrawals and headers.

nginx and Caddy include theirs, and meet addresses without the path of the site on its host. Netlify and
Cloudflare Pages read ``_headers`` and ``_redirects``; they set types, compress and validate by themselves,
and neither can answer 410 for an existing file. GitLab Pages reads ``_redirects``, also below a path.

Source: https://developers.cloudflare.com/pages/configuration/headers/ and …/redirects/,
https://docs.netlify.com/manage/routing/headers/ and …/redirects/overview/
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from newsroom.addresses import ATTACHMENTS, encode
from newsroom.servers.headers import ATTACHMENT_POLICY, ENCRYPTED, EVERYWHERE, RULES, SHORT

MAX_REDIRECTS = 2000  # Cloudflare's limit; beyond it, the small page at each old address redirects


def nginx_moves(moved: Mapping[str, str], withdrawn: Iterable[str], root: str = "/") -> str:
    """Write 301 from old to new addresses in *moved*, below *root*, and 410 for *withdrawn*."""
    answers = {old: f"301 {root}{new}" for old, new in moved.items()} | dict.fromkeys(withdrawn, "410")
    return "".join(f'location = "/{url}" {{ return {answer}; }}\n' for url, answer in _spellings(answers))


def caddy_moves(moved: Mapping[str, str], withdrawn: Iterable[str], root: str = "/") -> str:
    """Write 301 from old to new addresses in *moved*, below *root*, and 410 for *withdrawn*."""
    fates = {old: f"moved {root}{new}" for old, new in moved.items()} | dict.fromkeys(withdrawn, 'gone ""')
    table = "".join(f'\t"/{url}" {answer}\n' for url, answer in _spellings(fates))
    return (
        f'map {{path}} {{fate}} {{target}} {{\n{table}\tdefault here ""\n}}\n'
        "@moved vars {fate} moved\nredir @moved {target} 301\n"
        "@withdrawn vars {fate} gone\nerror @withdrawn 410\n"
    )


def _spellings(answers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each address as servers decode it, from both ways to write a letter with marks.

    Quotes are enough for every character that :func:`check_redirect` accepts.
    """
    for url, answer in sorted(answers.items()):
        for spelling in sorted({url, unicodedata.normalize("NFD", url)}):
            yield spelling, answer


def headers_file() -> str:
    """Write ``_headers``, with one Cache-Control per address: Cloudflare joins the values of two rules."""
    attachments = f"/{ATTACHMENTS}*\n  Content-Security-Policy: {ATTACHMENT_POLICY}\n"
    everywhere = "".join(f"  {name}: {value}\n" for name, value in (EVERYWHERE | ENCRYPTED).items())
    return f"/*\n{everywhere}{attachments}" + "".join(
        f"/{rule.pattern}\n  Cache-Control: {rule.cache_control}\n"
        for rule in RULES
        if rule.cache_control != SHORT and not rule.pattern.startswith("*")
    )


def redirects_file(moved: Mapping[str, str], root: str) -> str:
    """Write ``_redirects`` of a site at the path *root* of its host, no longer than the hosts read."""
    return "".join(
        f"{root}{encode(old)} {root}{new} 301\n" for old, new in sorted(moved.items())[:MAX_REDIRECTS]
    )
