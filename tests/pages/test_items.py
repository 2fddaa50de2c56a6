from sites import article, campaign, event, exemplar, page

FUTURE = "2027-01-01"


def test_the_public_site_holds_no_draft_and_nothing_that_is_still_to_come(build):
    site = build(
        {
            "articles/2024/a.md": article("Đã đăng"),
            "articles/2024/b.md": article("Bản thảo", status="draft"),
            "articles/2027/c.md": article("Ngày mai", date=FUTURE),
            "exemplars/d.md": exemplar(status="draft"),
            "pages/e.md": page(status="draft"),
            "campaigns/f.md": campaign(status="draft"),
        }
    )
    assert site.run.returncode == 0, site.run.stderr
    everything = site.text()
    assert "Đã đăng" in everything
    for secret in ("Bản thảo", "Ngày mai", "Người thử", "Trang thử", "Phong trào thử"):
        assert secret not in everything


def test_the_private_site_shows_drafts_marked(build):
    files = {
        "articles/2024/b.md": article("Bản thảo", status="draft"),
        "articles/2027/c.md": article("Ngày mai", date=FUTURE),
    }
    site = build(files, settings="pelicanconf.py")
    assert "Bản nháp" in site.page("tin/2024/b.html").h1.find_next("p").get_text()
    assert "Bản nháp" in site.page("tin/2027/c.html").h1.find_next("p").get_text()
    assert site.titles("tin/index.html") == ["Ngày mai", "Bản thảo"]


def test_every_kind_of_draft_is_marked_wherever_it_stands(build):
    site = build(
        {
            "campaigns/f.md": campaign(status="draft"),
            "exemplars/d.md": exemplar(status="draft"),
            "pages/e.md": page(status="draft"),
        },
        settings="pelicanconf.py",
    )
    for path in ("phong-trao/f/", "phong-trao/", "guong/d.html", "guong/", "e.html"):
        assert "Bản nháp" in site.page(path + "index.html" if path.endswith("/") else path).main.get_text(), (
            path
        )
    assert site.page("index.html").main.get_text().count("Bản nháp") == 2


def test_a_draft_that_is_withdrawn_is_still_a_draft(build):
    text = article("Nhầm", status="draft", withdrawn="{reason: Chưa từng đăng., date: 2024-04-01}")
    site = build({"articles/2024/a.md": text})
    assert "tin/2024/a.html" not in site.files


def test_what_was_scheduled_appears_when_its_hour_has_come(build):
    files = {"articles/2026/a.md": article("Đúng giờ", date="2026-11-18 18:06")}
    assert "tin/2026/a.html" not in build(files, SOURCE_DATE_EPOCH="1794999900").files  # 18:05 in Vietnam
    assert "tin/2026/a.html" in build(files, SOURCE_DATE_EPOCH="1794999960").files


def test_a_hidden_article_has_its_page_and_is_in_no_list(build):
    site = build({"articles/2024/a.md": article("Chỉ ai biết", status="hidden")})
    assert "Chỉ ai biết" in site.page("tin/2024/a.html").h1.get_text()
    lists = [page for page in site.files if page.endswith((".html", ".xml")) and page != "tin/2024/a.html"]
    assert not [page for page in lists if "Chỉ ai biết" in (site.output / page).read_text("utf-8")]


def test_a_hidden_article_links_only_lists_that_exist(build):
    fields = {
        "category": "Khen thưởng",
        "tags": "[Thẻ riêng, '***', Thẻ chung]",
        "campaigns": "[Phong trào thử]",
        "provinces": "[Lào Cai, Hà Giang]",
        "exemplars": "[Người thử]",
        "event": event(place="Lào Cai"),
        "cluster": "Cụm thi đua 7 tỉnh miền núi biên giới phía Bắc",
        "honours": "[{award: Cờ thi đua của Chính phủ, collectives: 1, decision: Quyết định 666/QĐ-TTg}]",
    }
    profile = "---\ntitle: Người thử\nkind: mô hình\nfield: Lĩnh vực riêng\ndate: 2024-01-01\n"
    named = "campaigns: [Phong trào thử]\nprovinces: [Hà Giang]\n"
    files = {
        "articles/2024/a.md": article("Chỉ ai biết", status="hidden", **fields),
        "articles/2024/b.md": article("Ai cũng biết", tags="[thẻ chung]"),
        "exemplars/c.md": f"{profile}{named}summary: x\nstatus: hidden\n---\n",
        "campaigns/d.md": "---\ntitle: Phong trào thử\nkind: phong trào\nsummary: x\nstatus: hidden\n---\n",
    }
    for settings in (None, "pelicanconf.py"):
        site = build(files, settings=settings)
        assert site.run.returncode == 0, site.run.stderr
        tags = site.page("tin/2024/a.html").find(class_="tags")
        assert tags.get_text(" ", strip=True) == "Từ khóa: Thẻ riêng, ***, Thẻ chung"
        assert [link["href"] for link in tags("a")] == ["/the/the-chung/"]
        assert "Lĩnh vực riêng" in site.page("guong/c.html").main.get_text()
    assert "the/the-rieng/index.html" in build({"articles/2024/c.md": article(tags="[Thẻ riêng]")}).files
    assert len(site.page("tin/2024/a.html").find(class_="tags")("a")) == 2, "an old page knows a new list"


def test_a_withdrawn_article_leaves_a_notice_and_nothing_else(build):
    text = article("Sai sự thật", body="Lời sai.", withdrawn="{reason: Nguồn đính chính., date: 2024-04-01}")
    site = build({"articles/2024/a.md": text})
    notice = site.page("tin/2024/a.html")
    assert "gỡ ngày 1/4/2024" in notice.main.get_text()
    assert "Nguồn đính chính." in notice.main.get_text()
    assert notice.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    everything = site.text()
    assert "Sai sự thật" not in everything
    assert "Lời sai" not in everything


def test_text_is_escaped_wherever_it_is_shown(build):
    site = build(
        {"articles/2024/a.md": article("'<b>A</b> & B'", summary="'<i>x</i> & y'", authors="['<u>z</u>']")}
    )
    assert site.page("tin/2024/a.html").h1.get_text() == "<b>A</b> & B"
    for path in ("tin/2024/a.html", "index.html"):
        page = site.page(path)
        assert not page.main.find_all(["b", "i", "u"])
        assert "<i>x</i> & y" in page.main.get_text()
