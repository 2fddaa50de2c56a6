"""Pages of authors, and the bylines that lead there."""

import pytest

from sites import article


@pytest.fixture
def files():
    return {
        "articles/2024/a.md": article("Một", authors="[Lan Mẫu, Trần Ví Dụ]", date="2024-03-04"),
        "articles/2024/b.md": article("Hai", authors="[Trần Ví Dụ]"),
        "articles/2024/c.md": article("Ba", authors="[Người Ẩn]", status="hidden"),
    }


def byline(page):
    return {link.get_text(): link["href"] for link in page.select("article header [href^='/tac-gia/']")}


def test_a_byline_leads_to_the_articles_of_its_author(build, files):
    site = build(files)
    assert byline(site.page("tin/2024/a.html")) == {
        "Lan Mẫu": "/tac-gia/lan-mau/",
        "Trần Ví Dụ": "/tac-gia/tran-vi-du/",
    }
    assert site.titles("tac-gia/tran-vi-du/index.html") == ["Hai", "Một"]
    page = site.page("tac-gia/lan-mau/index.html")
    assert page.h1.get_text() == "Bài của Lan Mẫu"
    assert [link["href"] for link in page.select("link[rel=alternate]")] == [
        "/tac-gia/lan-mau/atom.xml",
        "/tac-gia/lan-mau/feed.json",
    ]
    assert "/tac-gia/lan-mau/</loc>" in (site.output / "sitemap.xml").read_text("utf-8")


def test_an_author_of_hidden_articles_alone_has_no_page(build, files):
    site = build(files)
    assert "Người Ẩn" in site.page("tin/2024/c.html").select_one(".dateline").get_text()
    assert byline(site.page("tin/2024/c.html")) == {}
    assert not [path for path in site.files if path.startswith("tac-gia/nguoi-an")]


def test_a_new_article_changes_the_pages_of_its_own_authors_alone(build, files):
    def pages(site):
        return {path: data for path, data in site.bytes().items() if path.startswith("tac-gia/")}

    before = pages(build(files))
    after = pages(build({"articles/2024/d.md": article("Bốn", authors="[Lan Mẫu]")}))
    assert {path for path in after if before.get(path) != after[path]} == {
        f"tac-gia/lan-mau/{file}" for file in ("index.html", "atom.xml", "feed.json")
    }
