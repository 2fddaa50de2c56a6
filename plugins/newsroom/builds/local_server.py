"""A web server for this machine alone, which shows a built site.

The site may hold drafts. A page of another site, open in the same browser, must not read them: neither
through a host name that it leads to this machine (DNS rebinding) nor as a part of its own.
"""

import json
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from newsroom.addresses import NOT_FOUND
from newsroom.crashes import describe_crash
from newsroom.desk.protocol import API, MOST_BYTES, Desk, Desks
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

    The folder is shown below the path *root*. Pages that *desks* has opened may change content.
    """

    timeout = 60  # seconds that a client may be silent
    default_request_version = "HTTP/1.0"  # of requests too odd to name their own
    server: "LocalServer"

    def __init__(self, *arguments: Any, root: str = "/", desks: Desks | None = None, **options: Any) -> None:
        self.root = root
        self.desks = desks
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
        if self.command not in self._methods:
            return HTTPStatus.METHOD_NOT_ALLOWED, f"Ở đây chỉ có {' và '.join(self._methods)}."
        if [host.lower() for host in self.headers.get_all("Host", [])] not in self.server.hosts:
            return HTTPStatus.MISDIRECTED_REQUEST, f"Trang này chỉ xem được tại {self.server.url}"
        unnamed = "" if self.command == "POST" else self.server.url  # browsers name the origin of each POST
        if self.headers.get("Origin", unnamed).rstrip("/").lower() not in self.server.origins:
            return HTTPStatus.FORBIDDEN, "Trang khác không được đọc trang xem thử này."
        if not self.path.startswith("/"):
            return HTTPStatus.BAD_REQUEST, "Địa chỉ phải mở đầu bằng một dấu /."
        return None

    @property
    def _methods(self) -> tuple[str, ...]:
        return ("POST",) if self.desks and self.path.startswith(API) else METHODS

    def do_POST(self) -> None:
        """Do what the page of a desk asks for in JSON, and answer in JSON."""
        desk = self.desks.find(self.path) if self.desks else None
        if not desk:
            refusal = (
                "Trang này mở đã lâu, hoặc máy xem thử đã chạy lại: hãy chép phần đang viết rồi tải lại (F5)."
            )
            self._answer_json(HTTPStatus.FORBIDDEN, {"error": refusal})
            return
        lengths = self.headers.get_all("Content-Length", [])
        kind = self.headers.get_content_type()
        if "Transfer-Encoding" in self.headers or len(lengths) != 1 or not _is_count(lengths[0]):
            self._answer_json(HTTPStatus.LENGTH_REQUIRED, {"error": "Yêu cầu không nói dài bao nhiêu."})
        elif kind != "application/json":
            self._answer_json(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, {"error": "Yêu cầu phải là JSON."})
        elif int(lengths[0]) > MOST_BYTES:
            sentence = (
                f"Bài kèm ảnh và tệp vừa gửi nặng hơn {MOST_BYTES // 1_000_000} MB nên chưa lưu gì:"
                " hãy thu nhỏ ảnh, hoặc gửi từng ảnh một."
            )
            self._answer_json(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"error": sentence})
            self._discard_body()
        else:
            self._answer_json(*_ask(desk, self.rfile.read(int(lengths[0]))))

    def _answer_json(self, code: int, data: Any) -> None:
        self.answer(json.dumps(data, ensure_ascii=False), "application/json", code)

    def _discard_body(self) -> None:
        """Read what the client is still sending, else the system would drop the answer before it is read."""
        with suppress(OSError):
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(1)
            left = 3 * MOST_BYTES
            while left > 0 and (piece := self.rfile.read1(1 << 16)):
                left -= len(piece)

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
        self.send(text.encode(), f"{kind}; charset=utf-8", code)

    def send(self, body: bytes, kind: str, code: int = HTTPStatus.OK) -> None:
        """Send *body*, or only its headers if the request asks for no more."""
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if code == HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", ", ".join(self._methods))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def security_headers(self) -> dict[str, str]:
        """Return the headers of every answer."""
        return _HEADERS

    def end_headers(self) -> None:
        for name, value in self.security_headers().items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Log no requests: the terminal is for messages to the editor."""


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 16  # noqa: PLR2004 (no such file exists)


def _ask(desk: Desk, body: bytes) -> tuple[int, Any]:
    """Return the answer of *desk* to the JSON *body*."""
    try:
        request = json.loads(body)
    except (ValueError, RecursionError):
        return HTTPStatus.BAD_REQUEST, {"error": "Yêu cầu gửi tới máy này không phải JSON còn nguyên."}
    try:
        return desk.answer(request)
    except Exception as error:  # noqa: BLE001 (the page must hear of it, else it waits)
        return HTTPStatus.INTERNAL_SERVER_ERROR, {"error": describe_crash(error)}


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
