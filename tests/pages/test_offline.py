import gzip
import io
import json
import re

import pytest
from PIL import Image

from sites import CONTENT, Project, article, identify

PAGE = {"pages/ngoai-tuyen.md": (CONTENT / "pages/ngoai-tuyen.md").read_text("utf-8")}
REGISTERS = {"src": "/tai-nguyen/luu-trang.js"}


def registers(site):
    return bool(site.page("index.html").find("script", attrs=REGISTERS))


def worker(site):
    return (site.output / "sw.js").read_text("utf-8")


def test_every_page_names_the_manifest_and_its_icons_are_as_large_as_it_says(build):
    site = build({"articles/2024/a.md": article(), **PAGE})
    for path in ("index.html", "tin/2024/a.html", "ngoai-tuyen.html"):
        assert site.page(path).find("link", rel="manifest")["href"] == "/site.webmanifest"
    told = json.loads((site.output / "site.webmanifest").read_text("utf-8"))
    assert (told["name"], told["lang"], told["start_url"]) == ("Gương Sáng", "vi", "/")
    assert told["display"] == "minimal-ui"
    sizes = {}
    for icon in told["icons"]:
        data = (site.output / icon["src"].removeprefix("/")).read_bytes()
        assert len(data) < 6_000
        if icon["type"] == "image/png":
            assert icon["sizes"] == "{}x{}".format(*Image.open(io.BytesIO(data)).size)
            sizes.setdefault(icon["purpose"], []).append(icon["sizes"])
    assert sizes == {"any": ["192x192", "512x512"], "maskable": ["512x512"]}


def test_the_public_site_registers_a_worker_by_a_few_bytes(build):
    site = build({"articles/2024/a.md": article(), **PAGE})
    script = site.page("tin/2024/a.html").find("script", attrs=REGISTERS)
    assert script.has_attr("defer")
    assert len(gzip.compress((site.output / "tai-nguyen" / "luu-trang.js").read_bytes(), 9)) <= 400
    policy = site.page("index.html").find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert {"worker-src 'self'", "manifest-src 'self'"} <= set(policy.split("; "))


def test_the_page_that_stands_in_is_in_no_list(build):
    site = build({"articles/2024/a.md": article(), **PAGE})
    assert site.page("ngoai-tuyen.html").find("meta", attrs={"name": "robots"})["content"] == "noindex"
    others = (path for path in site.files if path.endswith((".html", ".xml")) and path != "ngoai-tuyen.html")
    for path in others:
        assert "ngoai-tuyen" not in (site.output / path).read_text("utf-8"), path


def test_the_worker_is_told_the_newest_and_when_something_is_taken_down_but_not_what(build):
    files = {f"articles/2024/a{n}.md": article(f"Bài {n}", date=f"2024-03-{n + 1:02}") for n in range(23)}
    first = json.loads((build(files | PAGE).output / "ngoai-tuyen.json").read_text("utf-8"))
    assert first["newest"] == [f"/tin/2024/a{n}.html" for n in range(22, 14, -1)]
    gone = article("Bài 1", date="2024-03-02", withdrawn="{reason: x, date: 2024-04-01}")
    again = json.loads((build({"articles/2024/a1.md": gone}).output / "ngoai-tuyen.json").read_text("utf-8"))
    assert again["newest"] == first["newest"]
    assert again["gone"] != first["gone"]
    assert re.fullmatch("[0-9a-f]{16}", again["gone"]), "an address may be a name"


def test_the_worker_is_another_when_what_it_holds_ready_is_and_only_then(build):
    first = worker(build({"articles/2024/a.md": article(), **PAGE}))
    assert worker(build({"articles/2024/b.md": article("Bài nữa")})) == first
    assert worker(build({name: f"{text}\nThêm một câu.\n" for name, text in PAGE.items()})) != first


@pytest.mark.parametrize("why", ["private", "page missing"])
def test_a_site_that_keeps_nothing_has_a_worker_that_removes_itself(build, why):
    files = {"articles/2024/a.md": article()} | (PAGE if why == "private" else {})
    site = build(files, settings="pelicanconf.py" if why == "private" else None)
    assert not registers(site)
    assert "registration.unregister()" in worker(site)


def test_one_setting_withdraws_the_worker_and_leaves_the_page_that_says_so(tmp_path):
    project = Project(tmp_path, {"articles/2024/a.md": article(), **PAGE})
    identify(project.content, offline="false")
    assert project.build().code == 0
    assert "registration.unregister()" in (project.output / "sw.js").read_text("utf-8")
    assert "luu-trang" not in (project.output / "tin/2024/a.html").read_text("utf-8")
    assert "Việc lưu trang hiện đang tắt." in (project.output / "ngoai-tuyen.html").read_text("utf-8")
