"""Odd requests to the servers of `invoke serve` and `invoke preview`."""

import socket
import threading
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from growth import size
from newsroom.builds.builder import BuildResult, Summary
from newsroom.builds.live_preview import LiveHandler, PreviewState
from newsroom.builds.local_server import LocalServer, SiteHandler
from sites import write_file

SECRET = "Bản nháp kín"  # noqa: S105 (a text)
PAGE = "/tin/2024/a.html"
AHEAD = "tin/2024/b.html"  # a page that is drawn ahead of a build
SITE = {
    "index.html": "<body>Trang chủ</body>",
    "404.html": "<body>Hết đường.</body>",
    "tin/2024/a.html": f"<body>{SECRET}</body>",
    "tin/2024/a.html.gz": SECRET,
    "tin-moi.json": "[]",
    "trong/anh.txt": SECRET,
    ".may-chu/nginx.conf": SECRET,
    "_redirects": SECRET,
}
KINDS = ["serve", "preview"]
LETTERS = st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_characters="\x7f")
METHODS = ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "BREW", "get"]
TARGETS = ["http://evil.example{page}", "http://127.0.0.1:{port}{page}", "*", "evil:80"]
ORIGINS = ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:{port}"]
ELSEWHERE = [  # addresses without a file, or with a file that readers do not get
    *("/../kin.txt", "/%2e%2e/kin.txt", "/..%2fkin.txt", "/tin/../../kin.txt", "/..%5ckin.txt", "/."),
    *("/.%2e/kin.txt", "/%00", f"{PAGE}%00", f"{PAGE}%00.png", "/%zz", "/%", "/%ff", "/%ed%a0%80", "/.."),
    *("/%c0%ae%c0%ae/kin.txt", "//evil.example/..", "/%2f%2fevil.example/", "/%5cevil.example", "/%20"),
    *("/" + "a" * 9000, "/a" * 4000, "/trong/", "/trong", "/tin/", "/lien.txt", "/ngoai/kin.txt"),
    *("/%0d%0aX:%20y", "/.may-chu/nginx.conf", "/%2emay-chu/nginx.conf", "/_redirects", f"{PAGE}.gz"),
    f"{PAGE}/",
]
odd = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Asked:
    """A running server, for raw requests."""

    def __init__(self, server):
        self.port = server.server_port
        self.url = server.url

    def send(self, request, seconds=3):
        """Return the whole answer to the bytes of *request*; those so far if the server does not end it."""
        with socket.create_connection(("127.0.0.1", self.port), seconds) as connection:
            connection.settimeout(seconds)
            connection.sendall(request if isinstance(request, bytes) else request.encode())
            answer = b""
            try:
                while piece := connection.recv(65536):
                    answer += piece
            except TimeoutError:
                answer += b"<still open>"
            except ConnectionError:
                pass  # the server did not read all of a refused request
        return answer.decode("utf-8", "replace")

    def get(self, path=PAGE, *, hosts=None, method="GET", version="HTTP/1.1", more="", seconds=3):
        lines = [f"Host: {host}\r\n" for host in hosts or [f"127.0.0.1:{self.port}"]]
        return self.send(f"{method} {path} {version}\r\n{''.join(lines)}{more}\r\n", seconds)


def status(answer):
    return int(answer.split(" ", 2)[1])


def start(kind, folder):
    """Yield a server of a made-up site, as `preview` or `serve` start it."""
    for name, text in SITE.items():
        write_file(folder / "output" / name, text)
    write_file(folder / "kin.txt", SECRET)
    (folder / "output/lien.txt").symlink_to(folder / "kin.txt")
    (folder / "output/ngoai").symlink_to(folder)
    handler = partial(SiteHandler, directory=str(folder / "output"))
    if kind == "serve":
        state = PreviewState(folder / "output", lambda: BuildResult(Summary(0, 0, 0, ("", 0), [])))
        state.newer[AHEAD] = f"<body>{SECRET}, vừa lưu</body>"
        handler = partial(LiveHandler, preview=state, directory=str(folder / "output"))
    server = LocalServer(handler, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Asked(server)
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module", params=KINDS)
def asked(request, tmp_path_factory):
    yield from start(request.param, tmp_path_factory.mktemp("asked"))


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    yield from start("serve", tmp_path_factory.mktemp("live"))


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LocalHost", "[::1]"])
def test_this_machine_is_answered(asked, name):
    answer = asked.get(hosts=[f"{name}:{asked.port}"])
    assert status(answer) == 200
    assert SECRET in answer


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example:{port}", "127.0.0.1", "localhost", "127.0.0.1:1", "127.0.0.1.evil.example:{port}"),
        *("localhost.:{port}", "127.0.0.1:{port}@evil.example", "evil@127.0.0.1:{port}", "0.0.0.0:{port}"),
        *("evil.example 127.0.0.1:{port}", "evil.example\r\n 127.0.0.1:{port}", "2130706433:{port}", ""),
        *("127.1:{port}", "127.0.0.1:0{port}", "[::ffff:127.0.0.1]:{port}", "127.0.0.1:{port}, evil.example"),
        *("xn--localhost:{port}", "ｌocalhost:{port}", "localhost:{port}/", "http://localhost:{port}"),
    ],
)
def test_no_other_host_is_answered(asked, host):
    answer = asked.get(hosts=[host.format(port=asked.port)])
    assert status(answer) == 421
    assert SECRET not in answer
    assert f"Trang này chỉ xem được tại {asked.url}" in answer


