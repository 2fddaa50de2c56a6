"""Related articles on the page of an article."""

from bs4 import BeautifulSoup

from sites import Project, article, event, exemplar

HEADING = "Có thể bạn quan tâm"
OTHERS = {f"articles/2023/khac{n}.md": article(f"Tin {n}", date=f"2023-01-{n:02}") for n in range(1, 21)}


def offered(page, heading=HEADING):
    """The text of each card in the section of a page with this heading."""
    headings = [one for one in page.main("h2") if one.get_text() == heading]
    return [
        card.get_text(" ", strip=True) for one in headings for card in one.find_parent("section")("article")
    ]


def pages_of_articles(project):
    """Bytes and time of each article's page."""
    pages = {page.relative_to(project.output).as_posix(): page for page in project.output.glob("tin/20*/*")}
    return {
        path: (page.read_text("utf-8"), page.stat().st_mtime_ns)
        for path, page in pages.items()
        if page.suffix == ".html" and page.name != "index.html"
    }


def test_an_article_offers_what_has_most_in_common_with_it_and_says_why(build):
    held = event(province="Lào Cai")
    site = build(
        OTHERS
        | {
            "exemplars/nguoi.md": exemplar("Người mẫu"),
            "articles/2024/a.md": article("Khai mạc", event=held, exemplars="[Người mẫu]"),
            "articles/2024/b.md": article("Bế mạc", event=held, date="2024-03-06"),
            "articles/2024/c.md": article("Ra quân", provinces="[Lào Cai]", date="2024-03-07"),
            "articles/2024/d.md": article("Gặp lại", exemplars="[Người mẫu]", date="2024-03-08"),
        }
    )
    page = site.page("tin/2024/a.html")
    assert offered(page) == ["Gặp lại 8/3/2024 · cùng điển hình", "Ra quân 7/3/2024 · cùng địa phương"]
    assert offered(page, "Bài khác về hội nghị này") == ["Bế mạc 6/3/2024 · Lào Cai"]
    assert offered(page, "Tin cùng chuyên mục") == []


def test_an_article_with_nothing_in_common_offers_what_came_before_in_its_category(build):
    site = build(OTHERS)
    page = site.page("tin/2023/khac5.html")
    assert offered(page) == []
    assert offered(page, "Tin cùng chuyên mục") == [f"Tin {n} {n}/1/2023" for n in (4, 3, 2, 1)]
    headings = [heading.get_text() for heading in site.page("tin/2023/khac1.html").main("h2")]
    assert headings == ["Tin mới"]


def test_a_new_article_rewrites_the_pages_whose_offer_it_changes_and_no_others(tmp_path):
    names = ("Người một", "Người hai", "Người ba")
    tied = {f"exemplars/{n}.md": exemplar(name) for n, name in enumerate(names)}
    for n in range(1, 28):
        tied[f"articles/2024/{n}.md"] = article(
            f"Bài {n}", date=f"2024-03-{n:02}", exemplars=f"[{names[n % 3]}]"
        )
    project = Project(tmp_path, OTHERS | tied)
    assert project.build().code == 0
    before = pages_of_articles(project)
    new = project.content / "articles/2024/moi.md"
    new.write_text(article("Mới", date="2024-04-01", exemplars="[Người hai]"), "utf-8")
    assert project.build().code == 0
    after = pages_of_articles(project)
    assert len(offered(BeautifulSoup(after.pop("tin/2024/moi.html")[0], "html.parser"))) == 4
    rewritten = {path for path in before if after[path] != before[path]}
    untied = {path for path, (text, _) in before.items() if "cùng điển hình" not in text}
    assert untied == {f"tin/2023/khac{n}.html" for n in range(1, 21)}, "which have nothing in common with any"
    offer = {
        path: [offered(BeautifulSoup(pages[path][0], "html.parser")) for pages in (before, after)]
        for path in before
    }
    assert rewritten == {path for path, (old, now) in offer.items() if old != now}
    assert 0 < len(rewritten) < 9, "of the nine about the same person"
