"""Real nginx and Caddy, asked for all that a site has, and for what it has not."""

import contextlib
import gzip
import os
import socket
import subprocess
import time
import unicodedata
from urllib.parse import quote, unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from programs import find_program

from attached_files import archive, captions, mp3, mp4, office, open_document, pdf
from commands import build_site
from newsroom.addresses import FOR_SERVERS, check_redirect, encode, page_url
from newsroom.attachments.kinds import KINDS
from newsroom.servers.headers import ATTACHMENT_POLICY, POLICY, SHOWN
from newsroom.servers.release_files import caddy_moves, nginx_moves
from sites import article, event, exemplar, page, write_content, write_file
from web_servers import BROTLI, HOST, serving

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".avif": "image/avif",
    ".webmanifest": "application/manifest+json",
}
TYPES |= {ending: kind.media_type for ending, kind in KINDS.items()}
FEED_TYPES = {"atom.xml": "application/atom+xml; charset=utf-8", "feed.json": "application/feed+json"}
PACKED = {".png", ".jpg", ".avif"} | KINDS.keys() - {".csv", ".vtt"}  # smaller by their own means
ATTACHED = {
    "a.pdf": pdf(),
    "a.docx": office("docx"),
    "a.xlsx": office("xlsx"),
    "a.pptx": office("pptx"),
    "a.odt": open_document("text"),
    "a.ods": open_document("spreadsheet"),
    "a.csv": "Tỉnh,Số\nLào Cai,3\n" * 40,
    "a.zip": archive({"a.txt": "a"}),
    "a.mp4": mp4(),
    "a.m4a": mp4(),
    "a.mp3": mp3(),
    "a.vtt": captions(),
}
MINUTE, FOREVER = "public, max-age=60, must-revalidate", "public, max-age=31536000, immutable"
FILES = {
    "articles/2024/a.md": article(
        "Tin còn đây",
        redirects="""
  - /tin/2023/ten-cu.html
  - /tin/cu/
  - /tin-tuc/bai-123.aspx
  - /2020/03/bai-cu
  - /2020/03/bai-cu/bai-khac
  - /tin/điển-hình.html
  - /Tin/B%C3%A0i%20C%C5%A8.aspx
  - /_cu/~lan/a+b,c(1);$x=&'!@.php""",
        event=event(province="Hà Giang"),
        image="{src: images/a.jpg, alt: Một đàn gà}",
        exemplars="[vang-thi-thu]",
        body=" ".join(f"[{name}]({{static}}/files/{name})" for name in ATTACHED),
    ),
    "articles/2024/go.md": article(
        "Tin đã gỡ",
        body="[A]({static}/files/go.pdf)",
        redirects="[/tin/2023/go-cu.html]",
        withdrawn="{reason: Nguồn đính chính., date: 2024-05-01}",
    ),
    "articles/2024/nhap.md": article("Tin còn viết", status="draft", redirects="[/tin/2023/nhap-cu.html]"),
    "exemplars/vang-thi-thu.md": exemplar("Vàng Thị Thử", place="bản Thử", provinces="[Hà Giang]"),
    "exemplars/lo-thi-bia.md": exemplar("Lò Thị Bịa", withdrawn="{reason: Theo đề nghị., date: 2024-05-01}"),
    "pages/404.md": page("Không tìm thấy"),
}
FILES |= {f"files/{name}": content for name, content in ATTACHED.items()} | {"files/go.pdf": pdf()}
MOVED = {
    "/tin/2023/ten-cu.html": "/tin/2024/a.html",
    "/tin/cu/": "/tin/2024/a.html",
    "/tin-tuc/bai-123.aspx": "/tin/2024/a.html",
    "/tin-tuc/bai-123.aspx/": "/tin/2024/a.html",
    "/tin-tuc/bai-123.aspx?id=5": "/tin/2024/a.html",
    "/2020/03/bai-cu": "/tin/2024/a.html",
    "/2020/03/bai-cu/": "/tin/2024/a.html",
    "/2020/03/bai-cu/bai-khac": "/tin/2024/a.html",
    "/tin/%C4%91i%E1%BB%83n-h%C3%ACnh.html": "/tin/2024/a.html",
    "/tin/%c4%91i%e1%bb%83n-h%c3%acnh.html": "/tin/2024/a.html",
    "/tin/%C4%91ie%CC%82%CC%89n-hi%CC%80nh.html": "/tin/2024/a.html",
    "/Tin/B%C3%A0i%20C%C5%A8.aspx": "/tin/2024/a.html",
    "/_cu/~lan/a+b,c(1);$x=&'!@.php": "/tin/2024/a.html",
    "/%5Fcu/~lan/a%2Bb%2Cc(1)%3B$x%3D&'!%40.php": "/tin/2024/a.html",
    "/tin/2023/go-cu.html": "/tin/2024/go.html",
    "/dia-phuong/thua-thien-hue/": "/dia-phuong/hue/",
    "/tin": "/tin/",
    "/tin?trang=2": "/tin/?trang=2",
    "/tin/index.html": "/tin/",
    "/tin/index.html?trang=2": "/tin/?trang=2",
    "/index.html": "/",
    "/tin/cu": "/tin/cu/",
    "//tin": "/tin/",
    "//vi-du.vn/../tin": "/tin/",
}
GONE = {"/tin/2024/go.html": "Nguồn đính chính.", "/guong/lo-thi-bia.html": "Theo đề nghị."}
MISSING = [
    "/khong-co",
    "/khong-co/",
    "/tin/2024/khong-co.html",
    "/tin/2024/nhap.html",
    "/tin/2023/nhap-cu.html",
    "/tin/2024/a.html/",
    "/Tin/b%C3%A0i%20c%C5%A9.aspx",
    "/2020/03/",
    "/anh",
    "/anh/",
    "/anh/khong-co.jpg",
    "/tep/go.pdf",
    "/tep/khong-co.docx",
    "/tep/a.csv.gz",
    "/tai-nguyen/",
    "/404.html",
    "/_headers",
    "/_redirects",
    "/.may-chu/",
    "/.may-chu/nginx.conf",
    "/%2emay-chu/caddy.conf",
    "/tin/../.may-chu/nginx.conf",
    "/tin-moi.json.gz",
    "/index.html.br",
    "/tin/.htaccess",
    "/%0d%0aX-A:%20b/index.html",
]
ALWAYS = (
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cross-Origin-Opener-Policy",
)
SAME = (*ALWAYS, "Content-Type", "Cache-Control", "Content-Encoding", "Vary", "Last-Modified")
ENCODINGS = ["", "gzip", "br", "gzip, deflate, br", "deflate"]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A public site, each text of it also compressed, as it is published."""
    folder = tmp_path_factory.mktemp("served")
    content, output = write_content(folder / "content", FILES), folder / "output"
    (content / "images").mkdir()
    Image.new("RGB", (1200, 800), "#a33").save(content / "images/a.jpg")
    site = build_site(content, output)
    for name in ("sw.js", "bieu-mau.webmanifest"):
        (output / name).write_text("{}")
    (output / "anh/bieu-mau.avif").write_bytes(b"avif")
    texts = [output / name for name in site.files if (output / name).suffix not in PACKED]
    for file in texts:
        compressed = file.with_name(f"{file.name}.gz")
        compressed.write_bytes(gzip.compress(file.read_bytes(), 9))
        os.utime(compressed, ns=(0, file.stat().st_mtime_ns))
    subprocess.run([find_program("brotli"), "-q", "5", "-k", *texts], check=True)
    return site


@pytest.fixture(scope="module")
def servers(site, tmp_path_factory):
    folder = tmp_path_factory.mktemp("servers")
    with (
        serving("nginx", site.output, folder / "nginx") as one,
        serving("caddy", site.output, folder / "caddy") as other,
    ):
        yield {one.kind: one, other.kind: other}


@pytest.fixture(params=["nginx", "caddy"])
def server(servers, request):
    return servers[request.param]


def addresses(site):
    """Every address at which a file is to be had, and the file."""
    moved = {unquote(path).removeprefix("/") for path in (*MOVED, *GONE)}
    moved |= set(map(page_url, moved))
    for name in sorted(site.files):
        address = name.removesuffix("index.html") if f"/{name}".endswith("/index.html") else name
        served = not name.startswith((".", "_")) and not name.endswith((".gz", ".br")) and name != "404.html"
        if served and address not in moved:
            yield f"/{address}", site.output / name


def test_every_file_is_to_be_had_at_its_one_address(site, server):
    pairs = list(addresses(site))
    assert len(pairs) > 80
    assert {file.suffix for _, file in pairs} == TYPES.keys()
    for path, file in pairs:
        answer = server.ask(path)
        assert (answer.status, answer.body) == (200, file.read_bytes()), path
        kind = FEED_TYPES.get(file.name, TYPES[file.suffix])
        assert answer.headers["Content-Type"] == kind, path
        kept = answer.headers["Cache-Control"]
        if path.startswith("/anh/"):
            assert kept == FOREVER, path
        elif path == "/sw.js":
            assert kept == "no-cache"
        elif file.suffix in {".svg", ".png"}:
            assert kept == "public, max-age=86400", path
        else:
            assert kept == MINUTE, path
        assert "Strict-Transport-Security" not in answer.headers, "http knows no such thing"
        head = server.ask(path, "HEAD")
        assert (head.status, head.body, head.headers["ETag"]) == (200, b"", answer.headers["ETag"])
        assert head.headers["Content-Length"] == str(len(answer.body))


def test_texts_are_compressed_for_who_asks_and_validated_in_every_form(site, server):
    for path, file in addresses(site):
        if file.suffix in PACKED:
            assert server.ask(path, Accept_Encoding="gzip, br").headers["Content-Encoding"] is None
            continue
        tags = set()
        for accepted, encoding in {
            "": None,
            "gzip": "gzip",
            "gzip, deflate, br": best(),
            "zstd": None,
        }.items():
            answer = server.ask(path, Accept_Encoding=accepted)
            assert answer.status == 200
            assert answer.headers["Content-Encoding"] == encoding, path
            assert answer.headers.get_all("Vary") == ["Accept-Encoding"], path
            beside = file.with_name(file.name + {None: "", "gzip": ".gz", "br": ".br"}[encoding])
            assert answer.body == beside.read_bytes()
            tag, date = answer.headers["ETag"], answer.headers["Last-Modified"]
            tags.add(tag)
            for known in ({"If_None_Match": tag}, {"If_Modified_Since": date}):
                again = server.ask(path, Accept_Encoding=accepted, **known)
                assert (again.status, again.body) == (304, b""), (path, known)
                assert again.headers["Cache-Control"] == answer.headers["Cache-Control"]
            newer = server.ask(path, Accept_Encoding=accepted, If_None_Match='"x"', If_Modified_Since=date)
            assert newer.status == 200, "a rollback makes files older: what was kept is known by its tag"
        if file.suffix == ".html":  # of a few bytes, two forms may be of one length, and so of one tag
            assert len(tags) == (3 if best() == "br" else 2), f"{path}: one tag for two forms"


def best():
    return "br" if BROTLI.exists() else "gzip"


def test_a_part_is_given_of_a_large_file(site, server):
    picture, file = next(pair for pair in addresses(site) if pair[1].suffix == ".jpg")
    for path, whole in ((picture, file.read_bytes()), ("/", (site.output / "index.html").read_bytes())):
        part = server.ask(path, Range="bytes=10-19")
        assert (part.status, part.body) == (206, whole[10:20])
        assert part.headers["Content-Range"] == f"bytes 10-19/{len(whole)}"
        assert server.ask(path, Range="bytes=9999999-").status == 416


@pytest.mark.parametrize("name", ATTACHED)
def test_an_attachment_is_shown_or_saved_and_can_do_nothing_else(server, name):
    answer = server.ask(f"/tep/{name}")
    shown = "inline" if name[1:] in SHOWN else "attachment"
    assert answer.headers.get_all("Content-Disposition") == [shown]
    assert answer.headers.get_all("Content-Security-Policy") == [ATTACHMENT_POLICY]
    assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
    part = server.ask(f"/tep/{name}", Range="bytes=4-9")
    assert (part.status, part.body) == (206, answer.body[4:10])
    assert server.ask(f"/tep/{name}", If_None_Match=answer.headers["ETag"]).status == 304


@pytest.mark.parametrize("path", ["/", "/tep/khong-co.docx"])
def test_a_page_is_not_treated_as_an_attachment(server, path):
    headers = server.ask(path).headers
    assert "Content-Disposition" not in headers
    assert headers.get_all("Content-Security-Policy") == [POLICY]


@pytest.mark.parametrize(("old", "new"), MOVED.items(), ids=MOVED)
def test_what_has_moved_is_found(server, old, new):
    answer = server.ask(old)
    assert (answer.status, answer.headers["Location"]) == (301, new)
    assert answer.headers["Cache-Control"] == MINUTE, "one that was made in error is not kept for good"
    assert not [name for name in ALWAYS if name not in answer.headers]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("path", GONE)
def test_what_is_withdrawn_is_gone_and_says_why(server, path, encoding):
    answer = server.ask(path, Accept_Encoding=encoding)
    assert answer.status == 410
    kind = answer.headers["Content-Encoding"]
    text = {"gzip": gzip.decompress, "br": unbrotli}.get(kind, bytes)(answer.body).decode()
    assert GONE[path] in text
    assert answer.headers["Content-Type"] == TYPES[".html"]
    assert answer.headers["Cache-Control"] == MINUTE
    assert not [name for name in ALWAYS if name not in answer.headers]


def unbrotli(data):
    command = [find_program("brotli"), "-dc"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


@pytest.mark.parametrize("path", MISSING)
def test_what_is_not_there_or_not_for_readers_gets_the_page_that_says_so(server, site, path):
    answer = server.ask(path)
    assert (answer.status, answer.body) == (404, (site.output / "404.html").read_bytes())
    assert answer.headers["Content-Type"] == TYPES[".html"]
    assert answer.headers["Cache-Control"] == MINUTE
    assert not [name for name in ALWAYS if name not in answer.headers]


def test_no_address_climbs_out_of_the_site(server):
    for path in ("/..%2f..%2f..%2fetc/passwd", "/tin/../../../etc/passwd", "/%2e%2e/content/pages/404.md"):
        assert server.ask(path).status in {400, 404}


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/%00",
            "/tin/2024/a.html%00",
            "/tin/%00/a.html",
            "/anh/%00.jpg",
            "/%00/",
            "/%ff",
            "/%ed%a0%80",
            "/%zz",
            "/%",
        ),
        *(f"/{'a' * length}{end}" for length in (256, 4000, 5000, 9000) for end in ("", "/", ".html")),
        *(f"/{'a/' * 2000}", f"/{'%C4%91' * 1000}", f"/anh/{'a' * 300}.jpg", f"/anh/{'a' * 5000}.jpg"),
    ],
    ids=lambda path: f"{path[:24]} {len(path)}",
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_no_address_is_an_error_of_the_server(server, path, method):
    assert server.ask(path, method).status in {400, 404, 414}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_only_reading_is_allowed(server, method):
    for path in ("/", "/tin/2024/a.html", "/tin/2024/go.html", "/khong-co", "/tin"):
        answer = server.ask(path, method)
        assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")
        assert not [name for name in ALWAYS if name not in answer.headers]


def test_no_page_may_be_framed_and_none_says_which_program_serves_it(server):
    headers = server.ask("/").headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "script-src 'self';" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers.get("Server") in {None, "nginx"}


def test_both_servers_give_the_same_answers(site, servers):
    paths = [*(path for path, _ in addresses(site)), *MOVED, *GONE, *MISSING]
    table = {
        name: {
            (path, encoding): tell(server.ask(path, Accept_Encoding=encoding))
            for path in paths
            for encoding in ENCODINGS
        }
        for name, server in servers.items()
    }
    different = [key for key in table["nginx"] if table["nginx"][key] != table["caddy"][key]]
    assert [(key, table["nginx"][key], table["caddy"][key]) for key in different] == []


def tell(answer):
    """Return what must be the same; nobody reads the text of a redirect."""
    told = {name: answer.headers[name] for name in (SAME if answer.status == 200 else ALWAYS)}
    return answer.status, answer.headers["Location"], told, answer.body if answer.status != 301 else b""


@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_a_release_is_served_at_once_and_its_redirects_after_a_reload(tmp_path, kind):
    told = caddy_moves if kind == "caddy" else nginx_moves
    site, earlier, later = (tmp_path / name for name in ("site", "earlier", "later"))
    for release, text in ((earlier, told({}, [])), (later, told({"cu.html": "moi.html"}, ["go.html"]))):
        (release / ".may-chu").mkdir(parents=True)
        (release / FOR_SERVERS[kind]).write_text(text)
        for name in ("index.html", "cu.html", "moi.html", "go.html"):
            (release / name).write_text(release.name)
    earlier.rename(site)
    with serving(kind, site, tmp_path / "run") as server:
        assert server.ask("/cu.html").body == b"earlier"
        site.rename(earlier)
        later.rename(site)
        assert [server.ask(path).body for path in ("/cu.html", "/go.html")] == [b"later"] * 2
        server.reload()
        moved = ask_until(301, server, "/cu.html")
        assert moved.headers["Location"] == "/moi.html"
        assert ask_until(410, server, "/go.html").body == b"later"


@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_a_site_below_a_path_has_all_of_its_addresses_there_and_none_elsewhere(tmp_path, kind):
    told = caddy_moves if kind == "caddy" else nginx_moves
    site = tmp_path / "site"
    for name in ("index.html", "moi.html", "go.html", "404.html", "tin/index.html", "anh/a.jpg"):
        write_file(site / name, name)
    write_file(site / FOR_SERVERS[kind], told({"cu.html": "moi.html"}, ["go.html"], "/thi-dua.1/"))
    write_file(tmp_path / ".earlier/anh/b.jpg", "b")
    with serving(kind, site, tmp_path / "run", path="/thi-dua.1") as server:
        found = {
            path: (answer.status, answer.headers["Location"], answer.body.decode())
            for path in ("/", "/moi.html", "/tin/", "/anh/a.jpg", "/anh/b.jpg", "/go.html", "/khong.html")
            for answer in [server.ask(f"/thi-dua.1{path}")]
        }
        moved = {
            path: (server.ask(path).status, server.ask(path).headers["Location"])
            for path in ("", "/cu.html", "/tin", "/tin?a=1", "/tin/index.html")
            for path in [f"/thi-dua.1{path}"]
        }
        outside = [server.ask(path).status for path in ("/", "/moi.html", "/thi-dua.1x/", "/thi-dua11/")]
        cached = server.ask("/thi-dua.1/anh/a.jpg").headers["Cache-Control"]
    assert found == {
        "/": (200, None, "index.html"),
        "/moi.html": (200, None, "moi.html"),
        "/tin/": (200, None, "tin/index.html"),
        "/anh/a.jpg": (200, None, "anh/a.jpg"),
        "/anh/b.jpg": (200, None, "b"),
        "/go.html": (410, None, "go.html"),
        "/khong.html": (404, None, "404.html"),
    }
    assert moved == {
        "/thi-dua.1": (301, "/thi-dua.1/"),
        "/thi-dua.1/cu.html": (301, "/thi-dua.1/moi.html"),
        "/thi-dua.1/tin": (301, "/thi-dua.1/tin/"),
        "/thi-dua.1/tin?a=1": (301, "/thi-dua.1/tin/?a=1"),
        "/thi-dua.1/tin/index.html": (301, "/thi-dua.1/tin/"),
    }
    assert outside == [404] * 4
    assert "immutable" in cached


PARTS = st.text(
    st.sampled_from("aZ09.-_~!$&'()+,;=@ ")
    | st.sampled_from("đĐếỷ")
    | st.characters(min_codepoint=0xA1, categories=("L", "M", "N", "P", "S")),
    min_size=1,
    max_size=12,
)
PATHS = st.builds(
    "/{}{}".format, st.lists(PARTS, min_size=1, max_size=3).map("/".join), st.sampled_from(["", "/", ".html"])
)


@pytest.fixture(scope="module")
def old_paths():
    """Old addresses of every kind that an editor may type."""
    accepted = {}

    @settings(max_examples=1000, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(PATHS)
    def collect(path):
        with contextlib.suppress(ValueError):
            accepted[check_redirect(path)] = path

    collect()
    assert len(accepted) > 300
    assert set("$&'();=@ ") <= set("".join(accepted))
    return accepted


@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_any_accepted_old_address_is_safe_in_a_configuration(tmp_path, kind, old_paths):
    moved = {old: f"tin/{number}.html" for number, old in enumerate(old_paths)}
    told = caddy_moves if kind == "caddy" else nginx_moves
    (tmp_path / "site/.may-chu").mkdir(parents=True)
    (tmp_path / "site" / FOR_SERVERS[kind]).write_text(told(moved, []), "utf-8")
    with serving(kind, tmp_path / "site", tmp_path / "run") as server:
        for old, new in moved.items():
            for path in {quote(f"/{old}"), encode(f"/{old}"), quote(f"/{unicodedata.normalize('NFD', old)}")}:
                answer = server.ask(path)
                assert (answer.status, answer.headers["Location"]) == (301, f"/{new}"), (old, path)


@pytest.mark.parametrize("path", ["/tin/điển-hình.html", "/tin/điển-hình.html?a=1"])
def test_an_old_address_is_found_also_by_its_bare_letters(server, path):
    with socket.create_connection(("127.0.0.1", server.port), 10) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    assert answer.startswith("HTTP/1.1 301 ")
    assert "location: /tin/2024/a.html\r\n" in answer.lower()


def ask_until(status, server, path):
    """Ask until the answer has *status*: for a moment, old workers answer beside the new."""
    until = time.monotonic() + 20  # seconds
    while (answer := server.ask(path)).status != status and time.monotonic() < until:
        time.sleep(0.05)
    return answer


@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_browsers_are_told_to_stay_with_https_under_https_alone(site, tmp_path, kind):
    names = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    subprocess.run(
        [find_program("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:P-256", "-nodes", "-keyout", tmp_path / "privkey.pem",
         "-out", tmp_path / "fullchain.pem", *names],
        check=True, capture_output=True,
    )  # fmt: skip
    with serving(kind, site.output, tmp_path / "run", "--certificate", tmp_path) as server:
        answer = server.ask("/tin/2024/a.html")
        assert answer.status == 200
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert "Strict-Transport-Security" in server.ask("/khong-co").headers
