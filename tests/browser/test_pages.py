import functools
import http.server
import shutil
import threading
from itertools import product
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from sites import ROOT, article, run_python, write_content

PAGES = {
    "front page": "/",
    "article": "/tin/2024/lao-cai-tong-ket-10-nam-chi-thi-34.html",
    "list": "/tin/",
    "campaign": "/phong-trao/vi-nguoi-ngheo/",
    "campaign x province": "/phong-trao/vi-nguoi-ngheo/lao-cai/",
    "campaigns": "/phong-trao/",
    "province": "/dia-phuong/tuyen-quang/",
    "former unit": "/dia-phuong/ha-giang/",
    "provinces": "/dia-phuong/",
    "exemplar": "/guong/hang-a-xa.html",
    "exemplars": "/guong/",
    "page": "/gioi-thieu.html",
    "not found": "/404.html",
    "category": "/chuyen-muc/phong-trao/",
    "tag": "/the/giam-ngheo/",
    "year": "/tin/2024/",
    "numbered page": "/tin/trang/1/",
    "withdrawn": "/tin/2020/go.html",
    "draft": "/tin/2020/nhap.html",
    "components": "/mau/",
}
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)


@every_page
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_spills_out_sideways(page, path, width):
    page.set_viewport_size({"width": width, "height": 640})  # CSS px
    page.goto(path)
    reach = page.evaluate("document.documentElement.scrollWidth")
    assert reach <= width, f"{path} is {reach} px wide"


@every_page
def test_a_page_has_its_landmarks_and_one_heading_of_level_one(page, path):
    page.goto(path)
    expect(page.get_by_role("banner")).to_have_count(1)
    expect(page.get_by_role("contentinfo")).to_have_count(1)
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()


@every_page
def test_nothing_but_the_page_stands_before_its_text_and_all_comes_from_one_host(page, site_url, path):
    asked, complaints = [], []
    page.on("request", lambda request: asked.append((request.resource_type, request.url)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(path, wait_until="networkidle")
    assert all(url.startswith(site_url) for _, url in asked), asked
    assert {kind for kind, _ in asked} <= {"document", "image", "script", "fetch", "other"}
    assert page.evaluate("[...document.scripts].every((script) => script.defer)")
    assert not complaints


def expect_no_axe_violation(page):
    """By day and by night, on a phone and on a desk."""
    repeated = urlsplit(page.url).path == "/mau/"  # one component drawn twice has its landmark twice
    options = {"rules": {"landmark-unique": {"enabled": not repeated}}}
    for width, scheme in product((360, 1280), ("light", "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        results = Axe().run(page, options=options)
        assert results.violations_count == 0, f"{width} px, {scheme}: {results.generate_report()}"


@every_page
def test_axe_finds_nothing(page, path):
    page.goto(path)
    expect_no_axe_violation(page)


def test_axe_finds_nothing_on_a_page_that_has_moved(page, site_url):
    address = f"{site_url}/dia-phuong/thua-thien-hue/"
    stays = page.request.get(address).text().replace('http-equiv="refresh"', 'name="refresh"')
    page.route(address, lambda route: route.fulfill(body=stays, content_type="text/html; charset=utf-8"))
    page.goto(address)
    expect(page.get_by_role("link", name="địa chỉ mới")).to_be_visible()
    expect_no_axe_violation(page)


@every_page
def test_no_letter_is_clipped(page, path):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    tight = page.evaluate(
        """[...document.querySelectorAll("h1, h2, h3, h4, p, li, dt, dd, td, th, a, figcaption")]
            .map((element) => [element, getComputedStyle(element)])
            .filter(([, style]) => parseFloat(style.lineHeight) < 1.249 * parseFloat(style.fontSize)
                || (style.overflowY === "hidden" && style.position !== "absolute"))
            .map(([element]) => element.outerHTML.slice(0, 80))"""
    )
    assert not tight, "Vietnamese stacks marks above and below: lines need 1.25"


def test_without_script_the_article_is_whole(browser, site_url):
    context = browser.new_context(base_url=site_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGES["article"])
    expect(page.get_by_role("main")).to_contain_text("10 năm thực hiện Chỉ thị")
    expect(page.get_by_role("link", name="Xem tin mới nhất ở trang chủ")).to_be_visible()
    context.close()


def test_the_newest_articles_come_by_script(page):
    page.goto(PAGES["article"])
    newest = page.get_by_role("heading", name="Tin mới").locator("..").get_by_role("listitem")
    expect(newest.first).to_be_visible()
    newest.first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_keyboard_reaches_the_text_first(page):
    page.goto(PAGES["article"])
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Tới nội dung")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert urlsplit(page.url).fragment == "noi-dung"


def test_a_reader_finds_an_article_by_its_province(page):
    page.goto("/")
    page.get_by_role("navigation", name="Mục chính").get_by_role("link", name="Địa phương").click()
    page.get_by_role("link", name="Hà Giang").click()
    page.get_by_role("article").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("7 tỉnh miền núi biên giới phía Bắc")
    page.get_by_role("link", name="Hà Giang (nay thuộc tỉnh Tuyên Quang)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tỉnh Tuyên Quang")


@pytest.fixture(scope="session")
def site_url(tmp_path_factory):
    """The project's own content, and what it has not yet: long lists, a draft, a withdrawn article.

    It is the private site, which has the components' samples too.
    """
    folder = tmp_path_factory.mktemp("site")
    content, output = folder / "content", folder / "output"
    shutil.copytree(ROOT / "content", content)
    extra = {f"articles/2020/a{n}.md": article(f"Tin cũ số {n}", date="2020-01-01") for n in range(30)}
    extra["articles/2020/go.md"] = article(
        date="2020-01-02", withdrawn="{reason: Nguồn đính chính., date: 2020-02-01}"
    )
    extra["articles/2020/nhap.md"] = article("Tin còn viết", date="2020-01-03", status="draft")
    write_content(content, extra, campaign=False)
    run = run_python("-m", "pelican", content, "-s", ROOT / "pelicanconf.py", "-o", output)
    assert run.returncode == 0, run.stderr
    handler = functools.partial(QuietHandler, directory=output)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args):
        pass
