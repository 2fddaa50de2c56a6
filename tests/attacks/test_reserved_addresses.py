"""Redirects onto every address that the site, its web servers or `invoke serve` own."""

import json
import re
import shutil
import unicodedata
from itertools import chain
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from growth import size
from newsroom import problems
from newsroom.addresses import check_redirect, page_url
from newsroom.builds import builder
from newsroom.builds.live_preview import EVENTS, SCRIPT
from newsroom.servers.server_config import KINDS, make_place
from newsroom.site.content_loader import read_content
from sites import CONTENT, ENVIRONMENT, PRIVATE, PROJECT, PUBLIC, article, surroundings, tree, write_file

ASKED_FOR = {  # of every host, by browsers, engines and scanners
    *("favicon.ico", "apple-touch-icon.png", "apple-touch-icon-precomposed.png", "ads.txt", "security.txt"),
    *(".well-known/security.txt", ".well-known/acme-challenge/x", "410.html", "manifest.json", "index.html"),
    *("ngoai-tuyen.html", "the/mot-the/atom.xml", "tim-kiem/a.json", "du-lieu/a.ics", "anh/x", "mau/x/"),
}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Every file that the public and the private site of the newsroom have."""
    folder = tmp_path_factory.mktemp("sites")
    with surroundings(PROJECT, **ENVIRONMENT):
        for name, conf in (("public", PUBLIC), ("private", PRIVATE)):
            builder.build(conf, PROJECT / "content", folder / name, always=True)
    return set(chain.from_iterable(tree(folder / name) for name in ("public", "private")))


@pytest.fixture
def accepted(tmp_path, monkeypatch):
    """Return those of some old addresses that may redirect to an article of the newsroom."""

    monkeypatch.setattr(problems, "MOST_ALIKE", 100_000)  # so that each has its line

    def accepted(addresses):
        good = {}
        for address in addresses:
            try:
                good[check_redirect(address)] = address
            except ValueError:
                continue
        # An address beside its folder, /a beside /a/, is reported there.
        good = {
            old: typed for old, typed in good.items() if page_url(old) == old or page_url(old) not in good
        }
        content = shutil.copytree(CONTENT, tmp_path / "content")
        lines = "".join(f"\n  - {json.dumps(address)}" for address in good.values())
        file = write_file(content / "articles/2024/moi.md", article("Bài mới", redirects=lines))
        with surroundings(PROJECT, **ENVIRONMENT):
            found = read_content(content, drafts=True).problems
        faulty = {problem.line for problem in found if problem.path.endswith(file.name)}
        first = file.read_text("utf-8").splitlines().index("redirects: ") + 2
        return [address for line, address in enumerate(good.values(), first) if line not in faulty]

    return accepted


def spellings(name):
    """Yield ways to write the address of a file that lead servers, browsers or disks to it."""
    folder = re.sub(r"(^|/)index\.html$", r"\1", name)
    for address in {name, folder, folder.removesuffix("/")}:
        yield f"/{address}"
        yield f"/{address}/"
        yield f"/{address.upper()}"
        yield f"/{quote(address)}"
        yield f"/%{ord(address[0]):02x}{address[1:]}" if address else "/"
        yield f"/{address}/cu.html"
        yield f"/x/../{address}"
        yield f"/./{address}"
        yield f"//{address}"
        yield f"/{unicodedata.normalize('NFD', address)}"


def test_no_redirect_lies_on_a_file_of_the_site(files, accepted):
    assert len(files) > 300
    addresses = {spelling for name in files | ASKED_FOR for spelling in spellings(name)}
    below = re.compile(r"/(.*/)?cu\.html")  # beside the pages of a folder there is room for old addresses
    assert [address for address in accepted(addresses) if not below.fullmatch(address)] == []


@pytest.mark.parametrize("path", [EVENTS, SCRIPT, "/.live/", "/.live"])
def test_no_redirect_lies_on_an_address_of_the_preview(path):
    with pytest.raises(ValueError, match="Địa chỉ cũ"):
        check_redirect(path)


def locations():
    """Return the patterns of the addresses to which the servers give a meaning of their own."""
    places = [make_place("tin.example.vn", "/srv/site", 0, "", plain=True).write(kind) for kind in KINDS]
    nginx = re.findall(r'location (?:(=|~) )?"?(.*?)"? \{', places[0])
    caddy = re.findall(r"@(?:not_found|unserved) (path|path_regexp) (\S+)", places[1])
    return {
        text if kind in {"~", "path_regexp"} else f"^{re.escape(text)}{'' if text.endswith('/') else '$'}"
        for kind, text in (*nginx, *caddy)
        if text not in {"/", "/$"} and not text.startswith("@")
    }


@pytest.mark.parametrize("pattern", sorted(locations()))
def test_no_redirect_lies_on_a_location_of_a_web_server(pattern):
    @settings(max_examples=size(40, 2000), deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(pattern, alphabet=st.characters(min_codepoint=33, max_codepoint=126)))
    def check(address):
        if address.startswith("/"):
            with pytest.raises(ValueError, match="Địa chỉ cũ"):
                check_redirect(address)

    check()
