"""Configuration for Caddy 2.6 or later, as or for a Caddyfile.

Source: https://caddyserver.com/docs/caddyfile
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import indent

from newsroom.addresses import FOR_SERVERS, NOT_FOUND, PICTURES
from newsroom.servers.headers import ENCRYPTED, EVERYWHERE, HTML, METHODS, UNSERVED, rules
from newsroom.servers.server_config import ServerConfig

_CONFIG = """\
# {host}, served by Caddy. Written by `invoke server`: change the command, not this file.
{address} {{
{connection}	root * "{root}"
	map {{path}} {{cache}} {{
{cache}
	}}
	map {{path}} {{kind}} {{
{kinds}
	}}
	map {{query}} {{question}} {{
		"" ""
		default "?{{query}}"
	}}
	@text path */ {texts}
	route {{
{headers}
		@other not method {methods}
		header @other Allow "{allow}"
		respond @other 405

		@unserved path_regexp {unserved}
		error @unserved 404
		@not_found path /{not_found}
		error @not_found 404

		# Each release brings its redirects and withdrawals. A pattern may match no file.
		import "{root}/{moves}"

		@index path_regexp index ^((?:/[\\w.~-]+)*/)index\\.html$
		redir @index {{re.index.1}}{{question}} 301
		@folder {{
			path_regexp folder ^((?:/[\\w.~-]+)+)$
			file {{path}}/index.html
		}}
		# The matched path, not the raw one: browsers read a leading // as another host.
		redir @folder {{re.folder.1}}/{{question}} 301
		# Readers with a page of the previous release still need its pictures.
		@earlier {{
			path /{pictures}*
			not file
		}}
		root @earlier "{earlier}"
		file_server {{
			precompressed br gzip
			disable_canonical_uris
		}}
	}}
	handle_errors {{
		root * "{root}"
		@missing expression {{http.error.status_code}} == 404
		@text_after path */ {texts}
		route {{
			rewrite @missing /{not_found}
{error_headers}
			file_server {{
				precompressed br gzip
				disable_canonical_uris
			}}
		}}
	}}
}}
"""
_HEADERS = """\
header {{
	{headers}
	Cache-Control {{cache}}
	Content-Type {{kind}}
	-Server
}}
header @{text} {{
	Vary Accept-Encoding
	defer
}}"""


def configure(place: ServerConfig) -> str:
    """Write the configuration of *place*; without a certificate, Caddy obtains its own."""
    headers = EVERYWHERE | ({} if place.plain else ENCRYPTED)
    lines = "\n\t".join(f'{name} "{value}"' for name, value in headers.items())
    return _CONFIG.format(
        host=place.host,
        address=f"{'http://' if place.plain else ''}{place.host}:{place.port}",
        connection="".join(f"\t{line}\n" for line in _connection_lines(place)),
        root=place.root,
        cache=_map_rows((rule.regex, rule.cache_control) for rule in rules()),
        kinds=_map_rows([("/$", HTML), *((rule.regex, rule.content_type) for rule in rules())]),
        texts=" ".join(rule.pattern for rule in rules() if rule.is_text),
        headers=indent(_HEADERS.format(headers=lines, text="text"), "\t\t"),
        error_headers=indent(_HEADERS.format(headers=lines, text="text_after"), "\t\t\t"),
        methods=" ".join(METHODS),
        allow=", ".join(METHODS),
        unserved=UNSERVED,
        not_found=NOT_FOUND,
        pictures=PICTURES,
        earlier=place.earlier,
        moves=FOR_SERVERS["caddy"].replace(".conf", "*.conf"),
    )


def moves(moved: Mapping[str, str], withdrawn: Iterable[str]) -> str:
    """Write a release's own rules: 301 from old to new addresses in *moved*, 410 for *withdrawn*."""
    fates = {old: f"moved /{new}" for old, new in moved.items()} | dict.fromkeys(withdrawn, 'gone ""')
    table = "".join(f"\t/{url} {answer}\n" for url, answer in sorted(fates.items()))
    return (
        f'map {{path}} {{fate}} {{target}} {{\n{table}\tdefault here ""\n}}\n'
        "@moved vars {fate} moved\nredir @moved {target} 301\n"
        "@withdrawn vars {fate} gone\nerror @withdrawn 410\n"
    )


def _connection_lines(place: ServerConfig) -> Iterator[str]:
    if place.plain:
        yield "bind 127.0.0.1"
    elif place.certificate:
        yield f'tls "{place.certificate}/fullchain.pem" "{place.certificate}/privkey.pem"'


def _map_rows(rows: Iterable[tuple[str, str | None]]) -> str:
    return "\n".join(f'\t\t~{regex} "{value}"' for regex, value in rows if value)
