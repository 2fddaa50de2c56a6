import functools
import http.server
import threading
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from sites import ROOT, invoke

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
def test_a_page_asks_for_nothing_but_itself(page, path):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path, wait_until="networkidle")
    assert [urlsplit(url).path for url in asked] == [path]


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
    page.get_by_role("heading", level=2).get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("7 tỉnh miền núi biên giới phía Bắc")
    place = page.get_by_role("link", name="Hà Giang (nay thuộc tỉnh Tuyên Quang)")
    place.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tuyên Quang")


@pytest.fixture(scope="session")
def site_url(tmp_path_factory):
    """The project's own site, built and served on this machine."""
    output = tmp_path_factory.mktemp("site") / "output"
    run = invoke("build", "--content", ROOT / "content", "--output", output)
    assert run.returncode == 0, run.stderr
    handler = functools.partial(QuietHandler, directory=output)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args):
        pass
