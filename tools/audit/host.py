"""Serve a built site as its host in public does: gzip, lasting addresses kept, the site's own 404.

The policies (CSP) stand in the pages. To measure another host, exchange ``serve``.
"""

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from newsroom.addresses import NOT_FOUND, save_as

HOST = "127.0.0.1"
LASTING = "anh/"  # below it addresses are hashes of what lies there
PACKED = ("text/", "application/json", "application/manifest+json", "application/xml", "image/svg+xml")
TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json", ".avif": "image/avif"}


@contextmanager
def serve(site: Path, root: str = "/") -> Iterator[str]:
    """Serve the folder *site* at the path *root* meanwhile; yield its address without a slash at its end."""
    files = {file.relative_to(site).as_posix(): file for file in site.rglob("*") if file.is_file()}
    with _Server((HOST, 0), partial(_Handler, files, root)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_port}{root}".removesuffix("/")
        server.shutdown()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_arguments: object) -> None:
        """Say nothing: a browser that has seen enough goes away."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections stay, as with any host of today

    def __init__(self, files: dict[str, Path], root: str, *arguments: object) -> None:
        self.files = files
        self.root = root
        super().__init__(*arguments)

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        name = save_as(path.removeprefix(self.root)) if path.startswith(self.root) else NOT_FOUND
        file = self.files.get(name) or self.files.get(NOT_FOUND)
        if not file:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        kind, encoding, body = _answer(file)
        self.send_response(
            HTTPStatus.OK if name in self.files and name != NOT_FOUND else HTTPStatus.NOT_FOUND
        )
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if encoding:
            self.send_header("Content-Encoding", encoding)
            self.send_header("Vary", "Accept-Encoding")
        lasting = name.startswith(LASTING)
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if lasting else "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing of each request."""


@cache
def _answer(file: Path) -> tuple[str, str, bytes]:
    """The type, the encoding if there is one, and the bytes of *file*; text is packed."""
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    body = file.read_bytes()
    if not kind.startswith(PACKED):
        return kind, "", body
    return f"{kind}; charset=utf-8", "gzip", gzip.compress(body, 9, mtime=0)
