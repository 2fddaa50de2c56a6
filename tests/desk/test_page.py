"""The page of the desk: shown on this machine alone, with a policy and a token of its own."""

import functools
import json
import re
import urllib.error
import urllib.request

import pytest

from desk import serve_desk
from newsroom.builds.builder import BuildResult, Summary
from newsroom.builds.live_preview import serve_and_watch
from newsroom.desk.page import MISSING, POLICY
from sites import article, write_content, write_file

PAGE = "bien-tap/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    write_content(folder / "content", {"articles/2024/a.md": article("Bài </script> đầu")})
    program = folder / "editor/node_modules/decap-cms"
    write_file(program / "dist/decap-cms.js", "decap()")
    write_file(program / "dist/1.wasm", b"\0asm")
    write_file(program / "dist/decap-cms.js.map", "{}")
    write_file(program / "dist/other/inner.js", "inner()")
    write_file(program / "package.json", "{}")
    write_file(folder / "output/index.html", "<body>Trang chủ</body>")
    return folder


@pytest.fixture(scope="module")
def site(folder):
    with serve_desk(folder / "content", folder / "output", folder / "editor") as address:
        yield address


def ask(address, data=None, **headers):
    """Return the status, the headers and the text at *address*, to which JSON *data* may be sent."""
    body = None if data is None else json.dumps(data).encode()
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(address, body, names), timeout=10) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def settings_of(text):
    return json.loads(re.search(r'id="settings">(.*)</script>', text)[1])


def test_the_page_starts_decap_in_vietnamese_with_its_own_policy(site):
    status, headers, text = ask(f"{site}{PAGE}")
    assert status == 200
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["Cache-Control"] == "no-store"
    assert '<html lang="vi">' in text
    assert '<meta name="robots" content="noindex">' in text
    assert settings_of(text)["locale"] == "vi"
    assert ".live/script.js" not in text
    sources = re.findall(r'script src="/(.+?)"', text)
    assert [ask(f"{site}{source}")[0] for source in sources] == [200, 200]


def test_the_policy_lets_nothing_leave_this_machine():
    sources = {word for rule in POLICY.split("; ") for word in rule.split()[1:]}
    assert sources <= {"'self'", "'none'", "'unsafe-eval'", "'unsafe-inline'", "blob:", "data:"}
    assert POLICY.startswith("default-src 'none'")


def test_each_page_has_an_address_of_its_own_for_files(site):
    addresses = {settings_of(ask(f"{site}{PAGE}")[2])["backend"]["proxy_url"] for _ in range(2)}
    assert len(addresses) == 2
    request = {"action": "getEntry", "params": {"path": "content/articles/2024/a.md"}}
    for address in addresses:
        status, _, text = ask(
            f"{site}{address[1:]}", request, Content_Type="application/json", Origin=site.rstrip("/")
        )
        assert status == 200
        assert json.loads(json.loads(text)["data"])["title"] == "Bài </script> đầu"


def test_files_of_the_program_are_served_and_no_others(site):
    kinds = {
        name: ask(f"{site}bien-tap/decap/{name}")[1]["Content-Type"] for name in ("decap-cms.js", "1.wasm")
    }
    assert kinds == {"decap-cms.js": "text/javascript; charset=utf-8", "1.wasm": "application/wasm"}
    others = [
        "../package.json",
        "%2e%2e/package.json",
        "..%2fpackage.json",
        "decap-cms.js.map",
        "other/inner.js",
    ]
    others += ["", "none.js", "..%5cpackage.json", "a%00.js", "/etc/hosts", "decap-cms.js%0a"]
    assert {name: ask(f"{site}bien-tap/decap/{name}")[0] for name in others} == dict.fromkeys(others, 404)


def test_other_pages_can_neither_embed_nor_fetch_it(site):
    assert ask(f"{site}{PAGE}", Origin="https://bao.example")[0] == 403
    assert ask(f"{site}{PAGE}", Host="bao.example")[0] == 421
    assert ask(f"{site}{PAGE}", Sec_Fetch_Dest="image")[0] == 404
    assert ask(f"{site}{PAGE}", Sec_Fetch_Dest="document")[0] == 200


def test_pages_of_the_site_keep_their_policy(site):
    _, headers, text = ask(site)
    assert "unsafe-eval" not in headers["Content-Security-Policy"]
    assert "Trang chủ" in text


def test_without_decap_the_page_says_how_to_install_it(folder, tmp_path):
    with serve_desk(folder / "content", folder / "output", tmp_path) as site:
        assert MISSING in ask(f"{site}{PAGE}")[2]


@pytest.mark.parametrize(
    ("editor", "said"), [("editor", "Bàn biên tập: http://127.0.0.1:"), ("none", MISSING)]
)
def test_serve_says_once_where_the_desk_is_or_how_to_install_it(folder, capsys, editor, said):
    def stop():
        raise KeyboardInterrupt
        yield

    build = functools.partial(BuildResult, Summary(0, 0, 0, ("", 0), [], [], "/"))
    with pytest.raises(KeyboardInterrupt):
        serve_and_watch(
            folder / "output", 0, stop(), build, content=folder / "content", editor=folder / editor
        )
    assert capsys.readouterr().out.count(said) == 1
