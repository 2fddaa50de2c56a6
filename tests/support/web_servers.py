"""Real nginx and Caddy, started from what `invoke server` writes."""

import contextlib
import http.client
import os
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from programs import find_program

from commands import run_task

HOST = "tin.example.vn"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
NGINX = """\
{modules}
error_log stderr error;
pid nginx.pid;
{user}
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include {site};
}}
"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Server:
    """A server at *port* of this machine, asked as the one of the site."""

    kind: str
    port: int
    secure: bool
    reload: Callable[[], None]

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path, method="GET", **headers):
        """Return the answer; names of *headers* are written with _ for -."""
        sent = {"Host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        if self.secure:
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE  # signed by itself
            connection.sock = context.wrap_socket(
                socket.create_connection(("127.0.0.1", self.port), 10), server_hostname=HOST
            )
        with contextlib.closing(connection):
            connection.request(method, path, headers=sent)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextlib.contextmanager
def serving(kind, root, folder, *options, path=""):
    """Run a server of *kind* for the site in *root*, with its own files in *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    port, site = free_port(), folder / f"{kind}.conf"
    start = _nginx if kind == "nginx" else _caddy
    executable = find_program(kind)
    run = run_task(
        "server", "--kind", kind, "--root", root, "--host", f"{HOST}{path}", "--port", port, "--output", site,
        *(options or ["--plain"]), *(["--brotli"] if BROTLI.exists() else []),
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    log = folder / f"{kind}.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            start(executable, site, folder),
            stdout=file,
            stderr=file,
            env=os.environ | {"HOME": str(folder)},
        )
    try:
        _wait(process, port, log)
        reload = partial(process.send_signal, signal.SIGHUP)
        if kind == "caddy":
            reload = partial(
                subprocess.run, [executable, "reload", "--config", folder / "Caddyfile"], check=True
            )
        yield Server(kind, port, bool(options), reload)
    finally:
        process.terminate()
        process.wait(20)


def _nginx(executable, site, folder):
    main = folder / "main.conf"
    modules = f"load_module {BROTLI};" if BROTLI.exists() else ""
    user = "user root;" if os.geteuid() == 0 else ""
    if not socket.has_ipv6:
        site.write_text("".join(line for line in site.open() if "[::]" not in line))
    main.write_text(NGINX.format(modules=modules, site=site, user=user))
    return [executable, "-p", folder, "-c", main, "-e", "stderr", "-g", "daemon off;"]


def _caddy(executable, site, folder):
    main = folder / "Caddyfile"
    main.write_text(
        f"{{\n\tadmin 127.0.0.1:{free_port()}\n\tauto_https disable_redirects\n}}\nimport {site}\n"
    )
    return [executable, "run", "--config", main, "--adapter", "caddyfile"]


def _wait(process, port, log):
    until = time.monotonic() + 20  # seconds
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    raise AssertionError(f"it did not start: {log.read_text()}")
