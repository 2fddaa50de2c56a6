"""Scripts on a site below a path: search, the newest articles, pages kept on the device."""

import pytest
from playwright.sync_api import expect

from publishing import Server
from sites import CONTENT, Project, article, page

ARTICLE, OFFLINE = "/repo/tin/2024/a.html", "/repo/ngoai-tuyen.html"
ELSEWHERE = "ngoai-tuyen-1"  # the cache of another site of this host, which lies at its root


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("below")
    files = {
        f"articles/2024/{name}.md": article(f"Bài {name}", date=f"2024-03-{day:02}", body="Chữ của bài.")
        for day, name in enumerate(["a", *(f"n{number}" for number in range(8))], 1)
    }
    files["pages/ngoai-tuyen.md"] = (CONTENT / "pages/ngoai-tuyen.md").read_text("utf-8")
    files["pages/404.md"] = page("Không có trang này")
    project = Project(folder, files)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITEURL", "https://ten.github.io/repo")
        built = project.build(folder / "web/repo")
    assert built.code == 0, built.said
    (folder / "web/index.html").write_text("<title>Trang khác</title>", "utf-8")
    return folder / "web"


@pytest.fixture
def server(folder):
    server = Server(folder)
    yield server
    server.stop()


@pytest.fixture
def reader(browser, server):
    with browser.new_context(base_url=server.url) as context:
        yield context.new_page()


def test_pages_are_kept_below_the_path_and_other_sites_of_the_host_are_left_alone(server, reader):
    reader.goto("/")
    reader.evaluate(f"caches.open('{ELSEWHERE}').then((cache) => cache.put('/x', new Response('x')))")
    reader.goto("/repo/")
    reader.wait_for_function("() => navigator.serviceWorker.controller !== null")
    registered = "navigator.serviceWorker.getRegistrations().then((all) => all.map(({ scope }) => scope))"
    assert reader.evaluate(registered) == [f"{server.url}/repo/"]
    reader.goto(ARTICLE)
    reader.wait_for_function(f"() => caches.match('{ARTICLE}').then(Boolean)")
    assert sorted(reader.evaluate("caches.keys()")) == [ELSEWHERE, "ngoai-tuyen/repo/-1"]
    server.stop()
    reader.goto(ARTICLE)
    expect(reader.get_by_role("main")).to_contain_text("Chữ của bài.")
    reader.get_by_role("link", name="Các trang đã lưu").click()
    expect(reader.locator(f"#da-luu a[href='{ARTICLE}']")).to_have_text("Bài a")
    reader.goto("/repo/tin/chua-mo.html")
    expect(reader.get_by_role("main")).to_contain_text("chưa được lưu")
    reader.goto(OFFLINE)
    reader.get_by_role("button", name="Xóa").click()
    expect(reader.locator("#da-luu a")).to_have_count(0)
    assert ELSEWHERE in reader.evaluate("caches.keys()")


def test_search_and_newest_articles_lead_below_the_path(server, reader):
    reader.goto("/repo/tim-kiem/?q=bai+n7")
    found = reader.locator("#ket-qua a").filter(has_text="Bài n7")
    expect(found).to_have_attribute("href", "/repo/tin/2024/n7.html")
    found.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Bài n7")
    reader.set_viewport_size({"width": 360, "height": 200})
    reader.goto(ARTICLE)
    expect(reader.locator("#tin-moi ul a").first).to_have_attribute("href", "/repo/tin/2024/n7.html")
