"""That the audit measures and judges rightly; not what it measures."""

import json
import re
import shutil
import subprocess
import sys
from urllib.request import Request, urlopen

import pytest

import audit
import host
import kinds
import lighthouse
from commands import build_site
from loads import load_slowly, search_slowly
from looks import first_picture, look_at_needs, violations
from sites import CONTENT, ROOT
from verdicts import at_least, at_most

FOLDER = ROOT / "tools" / "audit"
PICTURE = (CONTENT / "images" / "minh-hoa" / "duong-qua-doi.jpg").read_bytes()
GOOD = """<!doctype html><html lang="vi"><title>Tốt</title><meta name="viewport" content="width=device-width">
<main><h1>Bài tốt</h1><p class="text">Chữ.</p></main><script src="/late.js" defer></script>"""
BAD = """<!doctype html><title>Xấu</title><link rel="stylesheet" href="/style.css">
<script src="/now.js"></script>
<main><h1>Bài xấu</h1><img src="/anh/1.jpg"><p class="text">Chữ bị đẩy xuống.</p></main>"""
SEARCH = """<!doctype html><html lang="vi"><title>Tìm</title><main><h1>Tìm</h1><input type="search" disabled>
<ol></ol></main><script src="/search.js" defer></script>"""
FILES = {
    "search.html": SEARCH,
    "search.js": """const box = document.querySelector("input");
        box.disabled = false;
        box.oninput = async () => {
            const found = await (await fetch("/found.html")).text();
            document.querySelector("ol").innerHTML = box.value === "dien hinh" ? found : "";
        };""",
    "found.html": "<li><h2><a href='/good.html'>Điển hình</a></h2></li>",
    "good.html": GOOD,
    "bad.html": BAD,
    "late.js": "document.body.append('Thêm.')",
    # writes what is to be read, works long, and moves what has been painted; meanwhile it keeps asking
    "now.js": """addEventListener("load", () => {
            const end = Date.now() + 80;
            while (Date.now() < end);
            document.querySelector(".text").append("Chữ do mã viết.");
        });
        let moved = false;
        const observe = (type, act) => new PerformanceObserver(act).observe({type, buffered: true});
        observe("layout-shift", () => { moved = true; });
        observe("paint", () => document.querySelector("h1").before("Chữ chen vào."));
        (async () => { while (!moved) await fetch("/style.css?" + Math.random()); })();""",
    "style.css": "main { margin: 1rem }",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return build_site(CONTENT, tmp_path_factory.mktemp("site") / "output").output


@pytest.fixture(scope="module")
def small(tmp_path_factory, browser):
    """A browser, and the address of a site of a good page and a bad one."""
    folder = tmp_path_factory.mktemp("small")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "anh").mkdir()
    (folder / "anh/1.jpg").write_bytes(PICTURE)
    with host.serve(folder) as address:
        yield browser, address


@pytest.mark.parametrize(
    ("verdict", "is_missed", "text"),
    [
        (at_most("x", {"a": 1, "b": 3}, 3), False, "3 ≤ 3"),
        (at_most("x", {"a": 1, "b": 3.5}, 3), True, "3.5 > 3"),
        (at_most("x", {"a": 0, "b": 0.001}, 0), True, "0.001 > 0"),
        (at_least("x", {"a": 100, "b": 97}, 97), False, "97 ≥ 97"),
        (at_least("x", {"a": 100, "b": 96}, 97), True, "96 < 97"),
        (at_most("x", {"a": None, "b": 13_001}, 13_000), True, "13,001 > 13,000"),
        (at_most("x", {"a": None}, 1), False, "–"),
        (at_most("x", {"a": 1.234}), False, "1.23"),
    ],
)
def test_a_verdict_is_of_the_worst(verdict, is_missed, text):
    assert verdict.is_missed is is_missed
    assert re.sub(r"\[.*?\]", "", str(verdict)) == text
    assert verdict.where == ("b" if verdict.value is not None and "1.23" not in text else verdict.where)


def test_scores_are_read_and_what_took_something_off_is_named():
    refs = [{"id": name, "weight": weight} for name, weight in (("title", 1), ("hint", 0), ("alt", 3))]
    audits = {"title": {"score": 1}, "hint": {"score": 0}, "alt": {"score": 0.5}}
    category = {"score": 0.97, "auditRefs": refs}
    report = {"categories": {"seo": category, "performance": category | {"score": None}}, "audits": audits}
    read = lighthouse.read_scores(report)
    assert read.scores == {"seo": 97, "performance": 0}
    assert read.missed["seo"] == ["alt"]


def test_every_kind_of_page_that_is_indexed_is_measured(built):
    found = kinds.indexed_pages(built)
    assert set(found) >= {kind for kind, _ in kinds.KINDS} - {kinds.SEARCH, "units", "unit"} | {kinds.FORMER}
    assert "dia-phuong/ha-giang/" in {page.address for page in found[kinds.FORMER]}
    assert "dia-phuong/lao-cai/" in {page.address for page in found["province"]}
    chosen = kinds.choose(found)
    assert chosen[kinds.ARTICLE].weight == max(page.weight for page in found[kinds.ARTICLE])
    assert b"<figure" in (built / chosen[kinds.PICTURED].address).read_bytes()


