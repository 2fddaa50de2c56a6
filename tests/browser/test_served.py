"""Pages served by nginx: the effect of its headers and of the pages' own policies."""

import pytest

from pages import PAGES
from sites import Project, article
from visits import Traffic
from web_servers import serving

STYLED = "document.styleSheets.length == 1 && document.styleSheets[0].cssRules.length > 5"
REMEMBER = (
    "window.refused = []; document.addEventListener('securitypolicyviolation',"
    " (event) => refused.push(event.violatedDirective + ' ' + event.blockedURI))"
)


@pytest.fixture(scope="module")
def nginx(site_folder, tmp_path_factory):
    with serving("nginx", site_folder, tmp_path_factory.mktemp("nginx")) as server:
        yield server


@pytest.fixture
def page(page):
    page.add_init_script(REMEMBER)
    return page


def test_no_page_that_nginx_serves_offends_a_policy(page, nginx):
    traffic, complaints = Traffic(page), []
    page.on("console", lambda message: complaints.append(message.text))
    for path in PAGES.values():
        answer = page.goto(nginx.url + path)
        assert answer.status == {PAGES["not found"]: 404, PAGES["withdrawn"]: 410}.get(path, 200), path
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        traffic.wait_until_quiet()
        assert page.evaluate("refused") == [], path
        assert page.evaluate(STYLED), path
    assert [text for text in complaints if "status of 4" not in text] == []


def test_a_style_that_is_not_the_pages_own_is_refused(page, nginx):
    page.goto(nginx.url)
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('style'), {textContent: '*{}'}))"
    )
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    assert page.evaluate("refused") == ["style-src-elem inline", "style-src-attr inline"]


def test_no_other_page_can_frame_one(page, nginx, site_url):
    page.goto(site_url)  # another origin, and without its policy a page could
    page.set_content(f"<iframe src='{nginx.url}'></iframe>", wait_until="networkidle")
    frame = page.frames[1]
    assert frame.url == "chrome-error://chromewebdata/"


def test_a_new_style_is_let_in_and_the_server_is_not_told(page, tmp_path):
    project = Project(tmp_path, {"articles/2024/a.md": article()})
    assert project.build().code == 0
    with serving("nginx", project.output, tmp_path / "nginx") as server:
        page.goto(f"{server.url}/tin/2024/a.html")
        assert heading_style(page) != "3px"
        project.append("theme/static/css/utilities.css", "h1 { letter-spacing: 3px !important }")
        assert project.build().code == 0
        page.reload()
        assert heading_style(page) == "3px"


def heading_style(page):
    assert page.evaluate("refused") == []
    return page.evaluate("getComputedStyle(document.querySelector('h1')).letterSpacing")
