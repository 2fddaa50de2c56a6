"""Configurations of nginx (1.18 or later) and Caddy (2.6 or later).

Sources: https://nginx.org/en/docs/ and https://caddyserver.com/docs/caddyfile
"""

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from newsroom.addresses import ATTACHMENTS, FOR_SERVERS, NOT_FOUND, PICTURES
from newsroom.servers.headers import (
    ATTACHMENT_POLICY,
    ENCRYPTED,
    EVERYWHERE,
    HTML,
    METHODS,
    RULES,
    SHOWN,
    UNSERVED,
)

KINDS = ("nginx", "caddy")
EARLIER = ".earlier"  # link to the previous release, beside the link to the current release
MODULES = Path("/etc/nginx/modules-enabled")  # Debian keeps a file here for each loaded module
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*")
_BELOW = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")  # the path of a site, as in its address
_PATH = re.compile(r"/[\w/ .@+-]*")  # no character that is special in a server's configuration


@dataclass(frozen=True)
class ServerConfig:
    """A validated place to serve from.

    *path* is that of the site on its host, such as /thi-dua, or empty.
    *root* is the folder of the site, *certificate* a folder as certbot lays it out, or empty.
    *plain* means http only, for this machine only.
    """

    host: str
    path: str
    root: str
    port: int
    certificate: str
    plain: bool

    @property
    def path_regex(self) -> str:
        return re.escape(self.path)

    @property
    def earlier(self) -> str:
        """The folder of the previous release, if the root is a link to the current release."""
        return str(PurePosixPath(self.root).parent / EARLIER)

    def write(self, kind: str, *, brotli: bool = False) -> str:
        """Write the configuration of a server of *kind*.

        Args:
            kind: One of KINDS.
            brotli: nginx has the module brotli_static; on this machine, that is detected.
        """
        import jinja2  # noqa: PLC0415 (slow to load, and useless for publishing)

        environment = jinja2.Environment(  # noqa: S701 (no HTML)
            loader=jinja2.FileSystemLoader(Path(__file__).parent),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            keep_trailing_newline=True,
        )
        return environment.get_template(f"{kind}.conf.jinja").render(
            place=self,
            brotli=brotli or any(MODULES.glob("*brotli-static.conf")),
            rules=RULES,
            headers=EVERYWHERE | ({} if self.plain else ENCRYPTED),
            html=HTML,
            methods=METHODS,
            unserved=UNSERVED,
            not_found=NOT_FOUND,
            pictures=PICTURES,
            attachments=ATTACHMENTS,
            attachment_policy=ATTACHMENT_POLICY,
            shown="|".join(ending.lstrip(".") for ending in SHOWN),
            moves=FOR_SERVERS[kind].replace(".conf", "*.conf"),
        )


def make_place(host: str, root: str, port: int, certificate: str, *, plain: bool) -> ServerConfig:
    """Validate the options of a command; port 0 means the default port.

    Raises:
        ValueError: An option is invalid; the message is Vietnamese.
    """
    name, slash, path = host.partition("/")
    path = f"{slash}{path}".rstrip("/")
    if not _HOST.fullmatch(name) or not _BELOW.fullmatch(path):
        raise ValueError(
            "--host là tên miền viết thường, thêm đường dẫn nếu trang nằm dưới một đường dẫn: tin.example.vn,"
            f" example.vn/thi-dua; đang là “{host}”."
        )
    for option, folder in (("--root", root), ("--certificate", certificate or "/")):
        if not _PATH.fullmatch(folder):
            raise ValueError(
                f"{option} là đường dẫn đầy đủ trên máy chủ, như /srv/guong-sang; không có dấu nháy hay ký tự"
                f" đặc biệt; đang là “{folder}”."
            )
    default = 80 if plain else 443
    return ServerConfig(name, path, str(PurePosixPath(root)), port or default, certificate.rstrip("/"), plain)
