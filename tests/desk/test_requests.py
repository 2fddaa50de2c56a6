"""Requests to the local backend of the desk, from its page and from elsewhere."""

import http.client
import json
import socket
import threading
from functools import partial

import pytest

from newsroom.builds.local_server import LocalServer, SiteHandler
from newsroom.desk.protocol import API, MOST_BYTES, Desks
from sites import article, tree, write_content

A = "content/articles/2024/a.md"
INFO = {"action": "info", "params": {}}
SAVE = {
    "action": "persistEntry",
    "params": {
        "dataFiles": [{"slug": "b", "path": "content/articles/2024/b.md", "raw": '{"title": "Lạ"}'}],
        "assets": [],
    },
}


class Asked:
    """A running server with a desk that a page has opened."""

    def __init__(self, server, desks, content):
        self.port, self.desks, self.content = server.server_port, desks, content
        self.before = tree(content)
        self.host = f"127.0.0.1:{self.port}"
        self.headers = {
            "Host": self.host,
            "Origin": f"http://{self.host}",
            "Content-Type": "application/json",
        }
        self.path = API + desks.open()

    def send(self, data=INFO, path=None, method="POST", **headers):
        """The status and the text of the answer; headers of None are not sent."""
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        wanted = self.headers | {"Content-Length": str(len(body))} | named
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.putrequest(method, path or self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in wanted.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def refuses(self, code, data=SAVE, **how):
        """Assert that the answer is a sentence, and that nothing was written."""
        status, text = self.send(data, **how)
        assert status == code, text
        assert "." in text
        assert tree(self.content) == self.before


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("asked")
    content = write_content(folder / "content", {"articles/2024/a.md": article("Kín")}, campaign=False)
    desks = Desks(content)
    server = LocalServer(partial(SiteHandler, directory=str(folder), desks=desks), 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Asked(server, desks, content)
    server.shutdown()
    server.server_close()


def test_the_page_is_answered_in_json(asked):
    status, text = asked.send()
    assert (status, json.loads(text)["type"]) == (200, "local_fs")
    entry = json.loads(asked.send({"action": "getEntry", "params": {"path": A}})[1])
    assert "Kín" in entry["data"]
    assert asked.send(Content_Type="application/json; charset=utf-8")[0] == 200
    assert asked.send(Host=f"localhost:{asked.port}", Origin=f"http://localhost:{asked.port}")[0] == 200


ORIGINS = [
    *(
        None,
        "",
        "null",
        "http://evil.example",
        "https://127.0.0.1:{port}",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
    ),
    *(
        "http://localhost",
        "http://localhost:80",
        "http://127.0.0.1:{port}.evil.example",
        "http://evil@127.0.0.1:{port}",
    ),
    *(
        "http://127.0.0.1:{port}/x",
        "http://127.0.0.1:{port}, http://evil.example",
        "file://",
        "127.0.0.1:{port}",
    ),
    *("http://0.0.0.0:{port}", "http://[::]:{port}", "http://2130706433:{port}", "http://127.1:{port}"),
    *(
        "http://127.0.0.2:{port}",
        "ws://127.0.0.1:{port}",
        "chrome-extension://abc",
        "http://localhost.:{port}",
    ),
]
HOSTS = [
    *(
        None,
        "",
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:1",
        "0.0.0.0:{port}",
    ),
    *(
        "127.0.0.1.evil.example:{port}",
        "localhost.:{port}",
        "evil@127.0.0.1:{port}",
        "127.1:{port}",
        "[::]:{port}",
    ),
    *(
        "127.0.0.1:{port}@evil.example",
        "2130706433:{port}",
        "127.0.0.2:{port}",
        "127.0.0.1:0{port}",
        "x:{port}",
    ),
    *("127.0.0.1:{port}, evil.example", "http://127.0.0.1:{port}", "127.0.0.1:{port}/", "::1:{port}"),
]


@pytest.mark.parametrize("origin", ORIGINS)
def test_no_other_origin_may_save(asked, origin):
    asked.refuses(403, Origin=origin and origin.format(port=asked.port))


@pytest.mark.parametrize("host", HOSTS)
def test_no_other_host_may_save(asked, host):
    asked.refuses(421, Host=host and host.format(port=asked.port))


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "get", "post"])
def test_only_post_reaches_the_desk(asked, method):
    status, text = asked.send(SAVE, method=method)
    assert status == 405
    assert text == ("" if method == "HEAD" else "Ở đây chỉ có POST.\n")
    assert tree(asked.content) == asked.before


@pytest.mark.parametrize("path", ["/", "/bien-tap/", "/bien-tap/api", f"/x/..{API}", "/articles/2024/a.md"])
def test_nothing_else_is_posted_to(asked, path):
    asked.refuses(405, path=path)


@pytest.mark.parametrize("token", ["", "x", "{}x", "{}/", "{}?a=b", "{}#", "%", "..", "/{}", "None"])
def test_no_other_token_is_answered(asked, token):
    asked.refuses(403, path=API + token.format(asked.path.removeprefix(API)))


def test_a_server_without_desks_takes_no_posts(asked, tmp_path):
    server = LocalServer(partial(SiteHandler, directory=str(tmp_path)), 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    assert Asked(server, asked.desks, asked.content).send()[0] == 405
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json"]
)
def test_a_form_of_another_site_is_no_json(asked, kind):
    asked.refuses(415, Content_Type=kind)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff", b"[" * 100_000, b'{"action": "persistEntry"', b"NaN x", b"\0"]
)
def test_a_damaged_body_is_refused(asked, body):
    asked.refuses(400, body)


@pytest.mark.parametrize(
    "length",
    [None, "", "-1", "+5", "1.5", "0x10", "5, 5", "²", "५", "9" * 30, "five", "1e3", " ", "5 5", "--1"],
)
def test_a_body_of_unknown_length_is_not_read(asked, length):
    status, text = asked.send(SAVE, Content_Length=length and length.encode("utf-8"))
    assert status == 411, text
    assert tree(asked.content) == asked.before
    assert asked.send(SAVE, Transfer_Encoding="chunked")[0] == 411


@pytest.mark.parametrize(
    "length", [MOST_BYTES + 1, 50_000_000, *(10**n for n in range(8, 15)), 2**31, 2**32 + 5, 2**40]
)
def test_a_big_body_is_answered_before_it_is_sent(asked, length):
    status, text = asked.send(b"{", Content_Length=str(length))
    assert status == 413
    assert "40 MB" in json.loads(text)["error"]


def test_the_sender_of_a_big_body_reads_the_answer(asked):
    """As a browser does, which sends the body before it reads."""
    with socket.create_connection(("127.0.0.1", asked.port), 10) as connection:
        lines = [
            f"{name}: {value}" for name, value in (asked.headers | {"Content-Length": "50000000"}).items()
        ]
        connection.sendall("\r\n".join([f"POST {asked.path} HTTP/1.1", *lines, "", ""]).encode())
        piece = b" " * 1_000_000
        for _ in range(50):
            connection.sendall(piece)
        answer = b""
        while received := connection.recv(65536):
            answer += received
    assert answer.startswith(b"HTTP/1.0 413")
    assert tree(asked.content) == asked.before


def test_many_requests_at_once_are_all_answered(asked):
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(asked.send()[0])) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [200] * 20
