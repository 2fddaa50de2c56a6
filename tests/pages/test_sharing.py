"""Sharing a page, and the publisher's own pages elsewhere."""

import gzip

import pytest

from newsroom.sharing.links import share_links
from sites import Project, Site, article, exemplar, identify


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The public site, its publisher on YouTube and not yet elsewhere."""
    files = {"articles/2024/lu.md": article("Nước rút & dựng lại"), "exemplars/xa.md": exemplar("Hàng A Xà")}
    project = Project(tmp_path_factory.mktemp("sharing"), files)
    project.append("publishconf.py", "\nSITEURL = 'https://tin.example.vn'\n")
    identify(project.content, particulars="{YouTube: 'https://www.youtube.com/@tin', Zalo: '[zalo]'}")
    run = project.build()
    assert run.code == 0, run.said
    return Site(project.content, project.output, run)


@pytest.mark.parametrize(
    ("path", "title"), [("tin/2024/lu.html", "Nước rút & dựng lại"), ("guong/xa.html", "Hàng A Xà")]
)
def test_articles_and_profiles_are_passed_on_by_plain_links(built, path, title):
    page = built.page(path)
    links = page.find(id="chia-se").find_all("a")
    expected = share_links(f"https://tin.example.vn/{path}", title)
    assert [(link.get_text(), link["href"]) for link in links] == [(one.label, one.url) for one in expected]
    assert all(link["rel"] == ["noopener"] and not link.get("target") for link in links)


def test_no_page_asks_anything_of_another_host(built):
    pages = [path for path in built.files if path.endswith(".html")]
    assert len(pages) > 50
    for path in pages:
        page = built.page(path)
        asked = page.find_all(["script", "img", "iframe", "source", "video", "audio"], src=True)
        asked += page.find_all("link", href=True)
        for element in asked:
            address = element.get("src") or element["href"]
            assert address.startswith(("/", "https://tin.example.vn/")), f"{path}: {element}"


def test_the_publishers_own_pages_are_named_once_they_are_known(built):
    foot = built.page("tin/2024/lu.html").body.find("footer", recursive=False)
    assert foot.find("a", rel="me")["href"] == "https://www.youtube.com/@tin"
    assert "Facebook" not in foot.get_text()
    assert "Zalo" not in foot.get_text()
    assert "[" not in foot.get_text()


def test_what_readers_choose_by_is_light(built):
    script = (built.output / "tai-nguyen/ban-doc.js").read_bytes()
    assert len(gzip.compress(script, 9)) <= 1_350
