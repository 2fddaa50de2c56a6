from sites import article


def test_an_address_that_moved_keeps_a_small_page(build):
    site = build(
        {"articles/2024/a.md": article("Tin", redirects="[/tin/2023/ten-cu.html, /tin/cu/]")},
        SITEURL="https://tin.example.vn",
    )
    for old in ("tin/2023/ten-cu.html", "tin/cu/index.html"):
        page = site.page(old)
        assert page.find("link", rel="canonical")["href"] == "https://tin.example.vn/tin/2024/a.html"
        assert page.find("meta", attrs={"http-equiv": "refresh"})["content"] == "0; url=/tin/2024/a.html"
        assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
        assert page.main.a["href"] == "/tin/2024/a.html"
        assert len(page.main.find_all("h1")) == 1
        assert page.footer


def test_a_draft_leaves_nothing_at_its_old_address(build):
    site = build({"articles/2024/a.md": article("Tin", status="draft", redirects="[/tin/2023/ten-cu.html]")})
    assert "tin/2023/ten-cu.html" not in site.files
