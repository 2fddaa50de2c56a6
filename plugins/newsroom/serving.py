"""Serve a site on this machine, and build it anew when something changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from invoke import Exit
from pelican.server import ComplexHTTPRequestHandler, RootedHTTPServer
from watchfiles import watch

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


def _server(output: Path, port: int) -> RootedHTTPServer:
    try:
        server = RootedHTTPServer(str(output), (HOST, port), ComplexHTTPRequestHandler)
    except OSError as error:
        raise Exit(f"Không mở được cổng {port} ({error.strerror}): chọn cổng khác bằng --port.") from None
    print(f"Xem trang tại http://{HOST}:{server.server_port}/ (dừng: Ctrl+C)", flush=True)
    return server