def test_a_page_of_no_kind_is_told(built, tmp_path):
    sitemap = (built / "sitemap.xml").read_text("utf-8")
    (tmp_path / "sitemap.xml").write_text(sitemap.replace("/gioi-thieu.html", "/la/lam.html"), "utf-8")
    for file in built.rglob("*.html"):
        name = file.relative_to(built).as_posix().replace("gioi-thieu.html", "la/lam.html")
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(file.read_bytes())
    with pytest.raises(ValueError, match="la/lam"):
        kinds.indexed_pages(tmp_path)


def test_a_site_below_a_path_is_measured_there(built, tmp_path):
    shutil.copytree(built, tmp_path / "site")
    for sitemap in (tmp_path / "site").glob("sitemap*.xml"):
        text = sitemap.read_text("utf-8")
        sitemap.write_text(text.replace("guongsang.example/", "guongsang.example/repo/"), "utf-8")
    found = kinds.indexed_pages(tmp_path / "site", "/repo/")
    assert found == kinds.indexed_pages(built)
    with host.serve(tmp_path / "site", "/repo/") as address:
        assert address.endswith("/repo")
        with urlopen(f"{address}/tin/") as answer:
            assert answer.status == 200
        for outside in (address.removesuffix("/repo") + "/tin/", f"{address}/404.html"):
            with pytest.raises(OSError, match="404"):
                urlopen(outside)


def test_pages_are_served_packed_and_pictures_as_they_are(built):
    picture = next(file for file in built.glob("anh/*") if file.is_file()).relative_to(built).as_posix()
    with host.serve(built) as address:
        with urlopen(f"{address}/tin/") as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        with urlopen(f"{address}/{picture}") as answer:
            assert answer.read() == (built / picture).read_bytes()
            assert "immutable" in answer.headers["Cache-Control"]
        missing = Request(f"{address}/khong-co.html")
        with pytest.raises(OSError, match="404"):
            urlopen(missing)


def test_a_bad_page_is_seen_to_be_bad(small):
    browser, address = small
    load = load_slowly(browser, f"{address}/bad.html")
    assert load.lcp > 1200, "three answers, one after the other"
    assert load.shift > 0
    assert load.longest_task > 50
    needs = look_at_needs(browser, f"{address}/bad.html")
    assert (needs.requests, needs.is_read_without_script, needs.are_scripts_late) == (3, False, False)
    assert first_picture(browser, f"{address}/bad.html", 2) == len(PICTURE)
    found = violations(browser, f"{address}/bad.html")
    assert {"image-alt (light)", "image-alt (dark)", "html-has-lang (light)"} <= set(found)


def test_a_good_page_is_seen_to_be_good(small):
    browser, address = small
    load = load_slowly(browser, f"{address}/good.html")
    assert load.lcp > 400
    assert load.shift == 0
    needs = look_at_needs(browser, f"{address}/good.html")
    assert (needs.requests, needs.is_read_without_script, needs.are_scripts_late) == (1, True, True)
    assert 0 < needs.scripts < 100
    assert first_picture(browser, f"{address}/good.html", 2) is None
    assert violations(browser, f"{address}/good.html") == []


def test_a_search_is_timed_and_what_came_for_it_weighed(small):
    browser, address = small
    search = search_slowly(browser, f"{address}/search.html")
    assert 400 < search.time < 10_000, "one answer over the slow network"
    assert 100 < search.received < 1_000


def test_every_article_measured_that_has_a_lead_picture_must_keep_to_the_limit(built):
    measured = audit.Audit(built, "/", 1)
    looked = audit.Needs(1, is_read_without_script=True, scripts=500, are_scripts_late=True)
    scores = audit.Scores(dict.fromkeys(audit.CATEGORIES, 100), {})
    for number, (kind, page) in enumerate(measured.pages.items()):
        load = audit.Load(1000 + number, is_picture=True, longest_task=0, shift=0)
        measured.figures[kind] = audit.Figures(page, looked, {2: None, 3: 14_000}, [], [load], [scores])
    assert not any(verdict.is_missed for verdict in measured.verdicts)
    article = measured.figures[kinds.ARTICLE]
    assert article.page.above_picture is not None, "the heaviest has one"
    article.loads[0] = audit.Load(2001, is_picture=True, longest_task=51, shift=0.1)
    article.violations.append("image-alt (dark)")
    missed = {verdict.what: verdict.where for verdict in measured.verdicts if verdict.is_missed}
    assert len(missed) == 4
    assert set(missed.values()) == {kinds.ARTICLE}
    assert json.loads(json.dumps(measured.report()))["verdicts"][0]["is_missed"] is True


def test_without_node_it_says_what_is_missing(built, tmp_path):
    command = [sys.executable, FOLDER / "audit.py", "--site", built, "--runs", "1", "--json", tmp_path / "x"]
    run = subprocess.run(
        command,
        env={"PATH": "", "CHROMIUM": sys.executable},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 1
    assert "The audit needs node and npm" in run.stderr
    assert "Traceback" not in run.stderr


def test_lighthouse_is_pinned_and_the_lock_names_no_host():
    wanted, lock = (
        json.loads((FOLDER / name).read_text("utf-8")) for name in ("package.json", "package-lock.json")
    )
    packages = lock["packages"]
    for name, version in (wanted["dependencies"] | wanted["overrides"]).items():
        assert packages[f"node_modules/{name}"]["version"] == version
    assert all("integrity" in one and "resolved" not in one for path, one in packages.items() if path)
