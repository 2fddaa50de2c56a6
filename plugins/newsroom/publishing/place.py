"""Where a site is served from, and under which name: what configurations of all servers need."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

EARLIER = ".earlier"  # a link beside the one to the current release
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*")
_PATH = re.compile(r"/[\w/ .@+-]*")  # nothing that a server would read as more than a letter
LETSENCRYPT = "/etc/letsencrypt/live/"
MAX_PORT = 65535


@dataclass(frozen=True)
class Place:
    """A checked place: *root* is the folder of the site, *certificate* one as certbot keeps, or empty.

    With *plain*, http alone, and only to this machine.
    """

    host: str
    root: str
    port: int
    certificate: str
    plain: bool

    @property
    def earlier(self) -> str:
        """Where the release is that was shown before, if the root is a link to one."""
        return str(PurePosixPath(self.root).parent / EARLIER)


def make_place(host: str, root: str, port: int, certificate: str, *, plain: bool) -> Place:
    """Check what was typed; port 0 stands for the usual one.

    Raises:
        ValueError: With a Vietnamese message.
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
    usual = 80 if plain else 443
    return Place(host, str(PurePosixPath(root)), port or usual, certificate.rstrip("/"), plain)
