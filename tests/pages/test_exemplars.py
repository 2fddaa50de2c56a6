from sites import article, exemplar


def test_a_profile_lists_the_articles_that_mention_it_newest_first(build):
    site = build(
        {
            "exemplars/nguoi-thu.md": exemplar(provinces="[Hà Giang]"),
            "articles/2024/a.md": article("Cũ", exemplars="[Người thử]"),
            "articles/2024/b.md": article("Mới", date="2024-06-01", exemplars="[nguoi-thu]"),
        }
    )
    assert site.titles("guong/nguoi-thu.html") == ["Mới", "Cũ"]
    for path in ("tin/2024/a.html", "guong/index.html", "index.html"):
        links = site.page(path).main.find_all("a", href="/guong/nguoi-thu.html")
        assert any("Người thử" in link.get_text() for link in links), path


def test_a_withdrawn_profile_leaves_a_notice_and_its_name_nowhere(build):
    site = build(
        {
            "exemplars/nguoi-thu.md": exemplar(withdrawn="{reason: Theo yêu cầu., date: 2024-05-01}"),
            "articles/2024/a.md": article("Tin", exemplars="[Người thử]"),
        }
    )
    assert "Theo yêu cầu." in site.page("guong/nguoi-thu.html").main.get_text()
    assert "Người thử" not in site.text()


def test_a_profile_that_many_articles_mention_leads_to_a_list_of_them_all(build):
    articles = {
        f"articles/2024/a{number}.md": article(
            f"Bài {number}", date=f"2024-03-{number:02}", exemplars="[nguoi-thu]"
        )
        for number in range(1, 23)
    }
    site = build({"exemplars/nguoi-thu.md": exemplar(provinces="[Hà Giang]"), **articles})
    assert site.titles("guong/nguoi-thu.html") == [f"Bài {number}" for number in range(22, 2, -1)]
    more = site.page("guong/nguoi-thu.html").main.find("a", string="Tất cả các bài (22)")
    assert more["href"] == "/guong/nguoi-thu/bai-viet/"
    assert len(site.titles("guong/nguoi-thu/bai-viet/index.html")) == 22
    assert "guong/nguoi-thu/bai-viet/atom.xml" in site.files
