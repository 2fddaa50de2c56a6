import xml.etree.ElementTree as ET
from html import unescape

from sites import article

ATOM = "{http://www.w3.org/2005/Atom}"
PAGE = "dinh-chinh/index.html"


def corrected(title, day, text, **fields):
    return article(title, modified=day, corrections=f"[{{date: {day}, text: '{text}'}}]", **fields)


def test_a_correction_is_on_its_article_in_the_list_and_in_the_feed(build):
    site = build({"articles/2024/a.md": corrected("A & B", "2024-05-03", "Đúng là <640> căn.")})
    assert site.run.returncode == 0, site.run.stderr
    page = site.page(PAGE)
    (notice,) = page.main.find_all("article")
    assert notice.get_text(" ", strip=True) == "A & B Sửa 3/5/2024 Đúng là <640> căn."
    assert notice.a["href"] == "/tin/2024/a.html#dinh-chinh"
    at = site.page("tin/2024/a.html")
    assert at.find(id="dinh-chinh").get_text(" ", strip=True) == "Đính chính 3/5/2024 : Đúng là <640> căn."
    dateline = at.h1.find_next("p")
    assert "Sửa 3/5/2024 (đính chính)" in dateline.get_text()
    assert dateline.a["href"] == "#dinh-chinh"
    assert page.find("link", type="application/atom+xml")["href"] == "/dinh-chinh/atom.xml"
    (entry,) = ET.parse(site.output / "dinh-chinh/atom.xml").iter(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href").endswith("/tin/2024/a.html#dinh-chinh")
    assert unescape(entry.findtext(f"{ATOM}summary")) == "Đúng là <640> căn."
    assert entry.findtext(f"{ATOM}updated") == "2024-05-03T00:00:00+07:00"


def test_where_nothing_was_corrected_the_list_says_so_and_has_no_feed(build):
    site = build({"articles/2024/a.md": article()})
    assert "Chưa có đính chính nào." in site.page(PAGE).main.get_text()
    assert "dinh-chinh/atom.xml" not in site.files
    foot = site.page("tin/2024/a.html").find_all("footer")[-1].find_all("a")
    assert "/dinh-chinh/" in [link["href"] for link in foot]


def test_many_corrections_are_paged_and_a_withdrawn_article_takes_its_own_along(build):
    files = {
        f"articles/2024/a{n}.md": corrected(f"Bài {n}", f"2024-0{n // 28 + 4}-{n % 28 + 1:02}", "Sửa.")
        for n in range(41)
    }
    notice = "{reason: Nhầm., date: 2024-06-01}"
    files["articles/2024/a40.md"] = corrected("Bài 40", "2024-05-13", "Sửa.", withdrawn=notice)
    site = build(files)
    assert site.run.returncode == 0, site.run.stderr
    assert site.titles(PAGE) == [f"Bài {n}" for n in range(39, 19, -1)]
    assert site.titles("dinh-chinh/trang/1/index.html") == [f"Bài {n}" for n in range(19, -1, -1)]
    assert site.page(PAGE).find("a", rel="next").get_text() == "Đính chính cũ hơn ›"
    older = site.page("dinh-chinh/trang/1/index.html")
    assert "Trang 1, tính từ đính chính cũ nhất" in older.main.get_text()
    assert older.find("a", rel="prev")["href"] == "/dinh-chinh/"
