"""A web server for this machine alone, which shows a built site.

The site may hold drafts. A page of another site, open in the same browser, must not read them: neither
through a host name that it leads to this machine (DNS rebinding) nor as a part of its own.
"""

import os
from collections.abc import Callable
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from newsroom.addresses import NOT_FOUND
from newsroom.failures import describe_failure
from newsroom.problems import UserError
from newsroom.servers.headers import EVERYWHERE, METHODS, is_served

HOST = "127.0.0.1"
NAMES = (HOST, "localhost", "[::1]")
_NO_FILE = os.path.join(os.devnull, "none")  # noqa: PTH118 (a name for SimpleHTTPRequestHandler)
_HEADERS = EVERYWHERE | {"Cross-Origin-Resource-Policy": "same-origin"}


class PortError(UserError):
    """A port that cannot be opened; the message is Vietnamese."""


class SiteHandler(SimpleHTTPRequestHandler):
    """A handler of requests from this machine; it answers unknown addresses by the site's own page.

    The folder is shown below the path *root*.
    """

    timeout = 60  # seconds that a client may be silent
    default_request_version = "HTTP/1.0"  # of requests too odd to name their own
    server: "LocalServer"

    def __init__(self, *arguments: Any, root: str = "/", **options: Any) -> None:
        self.root = root
        super().__init__(*arguments, **options)

    def parse_request(self) -> bool:
        """Read a request; answer it at once, and return False, if its sender must not see the site."""
        if not super().parse_request():
            return False
        refusal = self._find_refusal()
        if refusal:
            self.answer(f"{refusal[1]}\n", "text/plain", refusal[0])
        return not refusal

    def _find_refusal(self) -> tuple[int, str] | None:
        if self.command not in METHODS:
            return HTTPStatus.METHOD_NOT_ALLOWED, f"Ở đây chỉ có {' và '.join(METHODS)}."
        if [host.lower() for host in self.headers.get_all("Host", [])] not in self.server.hosts:
            return HTTPStatus.MISDIRECTED_REQUEST, f"Trang này chỉ xem được tại {self.server.url}"
        if self.headers.get("Origin", self.server.url).rstrip("/").lower() not in self.server.origins:
            return HTTPStatus.FORBIDDEN, "Trang khác không được đọc trang xem thử này."
        if not self.path.startswith("/"):
            return HTTPStatus.BAD_REQUEST, "Địa chỉ phải mở đầu bằng một dấu /."
        return None

    def translate_path(self, path: str) -> str:
        """Return the file at the address *path*; a name that no file has if readers may not see it."""
        if not path.startswith(self.root):
            return _NO_FILE
        path = f"/{path.removeprefix(self.root)}"
        address = unquote(urlsplit(path).path)
        file = super().translate_path(path)
        file += "/index.html" if address.endswith("/") else ""
        try:
            name = os.path.relpath(os.path.realpath(file), os.path.realpath(self.directory))
        except ValueError:  # NUL, or half of a surrogate pair
            return _NO_FILE
        return file if is_served(Path(name).as_posix()) else _NO_FILE  # ".." is not served either

    def list_directory(self, _path: str | os.PathLike[str]) -> None:
        """Refuse to list a folder, as the site's web servers do."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, _message: str | None = None, _explain: str | None = None) -> None:
        page = Path(self.directory, NOT_FOUND)
        if code == HTTPStatus.NOT_FOUND and page.is_file():
            self.answer(page.read_text("utf-8"), "text/html", code)
        elif code == HTTPStatus.NOT_FOUND:
            self.answer("Không có gì ở địa chỉ này.\n", "text/plain", code)
        else:
            self.answer(f"Không hiểu được yêu cầu này (mã {code:d}).\n", "text/plain", code)

    def answer(self, text: str, kind: str, code: int = HTTPStatus.OK) -> None:
        """Send *text*, or only its headers if the request asks for no more."""
        body = text.encode()
        self.send_response(code)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if code == HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", ", ".join(METHODS))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Log no requests: the terminal is for messages to the editor."""


class LocalServer(ThreadingHTTPServer):
    """The server at *port* of this machine; 0 means any port that is free.

    Raises:
        PortError: The port is taken or forbidden.
    """

    daemon_threads = True
    request_queue_size = 128  # connections that wait to be taken; refused ones try again only after a second

    def __init__(self, handler: Callable[..., Any], port: int) -> None:
        try:
            super().__init__((HOST, port), handler)
        except OSError as error:
            reason = describe_failure(error)
            raise PortError(f"Không mở được cổng {port} ({reason}): chọn cổng khác bằng --port.") from None
        self.url = f"http://{HOST}:{self.server_port}/"
        ports = [f":{self.server_port}", *([""] if self.server_port == 80 else [])]  # noqa: PLR2004 (of http)
        self.hosts = [[f"{name}{port}"] for name in NAMES for port in ports]  # each a whole set of headers
        self.origins = {f"http://{host}" for (host,) in self.hosts}

    def handle_error(self, *_arguments: object) -> None:
        """Report nothing: a browser closed, or sent an invalid request."""
