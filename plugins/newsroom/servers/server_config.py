"""The host, folder and port from which the site is served."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

EARLIER = ".earlier"  # link to the previous release, beside the link to the current release
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*")
_PATH = re.compile(r"/[\w/ .@+-]*")  # no character that is special in a server's configuration
LETSENCRYPT = "/etc/letsencrypt/live/"
MAX_PORT = 65535


@dataclass(frozen=True)
class ServerConfig:
    """A validated place to serve from.

    *root* is the folder of the site, *certificate* a folder as certbot lays it out, or empty.
    *plain* means http only, for this machine only.
    """

    host: str
    root: str
    port: int
    certificate: str
    plain: bool

    @property
    def earlier(self) -> str:
        """The folder of the previous release, if the root is a link to the current release."""
        return str(PurePosixPath(self.root).parent / EARLIER)


def make_place(host: str, root: str, port: int, certificate: str, *, plain: bool) -> ServerConfig:
    """Validate the options of a command; port 0 means the default port.

    Raises:
        ValueError: An option is invalid; the message is Vietnamese.
    """
    if not _HOST.fullmatch(host):
        raise ValueError(f"--host là tên miền viết thường, như tin.example.vn; đang là “{host}”.")
    for name, folder in (("--root", root), ("--certificate", certificate or "/")):
        if not _PATH.fullmatch(folder):
            raise ValueError(
                f"{name} là đường dẫn đầy đủ trên máy chủ, như /srv/guong-sang; không có dấu nháy hay ký tự"
                f" đặc biệt; đang là “{folder}”."
            )
    if not 0 <= port <= MAX_PORT:
        raise ValueError(f"--port là một số từ 1 đến {MAX_PORT}; đang là {port}.")
    default = 80 if plain else 443
    return ServerConfig(host, str(PurePosixPath(root)), port or default, certificate.rstrip("/"), plain)
