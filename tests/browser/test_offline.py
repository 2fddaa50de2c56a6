"""Pages that a reader's device stores, shows without network, and deletes."""

import io
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Error, expect

from publishing import Server
from sites import CONTENT, Project, article, identify, write_content

ARTICLE, OTHER, OLD = "/tin/2024/a.html", "/tin/2024/b.html", "/tin/2020/cu.html"
MOST = 5_000_000  # bytes
OFFLINE_PAGE = CONTENT / "pages/ngoai-tuyen.md"
KEPT = """async () => {
    const found = {};
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            const answer = await cache.match(request);
            if (answer) found[new URL(request.url).pathname] = (await answer.blob()).size;
        }
    }
    return found;
}"""
LEFT = """async () =>
    [...(await caches.keys()), ...(await navigator.serviceWorker.getRegistrations()).map(String)]"""


def picture(colour):
    data = io.BytesIO()
    Image.new("RGB", (1200, 800), colour).save(data, "PNG")
    return data.getvalue()


@dataclass
class Site:
    """A served site; a test that publishes once more builds a copy of the project in *folder*."""

    project: Project
    folder: Path
    server: Server

    def publish(self, files, **identity):
        shutil.copytree(self.project.folder, self.folder, symlinks=True)
        project = self.project.moved_to(self.folder)
        write_content(project.content, files, campaign=False)
        identify(project.content, **identity)
        build(project)
        self.server.folder = project.output


