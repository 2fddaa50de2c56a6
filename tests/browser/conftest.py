"""The browser and the page of the browser tests."""

import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from served import serve
from sites import CONTENT, PRIVATE, article, run_python, write_content
from visits import fresh_page, lasting_context


@pytest.fixture(scope="session")
def context(browser, site_url):
    """One context for all tests of a worker: a new one takes Chromium most of a second."""
    with lasting_context(browser, site_url) as context:
        yield context


@pytest.fixture
def page(context, site_url):
    """A new page on which page.goto("/") opens the front page; its stored data do not outlive the test."""
    with fresh_page(context, site_url) as page:
        yield page


@pytest.fixture
def scriptless_page(page):
    """A page that runs no script."""
    switch = {"value": True}
    page.context.new_cdp_session(page).send("Emulation.setScriptExecutionDisabled", switch)
    return page


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory, worker_id):
    """The newsroom's private site with longer lists, a gallery, a draft and a withdrawn article.

    Workers share it; samples of all components are part of it.
    """
    run = tmp_path_factory.getbasetemp()
    folder = (run if worker_id == "master" else run.parent) / "newsroom-in-browsers"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            _build(folder)
    return folder


def _build(folder: Path):
    content = folder.with_suffix(".content")
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
    run = run_python("-m", "pelican", content, "-s", PRIVATE, "-o", folder)
    assert run.returncode == 0, run.stderr


@pytest.fixture(scope="session")
def site_url(site_folder):
    """The address of that site, served."""
    with serve(site_folder) as address:
        yield address
