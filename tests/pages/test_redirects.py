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


def test_an_old_address_may_have_any_ending_and_letters(build):
    old = {
        "/tin-tuc/bai-123.aspx": "tin-tuc/bai-123.aspx/index.html",
        "/2020/03/bai-cu": "2020/03/bai-cu/index.html",
        "/2020/03/bai-cu/bai-khac/": "2020/03/bai-cu/bai-khac/index.html",
        "/tin/%C4%91i%E1%BB%83n-h%C3%ACnh.html": "tin/điển-hình.html",
        "/Tin/BÀI (1).php": "Tin/BÀI (1).php/index.html",
    }
    lines = "".join(f"\n  - {path}" for path in [*old, "/2020/03/bai-cu/"])
    body = "[a](/tin/điển-hình.html), [b](/2020/03/bai-cu/)"
    site = build({"articles/2024/a.md": article("Tin", redirects=lines, body=body)})
    assert site.run.returncode == 0, site.run.stderr
    for file in old.values():
        page = site.page(file)
        assert page.find("meta", attrs={"http-equiv": "refresh"})["content"] == "0; url=/tin/2024/a.html"
    assert (site.output / "_redirects").read_text("utf-8").splitlines() == [
        "/2020/03/bai-cu /tin/2024/a.html 301",
        "/2020/03/bai-cu/ /tin/2024/a.html 301",
        "/2020/03/bai-cu/bai-khac/ /tin/2024/a.html 301",
        "/Tin/B%C3%80I%20(1).php /tin/2024/a.html 301",
        "/Tin/B%C3%80I%20(1).php/ /tin/2024/a.html 301",
        "/dia-phuong/thua-thien-hue/ /dia-phuong/hue/ 301",
        "/tin-tuc/bai-123.aspx /tin/2024/a.html 301",
        "/tin-tuc/bai-123.aspx/ /tin/2024/a.html 301",
        "/tin/%C4%91i%E1%BB%83n-h%C3%ACnh.html /tin/2024/a.html 301",
    ]