def build(project):
    built = project.build()
    assert built.code == 0, built.said


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Two new articles, and thirty that hide an old one; built."""
    files = {
        "articles/2024/a.md": article("Bài một", body="Chữ cũ.", image="{src: images/a.png, alt: Ảnh một}"),
        "articles/2024/b.md": article("Bài hai & “nháy”", body="Thân bài hai."),
        "articles/2020/cu.md": article(
            "Bài cũ", date="2020-01-01", body="Thân bài cũ.", image="{src: images/cu.png, alt: Ảnh cũ}"
        ),
        "images/a.png": picture("teal"),
        "images/cu.png": picture("maroon"),
        "pages/ngoai-tuyen.md": OFFLINE_PAGE.read_text("utf-8"),
    }
    files |= {f"articles/2021/n{n}.md": article(f"Bài {n}", date="2021-01-01") for n in range(30)}
    project = Project(tmp_path_factory.mktemp("project"), files)
    build(project)
    return project


@pytest.fixture
def site(project, tmp_path):
    """The site of the project, at an origin of its own: a worker of another test may still be at work."""
    server = Server(project.output)
    yield Site(project, tmp_path / "project", server)
    server.stop()


@pytest.fixture
def phone(browser, site):
    """A context that has stored nothing."""
    with browser.new_context(base_url=site.server.url) as context:
        yield context


@pytest.fixture
def reader(phone, site):
    """A page on a phone that has opened the front page; its worker is active."""
    page = phone.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/")
    until(page, lambda kept: "/" in kept)
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    return page


def kept(page):
    """Return the size in bytes of each stored answer, by address."""
    return page.evaluate(KEPT)


def until(page, condition, script=KEPT):
    """Wait until the stored answers fulfil *condition*, and return them."""
    for _ in range(400):
        found = page.evaluate(script)
        if condition(found):
            return found
        page.wait_for_timeout(25)
    raise AssertionError(f"still kept: {sorted(found)}")


def notice(page):
    return page.get_by_role("status").filter(has_text="Không kết nối được")


def test_what_was_read_can_be_read_without_network_and_says_that_it_is_not_new(site, reader):
    reader.goto(ARTICLE)
    until(reader, lambda kept: ARTICLE in kept and any(path.startswith("/anh/") for path in kept))
    site.server.stop()
    reader.goto(ARTICLE)
    expect(reader.get_by_role("main")).to_contain_text("Chữ cũ.")
    expect(notice(reader)).to_contain_text("Không kết nối được. Bạn đang xem bản đã lưu lúc")
    assert reader.title().startswith("Bản đã lưu: Bài một")
    shown = "document.querySelector('main img').decode().then(() => true)"
    assert reader.evaluate(shown), "its picture was seen, so it is kept"
    assert Axe().run(reader).violations_count == 0
    reader.goto("/")
    expect(notice(reader)).to_contain_text("bản đã lưu")
    site.server.start()
    reader.get_by_role("link", name="Thử tải lại").click()
    expect(notice(reader)).to_have_count(0)


def test_nothing_old_is_shown_while_the_network_answers(site, reader):
    reader.goto(ARTICLE)
    until(reader, lambda kept: ARTICLE in kept)
    site.publish({"articles/2024/a.md": article("Bài một", body="Chữ mới.")})
    answer = reader.goto(ARTICLE)
    assert answer.from_service_worker
    assert "Chữ mới." in answer.text()
    assert "Chữ cũ." not in reader.content()
    expect(notice(reader)).to_have_count(0)
    site.server.stop()
    reader.goto(ARTICLE)
    expect(reader.get_by_role("main")).to_contain_text("Chữ mới.")


def test_a_fault_of_the_server_is_shown_as_it_is(site, reader):
    reader.goto(ARTICLE)
    until(reader, lambda kept: ARTICLE in kept)
    site.server.failing[ARTICLE] = 503
    answer = reader.goto(ARTICLE)
    assert answer.status == 503
    assert ARTICLE in kept(reader), "tomorrow there may be no network"


def test_the_newest_articles_are_there_unread_and_only_these_and_once(site, reader):
    assert OTHER not in kept(reader), "a reader who opens one page is sent no others"
    reader.goto(ARTICLE)
    until(reader, lambda kept: len([path for path in kept if path.startswith("/tin/20")]) == 8)
    assert OLD not in kept(reader)
    count = len(site.server.requested)
    reader.goto("/")
    reader.goto(ARTICLE)
    assert not [
        path for path in site.server.requested[count:] if path.startswith("/tin/20") and path != ARTICLE
    ]
    site.server.stop()
    reader.goto(OTHER)
    expect(reader.get_by_role("main")).to_contain_text("Thân bài hai.")


def test_who_saves_data_is_sent_nothing_unasked(site, reader):
    worker = reader.context.service_workers[-1]  # after those of other tests
    worker.evaluate("Object.defineProperty(navigator.connection, 'saveData', { value: true })")
    reader.goto(ARTICLE)
    until(reader, lambda kept: ARTICLE in kept)
    reader.goto(OLD)
    until(reader, lambda kept: OLD in kept)
    assert {path for path in kept(reader) if path.startswith("/tin/")} == {ARTICLE, OLD}
    assert {path for path in site.server.requested if path.startswith("/tin/20")} == {ARTICLE, OLD}


def test_the_page_without_network_lists_what_is_kept_and_throws_it_away(site, reader):
    for path in (OLD, ARTICLE):
        reader.goto(path)
        until(reader, lambda kept, path=path: path in kept)
    until(reader, lambda kept: OTHER in kept)
    site.server.stop()
    answer = reader.goto("/tin/2019/khong-luu.html")
    assert answer.status == 503
    expect(notice(reader)).to_contain_text("Trang bạn cần chưa được lưu trên máy này.")
    listed = reader.get_by_role("region", name="Trang đã lưu").or_(reader.locator("#da-luu"))
    expect(listed.get_by_role("link", name="Bài cũ")).to_have_attribute("href", OLD)
    expect(listed.get_by_role("link", name="Bài hai & “nháy”", exact=True)).to_be_visible()
    assert Axe().run(reader).violations_count == 0
    listed.get_by_role("link", name="Bài cũ").click()
    expect(reader.get_by_role("main")).to_contain_text("Thân bài cũ.")
    reader.get_by_role("link", name="Các trang đã lưu").click()
    reader.get_by_role("button", name="Xóa hết khỏi máy này").click()
    expect(reader.get_by_text("Chưa có trang nào.")).to_be_visible()
    assert not [path for path in kept(reader) if path.startswith(("/tin/", "/anh/"))]
    reader.goto(OLD)
    expect(notice(reader)).to_contain_text("chưa được lưu")


def test_all_that_is_kept_stays_within_5_mb_and_the_oldest_page_goes_first(site, reader):
    noise = random.Random(1)
    for n in range(9):
        html = f'<title>Trang {n}</title><main><img src="/anh/{n}.jpg" alt=""></main>' + "x" * 600_000
        site.server.made[f"/lon/{n}.html"] = ("text/html; charset=utf-8", html.encode())
        site.server.made[f"/anh/{n}.jpg"] = ("image/jpeg", noise.randbytes(400_000))
        reader.goto(f"/lon/{n}.html")
        found = until(reader, lambda kept, n=n: {f"/lon/{n}.html", f"/anh/{n}.jpg"} <= kept.keys())
        assert sum(found.values()) <= MOST
        if n == 4:
            reader.goto("/lon/1.html")  # again: now it is younger than 2
            reader.goto("/")
        if n == 5:
            assert "/anh/1.jpg" in found
            assert "/anh/2.jpg" not in found, "the picture of the page that now is the oldest"
    assert {path for path in found if path.startswith("/lon/")} == {f"/lon/{n}.html" for n in (1, 5, 6, 7, 8)}
    assert {f"/anh/{n}.jpg" for n in range(9)} & found.keys() == {f"/anh/{n}.jpg" for n in (5, 6, 7, 8)}
    assert {"/ngoai-tuyen.html", "/ngoai-tuyen.json"} <= found.keys()


def test_a_device_with_less_room_keeps_what_it_can(site, reader):
    session = reader.context.new_cdp_session(reader)
    session.send("Storage.overrideQuotaForOrigin", {"origin": site.server.url, "quotaSize": 1_500_000})
    for n in range(6):
        html = f"<title>Trang {n}</title><main></main>" + "x" * 300_000
        site.server.made[f"/lon/{n}.html"] = ("text/html; charset=utf-8", html.encode())
        assert reader.goto(f"/lon/{n}.html").ok
    found = until(reader, lambda kept: {"/lon/4.html", "/lon/5.html"} & kept.keys())
    assert sum(found.values()) <= 1_500_000
    assert site.server.requested.count(OTHER) == 1, "what there is no room for is not fetched each time"


@pytest.mark.parametrize("status", [404, 410])
def test_what_the_network_no_longer_has_is_let_go_of(site, reader, status):
    reader.goto(OLD)
    own = reader.evaluate("new URL(document.querySelector('main img').currentSrc).pathname")
    until(reader, lambda kept: {OLD, own} <= kept.keys())
    site.server.failing[OLD] = status
    assert reader.goto(OLD).status == status
    until(reader, lambda kept: OLD not in kept and own not in kept)


def test_what_is_taken_down_leaves_every_page_kept_whichever_is_opened_next(site, reader):
    for path in (ARTICLE, OLD):
        reader.goto(path, wait_until="networkidle")
        until(reader, lambda kept, path=path: path in kept)
    withdrawn = "{reason: Nguồn rút bài., date: 2024-04-01}"
    site.publish({"articles/2020/cu.md": article("Bài cũ", date="2020-01-01", withdrawn=withdrawn)})
    reader.goto("/gioi-thieu/")
    found = until(reader, lambda kept: OLD not in kept)
    assert not any(path.startswith("/anh/") for path in found)
    reader.goto(OLD)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Bài đã gỡ")
    site.server.stop()
    reader.goto(OLD)
    expect(notice(reader)).to_contain_text("chưa được lưu")


def test_an_unread_article_that_is_no_longer_new_is_let_go_of(site, reader):
    reader.goto(ARTICLE)
    until(reader, lambda kept: OTHER in kept)
    newer = {f"articles/2025/m{n}.md": article(f"Mới {n}", date="2025-01-01") for n in range(19)}
    site.publish(newer)
    reader.goto("/tin/")
    until(reader, lambda kept: "/tin/2025/m0.html" in kept and OTHER not in kept)
    assert ARTICLE in kept(reader), "it was opened"


def test_a_page_that_has_moved_leads_on_and_its_old_address_is_not_kept(site, reader):
    assert reader.goto("/tin").url == f"{site.server.url}/tin/"
    assert "/tin" not in until(reader, lambda kept: "/tin/" in kept)


def test_queries_feeds_data_and_posts_are_left_alone(site, reader):
    before = kept(reader).keys()
    for path in (f"{ARTICLE}?a=1", "/atom.xml", "/tin-moi.json"):
        answer = reader.goto(path)
        assert answer.ok
        assert not answer.from_service_worker
    reader.goto("/")
    reader.evaluate(f"fetch('{ARTICLE}', {{ method: 'POST' }})")
    reader.evaluate(f"fetch('{ARTICLE}', {{ headers: {{ range: 'bytes=0-9' }} }})")
    reader.goto("/tin/")
    until(reader, lambda kept: "/tin/" in kept)
    assert f"{ARTICLE}?a=1" not in kept(reader)
    assert {"/atom.xml", "/tin-moi.json"}.isdisjoint(kept(reader).keys() - before)
    site.server.stop()
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        reader.goto("/robots.txt")


def test_a_worker_that_keeps_otherwise_throws_away_what_was_kept_before(site, reader):
    code = (site.project.output / "sw.js").read_text("utf-8")
    site.server.made["/sw.js"] = ("text/javascript", code.replace("${CACHES}1", "${CACHES}2").encode())
    reader.goto(OLD)
    until(reader, lambda names: names == ["ngoai-tuyen-2"], "caches.keys()")
    reader.goto(OLD)
    site.server.stop()
    reader.goto(OLD)
    expect(notice(reader)).to_contain_text("bản đã lưu")


def test_one_setting_takes_the_worker_and_all_it_kept_from_the_devices(site, reader):
    reader.goto(ARTICLE)
    until(reader, lambda kept: ARTICLE in kept)
    site.server.stop()
    reader.goto(ARTICLE)
    expect(notice(reader)).to_be_visible()
    site.server.start()
    site.publish({}, offline="false")
    reader.goto(ARTICLE)
    until(reader, lambda left: not left, LEFT)
    reader.goto(ARTICLE, wait_until="networkidle")
    assert not reader.evaluate(LEFT)
    site.server.stop()
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        reader.goto(ARTICLE)


def test_editors_have_no_worker(page):
    page.goto("/", wait_until="networkidle")
    assert page.evaluate("navigator.serviceWorker.getRegistrations()") == []
    assert "registration.unregister()" in page.request.get("/sw.js").text()
