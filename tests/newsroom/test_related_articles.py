"""What an article page offers to read next."""

from sites import Project, article

EVENT = "{name: Hội nghị tổng kết, date: 2024-03-01, province: Lào Cai}"
OTHERS = {f"articles/2023/khac{n}.md": article(f"Tin {n}", date=f"2023-01-0{n}") for n in range(1, 6)}


def section(site, path, heading):
    """The text of each card in the section of a page with this heading."""
    headings = [one for one in site.page(path).main("h2") if one.get_text() == heading]
    return [
        card.get_text(" ", strip=True) for one in headings for card in one.find_parent("section")("article")
    ]


def pages_of_articles(project):
    pages = {page.relative_to(project.output).as_posix(): page for page in project.output.glob("tin/20*/*")}
    return {
        path: page.read_text("utf-8")
        for path, page in pages.items()
        if page.suffix == ".html" and page.name != "index.html"
    }


def test_an_article_offers_what_has_most_in_common_with_it_and_says_why(build):
    site = build(
        OTHERS
        | {
            "articles/2024/a.md": article("Khai mạc", event=EVENT, provinces="[Lào Cai]"),
            "articles/2024/b.md": article("Bế mạc", event=EVENT, date="2024-03-06"),
            "articles/2024/c.md": article("Ra quân", provinces="[Lào Cai]", date="2024-03-07"),
        }
    )
    assert section(site, "tin/2024/a.html", "Có thể bạn quan tâm") == [
        "Bế mạc 6/3/2024 · cùng hội nghị",
        "Ra quân 7/3/2024 · cùng địa phương",
    ]
    assert section(site, "tin/2024/a.html", "Tin cùng chuyên mục") == []


def test_an_article_with_nothing_in_common_offers_what_came_before_in_its_category(build):
    site = build(OTHERS)
    assert section(site, "tin/2023/khac5.html", "Có thể bạn quan tâm") == []
    assert section(site, "tin/2023/khac5.html", "Tin cùng chuyên mục") == [
        f"Tin {n} {n}/1/2023" for n in (4, 3, 2, 1)
    ]
    headings = [heading.get_text() for heading in site.page("tin/2023/khac1.html").main("h2")]
    assert headings == ["Tin mới"]


def test_a_new_article_that_has_nothing_in_common_changes_no_other_articles_page(tmp_path):
    tied = {
        f"articles/2024/{name}.md": article(name, event=EVENT, date=f"2024-03-0{day}")
        for day, name in enumerate("abc", start=1)
    }
    project = Project(tmp_path, OTHERS | tied)
    assert project.build().code == 0
    before = pages_of_articles(project)
    assert "cùng hội nghị" in before["tin/2024/a.html"]
    new = project.content / "articles/2024/moi.md"
    new.write_text(article("Mới", date="2024-04-01", provinces="[Hà Nội]"), "utf-8")
    assert project.build().code == 0
    after = pages_of_articles(project)
    assert after.pop("tin/2024/moi.html")
    assert after == before
