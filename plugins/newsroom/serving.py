"""Serve a site on this machine, and build it anew when something changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from invoke import Exit
from watchfiles import watch

from newsroom.core.site import NOT_FOUND

HOST = "127.0.0.1"


def serve(output: Path, port: int) -> None:
    """Serve *output* until interrupted."""
    _server(output, port).serve_forever()


def serve_and_watch(output: Path, port: int, watched: Iterable[Path], build: Callable[[], None]) -> None:
    """Serve *output*, and *build* it at once and after each change below *watched*.

    A build that fails says so, and leaves the last good site to be looked at.
    """
    _attempt(build)
    output.mkdir(parents=True, exist_ok=True)
    threading.Thread(target=_server(output, port).serve_forever, daemon=True).start()
    for _changes in watch(*watched):
        _attempt(build)


def _attempt(build: Callable[[], None]) -> None:
    try:
        build()
    except Exit as failure:
        print(failure.message, flush=True)


class _Handler(SimpleHTTPRequestHandler):
    """Answers as a web server does: an address that is none gets the site's own page for it."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, NOT_FOUND)
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing of each request: the terminal is for what the editor must know."""


def _server(output: Path, port: int) -> ThreadingHTTPServer:
    try:
        server = ThreadingHTTPServer((HOST, port), partial(_Handler, directory=str(output)))
    except OSError as error:
        raise Exit(f"Không mở được cổng {port} ({error.strerror}): chọn cổng khác bằng --port.") from None
    print(f"Xem trang tại http://{HOST}:{server.server_port}/ (dừng: Ctrl+C)", flush=True)
    return server
