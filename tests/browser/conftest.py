"""The browser and the page of the browser tests."""

import shutil

import pytest

from served import serve
from sites import CONTENT, PRIVATE, article, run_python, write_content


@pytest.fixture
def page(browser, site_url):
    """A fresh page, with storage of its own, on which page.goto("/") opens the front page."""
    context = browser.new_context(base_url=site_url)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    """The newsroom's content, and what it has not: long lists, a gallery, a draft, a withdrawn article.

    It is the private site, which has the components' samples too.
    """
    folder = tmp_path_factory.mktemp("site")
    content, output = folder / "content", folder / "output"
    shutil.copytree(CONTENT, content)
    extra = {f"articles/2020/a{n}.md": article(f"Tin cũ số {n}", date="2020-01-01") for n in range(30)}
    extra["articles/2020/go.md"] = article(
        date="2020-01-02", withdrawn="{reason: Nguồn đính chính., date: 2020-02-01}"
    )
    extra["articles/2020/nhap.md"] = article("Tin còn viết", date="2020-01-03", status="draft")
    names = ("hoi-truong", "giay-va-but", "luy-tre")
    gallery = "\n".join(f"![Tranh {name}]({{static}}/images/minh-hoa/{name}.jpg)" for name in names)
    extra["articles/2020/bo-anh.md"] = article(
        "Bài có bộ ảnh", date="2020-01-04", body=f"Lời mở đầu.\n\n{gallery}\nBa bức tranh. Tranh minh họa"
    )
    write_content(content, extra, campaign=False)
    run = run_python("-m", "pelican", content, "-s", PRIVATE, "-o", output)
    assert run.returncode == 0, run.stderr
    return output


@pytest.fixture(scope="session")
def site_url(site_folder):
    """Where that site is served."""
    with serve(site_folder) as address:
        yield address