@settings(odd, max_examples=size(40, 2000))
@given(host=st.text(LETTERS, max_size=30))
def test_no_host_of_any_letters_is_answered(asked, host):
    assert SECRET not in asked.get(hosts=[host])


@pytest.mark.parametrize("version", ["HTTP/1.0", "HTTP/1.1"])
def test_a_request_without_host_is_refused(asked, version):
    answer = asked.send(f"GET {PAGE} {version}\r\n\r\n")
    assert status(answer) == 421
    assert SECRET not in answer


def test_a_request_without_a_version_is_refused(asked):
    assert SECRET not in asked.send(f"GET {PAGE}\r\n\r\n")


def test_two_hosts_are_refused(asked):
    own = f"127.0.0.1:{asked.port}"
    answers = [asked.get(hosts=hosts) for hosts in ([own, "evil.example"], ["evil.example", own], [own, own])]
    assert [status(answer) for answer in answers] == [421, 421, 421]


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_that_is_no_path_is_refused(asked, target):
    answer = asked.get(target.format(page=PAGE, port=asked.port))
    assert status(answer) == 400
    assert SECRET not in answer


@pytest.mark.parametrize("method", METHODS)
def test_other_methods_are_refused(asked, method):
    answer = asked.get(method=method)
    assert status(answer) == 405
    assert "\r\nAllow: GET, HEAD\r\n" in answer


@pytest.mark.parametrize("path", [PAGE, "/", "/tin-moi.json", "/khong-co.html", "/tin", "/trong/"])
def test_head_says_what_get_says_without_the_text(asked, path):
    shown, asked_only = asked.get(path), asked.get(path, method="HEAD")
    assert asked_only.split("\r\n")[0] == shown.split("\r\n")[0]
    assert asked_only.endswith("\r\n\r\n")
    if status(shown) != 301:
        length = len(shown.partition("\r\n\r\n")[2].encode())
        assert f"\r\nContent-Length: {length}\r\n" in asked_only


@pytest.mark.parametrize("path", [f"/{AHEAD}", "/.live/script.js", "/.live/events"])
def test_head_of_live_addresses_ends_at_once(live, path):
    answer = live.get(path, method="HEAD")
    assert status(answer) == 200
    assert answer.endswith("\r\n\r\n")


@pytest.mark.parametrize("path", [PAGE, f"/{AHEAD}", "/.live/events", "/tin-moi.json"])
@pytest.mark.parametrize("origin", ORIGINS)
def test_a_page_of_another_site_reads_nothing(asked, path, origin):
    answer = asked.get(path, more=f"Origin: {origin.format(port=asked.port)}\r\n")
    assert status(answer) == 403
    assert SECRET not in answer
    assert "Access-Control" not in answer


def test_own_pages_read_events_and_no_other_site_may_embed_an_answer(live):
    answer = live.get("/.live/events", more=f"Origin: http://127.0.0.1:{live.port}\r\n", seconds=1)
    assert "data: {" in answer
    assert "\r\nCross-Origin-Resource-Policy: same-origin\r\n" in answer
    assert "frame-ancestors 'none'" in answer


@pytest.mark.parametrize("path", ELSEWHERE)
def test_what_no_reader_gets_is_not_there(asked, path):
    answer = asked.get(path)
    if status(answer) == 301:  # a folder, which is asked for with a slash
        answer = asked.get(answer.partition("\r\nLocation: ")[2].split("\r\n")[0])
    assert status(answer) == 404
    assert "Hết đường." in answer
    assert SECRET not in answer


@settings(odd, max_examples=size(60, 3000))
@given(rubbish=st.binary(max_size=60), end=st.sampled_from([b"\r\n\r\n", b"\n\n", b" HTTP/1.1\r\n\r\n"]))
def test_rubbish_is_answered_in_vietnamese_or_not_at_all(asked, rubbish, end):
    answer = asked.send(rubbish + end)
    assert SECRET not in answer
    assert "Error" not in answer


@pytest.mark.parametrize(
    ("request_text", "code"),
    [
        (f"GET /{'a' * 70_000} HTTP/1.1\r\n\r\n", 414),
        (f"GET / HTTP/1.1\r\nX: {'a' * 70_000}\r\n\r\n", 431),
        ("GET / HTTP/1.1\r\n" + "X: a\r\n" * 200 + "\r\n", 431),
        ("GET / HTTP/9.9\r\n\r\n", 505),
        ("GET / HTTP/x\r\n\r\n", 400),
        ("GET\r\n\r\n", 400),
    ],
)
def test_requests_beyond_all_bounds_are_refused_in_vietnamese(asked, request_text, code):
    answer = asked.send(request_text)
    assert status(answer) == code
    assert f"Không hiểu được yêu cầu này (mã {code})." in answer


def test_a_second_request_in_the_first_is_not_answered(asked):
    hidden = f"GET {PAGE} HTTP/1.1\r\nHost: evil.example\r\n\r\n"
    answer = asked.get("/", more=f"Connection: keep-alive\r\n\r\n{hidden}")
    assert answer.count("HTTP/1.0 ") == 1
    assert SECRET not in answer


def test_silent_clients_keep_nobody_waiting(asked):
    waiting = [socket.create_connection(("127.0.0.1", asked.port)) for _ in range(size(50, 400))]
    assert status(asked.get()) == 200
    for connection in waiting:
        connection.close()
