"""Configuration for the ``http`` block of nginx 1.18 or later.

Source: https://nginx.org/en/docs/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from newsroom.addresses import FOR_SERVERS, NOT_FOUND, PICTURES
from newsroom.servers.headers import ENCRYPTED, EVERYWHERE, METHODS, UNSERVED, Rule, rules
from newsroom.servers.server_config import LETSENCRYPT, ServerConfig

MODULES = "/etc/nginx/modules-enabled"  # Debian keeps a file here for each loaded module
BROTLI = "*brotli-static.conf"

_CONFIG = """\
# {host}, served by nginx. Written by `invoke server`: change the command, not this file.
{redirection}server {{
{listen}
    server_name {host};
    server_tokens off;
    root "{root}";

    types {{
{types}
    }}
    default_type application/octet-stream;
    gzip_static on;
    gzip_vary on;
    gzip_proxied any;
{brotli}    absolute_redirect off;
    # A rollback restores older files; otherwise, browsers would keep their newer copies.
    if_modified_since exact;

{cache}
    set $allow "";
    if ($request_method !~ "^({methods})$") {{
        set $allow "{allow}";
        return 405;
    }}
    if ($request_uri ~ "^((?:/[\\w.~-]+)*/)index\\.html(?:\\?|$)") {{
        return 301 $1$is_args$args;
    }}

{headers}
    add_header Cache-Control $cache always;
    add_header Allow $allow always;

    error_page 404 /{not_found};
    error_page 410 @gone;

    # Each release brings its redirects and withdrawals. A pattern may match no file.
    include "{root}/{moves}";

    location ~ "{unserved}" {{
        return 404;
    }}
{special}
    location ~ /$ {{
        try_files ${{uri}}index.html =404;
    }}
    location / {{
        if (-f $request_filename/index.html) {{
            return 301 $uri/$is_args$args;
        }}
        try_files $uri =404;
    }}
    # Readers with a page of the previous release still need its pictures.
    location /{pictures} {{
        try_files $uri @earlier;
    }}
    location @earlier {{
        root "{earlier}";
        try_files $uri =404;
    }}
    location = /{not_found} {{
        internal;
    }}
    location @gone {{
        try_files $uri =404;
    }}
}}
"""
_REDIRECTION = """\
server {{
    listen 80;
    listen [::]:80;
    server_name {host};
    server_tokens off;
    return 301 https://{host}$request_uri;
}}
"""
_SPECIAL = """\
    location ~ "{pattern}" {{
        types {{ }}
        default_type "{kind}";
        try_files $uri =404;
    }}"""


def configure(place: ServerConfig, *, brotli: bool) -> str:
    """Write the configuration of *place*; *brotli* says that nginx has the module brotli_static."""
    headers = EVERYWHERE | ({} if place.plain else ENCRYPTED)
    typed = [rule for rule in rules() if rule.content_type]
    return _CONFIG.format(
        host=place.host,
        root=place.root,
        redirection="" if place.port != 443 else _REDIRECTION.format(host=place.host),  # noqa: PLR2004
        listen=_indent(_listen_lines(place), 4),
        types=_indent(
            (f'"{rule.content_type}" {rule.pattern[2:]};' for rule in typed if _is_suffix(rule)), 8
        ),
        brotli="    brotli_static on;\n" if brotli else "",
        cache=_indent(_cache_lines(), 4),
        methods="|".join(METHODS),
        allow=", ".join(METHODS),
        headers=_indent((f'add_header {name} "{value}" always;' for name, value in headers.items()), 4),
        not_found=NOT_FOUND,
        pictures=PICTURES,
        earlier=place.earlier,
        moves=FOR_SERVERS["nginx"].replace(".conf", "*.conf"),
        unserved=UNSERVED,
        special="\n".join(
            _SPECIAL.format(pattern=rule.regex, kind=rule.content_type)
            for rule in typed
            if rule.pattern != "*" and not _is_suffix(rule)
        ),
    )


def moves(moved: Mapping[str, str], withdrawn: Iterable[str]) -> str:
    """Write a release's own rules: 301 from old to new addresses in *moved*, 410 for *withdrawn*."""
    answers = {old: f"return 301 /{new};" for old, new in moved.items()} | dict.fromkeys(
        withdrawn, "return 410;"
    )
    return "".join(f"location = /{url} {{ {answer} }}\n" for url, answer in sorted(answers.items()))


def _listen_lines(place: ServerConfig) -> Iterator[str]:
    if place.plain:
        yield f"listen 127.0.0.1:{place.port};"
        return
    folder = place.certificate or f"{LETSENCRYPT}{place.host}"
    yield f"listen {place.port} ssl http2;"
    yield f"listen [::]:{place.port} ssl http2;"
    yield f'ssl_certificate "{folder}/fullchain.pem";'
    yield f'ssl_certificate_key "{folder}/privkey.pem";'
    yield "ssl_protocols TLSv1.2 TLSv1.3;"


def _cache_lines() -> Iterator[str]:
    """Set $cache by address. The last match wins, so the most specific rule comes last.

    Folders take the general rule, which is also that of pages.
    """
    *specific, general = rules()
    yield f'set $cache "{general.cache_control}";'
    for rule in reversed(specific):
        if rule.cache_control != general.cache_control:
            yield f'if ($uri ~ "{rule.regex}") {{ set $cache "{rule.cache_control}"; }}'


def _is_suffix(rule: Rule) -> bool:
    return rule.pattern.startswith("*.")


def _indent(lines: Iterable[str], by: int) -> str:
    return "\n".join(" " * by + line for line in lines)
