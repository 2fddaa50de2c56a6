"""A site below a path of its host, as https://name.github.io/repo/ is."""

import json
import re
import threading
import urllib.error
import urllib.request
from functools import partial
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from commands import build_site
from newsroom.builds.local_server import LocalServer, SiteHandler
from sites import CONTENT

HOST = "https://ten.github.io"
TEXTS = {".html", ".xml", ".json", ".txt", ".csv", ".webmanifest"}


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """The newsroom at the root of a host, and below /repo/: two folders."""
    folder = tmp_path_factory.mktemp("below")
    outputs = {"": folder / "root", "/repo": folder / "web/repo"}
    for path, output in outputs.items():
        build_site(CONTENT, output, SITEURL=HOST + path)
    return tuple(outputs.values())


def addresses(page):
    """Return every address that *page* gives to a browser."""
    for tag in BeautifulSoup(page.read_text("utf-8"), "html.parser").select("*"):
        for name in ("href", "src", "action", "poster"):
            if name in tag.attrs:
                yield tag[name]
        yield from (part.split()[0] for part in tag.get("srcset", "").split(",") if part)
        if match := re.match(r"\d+; ?url=(.*)", tag.get("content", "")):
            yield match[1]


def test_every_address_on_the_host_leads_to_a_file_below_the_path(sites):
    folder = sites[1]
    checked = set()
    for page in folder.rglob("*.html"):
        found = {address.removeprefix(HOST) for address in addresses(page)}
        checked |= {address.partition("#")[0].partition("?")[0] for address in found if address[:1] == "/"}
    assert len(checked) > 200
    lost = []
    for address in sorted(checked):
        file = folder.parent / unquote(address).lstrip("/")
        if (
            not address.startswith("/repo/")
            or not (file / "index.html" if address[-1] == "/" else file).is_file()
        ):
            lost.append(address)
    assert lost == []


def test_nothing_else_of_the_site_changes(sites):
    at_root, below = sites
    names = [{file.relative_to(folder) for file in folder.rglob("*") if file.is_file()} for folder in sites]
    assert names[0] == names[1]
    texts = [name for name in names[0] if name.suffix in TEXTS and name.parts[0] != ".may-chu"]
    assert len(texts) > 200
    for name in texts:
        text = (below / name).read_text("utf-8")
        plain = text.replace("/repo/", "/").replace("%2Frepo%2F", "%2F")
        assert plain == (at_root / name).read_text("utf-8"), name


def test_data_for_scripts_and_home_screens_lead_below_the_path(sites):
    below = sites[1]
    newest = json.loads((below / "tin-moi.json").read_text("utf-8"))
    kept = json.loads((below / "ngoai-tuyen.json").read_text("utf-8"))["newest"]
    manifest = json.loads((below / "site.webmanifest").read_text("utf-8"))
    icons = [icon["src"] for icon in manifest["icons"]]
    for address in (*(story["url"] for story in newest), *kept, *icons):
        assert (below.parent / address.lstrip("/")).is_file(), address
    assert {manifest[name] for name in ("id", "start_url", "scope")} == {"/repo/"}
    assert f"<loc>{HOST}/repo/</loc>" in (below / "sitemap.xml").read_text("utf-8")
    assert f'href="{HOST}/repo/tin/' in (below / "atom.xml").read_text("utf-8")


def test_the_preview_shows_the_site_below_the_path_alone(sites):
    server = LocalServer(partial(SiteHandler, directory=str(sites[1]), root="/repo/"), 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    answers = {}
    for path in ("", "repo/", "repo/tin/", "repo/sw.js", "tin/", "repo/khong-co.html"):
        try:
            with urllib.request.urlopen(server.url + path) as answer:
                answers[path] = answer.status
        except urllib.error.HTTPError as error:
            answers[path] = error.code
    server.shutdown()
    assert [path for path, status in answers.items() if status == 200] == ["repo/", "repo/tin/", "repo/sw.js"]
    assert set(answers.values()) == {200, 404}
